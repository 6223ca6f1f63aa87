//! The readiness check: the list of ventures and their questions, and the
//! report. What is asked and what it amounts to is crate `venture`.

mod about;
mod data;
mod document;
mod evidence;
mod form;
mod framed;
mod history;
mod hub;
mod open;
mod place;
mod plan;
mod question;
#[cfg(all(test, feature = "ssr"))]
mod rendered;
mod report;
mod route_question;
mod start;
mod steps;
mod text;
mod today;
mod ventures;

pub use about::{learnt, link, questions_about, ventures, words_of};
pub use document::Readiness;
pub use framed::Framed;
pub use report::Report;
pub use today::today;

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use place::Fragment;

/// The page: without a venture in the address its beginning, else the venture.
#[component]
pub fn Check() -> impl IntoView {
    let fragment = use_fragment();
    // A new page takes the focus (`shell::head`); what replaces another part of
    // the same page has to take it itself.
    let first = StoredValue::new(true);
    move || {
        let fragment = fragment.get();
        let moved = !first.get_value();
        first.set_value(false);
        match fragment {
            Fragment::Venture(id) => view! { <open::Venture id moved/> }.into_any(),
            _ => view! { <start::Start moved/> }.into_any(),
        }
    }
}

/// Moves the focus to a heading that has just come.
pub fn take_focus(heading: NodeRef<html::H1>, moved: bool) {
    Effect::new(move || {
        if let Some(heading) = heading.get().filter(|_| moved) {
            let _ = heading.focus();
        }
    });
}

/// What the address's fragment says; a place on the page changes nothing.
fn use_fragment() -> Memo<Fragment> {
    let hash = use_location().hash;
    Memo::new(move |before: Option<&Fragment>| {
        // A prerendered page is nobody's yet: it has no fragment.
        let there = if cfg!(target_arch = "wasm32") {
            hash.with(|hash| Fragment::parse(hash))
        } else {
            Fragment::Start
        };
        match (there, before) {
            (Fragment::Elsewhere, Some(before)) => before.clone(),
            (Fragment::Elsewhere, None) => Fragment::Start,
            (there, _) => there,
        }
    })
}
