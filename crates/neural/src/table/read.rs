//! From text to rows of cells.

use super::{MAX_COLUMNS, MAX_ROWS, Row, TableError};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// What may stand between cells.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Rows looked at to find the delimiter.
const SAMPLE: usize = 20;

/// The delimiter and every row that has a cell with something in it.
pub(super) fn read(text: &str, delimiter: Option<u8>) -> Result<(u8, Vec<Row>), TableError> {
    let blank = |c: char| {
        c.is_whitespace() || c == '"' || u8::try_from(c).is_ok_and(|c| DELIMITERS.contains(&c))
    };
    if text.chars().all(blank) {
        return Err(TableError::Empty);
    }
    let delimiter = delimiter.unwrap_or_else(|| find_delimiter(text));
    // One more than the limit and a header, to see that there are too many.
    let rows = rows(text, delimiter, MAX_ROWS + 2);
    let Some(first) = rows.first() else {
        return Err(TableError::Empty);
    };
    let expected = first.cells.len();
    if expected > MAX_COLUMNS {
        return Err(TableError::TooManyColumns {
            columns: expected as u32,
            most: MAX_COLUMNS as u32,
        });
    }
    if expected < 2 {
        return Err(TableError::OneColumn);
    }
    if let Some(row) = rows.iter().find(|r| r.cells.len() != expected) {
        return Err(TableError::Ragged {
            line: row.line,
            expected: expected as u32,
            found: row.cells.len() as u32,
        });
    }
    Ok((delimiter, rows))
}

/// The delimiter that cuts the most of the first rows into one number of cells,
/// and of those the one that gives the most cells.
fn find_delimiter(text: &str) -> u8 {
    let score = |&delimiter: &u8| {
        let rows = rows(text, delimiter, SAMPLE);
        let cells = rows.first().map_or(0, |r| r.cells.len());
        let alike = rows.iter().filter(|r| r.cells.len() == cells).count();
        (cells > 1, alike, cells)
    };
    let best = DELIMITERS.iter().rev().max_by_key(|d| score(d));
    best.copied().unwrap_or(b',')
}

/// At most `most` rows; those whose cells are all empty are passed over.
fn rows(text: &str, delimiter: u8, most: usize) -> Vec<Row> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = text.as_bytes();
    let mut rows = Vec::new();
    // A record is never longer than what is left of the text.
    let mut output = vec![0; text.len() + 1];
    let mut ends = vec![0; MAX_COLUMNS + 2];
    let (mut line, mut counted) = (1, 0);
    while rows.len() < most {
        // A record starts after the line ends that are left of the one before.
        let blank = input
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let start = text.len() - input.len() + blank;
        line += line_ends(text.as_bytes(), counted, start);
        counted = start;
        let (mut written, mut fields) = (0, 0);
        let complete = loop {
            let (result, read, wrote, ended) =
                reader.read_record(input, &mut output[written..], &mut ends[fields..]);
            input = &input[read..];
            written += wrote;
            fields += ended;
            match result {
                // An empty input tells the reader that the text is over.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::Record => break true,
                ReadRecordResult::End => break false,
            }
        };
        if !complete {
            break;
        }
        let mut start = 0;
        let cells: Vec<String> = (ends[..fields].iter())
            .map(|&end| {
                let cell = String::from_utf8_lossy(&output[start..end]);
                start = end;
                cell.trim().to_owned()
            })
            .collect();
        if cells.iter().any(|c| !c.is_empty()) {
            rows.push(Row { line, cells });
        }
    }
    rows
}

/// Line ends that begin within a range: LF, CR, or both as one.
fn line_ends(text: &[u8], from: usize, to: usize) -> u32 {
    let ends = |&at: &usize| match text[at] {
        b'\n' => at == 0 || text[at - 1] != b'\r',
        b'\r' => true,
        _ => false,
    };
    (from..to).filter(ends).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("a\tb\n1,000\t2\n", b'\t'),
            ("\"x;y\",b\n1,2\n", b','),
            ("a|b|c\n1|2|3", b'|'),
        ] {
            assert_eq!(read(text, None).unwrap().0, delimiter, "{text}");
        }
    }

    #[test]
    fn quotes_line_ends_and_empty_lines_are_understood() {
        let (_, rows) = read("a,b\r\n\r\n\"x, \"\"y\"\"\",2\r\n,\r\n3,4", None).unwrap();
        let cells: Vec<_> = rows.iter().map(|r| r.cells.join("|")).collect();
        assert_eq!(cells, ["a|b", "x, \"y\"|2", "3|4"]);
    }

    #[test]
    fn ragged_rows_are_named_by_their_line() {
        let error = read("a,b\n1,2\n1,2,3\n", None).unwrap_err();
        let expected = TableError::Ragged {
            line: 3,
            expected: 2,
            found: 3,
        };
        assert_eq!(error, expected);
        assert_eq!(read("a\n1\n", None), Err(TableError::OneColumn));
        assert_eq!(read(" \n,,\n", None), Err(TableError::Empty));
    }
}
