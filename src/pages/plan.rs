//! What the plan page is for, until it opens.

use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Plan() -> impl IntoView {
    let locale = use_locale();
    let learn = use_site().href(&Route::Page(locale, Page::Learn));
    // Lessons link to these places.
    let coming = [
        ("data", td_string!(locale, plan.data)),
        ("compute", td_string!(locale, plan.compute)),
        ("pricing", td_string!(locale, plan.pricing)),
        ("team", td_string!(locale, plan.team)),
        ("funding", td_string!(locale, plan.funding)),
        ("milestones", td_string!(locale, plan.milestones)),
        ("risks", td_string!(locale, plan.risks)),
        ("compliance", td_string!(locale, plan.compliance)),
        ("finance", td_string!(locale, plan.finance)),
    ]
    .map(|(id, name)| view! { <li id=id>{name}</li> });
    view! {
        <div class="column">
            <h1>{td_string!(locale, plan.heading)}</h1>
            <p class="lead">{td_string!(locale, plan.text)}</p>
            <h2>{td_string!(locale, plan.sections)}</h2>
            <ol class="coming">{coming.collect_view()}</ol>
            <p>{td_string!(locale, plan.meanwhile)}</p>
            <p><a class="button" href=learn>{td_string!(locale, learn.heading)}</a></p>
        </div>
    }
}
