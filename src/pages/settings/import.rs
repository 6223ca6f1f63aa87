//! Bringing an exported file in: preview, choices, undo.

use crate::documents::use_documents;
use crate::i18n::{Locale, date, td_string, use_locale};
use crate::ui::file::{self, NotRead};
use documents::{
    Arrival, Choice, Choices, ImportError, ImportPreview, ImportUndo, MAX_BUNDLE_BYTES,
};
use leptos::html;
use leptos::prelude::*;

#[derive(Clone)]
enum Step {
    Idle,
    Refused(ImportError),
    Preview(ImportPreview),
    Done(ImportUndo),
    Failed,
    Undone,
}

/// The import.
#[component]
pub fn Import() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let input = NodeRef::<html::Input>::new();
    let step = RwSignal::new_local(Step::Idle);
    let choices = RwSignal::new(Choices::default());
    let read = move |_| {
        let Some(file) = input
            .get_untracked()
            .and_then(|input| input.files())
            .and_then(|files| files.item(0))
        else {
            return;
        };
        leptos::task::spawn_local(async move {
            let result = read_file(&file)
                .await
                .and_then(|bytes| documents.store().preview(&bytes));
            choices.set(Choices::default());
            let _ = step.try_set(result.map_or_else(Step::Refused, Step::Preview));
            // So that the same file can be chosen again.
            if let Some(input) = input.get_untracked() {
                input.set_value("");
            }
        });
    };
    let apply = move |_| {
        if let Step::Preview(preview) = step.get_untracked() {
            let applied = documents.apply(&preview, &choices.get_untracked());
            step.set(applied.map_or(Step::Failed, Step::Done));
        }
    };
    let undo = move |_| {
        if let Step::Done(token) = step.get_untracked() {
            step.set(
                documents
                    .undo_import(&token)
                    .map_or(Step::Failed, |_| Step::Undone),
            );
        }
    };
    let body = move || {
        match step.get() {
        Step::Idle => ().into_any(),
        Step::Refused(error) => view! { <p role="alert">{refusal(&error, locale)}</p> }.into_any(),
        Step::Failed => view! { <p role="alert">{td_string!(locale, settings.import_failed)}</p> }.into_any(),
        Step::Undone => view! { <p role="status">{td_string!(locale, settings.undone)}</p> }.into_any(),
        Step::Done(_) => view! {
            <p role="status">{td_string!(locale, settings.import_done)}</p>
            <p class="buttons"><button on:click=undo>{td_string!(locale, settings.undo)}</button></p>
        }
        .into_any(),
        Step::Preview(preview) => view! {
            <Preview preview choices/>
            <p class="buttons">
                <button class="primary" on:click=apply>{td_string!(locale, settings.import_apply)}</button>
                <button on:click=move |_| step.set(Step::Idle)>{td_string!(locale, settings.cancel)}</button>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-import">
            <h2 id="settings-import">{td_string!(locale, settings.import)}</h2>
            <p>
                <label class="file">
                    {td_string!(locale, settings.import_choose)} " "
                    <input type="file" accept=".json,application/json" node_ref=input on:change=read/>
                </label>
            </p>
            {body}
        </section>
    }
}

async fn read_file(file: &web_sys::File) -> Result<Vec<u8>, ImportError> {
    let read = file::bytes(file, MAX_BUNDLE_BYTES).await;
    read.map_err(|why| match why {
        NotRead::TooLarge(bytes) => ImportError::TooLarge { bytes },
        NotRead::Unreadable => ImportError::NotJson,
    })
}

fn refusal(error: &ImportError, locale: Locale) -> &'static str {
    match error {
        ImportError::TooLarge { .. } => td_string!(locale, settings.import_too_large),
        ImportError::NotJson => td_string!(locale, settings.import_not_json),
        ImportError::NotOurs => td_string!(locale, settings.import_not_ours),
        ImportError::Newer { .. } => td_string!(locale, settings.import_newer),
        ImportError::Checksum => td_string!(locale, settings.import_checksum),
        ImportError::Backend(_) => td_string!(locale, settings.import_storage),
    }
}

#[component]
fn Preview(preview: ImportPreview, choices: RwSignal<Choices>) -> impl IntoView {
    let locale = use_locale();
    let documents = preview
        .documents
        .iter()
        .filter(|document| document.arrival != Arrival::Same)
        .count();
    let empty = preview.settings.is_none()
        && preview.progress.is_none()
        && documents + preview.unreadable == 0;
    let settings = preview.settings.is_some().then(|| {
        view! {
            <Choose
                name="settings"
                label=td_string!(locale, settings.import_settings)
                merge=false
                get=move || choices.with(|choices| choices.settings)
                set=move |choice| choices.update(|choices| choices.settings = choice)
            />
        }
    });
    let progress = preview.progress.is_some().then(|| {
        view! {
            <Choose
                name="progress"
                label=td_string!(locale, settings.import_progress)
                merge=true
                get=move || choices.with(|choices| choices.progress)
                set=move |choice| choices.update(|choices| choices.progress = choice)
            />
        }
    });
    view! {
        <p>{td_string!(locale, settings.import_preview, date = date(locale, &preview.exported_at.to_string()))}</p>
        {settings}
        {progress}
        {(documents > 0).then(|| view! { <p>{td_string!(locale, settings.import_documents, count = documents as u32)}</p> })}
        {(preview.unreadable > 0).then(|| view! {
            <p>{td_string!(locale, settings.import_unreadable, count = preview.unreadable as u32)}</p>
        })}
        {empty.then(|| view! { <p>{td_string!(locale, settings.import_nothing)}</p> })}
    }
}

#[component]
fn Choose(
    name: &'static str,
    label: &'static str,
    merge: bool,
    get: impl Fn() -> Choice + Copy + Send + Sync + 'static,
    set: impl Fn(Choice) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let options = [
        (Choice::Keep, td_string!(locale, settings.keep)),
        (Choice::Replace, td_string!(locale, settings.replace)),
        (Choice::Merge, td_string!(locale, settings.merge)),
    ]
    .into_iter()
    .filter(|(choice, _)| merge || *choice != Choice::Merge)
    .map(|(choice, text)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("import-{name}")
                    prop:checked=move || get() == choice
                    on:change=move |_| set(choice)
                />
                {text}
            </label>
        }
    })
    .collect_view();
    view! {
        <fieldset class="import-choice">
            <legend>{label}</legend>
            <div class="options">{options}</div>
        </fieldset>
    }
}
