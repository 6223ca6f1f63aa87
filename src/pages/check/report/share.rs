//! A link that carries the scores, and nothing that was written.

use crate::i18n::{td_string, use_locale};
use crate::pages::check::data::model;
use crate::pages::{Offer, Score};
use crate::route::{Page, Route};
use crate::site::use_site;
use crate::ui::address::origin;
use crate::ui::clipboard::{Copied, copy};
use leptos::prelude::*;
use venture::readiness::Scores;

/// The scores for others: by a link, or for the page around.
#[component]
pub fn Share(scores: Scores) -> impl IntoView {
    match use_context::<Offer>() {
        Some(offer) => view! { <WithPage scores offer/> }.into_any(),
        None => view! { <Link scores/> }.into_any(),
    }
}

/// The scores for the page around the frame. It gets them when, and only when,
/// the visitor presses the button.
#[component]
fn WithPage(scores: Scores, offer: Offer) -> impl IntoView {
    let locale = use_locale();
    let said = RwSignal::new("");
    let share = move |_| {
        offer.make(offered(&scores));
        said.set(td_string!(locale, check.shared_with_page));
    };
    view! {
        <section class="report-share" aria-labelledby="report-share">
            <h2 id="report-share">{td_string!(locale, check.share)}</h2>
            <p>{td_string!(locale, check.share_with_page_text)}</p>
            <p class="buttons">
                <button class="primary" on:click=share>{td_string!(locale, check.share_with_page)}</button>
            </p>
            <p class="check-status" role="status">{said}</p>
        </section>
    }
}

/// The scores with the names of dimensions and gates.
fn offered(scores: &Scores) -> Score {
    let model = model();
    let dimension = |at: usize| model.dimension.get(at).map(|one| one.id.clone());
    let levels = model.dimension.iter().map(|one| one.id.clone());
    Score {
        code: scores.encode(),
        on: scores.on.to_string(),
        index: scores.index,
        confidence: scores.confidence,
        stage: scores
            .stage
            .and_then(|at| Some(model.gate.get(at)?.id.clone())),
        bottleneck: dimension(scores.bottleneck).unwrap_or_default(),
        levels: levels.zip(scores.levels.iter().copied()).collect(),
    }
}

/// The link, to be copied.
#[component]
fn Link(scores: Scores) -> impl IntoView {
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
