//! The reader's own table: delimited text of any origin, read without a panic,
//! and its columns made into features and a target.

mod columns;
mod decode;
mod error;
mod read;
mod select;

pub use columns::{Column, Kind};
pub use decode::Encoding;
pub use error::{Cell, TableError};

use crate::data::Dataset;
use serde::{Deserialize, Serialize};

/// The most bytes of a table.
pub const MAX_BYTES: usize = 1_000_000;
/// The most rows, the header apart.
pub const MAX_ROWS: usize = 5_000;
/// The most columns in the file.
pub const MAX_COLUMNS: usize = 256;
/// The most inputs made from the chosen columns.
pub const MAX_FEATURES: usize = 32;
/// The most classes of a target, and the most different texts of a feature.
pub const MAX_CLASSES: usize = 10;
/// The fewest usable rows: some to train on and some to test.
pub const MIN_ROWS: usize = 10;
/// Rows that a [`Preview`] shows.
pub const PREVIEW_ROWS: usize = 8;

/// How a table is read and used; what is `None` is found out from the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The byte between cells.
    pub delimiter: Option<u8>,
    /// Whether the first row has the columns' names.
    pub header: Option<bool>,
    /// The column to predict, from 0; otherwise the last that can be.
    pub target: Option<u32>,
    /// The columns to predict from; otherwise every other usable one.
    pub features: Option<Vec<u32>>,
    /// Whether a number or a class is predicted.
    pub task: Option<TaskKind>,
    /// What becomes of rows in which a feature is missing.
    pub missing: Missing,
}

/// What is predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskKind {
    /// A number.
    Regression,
    /// A class.
    Classification,
}

/// What becomes of a row with a missing feature. A row without its target is
/// always left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// The row is left out.
    #[default]
    Drop,
    /// The mean of the training part stands in.
    Mean,
}

/// A table that was read: its cells are text still.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The byte between cells.
    pub delimiter: u8,
    /// Whether the first row gave the names.
    pub header: bool,
    /// The columns, with what they were found to hold.
    pub columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A row of cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The line of the file on which it starts, from 1.
    pub line: u32,
    pub cells: Vec<String>,
}

/// How a table is read, and what training on it would use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The byte between cells.
    pub delimiter: u8,
    /// Whether the first row gave the names.
    pub header: bool,
    /// Rows in the file, the header apart.
    pub rows: u32,
    /// The columns, with what they hold.
    pub columns: Vec<Column>,
    /// The first rows, at most [`PREVIEW_ROWS`].
    pub head: Vec<Vec<String>>,
    /// What training would use; or why it cannot, although the table was read.
    pub selection: Result<Selection, TableError>,
}

/// What training on a table uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// The column predicted, from 0.
    pub target: u32,
    /// A number or a class.
    pub task: TaskKind,
    /// The classes' names; none for regression.
    pub classes: Vec<String>,
    /// The columns predicted from.
    pub features: Vec<u32>,
    /// The network's inputs: a numeric column gives one, a column of texts one
    /// per text.
    pub inputs: Vec<String>,
    /// Rows used.
    pub rows: u32,
    /// Rows left out because of a missing cell.
    pub dropped: u32,
}

/// Reads a delimited text. The columns' use is decided by [`Table::select`].
pub fn parse(bytes: &[u8], options: &Options) -> Result<Table, TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooManyBytes {
            bytes: bytes.len() as u32,
            most: MAX_BYTES as u32,
        });
    }
    let text = decode::decode(bytes)?;
    let (delimiter, rows) = read::read(text, options.delimiter)?;
    columns::describe(delimiter, rows, options.header)
}

/// Reads a table and says how it would be used.
pub fn preview(bytes: &[u8], options: &Options) -> Result<Preview, TableError> {
    let table = parse(bytes, options)?;
    let selection = table.select(options).map(|(selection, _)| selection);
    Ok(Preview {
        delimiter: table.delimiter,
        header: table.header,
        rows: table.rows.len() as u32,
        head: (table.rows.iter().take(PREVIEW_ROWS))
            .map(|r| r.cells.iter().map(|c| error::shorten(c)).collect())
            .collect(),
        columns: table.columns,
        selection,
    })
}

/// Reads a table and makes it into a data set.
pub fn dataset(bytes: &[u8], options: &Options) -> Result<(Selection, Dataset), TableError> {
    parse(bytes, options)?.select(options)
}
