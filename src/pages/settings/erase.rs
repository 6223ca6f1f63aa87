//! Erasing everything, after a question, and with a way back.

use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use documents::Erased;
use leptos::html;
use leptos::prelude::*;

#[derive(Clone)]
enum Step {
    Idle,
    Done(Erased),
    Failed,
    Undone,
}

/// The button, its question and its undo.
#[component]
pub fn Erase() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let dialog = NodeRef::<html::Dialog>::new();
    let step = RwSignal::new_local(Step::Idle);
    let ask = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let erase = move |_| {
        step.set(match documents.erase() {
            Ok(erased) if erased.left.is_empty() => Step::Done(erased),
            _ => Step::Failed,
        });
    };
    let undo = move |_| {
        if let Step::Done(erased) = step.get_untracked() {
            step.set(
                documents
                    .undo_erase(&erased)
                    .map_or(Step::Failed, |_| Step::Undone),
            );
        }
    };
    let outcome = move || {
        match step.get() {
        Step::Idle => ().into_any(),
        Step::Done(_) => view! {
            <p role="status">{td_string!(locale, settings.erase_done)}</p>
            <p class="buttons"><button on:click=undo>{td_string!(locale, settings.undo)}</button></p>
        }
        .into_any(),
        Step::Failed => view! { <p role="alert">{td_string!(locale, settings.erase_failed)}</p> }.into_any(),
        Step::Undone => view! { <p role="status">{td_string!(locale, settings.undone)}</p> }.into_any(),
    }
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-erase">
            <h2 id="settings-erase">{td_string!(locale, settings.erase)}</h2>
            <p>{td_string!(locale, settings.erase_text)}</p>
            <p class="buttons"><button class="danger" on:click=ask>{td_string!(locale, settings.erase)}</button></p>
            {outcome}
            <dialog class="dialog" node_ref=dialog aria-labelledby="erase-title">
                <h2 id="erase-title">{td_string!(locale, settings.erase_confirm)}</h2>
                <p>{td_string!(locale, settings.erase_confirm_text)}</p>
                <form method="dialog" class="buttons">
                    <button class="danger" on:click=erase>{td_string!(locale, settings.erase_do)}</button>
                    <button autofocus="">{td_string!(locale, settings.cancel)}</button>
                </form>
            </dialog>
        </section>
    }
}
