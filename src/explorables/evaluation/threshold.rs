//! The threshold by keys, and the scale of the probabilities.

use super::trial::Trial;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Slider;
use leptos::prelude::*;

/// The slider and the switch.
#[component]
pub fn Threshold(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="controls evaluation-threshold">
            <Slider
                label=td_string!(locale, evaluation.threshold)
                value=Signal::derive(move || trial.cut().threshold)
                min=0.0
                max=1.0
                step=0.005
                decimals=3
                on_change=Callback::new(move |value| trial.set_threshold(value))
            />
            {trial.stage.shows("scaled").then(|| view! { <Scaled trial/> })}
        </div>
    }
    .into_any()
}

/// Whether probabilities are those after temperature scaling.
#[component]
pub fn Scaled(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || trial.state.with(|state| state.scaled)
                on:change=move |event| trial.state.update(|state| state.scaled = event_target_checked(&event))
            />
            {td_string!(locale, evaluation.scaled)}
        </label>
    }
    .into_any()
}
