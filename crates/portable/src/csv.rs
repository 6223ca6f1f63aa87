//! Tables as comma-separated text (RFC 4180), with a byte order mark, without
//! which spreadsheets take Chinese for another encoding.

use std::fmt::Write;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words. What a spreadsheet would take for a formula gets an apostrophe
    /// before it, which makes it text.
    Text(String),
    /// A number; an empty cell if it is none.
    Number(f32),
    /// A count.
    Whole(u64),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The table's text.
pub fn write(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            push(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push(out: &mut String, cell: &Cell) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Text(text) => {
            push_text(out, text);
            Ok(())
        }
        Cell::Number(value) if value.is_finite() => write!(out, "{value:?}"),
        Cell::Number(_) => Ok(()),
        Cell::Whole(count) => write!(out, "{count}"),
    };
}

/// What begins a formula (OWASP, *CSV Injection*), also in full width.
fn dangerous(text: &str) -> bool {
    text.trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn push_text(out: &mut String, text: &str) {
    let guard = if dangerous(text) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let row = vec![
            Cell::text("a,b"),
            Cell::text("say \"hi\""),
            Cell::Number(-1.5),
            Cell::Number(f32::NAN),
            Cell::Whole(7),
            Cell::text("启模"),
        ];
        assert_eq!(
            write([row]),
            "\u{feff}\"a,b\",\"say \"\"hi\"\"\",-1.5,,7,启模\r\n"
        );
    }

    #[test]
    fn formulas_become_text() {
        let row = vec![
            Cell::text("=1+1"),
            Cell::text("@x"),
            Cell::text("  -2,3"),
            Cell::text("a=b"),
        ];
        assert_eq!(write([row]), "\u{feff}'=1+1,'@x,\"'  -2,3\",a=b\r\n");
    }
}
