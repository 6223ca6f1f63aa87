//! Pricing and margin: what a request costs, what it earns, what is left under
//! stress, and when one's own accelerators are cheaper than an API.

mod hosting;
mod request;
mod results;
mod usage;

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{Field, at, percent, text};
use leptos::prelude::*;

/// The fields and the results.
#[component]
pub fn Pricing() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field
            of=text(at!(pricing.model))
            label=td_string!(locale, plan_pricing.model)
            hint=td_string!(locale, plan_pricing.model_hint)
        />
        <request::Request/>
        <usage::Usage/>
        <Field
            of=percent(at!(pricing.target_margin), 0, 100)
            label=td_string!(locale, plan_pricing.target)
            unit="%"
        />
        <results::Results/>
        <hosting::Hosting/>
    }
}
