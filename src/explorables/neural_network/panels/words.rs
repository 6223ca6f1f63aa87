//! What is wrong with a table, in words: what happened, what was kept, what to
//! do now. Pure.

use crate::i18n::{Locale, number, td_string};
use neural::table::{Encoding, TableError, TaskKind};

fn count(value: u32) -> String {
    number(f64::from(value), 0)
}

/// A file's size for reading: `13 KB`, `1.2 MB`.
pub fn size(bytes: usize) -> String {
    let bytes = bytes as f64;
    if bytes < 1000.0 {
        format!("{} B", number(bytes, 0))
    } else if bytes < 999_500.0 {
        format!("{} KB", number(bytes / 1000.0, 0))
    } else {
        format!("{} MB", number(bytes / 1e6, 1))
    }
}

/// A value of a table to four significant digits, without zeros at its end.
pub fn value(value: f32) -> String {
    let value = f64::from(value);
    let magnitude = if value == 0.0 {
        0.0
    } else {
        value.abs().log10().floor()
    };
    let decimals = (3.0 - magnitude).clamp(0.0, 8.0) as usize;
    let text = number(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Words for an error of a table. The limits and places in it are the error's.
pub fn table_error(error: &TableError, locale: Locale) -> String {
    match error {
        TableError::Empty => {
            let least = neural::table::MIN_ROWS;
            td_string!(locale, panels.error_empty, least = least)
        }
        TableError::TooManyBytes { bytes, most } => td_string!(
            locale,
            panels.error_bytes,
            bytes = count(*bytes),
            most = count(*most)
        ),
        TableError::TooManyRows { most } => {
            td_string!(locale, panels.error_rows, most = count(*most))
        }
        TableError::TooManyColumns { columns, most } => td_string!(
            locale,
            panels.error_columns,
            columns = count(*columns),
            most = count(*most)
        ),
        TableError::Encoding { looks_like, at } => encoding(*looks_like, *at, locale),
        TableError::OneColumn => td_string!(locale, panels.error_one_column).to_owned(),
        TableError::Ragged {
            line,
            expected,
            found,
        } => td_string!(
            locale,
            panels.error_ragged,
            line = count(*line),
            expected = count(*expected),
            found = count(*found)
        ),
        TableError::TooFewRows {
            rows,
            least,
            dropped: 0,
        } => td_string!(
            locale,
            panels.error_few_rows,
            rows = count(*rows),
            least = count(*least)
        ),
        TableError::TooFewRows {
            rows,
            least,
            dropped,
        } => td_string!(
            locale,
            panels.error_few_left,
            rows = count(*rows),
            least = count(*least),
            dropped = count(*dropped)
        ),
        // Spreadsheets and people count from 1.
        TableError::NoSuchColumn { column } => td_string!(
            locale,
            panels.error_no_such_column,
            column = count(column.saturating_add(1))
        ),
        TableError::NotANumber { cell, more } => {
            let (line, column, text) = (count(cell.line), cell.column.clone(), cell.text.clone());
            match more {
                0 => td_string!(
                    locale,
                    panels.error_not_a_number,
                    line = line,
                    column = column,
                    text = text
                ),
                more => td_string!(
                    locale,
                    panels.error_not_numbers,
                    line = line,
                    column = column,
                    text = text,
                    count = *more
                ),
            }
        }
        TableError::NoFeatures => td_string!(locale, panels.error_no_features).to_owned(),
        TableError::TooManyFeatures { inputs, most } => td_string!(
            locale,
            panels.error_features,
            inputs = count(*inputs),
            most = count(*most)
        ),
        TableError::TooManyTexts { column, most } => td_string!(
            locale,
            panels.error_texts,
            column = column.clone(),
            most = count(*most)
        ),
        TableError::OneClass { column, class } => td_string!(
            locale,
            panels.error_one_class,
            column = column.clone(),
            class = class.clone()
        ),
        TableError::TooManyClasses {
            column,
            classes,
            most,
        } => td_string!(
            locale,
            panels.error_classes,
            column = column.clone(),
            classes = count(*classes),
            most = count(*most)
        ),
        TableError::ConstantTarget { column, task } => {
            let column = column.clone();
            match task {
                TaskKind::Regression => {
                    td_string!(locale, panels.error_constant, column = column)
                }
                TaskKind::Classification => {
                    td_string!(locale, panels.error_blank, column = column)
                }
            }
        }
    }
}

fn encoding(looks_like: Encoding, at: u32, locale: Locale) -> String {
    let at = count(at.saturating_add(1));
    match looks_like {
        Encoding::Gbk => td_string!(locale, panels.error_gbk, at = at),
        Encoding::Utf16Le | Encoding::Utf16Be => td_string!(locale, panels.error_utf16).to_owned(),
        Encoding::Western => td_string!(locale, panels.error_western, at = at),
        Encoding::Spreadsheet => td_string!(locale, panels.error_spreadsheet).to_owned(),
        Encoding::Binary => td_string!(locale, panels.error_binary).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::table::{Cell, Options, preview};
    use std::collections::BTreeSet;

    /// One of every error, with places and limits that can be looked for.
    fn errors() -> Vec<(TableError, &'static [&'static str])> {
        let cell = || Cell {
            line: 14,
            column: "age".into(),
            text: "n.a.".into(),
        };
        let encoding = |looks_like| TableError::Encoding { looks_like, at: 41 };
        vec![
            (TableError::Empty, &["10"]),
            (
                TableError::TooManyBytes {
                    bytes: 1_000_001,
                    most: 1_000_000,
                },
                &["1,000,001", "1,000,000"],
            ),
            (TableError::TooManyRows { most: 5000 }, &["5000"]),
            (
                TableError::TooManyColumns {
                    columns: 300,
                    most: 256,
                },
                &["300", "256"],
            ),
            (encoding(Encoding::Utf16Le), &["UTF-16"]),
            (encoding(Encoding::Gbk), &["GBK", "42"]),
            (encoding(Encoding::Western), &["Windows-1252", "42"]),
            (encoding(Encoding::Spreadsheet), &["CSV"]),
            (encoding(Encoding::Binary), &["CSV"]),
            (TableError::OneColumn, &[]),
            (
                TableError::Ragged {
                    line: 7,
                    expected: 4,
                    found: 3,
                },
                &["7", "4", "3"],
            ),
            (
                TableError::TooFewRows {
                    rows: 6,
                    least: 10,
                    dropped: 0,
                },
                &["6", "10"],
            ),
            (
                TableError::TooFewRows {
                    rows: 6,
                    least: 10,
                    dropped: 17,
                },
                &["6", "10", "17"],
            ),
            (TableError::NoSuchColumn { column: 4 }, &["5"]),
            (
                TableError::NotANumber {
                    cell: cell(),
                    more: 0,
                },
                &["14", "age", "n.a."],
            ),
            (
                TableError::NotANumber {
                    cell: cell(),
                    more: 3,
                },
                &["14", "age", "n.a.", "3"],
            ),
            (TableError::NoFeatures, &[]),
            (
                TableError::TooManyFeatures {
                    inputs: 40,
                    most: 32,
                },
                &["40", "32"],
            ),
            (
                TableError::TooManyTexts {
                    column: "city".into(),
                    most: 10,
                },
                &["city", "10"],
            ),
            (
                TableError::OneClass {
                    column: "kind".into(),
                    class: "tall".into(),
                },
                &["kind", "tall"],
            ),
            (
                TableError::TooManyClasses {
                    column: "name".into(),
                    classes: 44,
                    most: 10,
                },
                &["name", "44", "10"],
            ),
            (
                TableError::ConstantTarget {
                    column: "price".into(),
                    task: TaskKind::Regression,
                },
                &["price"],
            ),
            (
                TableError::ConstantTarget {
                    column: "price".into(),
                    task: TaskKind::Classification,
                },
                &["price"],
            ),
        ]
    }

    #[test]
    fn every_error_names_its_places_and_limits() {
        for locale in [Locale::zh, Locale::en] {
            let mut told = BTreeSet::new();
            for (error, parts) in errors() {
                let words = table_error(&error, locale);
                for part in parts {
                    assert!(words.contains(part), "{part} is not in: {words}");
                }
                assert!(!words.contains("{{"), "{words}");
                assert!(words.ends_with(['.', '。']), "{words}");
                assert!(told.insert(words.clone()), "told twice: {words}");
            }
        }
    }

    #[test]
    fn one_more_is_told_from_several() {
        let words = |more, locale| {
            let cell = Cell {
                line: 2,
                column: "a".into(),
                text: "x".into(),
            };
            table_error(&TableError::NotANumber { cell, more }, locale)
        };
        assert!(words(1, Locale::en).contains("1 other cell of the column is"));
        assert!(words(2, Locale::en).contains("2 other cells of the column are"));
        assert!(words(2, Locale::zh).contains("还有2个"));
    }

    #[test]
    fn the_line_is_the_files_own() {
        let text = "a,b,kind\n1,2,x\n2,3,y\n3,4,x\n\n4,five,y\n";
        let preview = preview(text.as_bytes(), &Options::default()).unwrap();
        let words = table_error(&preview.selection.unwrap_err(), Locale::en);
        assert!(words.contains("line 6"), "{words}");
        assert!(words.contains("“b”") && words.contains("“five”"), "{words}");
    }

    #[test]
    fn values_are_short() {
        assert_eq!(value(2007.0), "2007");
        assert_eq!(value(-39.1), "−39.1");
        assert_eq!(value(0.000_123_47), "0.0001235");
        assert_eq!(value(0.0), "0");
        assert_eq!(value(f32::NAN), "–");
        assert_eq!(value(1e-30), "0");
    }

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(0), "0 B");
        assert_eq!(size(13_482), "13 KB");
        assert_eq!(size(999_499), "999 KB");
        assert_eq!(size(999_600), "1.0 MB");
        assert_eq!(size(12_000_000), "12.0 MB");
    }
}
