//! The report: what a venture's answers amount to, or scores that were shared.

mod actions;
mod changes;
mod dimensions;
mod facts;
mod gates;
mod plan;
mod radar;
mod runs;
mod scores;
mod share;
mod shared;
mod venture;

#[cfg(all(test, feature = "ssr"))]
pub use shared::Shared as SharedScores;
pub use venture::VentureReport;

use super::place::{Fragment, use_places};
use super::{Readiness, use_fragment};
use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Report() -> impl IntoView {
    let fragment = use_fragment();
    move || match fragment.get() {
        Fragment::Venture(id) => view! { <venture::VentureReport id/> }.into_any(),
        Fragment::Shared(code) => view! { <shared::Shared code/> }.into_any(),
        Fragment::Start | Fragment::Elsewhere => view! { <Empty/> }.into_any(),
    }
}

/// The page without a venture: which there are.
#[component]
fn Empty() -> impl IntoView {
    let locale = use_locale();
    let places = use_places();
    let check = places.list();
    let documents = use_documents();
    let list = move || {
        let entries = documents.entries_of::<Readiness>();
        let open: Vec<_> = entries
            .into_iter()
            .filter(|entry| entry.header.trashed_at.is_none())
            .map(|entry| {
                let href = places.report(&entry.id);
                view! { <li><a href=href>{entry.header.name}</a></li> }
            })
            .collect();
        (!open.is_empty()).then(|| {
            view! {
                <h2>{td_string!(locale, check.ventures)}</h2>
                <ul>{open}</ul>
            }
        })
    };
    view! {
        <div class="column readiness">
            <h1>{td_string!(locale, check.report_heading)}</h1>
            <p class="lead">{td_string!(locale, check.report_empty)}</p>
            <div class="check-own">
                {list}
                <p><a class="button" href=check>{td_string!(locale, check.to_check)}</a></p>
            </div>
        </div>
    }
}
