//! What a venture's plan computes, as evidence for its check. This is the one
//! place where the check reads a plan.

use super::today::day_at;
use crate::documents::Documents;
use documents::{Document, Entry, Id, Opened};
use serde::{Deserialize, Serialize};
use venture::plan::{self, Plan};
use venture::readiness::{Date, Figures, Metric};

/// A plan as it is stored, to be read.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Linked(Plan);

impl Document for Linked {
    const KIND: &'static str = "plan";
    const SCHEMA: u32 = plan::SCHEMA;
}

/// The figures of the plan `id`; tracked. `None` where there is no such plan,
/// where it is in the trash, where it cannot be read, or where nothing in it
/// can be computed yet.
pub fn figures(documents: Documents, id: &Id) -> Option<Figures> {
    let entries = documents.entries().ok()?;
    let entry = entries.into_iter().find(|entry| entry.id == *id)?;
    if entry.header.kind != Linked::KIND || entry.header.trashed_at.is_some() {
        return None;
    }
    let plan = read(documents, &entry)?;
    let saved = day_at(entry.saved_at.millis());
    Some(computed(&plan, saved)).filter(|figures| !figures.values.is_empty())
}

fn read(documents: Documents, entry: &Entry) -> Option<Plan> {
    match documents.store().load::<Linked>(&entry.id).ok()? {
        Opened::Editable { value, .. } => Some(value.0),
        Opened::ReadOnly { value, .. } => value.map(|linked| linked.0),
    }
}

/// What the plan computes, dated by the day it was saved.
fn computed(plan: &Plan, saved: Date) -> Figures {
    let figures = Figures::new(saved);
    let forecast = plan.resolve().and_then(|resolved| resolved.forecast());
    let Ok(forecast) = forecast else {
        return figures;
    };
    // A plan that pays for nothing lasts for ever, and says nothing.
    if forecast.months.iter().all(|month| month.payments == 0) {
        return figures;
    }
    let months = forecast.runway().value.months();
    figures.with(Metric::RunwayMonths, f64::from(months))
}

#[cfg(test)]
mod tests {
    use super::*;
    use venture::plan::lang::Lang;
    use venture::plan::templates::Case;

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
        let figures = computed(&plan, saved());
        assert_eq!(figures.get(Metric::RunwayMonths), Some(7.0));
        assert_eq!(figures.as_of, saved());
    }

    #[test]
    fn an_empty_plan_is_no_evidence() {
        assert!(computed(&Plan::default(), saved()).values.is_empty());
    }
}
