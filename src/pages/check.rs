//! What the check page is for, until it opens.

use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Check() -> impl IntoView {
    let locale = use_locale();
    let learn = use_site().href(&Route::Page(locale, Page::Learn));
    // Lessons link to these places.
    let coming = [
        ("d1", td_string!(locale, check.d1)),
        ("d2", td_string!(locale, check.d2)),
        ("d3", td_string!(locale, check.d3)),
        ("d4", td_string!(locale, check.d4)),
        ("d5", td_string!(locale, check.d5)),
        ("d6", td_string!(locale, check.d6)),
        ("d7", td_string!(locale, check.d7)),
        ("d8", td_string!(locale, check.d8)),
    ]
    .map(|(id, name)| view! { <li id=id>{name}</li> });
    view! {
        <div class="column">
            <h1>{td_string!(locale, check.heading)}</h1>
            <p class="lead">{td_string!(locale, check.text)}</p>
            <h2>{td_string!(locale, check.dimensions)}</h2>
            <ol class="coming">{coming.collect_view()}</ol>
            <p>{td_string!(locale, check.meanwhile)}</p>
            <p><a class="button" href=learn>{td_string!(locale, learn.heading)}</a></p>
        </div>
    }
}
