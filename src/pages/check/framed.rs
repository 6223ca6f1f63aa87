//! The check in a frame of somebody else's page: all of it on one page, whose
//! query says what is shown. What is answered stays in the frame.

use super::open;
use super::place::{Fragment, Places, REPORT};
use super::report::VentureReport;
use super::start::Start;
use super::use_fragment;
use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::shell::Notices;
use crate::site::use_site;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The check, whose addresses keep `kept` in their query.
#[component]
pub fn Framed(kept: String) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let path = site.href(&Route::Embed(crate::pages::CHECK_EMBED.to_owned()));
    provide_context(Places::framed(&path, &kept));
    let query = use_query_map();
    let report = Memo::new(move |_| query.with(|query| query.get(REPORT).is_some()));
    let fragment = use_fragment();
    let first = StoredValue::new(true);
    let shown = move || {
        let (fragment, report) = (fragment.get(), report.get());
        let moved = !first.get_value();
        first.set_value(false);
        match fragment {
            Fragment::Venture(id) if report => view! { <VentureReport id/> }.into_any(),
            Fragment::Venture(id) => view! { <open::Venture id moved/> }.into_any(),
            _ => view! { <Start moved framed=true/> }.into_any(),
        }
    };
    let title = td_string!(locale, check.heading);
    let whole = site.href(&Route::Page(locale, Page::Check));
    view! {
        <figure class="explorable check-framed" aria-label=title>
            <figcaption class="figure-head">
                <span class="figure-title">{td_string!(locale, shell.name)}</span>
                <span class="figure-tools">
                    <a href=whole target="_blank" rel="noopener">{td_string!(locale, explorable.open)}</a>
                </span>
            </figcaption>
            <Notices/>
            {shown}
        </figure>
    }
}
