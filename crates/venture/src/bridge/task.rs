//! An action of the check as a milestone of the plan.

use crate::date::{Date, calendar_days};
use crate::plan::Plan;
use crate::plan::bounded::{Line, List, TooLarge};
use crate::plan::document::{Eval, Milestone};
use crate::readiness::{Criterion, Model, Words};

/// What adding a task came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A milestone, at this place of the list.
    At(usize),
    /// There is one already, at this place.
    Before(usize),
}

/// Puts the task of a criterion into the plan, due on a day. Its milestone is
/// named as the task is worded, begins as long before as the effort takes, and
/// is reached when the criterion's words are so: one evaluation for each
/// question that it rests on, on the check's scale of evidence from 0 to 5.
/// A task that the plan has stays as the founder left it.
pub fn add_task(
    plan: &mut Plan,
    model: &Model,
    words: &Words,
    criterion: &Criterion,
    due: Date,
) -> Result<Added, TooLarge> {
    let own = words.criterion.get(&criterion.id);
    let name = Line::clipped(own.map_or(&*criterion.id, |own| &own.task));
    if let Some(at) = plan.milestones.iter().position(|one| one.name == name) {
        return Ok(Added::Before(at));
    }
    let reached = own.map_or("", |own| &own.text);
    let mut evals = List::default();
    // One way is enough; the first is the usual one.
    for (question, strength) in criterion.needs.iter().take(1).flatten() {
        let asked = words.question.get(question);
        let option = model.question(question).and_then(|question| {
            let mut options = question.options.iter();
            options.find(|(_, own)| *own == strength).map(|(id, _)| id)
        });
        let wanted = asked
            .zip(option)
            .and_then(|(asked, option)| asked.options.get(option));
        evals.push(Eval {
            metric: Line::clipped(reached),
            slice: Line::clipped(wanted.map_or("", String::as_str)),
            threshold_milli: i64::from(*strength) * 1_000,
            ..Eval::default()
        })?;
    }
    plan.milestones.push(Milestone {
        name,
        begin: due.plus_days(-calendar_days(criterion.effort)),
        due: Some(due),
        evals,
        ..Milestone::default()
    })?;
    Ok(Added::At(plan.milestones.len() - 1))
}
