//! The beginning: what the check is, the ventures, the dimensions.

use super::data::{model, words};
use super::ventures::Ventures;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The page without a venture.
#[component]
pub fn Start() -> impl IntoView {
    let locale = use_locale();
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
        <div class="column check">
            <h1>{td_string!(locale, check.heading)}</h1>
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
