//! The actions that a founder means to take, and how they come into the plan.
//!
//! A task is kept with the answers until there is a plan. [`handover`] then
//! makes milestones of the tasks that the plan does not have yet.

use serde::{Deserialize, Serialize};

use super::{Date, Gap, Words};
use crate::date::calendar_days;
use crate::plan::bounded::{Line, TooLarge};
use crate::plan::document::Milestone;
use crate::plan::{Plan, bounded::List};

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
    /// The day the plan took it over; `None` while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<Date>,
}

/// What comes of handing tasks over: write `milestones` to the plan first, and
/// `tasks` to the check's document when that is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The plan's milestones, the new ones at the end, the earliest due first.
    pub milestones: List<Milestone>,
    /// All tasks, those that the plan now has marked so.
    pub tasks: Vec<Task>,
    /// How many milestones are new.
    pub added: usize,
    /// How many tasks wait on, since the plan's list is full.
    pub waiting: usize,
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
        }
    }

    /// Whether no plan has taken it over yet.
    pub const fn is_pending(&self) -> bool {
        self.handed.is_none()
    }

    /// The milestone that it makes in a plan.
    fn milestone(&self, words: &Words) -> Milestone {
        let own = words.criterion.get(&self.criterion);
        let name = own.map_or(self.criterion.as_str(), |words| words.task.as_str());
        Milestone {
            name: Line::clipped(name),
            begin: Some(self.kept),
            due: Some(self.due),
            ..Milestone::default()
        }
    }
}

/// Hands the pending tasks over to a plan, worded in the language of `words`.
///
/// A milestone that the plan has already, of the same words and day, is not
/// added again: so nothing comes twice where the plan was saved and the mark
/// on the task was not. Tasks that were handed over before stay as they are,
/// also when their milestone was renamed or removed since.
pub fn handover(tasks: &[Task], plan: &Plan, words: &Words, today: Date) -> Handover {
    let mut handed = Handover {
        milestones: plan.milestones.clone(),
        tasks: tasks.to_vec(),
        added: 0,
        waiting: 0,
    };
    let mut pending: Vec<_> = handed
        .tasks
        .iter_mut()
        .filter(|task| task.is_pending())
        .collect();
    pending.sort_by_key(|task| task.due);
    for task in pending {
        let milestone = task.milestone(words);
        let there = handed
            .milestones
            .iter()
            .any(|other| other.name == milestone.name && other.due == milestone.due);
        let taken = if there {
            Ok(())
        } else {
            handed
                .milestones
                .push(milestone)
                .map(|()| handed.added += 1)
        };
        match taken {
            Ok(()) => task.handed = Some(today),
            Err(TooLarge::List { .. } | TooLarge::Text { .. }) => handed.waiting += 1,
        }
    }
    handed
}
