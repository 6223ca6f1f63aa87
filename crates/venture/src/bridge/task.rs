//! The actions of the check as milestones of the plan.

use crate::date::{Date, calendar_days};
use crate::plan::Plan;
use crate::plan::bounded::{Line, List, TooLarge};
use crate::plan::document::{Eval, Milestone};
use crate::readiness::{Criterion, Model, Task, Words};

/// What adding a task came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A milestone, at this place of the list.
    At(usize),
    /// There is one already, at this place.
    Before(usize),
}

/// What handing tasks over came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// How many milestones are new.
    pub added: usize,
    /// How many tasks wait on: the plan's list is full, or the check that they
    /// come from is a newer one.
    pub waiting: usize,
}

/// Hands over to a plan the tasks that wait for it, the earliest due first, and
/// marks those that it now has. Write the plan first and the tasks when that is
/// saved: a plan that was saved without the marks gets nothing twice.
///
/// `id` names the plan. A task that it took over before stays as it is, also
/// when its milestone was renamed or removed since. Milestones are worded in the
/// first language of `words`, and recognised in each of them.
pub fn hand_over(
    plan: &mut Plan,
    id: &str,
    tasks: &mut [Task],
    model: &Model,
    words: &[&Words],
    today: Date,
) -> Handed {
    let mut handed = Handed::default();
    let mut waiting: Vec<_> = tasks.iter_mut().filter(|task| task.waits_for(id)).collect();
    waiting.sort_by_key(|task| task.due);
    for task in waiting {
        let added = model
            .criterion(&task.criterion)
            .map(|criterion| add_task(plan, model, words, criterion, task.due));
        match added {
            Some(Ok(added)) => {
                handed.added += usize::from(matches!(added, Added::At(_)));
                task.hand(id, today);
            }
            Some(Err(_)) | None => handed.waiting += 1,
        }
    }
    handed
}

/// The place of the milestone that the task of a criterion made, as long as it
/// keeps the name that it was given in one of these languages.
pub fn find_task(plan: &Plan, words: &[&Words], criterion: &str) -> Option<usize> {
    let names: Vec<_> = words.iter().map(|words| name(words, criterion)).collect();
    plan.milestones
        .iter()
        .position(|milestone| names.contains(&milestone.name))
}

fn name(words: &Words, criterion: &str) -> Line {
    let own = words.criterion.get(criterion);
    Line::clipped(own.map_or(criterion, |own| &own.task))
}

/// Puts the task of a criterion into the plan, due on a day. Its milestone is
/// named as the task is worded in the first language of `words`, begins as long
/// before as the effort takes, and is reached when the criterion's words are so:
/// one evaluation for each question that it rests on, on the check's scale of
/// evidence from 0 to 5. A task that the plan has, in whichever of the languages,
/// stays as the founder left it.
pub fn add_task(
    plan: &mut Plan,
    model: &Model,
    words: &[&Words],
    criterion: &Criterion,
    due: Date,
) -> Result<Added, TooLarge> {
    if let Some(at) = find_task(plan, words, &criterion.id) {
        return Ok(Added::Before(at));
    }
    let written = words.first();
    let name = written.map_or_else(Line::default, |words| name(words, &criterion.id));
    let own = written.and_then(|words| words.criterion.get(&criterion.id));
    let reached = own.map_or("", |own| &own.text);
    let mut evals = List::default();
    // One way is enough; the first is the usual one.
    for (question, strength) in criterion.needs.iter().take(1).flatten() {
        let asked = written.and_then(|words| words.question.get(question));
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
