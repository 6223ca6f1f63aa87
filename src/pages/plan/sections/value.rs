//! The value proposition: the customer's side, and opposite each part of it what
//! is offered.

use super::super::kit::{Field, at, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The two sides, facing each other.
#[component]
pub fn Value() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="plan-canvas plan-facing">
            <Field of=text(at!(value.jobs)) label=td_string!(locale, plan_canvas.jobs) hint=td_string!(locale, plan_canvas.jobs_hint)/>
            <Field of=text(at!(value.products)) label=td_string!(locale, plan_canvas.products) hint=td_string!(locale, plan_canvas.products_hint)/>
            <Field of=text(at!(value.pains)) label=td_string!(locale, plan_canvas.pains) hint=td_string!(locale, plan_canvas.pains_hint)/>
            <Field of=text(at!(value.pain_relievers)) label=td_string!(locale, plan_canvas.relievers) hint=td_string!(locale, plan_canvas.relievers_hint)/>
            <Field of=text(at!(value.gains)) label=td_string!(locale, plan_canvas.gains) hint=td_string!(locale, plan_canvas.gains_hint)/>
            <Field of=text(at!(value.gain_creators)) label=td_string!(locale, plan_canvas.creators) hint=td_string!(locale, plan_canvas.creators_hint)/>
        </div>
    }
}
