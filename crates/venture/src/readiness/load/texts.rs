//! Whether a language says everything there is to say, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Words;
use super::super::model::Model;
use super::LoadError;

/// A language with its file and what its texts must be.
#[derive(Clone, Copy)]
pub(super) struct Language {
    file: &'static str,
    problem: fn(&str) -> Option<&'static str>,
}

impl Language {
    pub(super) const ZH: Self = Self {
        file: "zh/readiness.toml",
        problem: chinese,
    };
    pub(super) const EN: Self = Self {
        file: "en/readiness.toml",
        problem: english,
    };
}

pub(super) fn read(
    language: Language,
    model: &Model,
    text: &str,
    errors: &mut Vec<LoadError>,
) -> Option<Words> {
    let file = language.file;
    let table: toml::Table = super::parse(file, text, errors)?;
    let mut found = BTreeMap::new();
    flatten("", &table, &mut found);
    let expected = expected(model);
    let before = errors.len();
    for key in &expected {
        if !found.contains_key(key) {
            let key = key.clone();
            errors.push(LoadError::Missing { file, key });
        }
    }
    for (key, value) in found {
        if !expected.contains(&key) {
            errors.push(LoadError::Extra { file, key });
            continue;
        }
        let problem = match value {
            toml::Value::String(text) => (language.problem)(text),
            _ => Some("is not a text; put it in quotes"),
        };
        if let Some(problem) = problem {
            errors.push(LoadError::Text { file, key, problem });
        }
    }
    // What is incomplete would only be reported a second time, less clearly.
    (errors.len() == before).then(|| super::parse(file, text, errors))?
}

/// Every value by its dotted key. A table that holds nothing is a value too:
/// it would otherwise pass unnoticed.
fn flatten<'a>(
    prefix: &str,
    table: &'a toml::Table,
    found: &mut BTreeMap<String, &'a toml::Value>,
) {
    for (key, value) in table {
        let key = format!("{prefix}{key}");
        match value {
            toml::Value::Table(inner) if !inner.is_empty() => {
                flatten(&format!("{key}."), inner, found);
            }
            _ => {
                found.insert(key, value);
            }
        }
    }
}

/// The keys that a language must have.
fn expected(model: &Model) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |kind: &str, id: &str, fields: &[&str]| {
        keys.extend(fields.iter().map(|field| format!("{kind}.{id}.{field}")));
    };
    for route in &model.route {
        add("route", &route.id, &["text", "why"]);
        for option in &route.options {
            add("route", &route.id, &[&format!("options.{option}")]);
        }
    }
    for dimension in &model.dimension {
        add("dimension", &dimension.id, &["name", "about"]);
    }
    for question in &model.question {
        add("question", &question.id, &["text", "why", "evidence"]);
        for option in question.options.keys() {
            add("question", &question.id, &[&format!("options.{option}")]);
        }
    }
    for criterion in &model.criterion {
        add("criterion", &criterion.id, &["text", "task", "why"]);
    }
    for gate in &model.gate {
        add("gate", &gate.id, &["name", "passed", "failed"]);
    }
    for fact in &model.fact {
        add("fact", &fact.id, &["title", "text"]);
    }
    keys.extend(model.common.keys().map(|option| format!("common.{option}")));
    keys
}

fn chinese(text: &str) -> Option<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let meets = |pair: &[char]| matches!(pair, [a, ' ', b] if is_han(*a) || is_han(*b));
    if !chars.iter().copied().any(is_han) {
        Some("is not Chinese; write it afresh in Chinese")
    } else if chars.windows(3).any(meets) {
        Some("has a space next to a Chinese character; the style sheet spaces, take it out")
    } else if chars
        .windows(2)
        .any(|pair| is_han(pair[0]) && matches!(pair[1], ',' | ';' | '?' | '!' | '('))
    {
        Some("has half-width punctuation after a Chinese character; use the full width")
    } else if text.contains('您') {
        Some("says 您; the site says 你")
    } else {
        edges(text)
    }
}

fn english(text: &str) -> Option<&'static str> {
    if !text.chars().any(|letter| letter.is_ascii_alphabetic()) {
        Some("is not English; write it afresh in English")
    } else if text.chars().any(is_full_width) {
        Some("has full-width punctuation; use the half width")
    } else {
        edges(text)
    }
}

fn edges(text: &str) -> Option<&'static str> {
    (text.is_empty() || text.trim() != text).then_some("is empty or has space around it; trim it")
}

const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

const fn is_full_width(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}
