//! What a venture's plan computes, as evidence for its check. This is the one
//! place where the check reads a plan. The plan's models are a part of the
//! program of their own, which comes when a venture has a plan.

use super::document::Readiness;
use super::today::day_at;
use crate::documents::{Documents, OpenDocument};
use crate::lazy::NotLoaded;
use crate::pages::plan::Kept;
use documents::{Entry, Id, Opened};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::readiness::Figures;
use wasm_split_helpers::wasm_split;

/// The figures of a venture's plan, which follow it. `None` while there are none.
pub fn follow(documents: Documents, document: OpenDocument<Readiness>) -> Memo<Option<Figures>> {
    let plan = Memo::new(move |_| document.with(|venture| venture.plan.clone()));
    let found = RwSignal::new(None);
    Effect::new(move || {
        // A plan that is saved, in any tab, is a new list.
        let listed = documents.entries().is_ok();
        let Some(id) = plan.get().filter(|_| listed) else {
            found.set(None);
            return;
        };
        leptos::task::spawn_local(async move {
            // A part that does not come leaves the founder's own answers.
            if let Ok(figures) = read_figures(documents, id).await {
                let _ = found.try_set(figures);
            }
        });
    });
    Memo::new(move |_| found.get())
}

#[wasm_split(plan, fallible)]
fn read_figures(documents: Documents, id: Id) -> Result<Option<Figures>, NotLoaded> {
    Ok(figures(documents, &id))
}

/// The figures of the plan `id`. `None` where there is no such plan, where it is
/// in the trash, where it cannot be read, or where nothing in it can be
/// computed yet.
fn figures(documents: Documents, id: &Id) -> Option<Figures> {
    let entries = documents.entries_of::<Kept>();
    let entry = entries.into_iter().find(|entry| entry.id == *id)?;
    if entry.header.trashed_at.is_some() {
        return None;
    }
    let plan = read(documents, &entry)?;
    let saved = day_at(entry.saved_at.millis());
    Some(venture::bridge::figures(&plan, saved)).filter(|figures| !figures.values.is_empty())
}

fn read(documents: Documents, entry: &Entry) -> Option<Plan> {
    match documents.store().load::<Kept>(&entry.id).ok()? {
        Opened::Editable { value, .. } => Some(value.0),
        Opened::ReadOnly { value, .. } => value.map(|kept| kept.0),
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
