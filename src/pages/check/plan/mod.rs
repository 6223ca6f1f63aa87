//! The plan of a venture that is checked: how it stands, what it computes as
//! evidence, and where it has the tasks of the check. This is the one place
//! where the check reads a plan, and `hand` the one where it writes one. The
//! plan's models are a part of the program of their own, which comes when a
//! venture has a plan.

mod hand;

pub use hand::hand_over;

use super::data::{model, words};
use super::document::Readiness;
use super::today::day_at;
use crate::documents::{Documents, OpenDocument};
use crate::i18n::Locale;
use crate::lazy::NotLoaded;
use crate::pages::plan::Kept;
use documents::{Entry, Id, Key, LoadError, Opened, Slot};
use leptos::prelude::*;
use std::collections::BTreeMap;
use venture::bridge::find_task;
use venture::plan::Plan;
use venture::readiness::{Figures, Words};
use wasm_split_helpers::wasm_split;

/// How the plan of a venture stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Linked {
    /// The venture has none.
    No,
    /// It is being looked at.
    Coming,
    /// It is there.
    There(Found),
    /// It is not to be had.
    Not(Trouble),
}

/// Why a plan is not to be had, or has not taken the tasks over: they stay with
/// the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is in the trash.
    Trashed,
    /// It is no longer in this browser.
    Gone,
    /// It cannot be read, and is set aside.
    Unreadable,
    /// A newer version of the app has written it.
    Newer,
    /// It could not be saved.
    NotSaved,
    /// The part of the program that reads and writes it has not come.
    NotLoaded,
}

/// What the check takes from a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What it computes; `None` where that is nothing yet.
    pub figures: Option<Figures>,
    /// The places of the milestones that the check's tasks have made, by criterion.
    pub milestones: BTreeMap<String, usize>,
}

impl Linked {
    /// What the plan computes.
    pub fn figures(&self) -> Option<&Figures> {
        match self {
            Self::There(found) => found.figures.as_ref(),
            _ => None,
        }
    }
}

/// The words of the check: those of a language first, then those of the other.
fn both(locale: Locale) -> [&'static Words; 2] {
    let other = match locale {
        Locale::zh => Locale::en,
        Locale::en => Locale::zh,
    };
    [words(locale), words(other)]
}

/// The plan of a venture, which is followed.
pub fn follow(documents: Documents, document: OpenDocument<Readiness>) -> Memo<Linked> {
    let plan = Memo::new(move |_| document.with(|venture| venture.plan.clone()));
    let first = match plan.get_untracked() {
        Some(_) => Linked::Coming,
        None => Linked::No,
    };
    let found = RwSignal::new(first);
    Effect::new(move || {
        // A plan that is saved, in any tab, is a new list.
        let entries = documents.entries_of::<Kept>();
        let Some(id) = plan.get() else {
            found.set(Linked::No);
            return;
        };
        match entries.into_iter().find(|entry| entry.id == id) {
            None => found.set(Linked::Not(missing(documents, &id))),
            Some(entry) if entry.header.trashed_at.is_some() => {
                found.set(Linked::Not(Trouble::Trashed));
            }
            Some(entry) => leptos::task::spawn_local(async move {
                let read = read(documents, entry).await;
                let read = read.unwrap_or(Linked::Not(Trouble::NotLoaded));
                // Another may have been chosen meanwhile.
                if plan.try_get_untracked().flatten() == Some(id) {
                    let _ = found.try_set(read);
                }
            }),
        }
    });
    Memo::new(move |_| found.get())
}

/// A plan that is not in the list: removed, or set aside as damaged.
fn missing(documents: Documents, id: &Id) -> Trouble {
    let key = Key::Slot(Slot::Doc(id.clone())).to_string();
    let aside = documents.store().quarantined().unwrap_or_default();
    if aside.iter().any(|one| one.key.as_ref() == Some(&key)) {
        Trouble::Unreadable
    } else {
        Trouble::Gone
    }
}

/// What it means that a plan could not be loaded.
fn not_loaded(documents: Documents, id: &Id, error: &LoadError) -> Trouble {
    match error {
        LoadError::Missing => missing(documents, id),
        LoadError::Newer { .. } => Trouble::Newer,
        _ => Trouble::Unreadable,
    }
}

#[wasm_split(plan, fallible)]
fn read(documents: Documents, entry: Entry) -> Result<Linked, NotLoaded> {
    Ok(match load(documents, &entry.id) {
        Ok(plan) => Linked::There(take(&plan, &entry)),
        Err(error) => Linked::Not(not_loaded(documents, &entry.id, &error)),
    })
}

/// A plan as it can be read, be it of a newer version.
fn load(documents: Documents, id: &Id) -> Result<Plan, LoadError> {
    match documents.store().load::<Kept>(id)? {
        Opened::Editable { value, .. } => Ok(value.0),
        Opened::ReadOnly { value, schema, .. } => {
            value.map(|kept| kept.0).ok_or(LoadError::Newer { schema })
        }
    }
}

fn take(plan: &Plan, entry: &Entry) -> Found {
    let figures = venture::bridge::figures(plan, day_at(entry.saved_at.millis()));
    let words = both(Locale::zh);
    let criteria = model().criterion.iter();
    let found = criteria.filter_map(|criterion| {
        let at = find_task(plan, &words, &criterion.id)?;
        Some((criterion.id.clone(), at))
    });
    Found {
        figures: Some(figures).filter(|figures| !figures.values.is_empty()),
        milestones: found.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use venture::plan::lang::Lang;
    use venture::plan::templates::Case;
    use venture::readiness::{Date, Metric};

    fn saved() -> Date {
        "2026-11-25".parse().unwrap()
    }

    #[test]
    fn a_plan_answers_with_its_runway() {
        let start = venture::plan::date::Date::new(2027, 1, 1).unwrap();
        let mut plan = Case::Voice.plan(Lang::En, start);
        // The forecast of the crate's own example: the money comes half a year late.
        for tranche in &mut plan.funding.tranches {
            tranche.month += 6;
        }
        let figures = venture::bridge::figures(&plan, saved());
        assert_eq!(figures.get(Metric::RunwayMonths), Some(7.0));
        assert_eq!(figures.as_of, saved());
    }

    #[test]
    fn an_empty_plan_is_no_evidence() {
        assert!(
            venture::bridge::figures(&Plan::default(), saved())
                .values
                .is_empty()
        );
    }
}
