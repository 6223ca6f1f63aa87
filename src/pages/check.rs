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
    view! {
        <div class="column">
            <h1>{td_string!(locale, check.heading)}</h1>
            <p class="lead">{td_string!(locale, check.text)}</p>
            <p>{td_string!(locale, check.meanwhile)}</p>
            <p><a class="button" href=learn>{td_string!(locale, learn.heading)}</a></p>
        </div>
    }
}
