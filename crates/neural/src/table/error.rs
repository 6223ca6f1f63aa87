//! What can be wrong with a table.

use super::{Encoding, TaskKind};
use serde::{Deserialize, Serialize};

/// A cell, as a message names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The line of the file on which its row starts, from 1.
    pub line: u32,
    /// The column's name.
    pub column: String,
    /// What it holds, cut to 40 characters.
    pub text: String,
}

/// Why a table cannot be read or used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TableError {
    /// No cell at all, or a header alone.
    #[error("the table is empty")]
    Empty,
    /// More than [`MAX_BYTES`](super::MAX_BYTES).
    #[error("{bytes} bytes, more than {most}")]
    TooManyBytes {
        /// Bytes given.
        bytes: u32,
        /// Bytes allowed.
        most: u32,
    },
    /// More than [`MAX_ROWS`](super::MAX_ROWS).
    #[error("more than {most} rows")]
    TooManyRows {
        /// Rows allowed.
        most: u32,
    },
    /// More than [`MAX_COLUMNS`](super::MAX_COLUMNS).
    #[error("{columns} columns, more than {most}")]
    TooManyColumns {
        /// Columns found.
        columns: u32,
        /// Columns allowed.
        most: u32,
    },
    /// The bytes are not UTF-8.
    #[error("not UTF-8 but seemingly {looks_like:?}, at byte {at}")]
    Encoding {
        /// What they seem to be.
        looks_like: Encoding,
        /// The first byte that is not UTF-8.
        at: u32,
    },
    /// One column only: there is nothing to predict from, or the delimiter is another.
    #[error("only one column was found")]
    OneColumn,
    /// A row has more or fewer cells than the first.
    #[error("line {line} has {found} cells, not {expected}")]
    Ragged {
        /// The line of the file on which the row starts, from 1.
        line: u32,
        /// Cells of the first row.
        expected: u32,
        /// Cells of this row.
        found: u32,
    },
    /// Fewer than [`MIN_ROWS`](super::MIN_ROWS) can be used.
    #[error("{rows} usable rows, fewer than {least}")]
    TooFewRows {
        /// Rows that can be used.
        rows: u32,
        /// Rows needed.
        least: u32,
        /// Rows left out because of a missing cell.
        dropped: u32,
    },
    /// [`Options`](super::Options) name a column that is not there, or the target as a feature.
    #[error("column {column} cannot be chosen")]
    NoSuchColumn {
        /// Its number, from 0.
        column: u32,
    },
    /// Text in a column of numbers.
    #[error("line {}, column {}: {:?} is not a number ({more} more like it)", .cell.line, .cell.column, .cell.text)]
    NotANumber {
        /// The first such cell.
        cell: Cell,
        /// Further such cells in the column.
        more: u32,
    },
    /// No column is left to predict from.
    #[error("no column to predict from")]
    NoFeatures,
    /// More inputs than [`MAX_FEATURES`](super::MAX_FEATURES).
    #[error("{inputs} inputs, more than {most}")]
    TooManyFeatures {
        /// Inputs that the columns give.
        inputs: u32,
        /// Inputs allowed.
        most: u32,
    },
    /// A chosen feature has more different texts than [`MAX_CLASSES`](super::MAX_CLASSES).
    #[error("column {column} has more than {most} different texts")]
    TooManyTexts {
        /// The column's name.
        column: String,
        /// Texts allowed.
        most: u32,
    },
    /// The target has one class only.
    #[error("column {column} is {class:?} in every row")]
    OneClass {
        /// The column's name.
        column: String,
        /// Its only value.
        class: String,
    },
    /// The target has more classes than [`MAX_CLASSES`](super::MAX_CLASSES).
    #[error("column {column} has {classes} classes, more than {most}")]
    TooManyClasses {
        /// The column's name.
        column: String,
        /// Classes found.
        classes: u32,
        /// Classes allowed.
        most: u32,
    },
    /// The target is one number in every row, or has no value at all.
    #[error("column {column} does not vary, so {task:?} has nothing to learn")]
    ConstantTarget {
        /// The column's name.
        column: String,
        /// What was to be learnt.
        task: TaskKind,
    },
}

/// A text cut to what a message can show.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}
