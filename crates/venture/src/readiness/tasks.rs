//! The actions that a founder means to take. A task is kept with the answers
//! until there is a plan, which [`crate::bridge::hand_over`] puts it into.

use serde::{Deserialize, Serialize};

use super::{Date, Gap};
use crate::date::calendar_days;

/// An action that the founder means to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The criterion that it meets; its words are the check's.
    pub criterion: String,
    /// The field of the plan that it goes to.
    pub plan: String,
    /// The day it was kept.
    pub kept: Date,
    /// The day it should be done by.
    pub due: Date,
    /// The day a plan took it over; `None` while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<Date>,
    /// The id of that plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl Task {
    /// The task of a gap, due when its effort can have been spent.
    pub fn of(gap: &Gap, today: Date) -> Self {
        Self {
            criterion: gap.criterion.clone(),
            plan: gap.plan.clone(),
            kept: today,
            due: today.plus(calendar_days(gap.effort)),
            handed: None,
            to: None,
        }
    }

    /// Whether the plan of an id has not taken it over yet.
    pub fn waits_for(&self, plan: &str) -> bool {
        self.handed.is_none() || self.to.as_deref() != Some(plan)
    }

    /// Notes that a plan has taken it over.
    pub fn hand(&mut self, plan: &str, today: Date) {
        self.handed = Some(today);
        self.to = Some(plan.to_owned());
    }
}
