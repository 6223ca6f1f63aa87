//! How much is stored, when it was last exported, and the export.

use crate::documents::use_documents;
use crate::i18n::{number, percent, td_string, use_locale};
use crate::shell::ExportButton;
use crate::ui::backup::age;
use documents::{Level, Usage as Measured};
use leptos::prelude::*;

/// The storage's meter and the export.
#[component]
pub fn Usage() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    // Measured in the browser only, and again whenever something is saved.
    let measured = RwSignal::new(None);
    let backup = RwSignal::new(None);
    Effect::new(move || {
        documents.settings().with(|_| ());
        documents.progress().with(|_| ());
        let _ = documents.entries();
        measured.set(Some(documents.store().usage().ok()));
        backup.set(documents.store().last_backup().ok());
    });
    let table = move || {
        measured.get().map(|usage| match usage {
            Some(usage) => view! { <Meter usage/> }.into_any(),
            None => view! { <p>{td_string!(locale, settings.usage_failed)}</p> }.into_any(),
        })
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-data">
            <h2 id="settings-data">{td_string!(locale, settings.data)}</h2>
            <p>{td_string!(locale, settings.data_text)}</p>
            {table}
            <p>{move || backup.get().map(|last| age(last.as_ref(), locale))}</p>
            <p class="buttons"><ExportButton/></p>
        </section>
    }
}

#[component]
fn Meter(usage: Measured) -> impl IntoView {
    let locale = use_locale();
    let label = td_string!(
        locale,
        settings.usage_meter,
        share = percent(usage.share(), 1)
    );
    let rows = [
        (
            td_string!(locale, settings.usage_documents),
            usage.documents,
        ),
        (
            td_string!(locale, settings.usage_snapshots),
            usage.snapshots,
        ),
        (td_string!(locale, settings.usage_history), usage.history),
        (td_string!(locale, settings.usage_unread), usage.unread),
        (td_string!(locale, settings.usage_others), usage.others),
    ]
    .into_iter()
    .filter(|(_, units)| *units > 0)
    .map(|(name, units)| {
        // Two bytes to a UTF-16 code unit.
        let kilobytes = number(units as f64 * 2.0 / 1024.0, 1);
        view! { <tr><th scope="row">{name}</th><td class="number">{kilobytes} " KB"</td></tr> }
    })
    .collect_view();
    let warning = (usage.level() != Level::Ample)
        .then(|| view! { <p role="status">{td_string!(locale, settings.usage_high)}</p> });
    view! {
        <p>
            {label.clone()}
            <meter min="0" max="1" low="0.6" high="0.8" optimum="0" value=usage.share() aria-label=label></meter>
        </p>
        {warning}
        <table>
            <caption class="visually-hidden">{td_string!(locale, settings.usage)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}
