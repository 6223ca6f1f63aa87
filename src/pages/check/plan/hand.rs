//! Handing the tasks of a venture over to its plan.

use super::super::data::model;
use super::super::document::Readiness;
use super::super::today::today;
use super::{Trouble, both, not_loaded};
use crate::documents::{Documents, NotChanged, OpenDocument};
use crate::i18n::Locale;
use crate::lazy::NotLoaded;
use crate::pages::plan::Kept;
use documents::{Edit, Id};
use leptos::prelude::*;
use venture::bridge::Handed;
use venture::readiness::Task;
use wasm_split_helpers::wasm_split;

/// Hands the tasks that wait over to the venture's plan: writes the plan, as a
/// step to undo there, then marks the tasks, as a part of the step before. Does
/// nothing where the venture has no plan.
pub async fn hand_over(
    documents: Documents,
    document: OpenDocument<Readiness>,
    locale: Locale,
) -> Result<Handed, Trouble> {
    let venture = document.signal().try_get_untracked();
    let Some((id, tasks)) = venture.and_then(|venture| Some((venture.plan?, venture.tasks))) else {
        return Ok(Handed::default());
    };
    let written = write(documents, id.clone(), tasks, locale).await;
    let (tasks, handed) = written.unwrap_or(Err(Trouble::NotLoaded))?;
    document.update(Edit::Continue, |venture| {
        // What was taken out meanwhile stays out.
        if venture.plan.as_ref() == Some(&id) {
            for task in &mut venture.tasks {
                let mut known = tasks.iter();
                if let Some(known) = known.find(|other| other.criterion == task.criterion) {
                    task.handed = known.handed;
                    task.to.clone_from(&known.to);
                }
            }
        }
    });
    document.save();
    Ok(handed)
}

type Written = Result<(Vec<Task>, Handed), Trouble>;

#[wasm_split(plan, fallible)]
fn write(
    documents: Documents,
    id: Id,
    tasks: Vec<Task>,
    locale: Locale,
) -> Result<Written, NotLoaded> {
    Ok(put(documents, &id, tasks, locale))
}

fn put(documents: Documents, id: &Id, mut tasks: Vec<Task>, locale: Locale) -> Written {
    let entries = documents.entries_of_untracked::<Kept>();
    let entry = entries.into_iter().find(|entry| entry.id == *id);
    if entry.is_some_and(|entry| entry.header.trashed_at.is_some()) {
        return Err(Trouble::Trashed);
    }
    let words = both(locale);
    let handed = documents.change(id, |kept: &mut Kept| {
        let plan = &mut kept.0;
        venture::bridge::hand_over(plan, &id.to_string(), &mut tasks, model(), &words, today())
    });
    match handed {
        Ok(handed) => Ok((tasks, handed)),
        Err(NotChanged::Load(error)) => Err(not_loaded(documents, id, &error)),
        Err(NotChanged::Save(_)) => Err(Trouble::NotSaved),
    }
}
