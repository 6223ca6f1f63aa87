//! The beginning: what the check is, the ventures, the dimensions.

use super::data::{model, words};
use super::place::is_dimension;
use super::take_focus;
use super::ventures::Ventures;
use crate::i18n::{td_string, use_locale};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page without a venture.
#[component]
pub fn Start(
    /// Whether the reader came from a venture: then the heading takes the
    /// focus.
    moved: bool,
) -> impl IntoView {
    let locale = use_locale();
    let heading = NodeRef::<html::H1>::new();
    take_focus(heading, moved);
    show_dimension();
    let words = words(locale);
    // Lessons link to these places, `#d1` to `#d8`.
    let dimensions = model().dimension.iter().enumerate().map(|(at, dimension)| {
        let words = words
            .dimension
            .get(&dimension.id)
            .cloned()
            .unwrap_or_default();
        view! {
            <li id=format!("d{}", at + 1)>
                <strong>{words.name}</strong>
                <span class="check-about">{words.about}</span>
            </li>
        }
    });
    view! {
        <div class="column readiness">
            <h1 tabindex="-1" node_ref=heading>{td_string!(locale, check.heading)}</h1>
            <p class="lead">{td_string!(locale, check.text)}</p>
            <Ventures/>
            <h2>{td_string!(locale, check.how)}</h2>
            <ul>
                <li>{td_string!(locale, check.how_evidence)}</li>
                <li>{td_string!(locale, check.how_levels)}</li>
                <li>{td_string!(locale, check.how_gates)}</li>
                <li>{td_string!(locale, check.how_saved)}</li>
            </ul>
            <h2>{td_string!(locale, check.dimensions)}</h2>
            <ol class="check-dimensions">{dimensions.collect_view()}</ol>
            <p class="check-small">{td_string!(locale, check.proposal)}</p>
        </div>
    }
}

/// Brings the dimension that the address names into view: the router looked for
/// it before this part of the program had come.
fn show_dimension() {
    let hash = use_location().hash;
    Effect::new(move || {
        let hash = hash.get();
        let id = hash.trim_start_matches('#');
        if let Some(place) = document()
            .get_element_by_id(id)
            .filter(|_| is_dimension(id))
        {
            place.scroll_into_view();
        }
    });
}
