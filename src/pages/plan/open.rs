//! A plan that is open: its navigation, and the section or first page shown.

use super::editor::Editor;
use super::frame::Frame;
use super::nav::Sections;
use super::overview::Overview;
use super::status::{Bar, listen};
use super::{ask, place, sections};
use crate::i18n::{td_string, use_locale};
use crate::pages::check::take_focus;
use crate::route::{Page, Route};
use crate::shell::keep_place;
use crate::site::use_site;
use documents::{Id, LoadError};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use venture::plan::Section;
use wasm_bindgen::JsValue;

/// A plan.
#[component]
pub fn Opened(
    id: Id,
    section: Memo<Option<Section>>,
    /// Whether the reader came from the list: then the heading takes the focus.
    moved: bool,
) -> impl IntoView {
    match Editor::open(&id) {
        Ok(editor) => {
            provide_context(editor);
            view! { <Pages editor section moved/> }.into_any()
        }
        Err(error) => view! { <Missing error/> }.into_any(),
    }
}

#[component]
fn Pages(editor: Editor, section: Memo<Option<Section>>, moved: bool) -> impl IntoView {
    listen(editor);
    keep_place(move || format!("#{}", editor.id()));
    follow_copy(editor);
    follow_asked(editor);
    Effect::new(sections::prefetch);
    let first = StoredValue::new(!moved);
    let shown = move || {
        let moved = !first.get_value();
        first.set_value(false);
        match section.get() {
            Some(section) => view! { <Frame section/> }.into_any(),
            None => view! { <Overview moved/> }.into_any(),
        }
    };
    view! {
        <div class="plan">
            <Sections editor section/>
            <div class="plan-page">
                <Bar editor/>
                {shown}
            </div>
        </div>
    }
}

/// Writes the id of a copy, which a conflict has made, into the address: a
/// reload is to open what was being edited.
fn follow_copy(editor: Editor) {
    Effect::new(move |before: Option<Id>| {
        let id = editor.id();
        if before.is_some_and(|before| before != id) {
            let location = window().location();
            let here = location.pathname().unwrap_or_default();
            let query = location.search().unwrap_or_default();
            if let Ok(history) = window().history() {
                let state = history.state().unwrap_or(JsValue::NULL);
                let address = place::of_plan(&format!("{here}{query}"), &id);
                let _ = history.replace_state_with_url(&state, "", Some(&address));
            }
        }
        id
    });
}

/// Goes to the field that the address names.
fn follow_asked(editor: Editor) {
    let query = use_query_map();
    let field = Memo::new(move |_| query.with(|query| query.get("field")));
    Effect::new(move || {
        if let Some(field) = field.get() {
            editor.asked.set(Some(field.clone()));
            ask::focus(&field);
        }
    });
}

#[component]
fn Missing(error: LoadError) -> impl IntoView {
    let locale = use_locale();
    let plans = use_site().href(&Route::Page(locale, Page::Plan));
    let text = match error {
        LoadError::Missing => td_string!(locale, plan.missing),
        LoadError::Newer { .. } => td_string!(locale, plan.newer),
        _ => td_string!(locale, plan.unreadable),
    };
    let heading = NodeRef::<html::H1>::new();
    take_focus(heading, true);
    view! {
        <div class="column plan-missing">
            <h1 tabindex="-1" node_ref=heading>{td_string!(locale, plan.missing_heading)}</h1>
            <p role="alert">{text}</p>
            <p><a class="button" href=plans>{td_string!(locale, plan.to_list)}</a></p>
        </div>
    }
}
