//! The list of plans: begin, open, rename, duplicate, export, trash; and a file
//! brought in. It is a part of the program of its own, beside the editor.

mod cases;
mod checked;
mod import;
mod list;
mod row;
mod start;

use super::super::check::take_focus;
use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use crate::lazy::{Arriving, Lazy, Loading, NotLoaded};
use crate::route::{Page, Route};
use crate::site::use_site;
use crate::ui::backup;
use leptos::html;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// Loads the list.
pub fn load() -> Loading {
    Box::pin(load_hub())
}

/// The list, once it is there.
pub fn view(moved: bool) -> AnyView {
    let view = move || -> Arriving { Box::pin(shown(moved)) };
    view! { <Lazy load view height=600/> }.into_any()
}

#[wasm_split(plan_hub, fallible, preload(load_hub))]
fn shown(moved: bool) -> Result<AnyView, NotLoaded> {
    Ok(view! { <Hub moved/> }.into_any())
}

/// The page.
#[component]
fn Hub(
    /// Whether the reader came from a plan: then the heading takes the focus.
    moved: bool,
) -> impl IntoView {
    let locale = use_locale();
    let heading = NodeRef::<html::H1>::new();
    take_focus(heading, moved);
    view! {
        <div class="column plan-hub">
            <h1 tabindex="-1" node_ref=heading>{td_string!(locale, plan.heading)}</h1>
            <p class="lead">{td_string!(locale, plan.text)}</p>
            <list::Plans/>
            <start::Start/>
            <import::Import/>
            <Keeping/>
        </div>
    }
}

/// Where plans are kept, how old the last export is, and what spares them.
#[component]
fn Keeping() -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let settings = use_site().href(&Route::Page(locale, Page::Settings));
    let age = move || {
        let _ = documents.entries();
        let last = documents.store().last_backup().ok()?;
        Some(backup::age(last.as_ref(), locale))
    };
    view! {
        <p class="plan-hint">
            {td_string!(locale, plan.kept_here)} " " {age} " "
            <a href=settings>{td_string!(locale, plan.export_all)}</a>
        </p>
        <p class="plan-hint">{td_string!(locale, plan.install_hint)}</p>
    }
}
