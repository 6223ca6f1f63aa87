//! A plan brought in from a file: looked at first, added as a plan of its own,
//! and taken back if it was not meant.

use super::super::document::Kept;
use super::super::file::plan_name;
use crate::documents::use_documents;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::file::{self, NotRead};
use documents::Id;
use leptos::html;
use leptos::prelude::*;
use venture::plan::checks::check;
use venture::plan::document::overall;
use venture::plan::file::{FileError, Imported, MOST_BYTES, read};

#[derive(Clone)]
enum Step {
    Idle,
    Refused(FileError),
    /// The name that the plan would have, and what was read.
    Preview(String, Box<Imported>),
    Done(Id),
    Failed,
    Undone,
}

/// The part of the page.
#[component]
pub fn Import() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let input = NodeRef::<html::Input>::new();
    let step = RwSignal::new(Step::Idle);
    let choose = move |_| {
        let files = input.get_untracked().and_then(|input| input.files());
        let Some(file) = files.and_then(|files| files.item(0)) else {
            return;
        };
        leptos::task::spawn_local(async move {
            let found = bytes(&file).await.and_then(|bytes| read(&bytes));
            let name = plan_name(&file.name()).to_owned();
            let found =
                found.map_or_else(Step::Refused, |found| Step::Preview(name, Box::new(found)));
            let _ = step.try_set(found);
            // So that the same file can be chosen again.
            if let Some(Some(input)) = input.try_get_untracked() {
                input.set_value("");
            }
        });
    };
    let add = move |_| {
        if let Step::Preview(name, found) = step.get_untracked() {
            let made = documents.create(&name, &Kept(found.plan));
            step.set(made.map_or(Step::Failed, |handle| Step::Done(handle.id().clone())));
        }
    };
    let undo = move |_| {
        if let Step::Done(id) = step.get_untracked() {
            let gone = documents.remove(&id);
            step.set(gone.map_or(Step::Failed, |()| Step::Undone));
        }
    };
    let body = move || {
        match step.get() {
        Step::Idle => ().into_any(),
        Step::Refused(why) => view! { <p role="alert">{refusal(&why, locale)}</p> }.into_any(),
        Step::Failed => {
            view! { <p role="alert">{td_string!(locale, plan.begin_failed)}</p> }.into_any()
        }
        Step::Undone => {
            view! { <p role="status">{td_string!(locale, plan.import_undone)}</p> }.into_any()
        }
        Step::Done(_) => view! {
            <p role="status">{td_string!(locale, plan.import_done)}</p>
            <p class="buttons"><button on:click=undo>{td_string!(locale, plan.import_undo)}</button></p>
        }
        .into_any(),
        Step::Preview(name, found) => view! {
            <Preview name found=*found/>
            <p class="buttons">
                <button class="primary" on:click=add>{td_string!(locale, plan.import_add)}</button>
                <button on:click=move |_| step.set(Step::Idle)>{td_string!(locale, plan.cancel)}</button>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <section aria-labelledby="plan-import">
            <h2 id="plan-import">{td_string!(locale, plan.import)}</h2>
            <p>
                <label class="file">
                    {td_string!(locale, plan.import_choose)} " "
                    <input type="file" accept=".json,application/json" node_ref=input on:change=choose/>
                </label>
            </p>
            {body}
        </section>
    }
}

/// What a file holds; nothing is changed yet.
#[component]
fn Preview(name: String, found: Imported) -> impl IntoView {
    let locale = use_locale();
    let all = overall(&found.plan);
    let (count, total) = (all.filled as u32, all.total as u32);
    let conflicts = check(&found.plan).len() as u32;
    let edited = found
        .edited
        .then(|| view! { <p>{td_string!(locale, plan.import_edited)}</p> });
    view! {
        <div class="plan-preview">
            <p class="plan-item-name">{name}</p>
            {edited}
            <p>{td_string!(locale, plan_edit.filled, filled = count, total = total)}</p>
            <p>{td_string!(locale, plan_edit.conflicts, count = conflicts)}</p>
            <p class="plan-hint">{td_string!(locale, plan.import_hint)}</p>
        </div>
    }
}

async fn bytes(file: &web_sys::File) -> Result<Vec<u8>, FileError> {
    let read = file::bytes(file, MOST_BYTES).await;
    read.map_err(|why| match why {
        NotRead::TooLarge(bytes) => FileError::TooLarge { bytes },
        NotRead::Unreadable => FileError::NotText,
    })
}

fn refusal(why: &FileError, locale: Locale) -> String {
    match why {
        FileError::TooLarge { .. } => td_string!(locale, plan.refused_large).to_owned(),
        FileError::NotText => td_string!(locale, plan.refused_text).to_owned(),
        FileError::NotJson { line, column, .. } => td_string!(
            locale,
            plan.refused_json,
            line = *line as u32,
            column = *column as u32
        ),
        FileError::NotPlan | FileError::NoVersion | FileError::NotWritten => {
            td_string!(locale, plan.refused_other).to_owned()
        }
        FileError::Newer { .. } => td_string!(locale, plan.refused_newer).to_owned(),
        FileError::Migrate(_) => td_string!(locale, plan.refused_older).to_owned(),
        FileError::NotRead { field, .. } => {
            td_string!(locale, plan.refused_value, field = field.clone())
        }
    }
}
