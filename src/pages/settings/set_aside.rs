//! What could not be read: kept as it was found, to be saved or discarded.

use crate::documents::use_documents;
use crate::i18n::{date, td_string, use_locale};
use crate::ui::download::download;
use documents::{Quarantined, Raw};
use leptos::prelude::*;

/// The list; nothing where there is nothing.
#[component]
pub fn SetAside() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let items = RwSignal::new(Vec::new());
    let refresh = move || items.set(documents.store().quarantined().unwrap_or_default());
    Effect::new(move || {
        let _ = documents.notices();
        refresh();
    });
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            let rows = items
                .into_iter()
                .map(|item| view! { <Row item refresh/> })
                .collect_view();
            view! {
                <section class="settings-group" aria-labelledby="settings-aside">
                    <h2 id="settings-aside">{td_string!(locale, settings.set_aside)}</h2>
                    <p>{td_string!(locale, settings.set_aside_text)}</p>
                    <ul>{rows}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Row(item: Quarantined, refresh: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let key = item.key.clone().unwrap_or_else(|| item.name.clone());
    let found = item.found_at.map(|at| date(locale, &at.to_string()));
    let text = match item.raw {
        Raw::Text(text) => text,
        // Unpaired surrogates have no text: their numbers keep every bit.
        Raw::Units(units) => format!("{units:?}"),
    };
    let name = item.name;
    let save = move |_| {
        download("qimo-set-aside.txt", "text/plain", &text);
    };
    let discard = move |_| {
        let _ = documents.store().discard_quarantined(&name);
        refresh();
    };
    view! {
        <li>
            <code>{key}</code> " " {found}
            <span class="buttons">
                <button on:click=save>{td_string!(locale, settings.set_aside_save)}</button>
                <button on:click=discard>{td_string!(locale, settings.set_aside_discard)}</button>
            </span>
        </li>
    }
}
