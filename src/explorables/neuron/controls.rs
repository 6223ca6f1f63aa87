//! The neuron's controls.

use super::state::{ACTIVATIONS, EXTENT, State, TASKS};
use crate::explorables::Stage;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Select, Slider};
use leptos::prelude::*;

/// Sliders for every quantity, and the choices.
#[component]
pub fn Controls(state: RwSignal<State>, stage: Stage) -> impl IntoView {
    let locale = use_locale();
    let slider = move |key: &'static str,
                       label: &'static str,
                       get: fn(&State) -> f64,
                       set: fn(&mut State, f64)| {
        stage.shows(key).then(|| {
            view! {
                <Slider
                    label
                    value=Signal::derive(move || get(&state.get()))
                    min=-EXTENT
                    max=EXTENT
                    step=0.05
                    on_change=Callback::new(move |value| state.update(|state| set(state, value)))
                />
            }
        })
    };
    let activations = [
        td_string!(locale, neuron.linear),
        td_string!(locale, neuron.relu),
        td_string!(locale, neuron.tanh),
        td_string!(locale, neuron.sigmoid),
        td_string!(locale, neuron.step),
    ];
    let activation_options = ACTIVATIONS
        .iter()
        .zip(activations)
        .map(|((key, _), name)| ((*key).to_owned(), name.to_owned()))
        .collect::<Vec<_>>();
    let tasks = [
        td_string!(locale, neuron.task_none),
        td_string!(locale, neuron.task_and),
        td_string!(locale, neuron.task_or),
        td_string!(locale, neuron.task_xor),
    ];
    let task_options = TASKS
        .iter()
        .zip(tasks)
        .map(|(key, name)| ((*key).to_owned(), name.to_owned()))
        .collect::<Vec<_>>();
    let choose_activation = Callback::new(move |key: String| {
        if let Some(index) = ACTIVATIONS.iter().position(|(name, _)| *name == key) {
            state.update(|state| state.activation = index);
        }
    });
    let choose_task = Callback::new(move |key: String| {
        if let Some(index) = TASKS.iter().position(|name| *name == key) {
            state.update(|state| state.task = index);
        }
    });
    view! {
        <div class="controls">
            {slider("w1", td_string!(locale, neuron.w1), |state| state.w[0], |state, value| state.w[0] = value)}
            {slider("w2", td_string!(locale, neuron.w2), |state| state.w[1], |state, value| state.w[1] = value)}
            {slider("b", td_string!(locale, neuron.b), |state| state.b, |state, value| state.b = value)}
            {slider("x1", td_string!(locale, neuron.x1), |state| state.x[0], |state, value| state.x[0] = value)}
            {slider("x2", td_string!(locale, neuron.x2), |state| state.x[1], |state, value| state.x[1] = value)}
            <div class="choices">
                {stage.shows("activation").then(|| view! {
                    <Select
                        label=td_string!(locale, neuron.activation)
                        options=activation_options
                        value=Signal::derive(move || ACTIVATIONS[state.get().activation].0.to_owned())
                        on_change=choose_activation
                    />
                })}
                {stage.shows("task").then(|| view! {
                    <Select
                        label=td_string!(locale, neuron.task)
                        options=task_options
                        value=Signal::derive(move || TASKS[state.get().task].to_owned())
                        on_change=choose_task
                    />
                })}
            </div>
        </div>
    }
}
