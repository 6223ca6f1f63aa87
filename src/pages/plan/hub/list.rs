//! The plans, and those in the trash.

use super::super::document::Kept;
use super::row::{Row, Trashed};
use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use documents::{Entry, Id};
use leptos::html;
use leptos::prelude::*;

/// The list.
#[component]
pub fn Plans() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let entries = Memo::new(move |_| documents.entries_of::<Kept>());
    let rows = move |trashed: bool| {
        let entries = entries.get().into_iter();
        entries
            .filter(|entry| entry.header.trashed_at.is_some() == trashed)
            .map(|entry| entry.id)
            .collect::<Vec<_>>()
    };
    let any = Memo::new(move |_| !rows(false).is_empty());
    let trashed = Memo::new(move |_| rows(true).len() as u32);
    let any_trashed = Memo::new(move |_| trashed.get() > 0);
    // The row that was acted on goes away, and the focus with it.
    let heading = NodeRef::<html::H2>::new();
    view! {
        <section aria-labelledby="plan-list">
            <h2 id="plan-list" tabindex="-1" node_ref=heading>{td_string!(locale, plan.plans)}</h2>
            {move || if any.get() {
                view! {
                    <ul class="plan-list">
                        <For each=move || rows(false) key=Id::clone let(id)>
                            <Row id entries heading/>
                        </For>
                    </ul>
                }.into_any()
            } else {
                view! { <p class="plan-hint">{td_string!(locale, plan.none)}</p> }.into_any()
            }}
            {move || any_trashed.get().then(|| view! {
                <details class="plan-trash">
                    <summary>{move || td_string!(locale, plan.trash, count = trashed.get())}</summary>
                    <ul class="plan-list">
                        <For each=move || rows(true) key=Id::clone let(id)>
                            <Trashed id entries heading/>
                        </For>
                    </ul>
                </details>
            })}
        </section>
    }
}

/// A plan of the list, by its id; what it was once it is gone.
pub fn entry_of(entries: Memo<Vec<Entry>>, id: &Id) -> Memo<Option<Entry>> {
    let id = id.clone();
    Memo::new(move |before: Option<&Option<Entry>>| {
        let found = entries.with(|entries| entries.iter().find(|entry| entry.id == id).cloned());
        found.or_else(|| before.cloned().flatten())
    })
}

/// The name of a plan, tracked.
pub fn name_of(entry: Memo<Option<Entry>>) -> impl Fn() -> String + Copy + Send + Sync {
    move || {
        entry.with(|entry| {
            entry
                .as_ref()
                .map_or_else(String::new, |entry| entry.header.name.clone())
        })
    }
}

/// Moves the focus to the heading of the list.
pub fn focus(heading: NodeRef<html::H2>) {
    if let Some(heading) = heading.get_untracked() {
        let _ = heading.focus();
    }
}
