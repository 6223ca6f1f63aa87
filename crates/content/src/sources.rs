//! The list of sources, the same in both languages.

use crate::reader::{Reader, Table};
use crate::text::is_han;
use crate::{Kind, Lang, Problem, escape};

/// One source, as a reference list gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The key that texts cite.
    pub key: String,
    /// Who wrote it.
    pub authors: String,
    /// When it came out.
    pub year: u16,
    /// What it is called.
    pub title: String,
    /// Where it came out: journal and number, publisher, gazette.
    pub within: String,
    /// Where it can be read.
    pub url: String,
}

/// Every source, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    pub(crate) fn parse(file: &str, source: &str, problems: &mut Vec<Problem>) -> Self {
        let mut reader = Reader::new(file, source, 1, problems);
        let Some(root) = reader.parse() else {
            return Self::default();
        };
        let root = Table {
            entries: root.get_ref(),
            at: 0,
        };
        reader.only(root, &["sources"]);
        let mut sources = Vec::new();
        for (key, table) in reader.named(root, "sources") {
            reader.only(table, &["authors", "year", "title", "in", "url"]);
            let url = reader.string(table, "url").unwrap_or_default();
            if !url.is_empty() && !is_web_address(&url) {
                let key = "url".to_owned();
                let expected = "an address that starts with https:// or http://".to_owned();
                reader.problem(table.at, Kind::BadValue { key, expected });
            }
            sources.push(Source {
                key,
                authors: reader.string(table, "authors").unwrap_or_default(),
                year: reader.integer(table, "year", 1..3000).unwrap_or_default(),
                title: reader.string(table, "title").unwrap_or_default(),
                within: reader.string(table, "in").unwrap_or_default(),
                url,
            });
        }
        Self { sources }
    }

    /// Every source in the order of the file.
    pub fn all(&self) -> &[Source] {
        &self.sources
    }

    /// The source of a key.
    pub fn get(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }
}

impl Source {
    /// The reference as HTML: authors (year). Title. Where. Link.
    pub(crate) fn html(&self, page: Lang) -> String {
        let url = escape::attribute(&self.url);
        let shown = self
            .url
            .split_once("://")
            .map_or(&*self.url, |(_, rest)| rest);
        format!(
            "<span class=\"authors\">{}</span> ({}). <cite{}>{}</cite>{} <span class=\"where\"{}>{}</span>{} \
             <a href=\"{url}\" rel=\"external noopener\">{}</a>",
            escape::text(&self.authors),
            self.year,
            lang_attribute(&self.title, page),
            escape::text(&self.title),
            full_stop(&self.title),
            lang_attribute(&self.within, page),
            escape::text(&self.within),
            full_stop(&self.within),
            escape::text(shown.trim_end_matches('/')),
        )
    }
}

/// The `lang` attribute of text in another language than the page's.
fn lang_attribute(text: &str, page: Lang) -> String {
    let lang = if text.contains(is_han) {
        Lang::Zh
    } else {
        Lang::En
    };
    if lang == page {
        String::new()
    } else {
        format!(" lang=\"{}\"", lang.tag())
    }
}

fn full_stop(text: &str) -> &'static str {
    if text.ends_with(['.', '?', '!', '。', '？', '！', '》']) {
        ""
    } else {
        "."
    }
}

fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !url.contains(char::is_whitespace))
}
