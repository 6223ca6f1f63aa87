//! The check's model and words, as `build.rs` has validated them. The bytes
//! belong to this page's part of the program, and are decoded once.

use crate::i18n::Locale;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use venture::readiness::{Model, Words};

/// Title and address of a source.
type Source = (String, String);

/// What is asked, and what it amounts to.
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/readiness.model"))))
}

/// Its words in a language.
pub fn words(locale: Locale) -> &'static Words {
    static ZH: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match locale {
        Locale::zh => {
            ZH.get_or_init(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/readiness.zh"))))
        }
        Locale::en => {
            EN.get_or_init(|| decode(include_bytes!(concat!(env!("OUT_DIR"), "/readiness.en"))))
        }
    }
}

/// Title and address of a source of the facts.
pub fn source(key: &str) -> Option<&'static Source> {
    static SOURCES: OnceLock<BTreeMap<String, Source>> = OnceLock::new();
    SOURCES
        .get_or_init(|| {
            decode(include_bytes!(concat!(
                env!("OUT_DIR"),
                "/readiness.sources"
            )))
        })
        .get(key)
}

/// The name of a dimension; its id where it has none.
pub fn dimension_name(locale: Locale, dimension: &str) -> String {
    words(locale)
        .dimension
        .get(dimension)
        .map_or_else(|| dimension.to_owned(), |words| words.name.clone())
}

/// The name of a gate; its id where it has none.
pub fn gate_name(locale: Locale, gate: &str) -> String {
    words(locale)
        .gate
        .get(gate)
        .map_or_else(|| gate.to_owned(), |words| words.name.clone())
}

/// Two sentences in a row. Chinese leaves no space after its full stops.
pub fn joined(locale: Locale, first: &str, second: &str) -> String {
    let gap = match locale {
        Locale::en if !first.is_empty() && !second.is_empty() => " ",
        Locale::en | Locale::zh => "",
    };
    format!("{first}{gap}{second}")
}

fn decode<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> T {
    postcard::from_bytes(bytes).expect("written by the build")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_wrote_reads_back_whole() {
        for locale in [Locale::zh, Locale::en] {
            let words = words(locale);
            for question in &model().question {
                assert!(words.question.contains_key(&question.id), "{}", question.id);
            }
            assert_eq!(words.dimension.len(), model().dimension.len());
        }
        for fact in &model().fact {
            for key in &fact.sources {
                assert!(source(key).is_some(), "{key}");
            }
        }
        assert_eq!(model().dimension.len(), 8);
    }
}
