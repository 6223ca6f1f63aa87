//! One plan of the list, and one in the trash.

use super::super::document::Kept;
use super::super::{file, place};
use super::list::{entry_of, focus, name_of};
use crate::documents::use_documents;
use crate::i18n::{date, td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::{Entry, Id, Opened};
use leptos::html;
use leptos::prelude::*;

/// A plan: its name leads to it.
#[component]
pub fn Row(id: Id, entries: Memo<Vec<Entry>>, heading: NodeRef<html::H2>) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let page = use_site().href(&Route::Page(locale, Page::Plan));
    let href = place::of_plan(&page, &id);
    let entry = entry_of(entries, &id);
    let name = name_of(entry);
    let failed = RwSignal::new(None::<&'static str>);
    let saved = move || {
        entry.get().map(|entry| {
            let day = date(locale, &entry.saved_at.to_string());
            let saved = td_string!(locale, plan.saved_on, date = day);
            if entry.header.conflict_of.is_some() {
                format!("{saved} {}", td_string!(locale, plan.is_copy))
            } else {
                saved
            }
        })
    };
    let id = StoredValue::new(id);
    let renaming = RwSignal::new(false);
    let duplicate = move |_| {
        let copied = id.with_value(|id| documents.store().load::<Kept>(id));
        let made = match copied {
            Ok(Opened::Editable { value, .. }) => {
                let name = td_string!(locale, plan.copy_of, name = name());
                documents.create(&name, &value).is_ok()
            }
            _ => false,
        };
        failed.set((!made).then(|| td_string!(locale, plan.duplicate_failed)));
    };
    let export = move |_| {
        let done = id.with_value(|id| file::export(documents, id)).is_some();
        failed.set((!done).then(|| td_string!(locale, plan.export_failed)));
    };
    let trash = move |_| {
        // A failure is in the notices.
        let _ = id.with_value(|id| documents.trash(id));
        focus(heading);
    };
    view! {
        <li>
            <p class="plan-item-name"><a href=href>{name}</a></p>
            <p class="plan-hint">{saved}</p>
            <p class="buttons">
                <RenameButton renaming name=Signal::derive(name)/>
                <button aria-label=move || td_string!(locale, plan.duplicate_of, name = name()) on:click=duplicate>
                    {td_string!(locale, plan.duplicate)}
                </button>
                <button aria-label=move || td_string!(locale, plan.export_of, name = name()) on:click=export>
                    {td_string!(locale, plan.export)}
                </button>
                <button aria-label=move || td_string!(locale, plan.trash_of, name = name()) on:click=trash>
                    {td_string!(locale, plan.to_trash)}
                </button>
            </p>
            {move || failed.get().map(|text| view! { <p role="alert">{text}</p> })}
            {move || renaming.get().then(|| view! { <Rename id renaming name=untrack(name)/> })}
        </li>
    }
}

/// Opens the form of the name; takes the focus back when it closes.
#[component]
fn RenameButton(renaming: RwSignal<bool>, name: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |before: Option<bool>| {
        let open = renaming.get();
        if let Some(button) = button.get().filter(|_| before == Some(true) && !open) {
            let _ = button.focus();
        }
        open
    });
    view! {
        <button
            node_ref=button
            aria-expanded=move || renaming.get().to_string()
            aria-label=move || td_string!(locale, plan.rename_of, name = name.get())
            on:click=move |_| renaming.update(|open| *open = !*open)
        >
            {td_string!(locale, plan.rename)}
        </button>
    }
}

#[component]
fn Rename(id: StoredValue<Id>, renaming: RwSignal<bool>, name: String) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = input.get_untracked().map(|input| input.value());
        let name = name.as_deref().map_or("", str::trim);
        if !name.is_empty() {
            // A failure is in the notices.
            let _ = id.with_value(|id| documents.rename(id, name));
        }
        renaming.set(false);
    };
    view! {
        <form class="plan-line-form" on:submit=rename>
            <label>
                <span>{td_string!(locale, plan.new_name)}</span>
                <input type="text" node_ref=input value=name autocomplete="off" maxlength="80"/>
            </label>
            <button class="primary">{td_string!(locale, plan.rename_done)}</button>
            <button type="button" on:click=move |_| renaming.set(false)>{td_string!(locale, plan.cancel)}</button>
        </form>
    }
}

/// A plan in the trash: restored, or removed for good after a question.
#[component]
pub fn Trashed(id: Id, entries: Memo<Vec<Entry>>, heading: NodeRef<html::H2>) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let name = name_of(entry_of(entries, &id));
    let id = StoredValue::new(id);
    let asking = RwSignal::new(false);
    let restore = move |_| {
        let _ = id.with_value(|id| documents.restore(id));
        focus(heading);
    };
    let remove = move |_| {
        let _ = id.with_value(|id| documents.remove(id));
        focus(heading);
    };
    let yes = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(yes) = yes.get() {
            let _ = yes.focus();
        }
    });
    view! {
        <li>
            <p class="plan-item-name">{name}</p>
            <p class="buttons">
                <button aria-label=move || td_string!(locale, plan.restore_of, name = name()) on:click=restore>
                    {td_string!(locale, plan.restore)}
                </button>
                <button
                    class="danger"
                    aria-label=move || td_string!(locale, plan.remove_of, name = name())
                    on:click=move |_| asking.set(true)
                >
                    {td_string!(locale, plan.remove)}
                </button>
            </p>
            {move || asking.get().then(|| view! {
                <div class="notice notice-problem" role="alertdialog" aria-label=td_string!(locale, plan.remove)>
                    <p>{td_string!(locale, plan.remove_sure, name = name())}</p>
                    <button class="danger" node_ref=yes on:click=remove>{td_string!(locale, plan.remove_yes)}</button>
                    <button on:click=move |_| asking.set(false)>{td_string!(locale, plan.cancel)}</button>
                </div>
            })}
        </li>
    }
}
