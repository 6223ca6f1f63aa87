//! The reader's ventures: begin, open, rename, put into the trash, restore.

use super::data::{joined, model};
use super::document::Readiness;
use super::place::{self, use_places};
use crate::documents::use_documents;
use crate::i18n::{date, td_string, use_locale};
use documents::{Entry, Id};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The list, and the form that begins another.
#[component]
pub fn Ventures() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let entries = Memo::new(move |_| documents.entries_of::<Readiness>());
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
        <section aria-labelledby="check-ventures">
            <h2 id="check-ventures" tabindex="-1" node_ref=heading>{td_string!(locale, check.ventures)}</h2>
            {move || any.get().then(|| view! {
                <ul class="venture-list">
                    <For each=move || rows(false) key=Id::clone let(id)>
                        <Row id entries heading/>
                    </For>
                </ul>
            })}
            <Begin/>
            {move || any_trashed.get().then(|| view! {
                <details class="check-trash">
                    <summary>{move || td_string!(locale, check.trash, count = trashed.get())}</summary>
                    <ul class="venture-list">
                        <For each=move || rows(true) key=Id::clone let(id)>
                            <Trashed id entries heading/>
                        </For>
                    </ul>
                </details>
            })}
        </section>
    }
}

/// A venture of the list, by its id; what it was once it is gone.
fn entry_of(entries: Memo<Vec<Entry>>, id: &Id) -> Memo<Option<Entry>> {
    let id = id.clone();
    Memo::new(move |before: Option<&Option<Entry>>| {
        let found = entries.with(|entries| entries.iter().find(|entry| entry.id == id).cloned());
        found.or_else(|| before.cloned().flatten())
    })
}

/// The name of a venture, tracked.
fn name_of(entry: Memo<Option<Entry>>) -> impl Fn() -> String + Copy + Send + Sync {
    move || {
        entry.with(|entry| {
            entry
                .as_ref()
                .map_or_else(String::new, |entry| entry.header.name.clone())
        })
    }
}

fn focus(heading: NodeRef<html::H2>) {
    if let Some(heading) = heading.get_untracked() {
        let _ = heading.focus();
    }
}

#[component]
fn Row(id: Id, entries: Memo<Vec<Entry>>, heading: NodeRef<html::H2>) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let href = use_places().question(&id, place::ALL, false);
    let entry = entry_of(entries, &id);
    let name = name_of(entry);
    let saved = move || {
        entry.get().map(|entry| {
            let day = date(locale, &entry.saved_at.to_string());
            let saved = td_string!(locale, check.saved_on, date = day);
            if entry.header.conflict_of.is_some() {
                joined(locale, &saved, td_string!(locale, check.is_copy))
            } else {
                saved
            }
        })
    };
    let renaming = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |before: Option<bool>| {
        let open = renaming.get();
        if let Some(input) = input.get().filter(|_| open) {
            let _ = input.focus();
            input.select();
        } else if let Some(button) = button.get().filter(|_| before == Some(true) && !open) {
            let _ = button.focus();
        }
        open
    });
    let rename = {
        let id = id.clone();
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            let name = input.get_untracked().map(|input| input.value());
            let name = name.as_deref().map_or("", str::trim);
            if !name.is_empty() {
                // A failure is in the notices.
                let _ = documents.rename(&id, name);
            }
            renaming.set(false);
        }
    };
    let trash = move |_| {
        let _ = documents.trash(&id);
        focus(heading);
    };
    let form = {
        move || {
            let rename = rename.clone();
            let name = untrack(name);
            renaming.get().then(|| view! {
                <form class="check-row">
                    <label>
                        <span>{td_string!(locale, check.new_name)}</span>
                        <input type="text" node_ref=input value=name autocomplete="off" maxlength="80"/>
                    </label>
                    <button class="primary" on:click=rename>{td_string!(locale, check.rename_done)}</button>
                    <button type="button" on:click=move |_| renaming.set(false)>{td_string!(locale, check.cancel)}</button>
                </form>
            })
        }
    };
    view! {
        <li>
            <p class="venture-name"><a href=href>{name}</a></p>
            <p class="check-small">{saved}</p>
            <p class="buttons">
                <button
                    node_ref=button
                    aria-expanded=move || renaming.get().to_string()
                    aria-label=move || td_string!(locale, check.rename_of, name = name())
                    on:click=move |_| renaming.update(|open| *open = !*open)
                >
                    {td_string!(locale, check.rename)}
                </button>
                <button aria-label=move || td_string!(locale, check.trash_of, name = name()) on:click=trash>
                    {td_string!(locale, check.to_trash)}
                </button>
            </p>
            {form}
        </li>
    }
}

#[component]
fn Trashed(id: Id, entries: Memo<Vec<Entry>>, heading: NodeRef<html::H2>) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let name = name_of(entry_of(entries, &id));
    let id = StoredValue::new(id);
    let restore = move |_| {
        let _ = id.with_value(|id| documents.restore(id));
        focus(heading);
    };
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let failed = RwSignal::new(false);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let remove = move |_| {
        close();
        match id.with_value(|id| documents.remove(id)) {
            Ok(()) => focus(heading),
            Err(_) => failed.set(true),
        }
    };
    let title_id = id.with_value(|id| format!("remove-{id}"));
    view! {
        <li>
            <p class="venture-name">{name}</p>
            <p class="buttons">
                <button aria-label=move || td_string!(locale, check.restore_of, name = name()) on:click=restore>
                    {td_string!(locale, check.restore)}
                </button>
                <button class="danger" aria-label=move || td_string!(locale, check.remove_of, name = name()) on:click=ask>
                    {td_string!(locale, check.remove)}
                </button>
            </p>
            {move || failed.get().then(|| view! { <p role="alert">{td_string!(locale, check.remove_failed)}</p> })}
            <dialog class="dialog" node_ref=dialog aria-labelledby=title_id.clone()>
                <h2 id=title_id.clone()>{move || td_string!(locale, check.remove_confirm, name = name())}</h2>
                <p>{td_string!(locale, check.remove_text)}</p>
                <p class="buttons">
                    <button class="danger" on:click=remove>{td_string!(locale, check.remove)}</button>
                    <button autofocus="" on:click=move |_| close()>{td_string!(locale, check.cancel)}</button>
                </p>
            </dialog>
        </li>
    }
}

/// The form that begins a venture and goes to its first question.
#[component]
fn Begin() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let navigate = use_navigate();
    let places = use_places();
    let input = NodeRef::<html::Input>::new();
    let failed = RwSignal::new(false);
    let begin = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let typed = input.get_untracked().map(|input| input.value());
        let name = match typed.as_deref().map_or("", str::trim) {
            "" => td_string!(locale, check.unnamed).to_owned(),
            name => name.to_owned(),
        };
        match documents.create(&name, &Readiness::default()) {
            Ok(handle) => {
                let first = model().route.first().map_or("", |question| &question.id);
                let address = places.question(handle.id(), first, false);
                let options = NavigateOptions {
                    resolve: false,
                    ..NavigateOptions::default()
                };
                navigate(&address, options);
            }
            Err(_) => failed.set(true),
        }
    };
    view! {
        <form class="check-row check-begin">
            <label>
                <span>{td_string!(locale, check.venture_name)}</span>
                <input type="text" node_ref=input autocomplete="off" maxlength="80"/>
            </label>
            // Nothing can be begun before the program is there. Where a frame may
            // not submit forms, Enter still presses the button.
            <button class="primary" disabled=!cfg!(target_arch = "wasm32") on:click=begin>
                {td_string!(locale, check.begin)}
            </button>
        </form>
        {move || failed.get().then(|| view! { <p role="alert">{td_string!(locale, check.begin_failed)}</p> })}
    }
}
