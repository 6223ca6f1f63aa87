//! The keyboard shortcuts, and the dialog that lists them.

use crate::i18n::{td_string, use_locale};
use crate::pages;
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// After `g`, these go to a page.
const GO: [(&str, Page); 6] = [
    ("h", Page::Home),
    ("l", Page::Learn),
    ("c", Page::Check),
    ("p", Page::Plan),
    ("b", Page::Library),
    ("s", Page::Settings),
];

/// Listens for the shortcuts and holds their list.
#[component]
pub fn Shortcuts(route: Memo<Route>) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let dialog = NodeRef::<html::Dialog>::new();
    listen(dialog, route);

    let rows = GO.map(|(key, page)| {
        let href = site.href(&Route::Page(locale, page.clone()));
        let name = if page == Page::Home {
            td_string!(locale, shell.home)
        } else {
            pages::title(&page, locale)
        };
        view! {
            <tr>
                <th scope="row"><kbd>"g"</kbd> " " <kbd>{key}</kbd></th>
                <td><a href=href on:click=move |_| close(dialog)>{name}</a></td>
            </tr>
        }
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{td_string!(locale, shell.shortcuts)}</h2>
            <table>
                <tbody>
                    {rows.collect_view()}
                    <tr><th scope="row"><kbd>"t"</kbd></th><td>{td_string!(locale, shell.shortcut_theme)}</td></tr>
                    <tr><th scope="row"><kbd>"x"</kbd></th><td>{td_string!(locale, shell.shortcut_language)}</td></tr>
                    <tr><th scope="row"><kbd>"?"</kbd></th><td>{td_string!(locale, shell.shortcut_help)}</td></tr>
                    <tr><th scope="row"><kbd>"Esc"</kbd></th><td>{td_string!(locale, shell.shortcut_close)}</td></tr>
                </tbody>
            </table>
            <form method="dialog"><button autofocus="">{td_string!(locale, shell.close)}</button></form>
        </dialog>
    }
}

fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

fn listen(dialog: NodeRef<html::Dialog>, route: Memo<Route>) {
    let locale = use_locale();
    let site = use_site();
    let go_pending = StoredValue::new(false);
    // Window listeners exist in the browser alone; effects run nowhere else.
    Effect::new(move || {
        let site = site.clone();
        let navigate = use_navigate();
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) {
                return;
            }
            let key = event.key();
            let after_go = go_pending.try_get_value().unwrap_or_default();
            let _ = go_pending.try_set_value(key == "g" && !after_go);
            if after_go {
                if let Some((_, page)) = GO.iter().find(|(letter, _)| *letter == key) {
                    let options = NavigateOptions {
                        resolve: false,
                        ..NavigateOptions::default()
                    };
                    navigate(&site.href(&Route::Page(locale, page.clone())), options);
                }
                return;
            }
            match key.as_str() {
                "?" => open(dialog),
                "t" => super::appearance::press(),
                "x" => click("a.language"),
                _ => {}
            }
        });
        let clicks = window_event_listener(leptos::ev::click, move |event| {
            let asked = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|target| target.closest("[data-shortcuts]").ok().flatten());
            if asked.is_some() {
                open(dialog);
            }
        });
        route.track();
        on_cleanup(move || {
            keys.remove();
            clicks.remove();
        });
    });
}

fn click(selector: &str) {
    if let Some(element) = document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.click();
    }
}

/// Letters belong to the field that has the focus; a range or a checkbox wants none.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return !matches!(
            input.type_().as_str(),
            "range" | "checkbox" | "radio" | "button"
        );
    }
    target
        .closest("textarea, select, [contenteditable]")
        .ok()
        .flatten()
        .is_some()
}
