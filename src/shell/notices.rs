//! What the documents layer has to tell: a full or blocked storage, a value
//! set aside, two tabs that met. Shown until the reader dismisses it.

use crate::documents::use_documents;
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, NotLoaded};
use crate::ui::download::download;
use documents::{BackendError, Notice, SaveError};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// The notices, oldest first.
#[component]
pub fn Notices() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let items = move || {
        documents
            .notices()
            .into_iter()
            .map(|shown| {
                let id = shown.id;
                let export = wants_export(&shown.notice).then(|| view! { <ExportButton/> });
                view! {
                    <li class="notice">
                        <p>{describe(&shown.notice, locale)}</p>
                        {export}
                        <button on:click=move |_| documents.dismiss(id)>{td_string!(locale, shell.dismiss)}</button>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="notices" role="status" aria-label=td_string!(locale, shell.notices)>{items}</ul> }
}

/// Hands everything to the reader as one file. Its part of the program comes
/// with the button, so that it is there when the button is pressed.
#[component]
pub fn ExportButton() -> impl IntoView {
    view! { <Lazy load=|| Box::pin(load_export()) view=|| Box::pin(export())/> }
}

#[wasm_split(export, fallible, preload(load_export))]
fn export() -> Result<AnyView, NotLoaded> {
    Ok(view! { <Export/> }.into_any())
}

#[component]
fn Export() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let failed = RwSignal::new(false);
    let export = move |_| {
        let done = documents.export().is_ok_and(|exported| {
            download(
                &file_name(documents.now().to_string().as_str()),
                "application/json",
                &exported.text,
            )
        });
        failed.set(!done);
        if done {
            // The date of the last backup is a convenience: a full storage
            // must not turn a good export into a failed one.
            let _ = documents.record_backup();
        }
    };
    view! {
        <button class="primary" on:click=export>{td_string!(locale, shell.notice_export)}</button>
        {move || failed.get().then(|| view! { <span role="alert">{td_string!(locale, shell.export_failed)}</span> })}
    }
}

/// `qimo-2026-11-23.json`
fn file_name(now: &str) -> String {
    format!("qimo-{}.json", now.get(..10).unwrap_or("export"))
}

fn wants_export(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::MemoryOnly | Notice::NotSaved { .. } | Notice::Unavailable(_)
    )
}

fn describe(notice: &Notice, locale: Locale) -> String {
    match notice {
        Notice::MemoryOnly | Notice::Unavailable(_) => {
            td_string!(locale, shell.notice_memory).to_owned()
        }
        Notice::Quarantined { .. } | Notice::LeftInPlace { .. } => {
            td_string!(locale, shell.notice_quarantine).to_owned()
        }
        Notice::Recovered { saved_at, .. } => td_string!(
            locale,
            shell.notice_recovered,
            date = crate::i18n::date(locale, &saved_at.to_string())
        ),
        Notice::Conflict { .. } => td_string!(locale, shell.notice_conflict).to_owned(),
        Notice::NotSaved {
            error: SaveError::Backend(BackendError::Quota),
            ..
        } => td_string!(locale, shell.notice_quota).to_owned(),
        Notice::Newer { .. }
        | Notice::NotSaved {
            error: SaveError::Newer { .. },
            ..
        } => td_string!(locale, shell.notice_newer).to_owned(),
        Notice::NotSaved { .. } => td_string!(locale, shell.notice_failed).to_owned(),
    }
}
