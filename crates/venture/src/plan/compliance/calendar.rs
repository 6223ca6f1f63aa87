//! From facts to dates.

use serde::Serialize;

use super::facts::{FACTS, Fact};
use crate::plan::compute::model_flops;
use crate::plan::date::Date;
use crate::plan::document::Plan;
use crate::plan::route::Route;

/// When an obligation is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Due {
    /// To be begun so many days before launch: a planning figure of this
    /// project's, for an obligation to be met by launch.
    Before(i32),
    /// To be met on launch, and from this day on in any case.
    From(Date),
}

/// An entry of the calendar.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Item {
    /// The obligation.
    pub fact: &'static Fact,
    /// The day to begin; `None` without a day of launch.
    pub begin: Option<Date>,
    /// The day by which it must be met; `None` without a day of launch.
    pub due: Option<Date>,
}

/// The obligations of a route, by due date; those without a date come last.
/// `training_flops` are the operations of the largest training run.
pub fn calendar(route: &Route, training_flops: u128) -> Vec<Item> {
    let facts = FACTS.iter();
    let mut items: Vec<Item> = facts
        .filter(|fact| route.sells_in(fact.market) && (fact.applies)(route, training_flops))
        .map(|fact| Item {
            fact,
            begin: begin(fact, route),
            due: match fact.due {
                Due::From(day) => Some(route.launch.map_or(day, |launch| launch.max(day))),
                Due::Before(_) => route.launch,
            },
        })
        .collect();
    items.sort_by_key(|item| (item.begin.is_none(), item.begin, item.fact.id));
    items
}

/// The obligations of a plan: of its route and its training run.
pub fn obligations(plan: &Plan) -> Vec<Item> {
    let flops = model_flops(&plan.compute.budget.training).map_or(0, |flops| flops.value);
    calendar(&plan.route, flops)
}

/// A begin that falls before the calendar's first year is that of launch.
fn begin(fact: &Fact, route: &Route) -> Option<Date> {
    match fact.due {
        Due::Before(days) => {
            let launch = route.launch?;
            Some(launch.plus_days(-days).unwrap_or(launch))
        }
        Due::From(day) => Some(route.launch.map_or(day, |launch| launch.max(day))),
    }
}
