//! What the check asks about a part of the plan, for the plan's own pages.

use super::data::{model, words};
use super::document::Readiness;
use super::today::today;
use crate::documents::Documents;
use crate::i18n::Locale;
use documents::{Id, Opened};
use venture::bridge::{Learnt, hand_over, start};
use venture::plan::Plan;
use venture::plan::bounded::Line;
use venture::readiness::Date;

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

/// The ventures that are being checked, with their names; tracked.
pub fn ventures(documents: Documents) -> Vec<(Id, String)> {
    let entries = documents.entries_of::<Readiness>().into_iter();
    let here = entries.filter(|entry| entry.header.trashed_at.is_none());
    here.map(|entry| (entry.id, entry.header.name)).collect()
}

/// A plan from what the check of a venture has found, which begins in the month
/// of `first`. `None` where the check cannot be read.
pub fn learnt(
    documents: Documents,
    id: &Id,
    locale: Locale,
    name: &str,
    first: Date,
) -> Option<Plan> {
    let venture = match documents.store().load::<Readiness>(id).ok()? {
        Opened::Editable { value, .. } => value,
        Opened::ReadOnly { value, .. } => value?,
    };
    let report = model().report(&venture.answers, None, today());
    let learnt = Learnt {
        model: model(),
        words: words(locale),
        answers: &venture.answers,
        report: &report,
        tasks: &venture.tasks,
    };
    Some(start(
        &learnt,
        crate::pages::plan::lang(locale),
        Line::clipped(name),
        first,
    ))
}

/// Links a venture to the plan that was begun from it, which has its tasks. A
/// failure is in the notices; the plan can still be chosen in the report.
pub fn link(documents: Documents, venture: &Id, id: &Id, plan: &Plan) {
    // Only to see which tasks the plan has: nothing is added to it.
    let mut plan = plan.clone();
    let words = [words(Locale::zh), words(Locale::en)];
    let _ = documents.change(venture, |venture: &mut Readiness| {
        venture.plan = Some(id.clone());
        let tasks = &mut venture.tasks;
        hand_over(&mut plan, &id.to_string(), tasks, model(), &words, today());
    });
}
