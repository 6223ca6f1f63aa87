//! What the check asks about a part of the plan, for the plan's own pages.

use super::data::{model, words};
use crate::i18n::Locale;

/// The questions whose evidence belongs to one of these fields of the plan: the
/// id of each, and where on the check's page its dimension is.
pub fn questions_about(fields: &[&str]) -> Vec<(&'static str, String)> {
    let place = |dimension: &str| {
        let mut dimensions = model().dimension.iter();
        let at = dimensions.position(|one| one.id == dimension);
        format!("d{}", at.unwrap_or_default() + 1)
    };
    let questions = model().question.iter();
    questions
        .filter(|question| fields.contains(&question.plan.as_str()))
        .map(|question| (question.id.as_str(), place(&question.dimension)))
        .collect()
}

/// The words of a question; its id where it has none.
pub fn words_of(question: &str, locale: Locale) -> String {
    let words = words(locale).question.get(question);
    words.map_or_else(|| question.to_owned(), |words| words.text.clone())
}
