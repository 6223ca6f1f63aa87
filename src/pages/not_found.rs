//! A page that doesn't exist.

use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NotFound() -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let link = move |page: Page| site.href(&Route::Page(locale, page));
    view! {
        <div class="column">
            <h1>{td_string!(locale, shell.not_found_title)}</h1>
            <p class="lead">{td_string!(locale, shell.not_found_text)}</p>
            <ul class="links">
                <li><a href=link(Page::Home)>{td_string!(locale, shell.home)}</a></li>
                <li><a href=link(Page::Learn)>{td_string!(locale, learn.heading)}</a></li>
                <li><a href=link(Page::Library)>{td_string!(locale, library.heading)}</a></li>
            </ul>
        </div>
    }
}
