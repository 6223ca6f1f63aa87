//! What defines a run: data, network, and how it is trained.

use super::choices::{
    ACTIVATION_NAMES, ACTIVATIONS, BATCHES, Dataset, OPTIMISER_NAMES, OPTIMISERS, PENALTIES, RATES,
};
use super::fields::PickNumber;
use super::layers::Layers;
use super::layout::symbol;
use super::run::Run;
use super::state::State;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Select, Slider};
use leptos::prelude::*;
use neural::data::Transform;

/// The data set's choice: it stands first, for all else depends on it.
#[component]
pub fn DataChoice(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let options = Dataset::ALL
        .iter()
        .map(|data| (data.name().to_owned(), data.label(locale).to_owned()))
        .collect::<Vec<_>>();
    run.stage.shows("data").then(|| {
        view! {
            <Select
                label=td_string!(locale, network.data)
                options
                value=Signal::derive(move || state.with(|state| state.data.name().to_owned()))
                on_change=Callback::new(move |name: String| {
                    if let Some(data) = Dataset::ALL.into_iter().find(|data| data.name() == name) {
                        state.update(|state| *state = state.on(data));
                    }
                })
            />
        }
    })
}

/// Everything else.
#[component]
pub fn Settings(run: Run) -> impl IntoView {
    let locale = use_locale();
    let (stage, state) = (run.stage, run.state);
    let shape = Memo::new(move |_| state.with(|state| state.data.is_shape()));
    let pick = move |key: &'static str,
                     label: &'static str,
                     offered: &'static [f64],
                     get: fn(&State) -> f64,
                     set: fn(&mut State, f64)| {
        stage.shows(key).then(|| {
            view! {
                <PickNumber
                    label
                    offered
                    value=Signal::derive(move || state.with(get))
                    on_change=Callback::new(move |value| state.update(|state| set(state, value)))
                />
            }
        })
    };
    let named = move |key: &'static str,
                      label: &'static str,
                      options: Vec<(String, String)>,
                      names: &'static [&'static str],
                      get: fn(&State) -> usize,
                      set: fn(&mut State, usize)| {
        stage.shows(key).then(|| {
            view! {
                <Select
                    label
                    options
                    value=Signal::derive(move || names[state.with(get)].to_owned())
                    on_change=Callback::new(move |name: String| {
                        if let Some(index) = names.iter().position(|known| *known == name) {
                            state.update(|state| set(state, index));
                        }
                    })
                />
            }
        })
    };
    let activations = ACTIVATION_NAMES
        .iter()
        .zip(ACTIVATIONS)
        .map(|(key, (name, _))| ((*key).to_owned(), name.to_owned()))
        .collect();
    let optimisers = OPTIMISER_NAMES
        .iter()
        .zip(OPTIMISERS)
        .map(|(key, (name, _))| ((*key).to_owned(), name.to_owned()))
        .collect();
    let percent = move |key: &'static str,
                        label: &'static str,
                        (min, max): (f64, f64),
                        get: fn(&State) -> f64,
                        set: fn(&mut State, f64)| {
        stage.shows(key).then(|| {
            view! {
                <Slider
                    label
                    value=Signal::derive(move || state.with(get))
                    min
                    max
                    step=5.0
                    decimals=0
                    on_change=Callback::new(move |value| state.update(|state| set(state, value)))
                />
            }
        })
    };
    view! {
        <div class="network-settings">
            {stage.shows("hidden").then(|| view! { <Layers run/> })}
            {move || (shape.get() && stage.shows("features")).then(|| view! { <Features run/> })}
            <div class="choices">
                {named("act", td_string!(locale, network.activation), activations, ACTIVATION_NAMES,
                    |state| state.activation, |state, index| state.activation = index)}
                {pick("lr", td_string!(locale, network.rate), RATES, |state| state.rate, |state, value| state.rate = value)}
                {pick("batch", td_string!(locale, network.batch), BATCHES,
                    |state| f64::from(state.batch), |state, value| state.batch = value as u32)}
                {named("opt", td_string!(locale, network.optimiser), optimisers, OPTIMISER_NAMES,
                    |state| state.optimiser, |state, index| state.optimiser = index)}
                {pick("l1", td_string!(locale, network.l1), PENALTIES, |state| state.l1, |state, value| state.l1 = value)}
                {pick("l2", td_string!(locale, network.l2), PENALTIES, |state| state.l2, |state, value| state.l2 = value)}
            </div>
            <div class="controls">
                {percent("split", td_string!(locale, network.split), (10.0, 90.0), |state| state.split, |state, value| state.split = value)}
                {move || shape.get().then(|| percent("noise", td_string!(locale, network.noise), (0.0, 50.0),
                    |state| state.noise, |state, value| state.noise = value))}
            </div>
        </div>
    }
    .into_any()
}

/// The inputs made from a point. One at least stays.
#[component]
fn Features(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let boxes = Transform::ALL
        .into_iter()
        .map(|transform| {
            let taken = Memo::new(move |_| state.with(|state| state.features.contains(transform)));
            let last = move || taken.get() && state.with(|state| state.features.len() == 1);
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        checked=taken.get_untracked()
                        prop:checked=move || taken.get()
                        disabled=last
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            state.update(|state| state.features = state.features.with(transform, checked));
                        }
                    />
                    {symbol(transform)}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="features">
            <legend>{td_string!(locale, network.features)}</legend>
            <div class="options">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
