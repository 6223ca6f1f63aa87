//! A plan brought in from a file: looked at first, added as a plan of its own,
//! and taken back if it was not meant.

use super::super::document::Kept;
use super::super::file::{MAX_BYTES, Read, Refused, read};
use crate::documents::use_documents;
use crate::i18n::{Locale, date, td_string, use_locale};
use documents::Id;
use leptos::html;
use leptos::prelude::*;
use venture::plan::Section;
use venture::plan::checks::check;
use venture::plan::document::completeness;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

#[derive(Clone)]
enum Step {
    Idle,
    Refused(Refused),
    Preview(Box<Read>),
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
            let found = found.map_or_else(Step::Refused, |read| Step::Preview(Box::new(read)));
            let _ = step.try_set(found);
            // So that the same file can be chosen again.
            if let Some(Some(input)) = input.try_get_untracked() {
                input.set_value("");
            }
        });
    };
    let add = move |_| {
        if let Step::Preview(found) = step.get_untracked() {
            let name = match found.name.trim() {
                "" => td_string!(locale, plan.unnamed).to_owned(),
                name => name.to_owned(),
            };
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
        Step::Refused(why) => view! { <p role="alert">{refusal(why, locale)}</p> }.into_any(),
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
        Step::Preview(found) => view! {
            <Preview found=*found/>
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
fn Preview(found: Read) -> impl IntoView {
    let locale = use_locale();
    let filled = Section::ALL.map(|section| completeness(&found.plan, section));
    let total: u32 = filled.iter().map(|one| one.total as u32).sum();
    let count: u32 = filled.iter().map(|one| one.filled as u32).sum();
    let conflicts = check(&found.plan).len() as u32;
    let day = date(locale, &found.exported_at);
    view! {
        <div class="plan-preview">
            <p class="plan-item-name">{found.name}</p>
            <p>{td_string!(locale, plan.import_of, date = day)}</p>
            <p>{td_string!(locale, plan_edit.filled, filled = count, total = total)}</p>
            <p>{td_string!(locale, plan_edit.conflicts, count = conflicts)}</p>
            <p class="plan-hint">{td_string!(locale, plan.import_hint)}</p>
        </div>
    }
}

async fn bytes(file: &web_sys::File) -> Result<Vec<u8>, Refused> {
    if file.size() > MAX_BYTES as f64 {
        return Err(Refused::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| Refused::NotJson)?;
    let buffer: js_sys::ArrayBuffer = buffer.dyn_into().map_err(|_| Refused::NotJson)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn refusal(why: Refused, locale: Locale) -> &'static str {
    match why {
        Refused::TooLarge => td_string!(locale, plan.refused_large),
        Refused::NotJson => td_string!(locale, plan.refused_json),
        Refused::Everything => td_string!(locale, plan.refused_everything),
        Refused::NotPlan => td_string!(locale, plan.refused_other),
        Refused::Newer => td_string!(locale, plan.refused_newer),
        Refused::Checksum => td_string!(locale, plan.refused_checksum),
    }
}
