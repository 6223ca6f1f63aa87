//! Reads the files of the check and refuses what does not hold together.

mod error;
mod references;
mod structure;
mod texts;

pub use error::LoadError;

use std::collections::BTreeSet;

use super::Words;
use super::model::Model;

/// The file of the model.
pub(crate) const STRUCTURE: &str = "readiness.toml";
const SOURCES: &str = "sources.toml";

/// The texts of the files of `content/` that the check is made from.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `readiness.toml`.
    pub structure: &'a str,
    /// `sources.toml`.
    pub sources: &'a str,
    /// `zh/readiness.toml`.
    pub zh: &'a str,
    /// `en/readiness.toml`.
    pub en: &'a str,
}

/// The check, read and found sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What is asked and what it amounts to.
    pub model: Model,
    /// The Chinese words.
    pub zh: Words,
    /// The English words.
    pub en: Words,
}

/// Reads the check.
///
/// # Errors
/// Every problem found, in the order of file and key.
pub fn load(files: &Files<'_>) -> Result<Loaded, Vec<LoadError>> {
    let mut errors = Vec::new();
    let model: Option<Model> = parse(STRUCTURE, files.structure, &mut errors);
    let sources = sources(files.sources, &mut errors);
    let Some(model) = model else {
        return Err(errors);
    };
    structure::check(&model, &mut errors);
    references::check(&model, &sources, &mut errors);
    let zh = texts::read(texts::Language::ZH, &model, files.zh, &mut errors);
    let en = texts::read(texts::Language::EN, &model, files.en, &mut errors);
    match (zh, en) {
        (Some(zh), Some(en)) if errors.is_empty() => Ok(Loaded { model, zh, en }),
        _ => {
            errors.sort();
            Err(errors)
        }
    }
}

/// The keys of the sources.
fn sources(text: &str, errors: &mut Vec<LoadError>) -> BTreeSet<String> {
    let root: Option<toml::Table> = parse(SOURCES, text, errors);
    let table = root.and_then(|mut root| root.remove("sources"));
    match table {
        Some(toml::Value::Table(table)) => table.into_iter().map(|(key, _)| key).collect(),
        _ => BTreeSet::new(),
    }
}

fn parse<T: serde::de::DeserializeOwned>(
    file: &'static str,
    text: &str,
    errors: &mut Vec<LoadError>,
) -> Option<T> {
    let parsed = toml::from_str(text);
    parsed
        .map_err(|error| {
            let message = error.to_string();
            errors.push(LoadError::Form { file, message });
        })
        .ok()
}
