//! The beginning: what the check is, the ventures, the dimensions.

use super::data::{model, words};
use super::place::is_dimension;
use super::take_focus;
use super::ventures::Ventures;
use crate::explorables::{Figure, Snippets};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::{CHECK_EMBED, CHECK_EMBED_HEIGHT};
use crate::site::{SiteRoot, use_site};
use crate::ui::address::origin;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page without a venture.
#[component]
pub fn Start(
    /// Whether the reader came from a venture: then the heading takes the
    /// focus.
    moved: bool,
    /// Whether it stands in a frame of somebody else's page.
    #[prop(default = false)]
    framed: bool,
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
    // The reader's own ventures come with the program: until it runs, nothing
    // below them is shown that they would push away (`early.js`).
    view! {
        <div class="column readiness">
            <h1 tabindex="-1" node_ref=heading>{td_string!(locale, check.heading)}</h1>
            <p class="lead">{td_string!(locale, check.text)}</p>
            {framed.then(|| view! { <p>{td_string!(locale, check.framed_promise)}</p> })}
            <div class="check-own">
                <Ventures/>
                <h2>{td_string!(locale, check.how)}</h2>
                <ul>
                    <li>{td_string!(locale, check.how_evidence)}</li>
                    <li>{td_string!(locale, check.how_levels)}</li>
                    <li>{td_string!(locale, check.how_gates)}</li>
                    <li>{td_string!(locale, check.how_saved)}</li>
                </ul>
                {(!framed).then(|| view! {
                    <h2>{td_string!(locale, check.dimensions)}</h2>
                    <ol class="check-dimensions">{dimensions.collect_view()}</ol>
                    <p class="check-small">{td_string!(locale, check.proposal)}</p>
                    <Elsewhere/>
                })}
            </div>
        </div>
    }
}

/// How the check comes into another page.
#[component]
fn Elsewhere() -> impl IntoView {
    let locale = use_locale();
    view! {
        <details class="check-elsewhere">
            <summary>{td_string!(locale, check.embed)}</summary>
            <p>{td_string!(locale, check.embed_text)}</p>
            <textarea
                readonly=""
                rows="4"
                spellcheck="false"
                aria-label=td_string!(locale, check.embed)
                prop:value=snippet(&origin(), &use_site(), locale)
            ></textarea>
        </details>
    }
}

/// The snippet for the check on the site at `origin`.
fn snippet(origin: &str, site: &SiteRoot, locale: Locale) -> String {
    let figure = Figure {
        name: CHECK_EMBED,
        title: td_string!(locale, check.heading),
        height: CHECK_EMBED_HEIGHT,
    };
    Snippets::new(origin, site, &figure, "", locale).element
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
