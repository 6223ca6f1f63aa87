//! The business model canvas: nine blocks on one page.

use super::super::kit::{Field, at, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The blocks, in the order in which they are filled.
#[component]
pub fn Canvas() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="plan-canvas">
            <Field of=text(at!(canvas.customer_segments)) label=td_string!(locale, plan_canvas.segments) hint=td_string!(locale, plan_canvas.segments_hint)/>
            <Field of=text(at!(canvas.value_propositions)) label=td_string!(locale, plan_canvas.propositions) hint=td_string!(locale, plan_canvas.propositions_hint)/>
            <Field of=text(at!(canvas.channels)) label=td_string!(locale, plan_canvas.channels) hint=td_string!(locale, plan_canvas.channels_hint)/>
            <Field of=text(at!(canvas.customer_relationships)) label=td_string!(locale, plan_canvas.relationships) hint=td_string!(locale, plan_canvas.relationships_hint)/>
            <Field of=text(at!(canvas.revenue_streams)) label=td_string!(locale, plan_canvas.revenue) hint=td_string!(locale, plan_canvas.revenue_hint)/>
            <Field of=text(at!(canvas.key_resources)) label=td_string!(locale, plan_canvas.resources) hint=td_string!(locale, plan_canvas.resources_hint)/>
            <Field of=text(at!(canvas.key_activities)) label=td_string!(locale, plan_canvas.activities) hint=td_string!(locale, plan_canvas.activities_hint)/>
            <Field of=text(at!(canvas.key_partners)) label=td_string!(locale, plan_canvas.partners) hint=td_string!(locale, plan_canvas.partners_hint)/>
            <Field of=text(at!(canvas.cost_structure)) label=td_string!(locale, plan_canvas.costs) hint=td_string!(locale, plan_canvas.costs_hint)/>
        </div>
    }
}
