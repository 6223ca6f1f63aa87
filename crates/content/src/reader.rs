//! Reading typed values out of TOML, with the line of everything wrong.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Kind, Problem};

/// Reads one TOML text and collects what is wrong with it.
pub(crate) struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    first_line: usize,
    problems: &'a mut Vec<Problem>,
}

/// A table and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Table<'t, 'i> {
    pub(crate) entries: &'t DeTable<'i>,
    /// Offset in the source of the table's header.
    pub(crate) at: usize,
}

impl<'a> Reader<'a> {
    /// `first_line` is the line of the file on which `source` starts.
    pub(crate) fn new(
        file: &'a str,
        source: &'a str,
        first_line: usize,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self {
            file,
            source,
            first_line,
            problems,
        }
    }

    pub(crate) fn parse(&mut self) -> Option<Spanned<DeTable<'a>>> {
        match DeTable::parse(self.source) {
            Ok(table) => Some(table),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let reason = error.message().to_owned();
                self.problem(at, Kind::Toml { reason });
                None
            }
        }
    }

    /// The line of the file at an offset of the source.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.first_line + newlines_before(self.source, at)
    }

    pub(crate) fn problem(&mut self, at: usize, kind: Kind) {
        let line = self.line(at);
        self.problems.push(Problem::new(self.file, line, kind));
    }

    /// Reports every key of the table that is not among `known`.
    pub(crate) fn only(&mut self, table: Table<'_, '_>, known: &[&str]) {
        for key in table.entries.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let kind = Kind::UnknownKey {
                    key: key.get_ref().to_string(),
                    known: known.join(", "),
                };
                self.problem(key.span().start, kind);
            }
        }
    }

    /// Text that is not blank.
    pub(crate) fn string(&mut self, table: Table<'_, '_>, key: &str) -> Option<String> {
        let value = self.required(table, key)?;
        match value.get_ref().as_str().map(str::trim) {
            Some(text) if !text.is_empty() => Some(text.to_owned()),
            _ => self.bad(value.span(), key, "text in quotes, not blank"),
        }
    }

    /// A whole number within a range.
    pub(crate) fn integer(
        &mut self,
        table: Table<'_, '_>,
        key: &str,
        range: Range<u16>,
    ) -> Option<u16> {
        let value = self.required(table, key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u16::from_str_radix(integer.as_str(), integer.radix()).ok())
            .filter(|number| range.contains(number));
        if number.is_none() {
            let expected = format!("a whole number from {} to {}", range.start, range.end - 1);
            return self.bad(value.span(), key, &expected);
        }
        number
    }

    /// A list of texts; an absent key is an empty list.
    pub(crate) fn strings(&mut self, table: Table<'_, '_>, key: &str) -> Vec<String> {
        let Some(value) = table.entries.get(key) else {
            return Vec::new();
        };
        let texts = value.get_ref().as_array().and_then(|array| {
            let text = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
            array.iter().map(text).collect::<Option<Vec<_>>>()
        });
        texts.unwrap_or_else(|| {
            self.bad::<()>(value.span(), key, "a list of texts, such as [\"a\", \"b\"]");
            Vec::new()
        })
    }

    pub(crate) fn table<'t, 'i>(
        &mut self,
        table: Table<'t, 'i>,
        key: &str,
    ) -> Option<Table<'t, 'i>> {
        let value = self.required(table, key)?;
        match value.get_ref().as_table() {
            Some(entries) => Some(Table {
                entries,
                at: value.span().start,
            }),
            None => self.bad(value.span(), key, "a table"),
        }
    }

    /// The tables of an array of tables, `[[key]]`.
    pub(crate) fn tables<'t, 'i>(&mut self, table: Table<'t, 'i>, key: &str) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.required(table, key) else {
            return Vec::new();
        };
        let items = value.get_ref().as_array().and_then(|array| {
            let item = |item: &'t Spanned<DeValue<'i>>| {
                let at = item.span().start;
                item.get_ref()
                    .as_table()
                    .map(|entries| Table { entries, at })
            };
            array.iter().map(item).collect::<Option<Vec<_>>>()
        });
        items.unwrap_or_else(|| {
            self.bad::<()>(value.span(), key, "an array of tables");
            Vec::new()
        })
    }

    /// The tables named by ids, `[key.id]`, in the order of the file.
    pub(crate) fn named<'t, 'i>(
        &mut self,
        table: Table<'t, 'i>,
        key: &str,
    ) -> Vec<(String, Table<'t, 'i>)> {
        let Some(outer) = self.table(table, key) else {
            return Vec::new();
        };
        let mut named = Vec::new();
        for (id, value) in outer.entries {
            let name = id.get_ref().to_string();
            if !is_slug(&name) {
                self.bad::<()>(id.span(), &name, "an id of a–z, 0–9 and hyphens");
            } else if let Some(entries) = value.get_ref().as_table() {
                let at = id.span().start;
                named.push((name, Table { entries, at }));
            } else {
                self.bad::<()>(value.span(), &name, "a table");
            }
        }
        named.sort_by_key(|(_, table)| table.at);
        named
    }

    /// The value of a key that must be there.
    fn required<'t, 'i>(
        &mut self,
        table: Table<'t, 'i>,
        key: &str,
    ) -> Option<&'t Spanned<DeValue<'i>>> {
        let value = table.entries.get(key);
        if value.is_none() {
            self.problem(
                table.at,
                Kind::MissingKey {
                    key: key.to_owned(),
                },
            );
        }
        value
    }

    pub(crate) fn bad<T>(&mut self, span: Range<usize>, key: &str, expected: &str) -> Option<T> {
        let kind = Kind::BadValue {
            key: key.to_owned(),
            expected: expected.to_owned(),
        };
        self.problem(span.start, kind);
        None
    }
}

/// Line breaks before an offset; an offset beyond the end counts as the end.
pub(crate) fn newlines_before(source: &str, at: usize) -> usize {
    source
        .match_indices('\n')
        .take_while(|(newline, _)| *newline < at)
        .count()
}

/// Whether a name can stand in a path, an id and a URL as it is.
pub(crate) fn is_slug(name: &str) -> bool {
    let safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.bytes().all(safe)
}
