//! What a table's columns hold.

use super::{MAX_ROWS, Row, Table, TableError};
use lexical_parse_float::FromLexical;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// From the header, made unique; `x1`, `x2`, … where there is none.
    pub name: String,
    /// Cells with nothing in them, or a sign that stands for nothing.
    pub missing: u32,
    /// What the other cells hold.
    pub kind: Kind,
}

/// What a column's cells hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// More than half are numbers.
    Number {
        /// The least.
        least: f32,
        /// The greatest.
        greatest: f32,
        /// How many different ones there are.
        different: u32,
        /// Whether all are whole.
        whole: bool,
        /// Cells that are no numbers.
        text: u32,
    },
    /// Texts, or nothing.
    Text {
        /// How many different ones there are.
        different: u32,
    },
}

/// Signs that stand for a missing value, in lower case.
const MISSING: [&str; 9] = ["", "na", "n/a", "nan", "null", "none", "-", "?", "."];

pub(super) fn is_missing(cell: &str) -> bool {
    cell.len() <= 4 && MISSING.contains(&cell.to_ascii_lowercase().as_str())
}

/// A finite number; with a decimal comma where the comma does not part cells.
pub(super) fn number(cell: &str, delimiter: u8) -> Option<f32> {
    // Rust also reads `inf`, `infinity` and `nan`; a table's cell must have a digit.
    if !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let parsed = if delimiter != b',' && cell.contains(',') && !cell.contains('.') {
        f32::from_lexical(cell.replacen(',', ".", 1).as_bytes())
    } else {
        f32::from_lexical(cell.as_bytes())
    };
    parsed.ok().filter(|v| v.is_finite())
}

/// Tells the header from the rows and describes every column.
pub(super) fn describe(
    delimiter: u8,
    mut rows: Vec<Row>,
    header: Option<bool>,
) -> Result<Table, TableError> {
    let header = header.unwrap_or_else(|| has_header(&rows, delimiter));
    let names = if header && !rows.is_empty() {
        rows.remove(0).cells
    } else {
        vec![String::new(); rows.first().map_or(0, |r| r.cells.len())]
    };
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    if rows.len() > MAX_ROWS {
        return Err(TableError::TooManyRows {
            most: MAX_ROWS as u32,
        });
    }
    let columns = unique(names).into_iter().enumerate().map(|(at, name)| {
        let cells = rows.iter().map(|r| r.cells[at].as_str());
        let (missing, kind) = kind_of(cells, delimiter);
        Column {
            name,
            missing,
            kind,
        }
    });
    Ok(Table {
        delimiter,
        header,
        columns: columns.collect(),
        rows,
    })
}

/// A first row is a header if none of its cells is a number and either a column
/// below is one of numbers, or none of its texts comes again in its column.
fn has_header(rows: &[Row], delimiter: u8) -> bool {
    let Some((first, rest)) = rows.split_first() else {
        return false;
    };
    if rest.is_empty() || first.cells.iter().any(|c| number(c, delimiter).is_some()) {
        return false;
    }
    let column = |at: usize| rest.iter().map(move |r| r.cells[at].as_str());
    let mut columns = 0..first.cells.len();
    columns
        .clone()
        .any(|at| matches!(kind_of(column(at), delimiter).1, Kind::Number { .. }))
        || columns
            .all(|at| !first.cells[at].is_empty() && !column(at).any(|c| c == first.cells[at]))
}

fn kind_of<'a>(cells: impl Iterator<Item = &'a str>, delimiter: u8) -> (u32, Kind) {
    let (mut missing, mut text, mut numbers) = (0, BTreeSet::new(), BTreeSet::new());
    let (mut texts, mut count) = (0_u32, 0_u32);
    let (mut least, mut greatest, mut whole) = (f32::MAX, f32::MIN, true);
    for cell in cells {
        if is_missing(cell) {
            missing += 1;
            continue;
        }
        text.insert(cell);
        match number(cell, delimiter) {
            Some(value) => {
                count += 1;
                least = least.min(value);
                greatest = greatest.max(value);
                whole &= value.fract() == 0.0;
                // 0 and −0 are one number.
                numbers.insert((value + 0.0).to_bits());
            }
            None => texts += 1,
        }
    }
    let kind = if count > texts {
        Kind::Number {
            least,
            greatest,
            different: numbers.len() as u32,
            whole,
            text: texts,
        }
    } else {
        Kind::Text {
            different: text.len() as u32,
        }
    };
    (missing, kind)
}

/// Names for the columns without one, and a number after names that come again.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let named = names.into_iter().enumerate().map(|(at, name)| {
        let name = if name.is_empty() {
            format!("x{}", at + 1)
        } else {
            super::error::shorten(&name)
        };
        let mut candidate = name.clone();
        let mut again = 1;
        while !taken.insert(candidate.clone()) {
            again += 1;
            candidate = format!("{name} ({again})");
        }
        candidate
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Options, parse};
    use super::*;

    fn table(text: &str) -> Table {
        parse(text.as_bytes(), &Options::default()).unwrap()
    }

    #[test]
    fn headers_are_told_from_rows() {
        assert!(table("a,b\n1,2\n").header);
        assert!(table("species,island\nAdelie,Dream\nGentoo,Biscoe\n").header);
        assert!(!table("1,2\n3,4\n").header);
        assert!(!table("red,yes\nblue,no\nred,no\n").header);
        assert_eq!(table("1,2\n3,4\n").columns[1].name, "x2");
        let names: Vec<_> = table("a,a,\n1,2,3\n")
            .columns
            .into_iter()
            .map(|c| c.name)
            .collect();
        assert_eq!(names, ["a", "a (2)", "x3"]);
    }

    #[test]
    fn kinds_missing_cells_and_decimal_commas() {
        let t = table("a;b;c\n1,5;x;NA\n2,5;y;3\n?;x;4\n");
        let kind = Kind::Number {
            least: 1.5,
            greatest: 2.5,
            different: 2,
            whole: false,
            text: 0,
        };
        assert_eq!((&t.columns[0].kind, t.columns[0].missing), (&kind, 1));
        assert_eq!(t.columns[1].kind, Kind::Text { different: 2 });
        assert_eq!(t.columns[2].missing, 1);
        for (cell, value) in [
            ("1e3", Some(1000.0)),
            ("inf", None),
            ("1e999", None),
            ("nan", None),
            ("12a", None),
        ] {
            assert_eq!(number(cell, b','), value, "{cell}");
        }
    }

    #[test]
    fn a_header_alone_is_an_empty_table() {
        let options = Options {
            header: Some(true),
            ..Options::default()
        };
        assert_eq!(parse(b"a,b\n", &options), Err(TableError::Empty));
        let long = "1,2\n".repeat(MAX_ROWS + 1);
        assert_eq!(
            parse(long.as_bytes(), &Options::default()),
            Err(TableError::TooManyRows { most: 5000 })
        );
        assert!(parse("1,2\n".repeat(MAX_ROWS).as_bytes(), &Options::default()).is_ok());
    }
}
