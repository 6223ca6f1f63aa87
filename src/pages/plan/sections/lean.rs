//! The lean canvas, for a venture that is still looking.

use super::super::kit::{Field, at, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The blocks, in the order in which they are filled.
#[component]
pub fn Lean() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="plan-canvas">
            <Field of=text(at!(lean.problem)) label=td_string!(locale, plan_canvas.problem) hint=td_string!(locale, plan_canvas.problem_hint)/>
            <Field of=text(at!(lean.customer_segments)) label=td_string!(locale, plan_canvas.segments) hint=td_string!(locale, plan_canvas.first_hint)/>
            <Field of=text(at!(lean.unique_value)) label=td_string!(locale, plan_canvas.unique) hint=td_string!(locale, plan_canvas.unique_hint)/>
            <Field of=text(at!(lean.solution)) label=td_string!(locale, plan_canvas.solution) hint=td_string!(locale, plan_canvas.solution_hint)/>
            <Field of=text(at!(lean.channels)) label=td_string!(locale, plan_canvas.channels) hint=td_string!(locale, plan_canvas.channels_hint)/>
            <Field of=text(at!(lean.revenue_streams)) label=td_string!(locale, plan_canvas.revenue) hint=td_string!(locale, plan_canvas.revenue_hint)/>
            <Field of=text(at!(lean.cost_structure)) label=td_string!(locale, plan_canvas.costs) hint=td_string!(locale, plan_canvas.costs_hint)/>
            <Field of=text(at!(lean.key_metrics)) label=td_string!(locale, plan_canvas.metrics) hint=td_string!(locale, plan_canvas.metrics_hint)/>
            <Field of=text(at!(lean.unfair_advantage)) label=td_string!(locale, plan_canvas.unfair) hint=td_string!(locale, plan_canvas.unfair_hint)/>
        </div>
    }
}
