//! A link that carries the scores, and nothing that was written.

use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use crate::ui::clipboard::{Copied, copy};
use leptos::prelude::*;
use venture::readiness::Scores;

/// The link, to be copied.
#[component]
pub fn Share(scores: Scores) -> impl IntoView {
    let locale = use_locale();
    let path = use_site().href(&Route::Page(locale, Page::Report));
    let link = format!("{}{path}#s={}", origin(), scores.encode());
    let outcome = RwSignal::new(Copied::No);
    let text = link.clone();
    let said = move || match outcome.get() {
        Copied::No => "",
        Copied::Yes => td_string!(locale, check.copied),
        Copied::Refused => td_string!(locale, check.copy_refused),
    };
    view! {
        <section class="report-share" aria-labelledby="report-share">
            <h2 id="report-share">{td_string!(locale, check.share)}</h2>
            <p>{td_string!(locale, check.share_text)}</p>
            <p class="check-row">
                <label>
                    <span>{td_string!(locale, check.share_link)}</span>
                    <input type="text" readonly="" value=link/>
                </label>
                <button on:click=move |_| copy(text.clone(), outcome)>{td_string!(locale, check.copy)}</button>
            </p>
            <p class="check-status" role="status">{said}</p>
        </section>
    }
}

/// The site's origin; a link without it leads nowhere from elsewhere.
fn origin() -> String {
    if cfg!(target_arch = "wasm32") {
        window().location().origin().unwrap_or_default()
    } else {
        String::new()
    }
}
