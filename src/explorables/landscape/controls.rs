//! The network, the plane's directions and middle, and the start of the race.

use super::state::DIRECTION_NAMES;
use super::trial::{Obstacle, Trial};
use crate::explorables::choices::{ACTIVATION_NAMES, ACTIVATIONS, DATA_NAMES, Dataset};
use crate::explorables::neural_network::per_layer::PerLayer;
use crate::explorables::neural_network::state::KEYS as PLAYGROUND;
use crate::explorables::optimisers::choices::{RULE_NAMES, RULES, VIEW_NAMES};
use crate::i18n::{percent, td_string, use_locale};
use crate::ui::controls::Slider;
use crate::ui::terrain::relief::TILT;
use leptos::html;
use leptos::prelude::*;
use neural::job::{JobError, MAX_RACE, Raced};
use std::sync::Arc;

/// The network that is trained.
#[component]
pub fn NetworkChoice(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let words = Dataset::ALL
        .into_iter()
        .map(move |data| data.label(locale).to_owned());
    let activations = ACTIVATIONS.into_iter().map(|(name, _)| name.to_owned());
    let field = NodeRef::<html::Input>::new();
    let hidden = Memo::new(move |_| trial.state.with(|state| state.network.hidden_text()));
    // As it stands in the address: `8,8`.
    let set_hidden = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let key = PLAYGROUND.iter().find(|key| key.name == "hidden");
        let mut network = trial.state.with_untracked(|state| state.network.clone());
        let taken = key.is_some_and(|key| (key.set)(&mut network, &typed).is_ok());
        if taken {
            trial.state.update(|state| state.network = network);
        } else if let Some(input) = field.get_untracked() {
            input.set_value(&hidden.get_untracked());
        }
    };
    view! {
        <div class="choices">
            {trial.fields().named("data", td_string!(locale, network.data), (0..).zip(words), DATA_NAMES,
                |state| state.network.data as usize,
                |state, index| state.network = state.network.on(Dataset::ALL[index]))}
            {trial.stage.shows("hidden").then(|| view! {
                <label class="select">
                    <span>{td_string!(locale, landscape.hidden)}</span>
                    <input
                        type="text"
                        inputmode="text"
                        node_ref=field
                        value=hidden.get_untracked()
                        prop:value=move || hidden.get()
                        on:change=set_hidden
                    />
                </label>
            })}
            {trial.fields().named("act", td_string!(locale, network.activation), (0..).zip(activations), ACTIVATION_NAMES,
                |state| *state.network.activation.of(0),
                |state, index| state.network.activation = PerLayer::all(index))}
            {trial.fields().whole("batch", td_string!(locale, network.batch), 1..=1024,
                |state| state.network.batch, |state, value| state.network.batch = value)}
            {trial.fields().whole("seed", td_string!(locale, network.seed), 0..=u32::MAX,
                |state| state.network.seed, |state, value| state.network.seed = value)}
            {trial.fields().whole("epochs", td_string!(locale, landscape.epochs), 1..=MAX_RACE,
                |state| state.epochs, |state, value| state.epochs = value)}
        </div>
    }
    .into_any()
}

/// The buttons, how far it is, and what stands in the way.
#[component]
pub fn Start(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let busy = Memo::new(move |_| trial.race.busy() || trial.range.busy());
    let run = trial.stage.shows("run").then(|| {
        view! {
            <button class="primary" disabled=move || busy.get() on:click=move |_| trial.run()>
                {td_string!(locale, landscape.run)}
            </button>
            <button disabled=move || !busy.get() on:click=move |_| trial.act("stop")>
                {td_string!(locale, landscape.stop)}
            </button>
        }
    });
    let share = move || {
        trial
            .race
            .progress
            .get()
            .or_else(|| trial.range.progress.get())
    };
    let progress = move || {
        share().map(|share| {
            let text = percent(f64::from(share), 0);
            view! { <progress max="1" value=share aria-label=td_string!(locale, landscape.progress)>{text}</progress> }
        })
    };
    let obstacle = move || {
        let told = match trial.obstacle.get() {
            Some(Obstacle::Fetching) => Some(td_string!(locale, network.fetching)),
            Some(Obstacle::NotFetched) => Some(td_string!(locale, network.not_fetched)),
            Some(Obstacle::NoTable) => Some(td_string!(locale, landscape.no_table)),
            Some(Obstacle::Nobody) => Some(td_string!(locale, optimisers.nobody)),
            None => None,
        };
        let failed = trial
            .race
            .failure
            .get()
            .or_else(|| trial.range.failure.get());
        told.or_else(|| {
            failed.map(|error| match error {
                JobError::Diverged => td_string!(locale, landscape.all_diverged),
                _ => td_string!(locale, network.refused),
            })
        })
        .map(|text| view! { <p class="notice" role="status">{text}</p> })
    };
    view! {
        <div class="transport">
            {run}
            {progress}
        </div>
        {obstacle}
    }
    .into_any()
}

/// Under the picture: its directions and middle, how it is looked at, and what it
/// shows and hides.
#[component]
pub fn Sights(trial: Trial, raced: Memo<Option<Arc<Raced>>>) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let relief = Memo::new(move |_| state.with(|state| state.relief));
    let random = Memo::new(move |_| state.with(|state| state.random));
    let looks = vec![
        td_string!(locale, optimisers.map).to_owned(),
        td_string!(locale, optimisers.relief).to_owned(),
    ];
    let directions = vec![
        td_string!(locale, landscape.by_ways).to_owned(),
        td_string!(locale, landscape.at_random).to_owned(),
    ];
    let rules = RULES.iter().map(|rule| rule.name.to_owned());
    let turning = move || {
        relief.get().then(|| view! {
            <Slider
                label=td_string!(locale, optimisers.turn)
                value=Signal::derive(move || state.with(|state| state.camera.turn))
                min=-180.0
                max=180.0
                step=5.0
                decimals=0
                on_change=Callback::new(move |value| state.update(|state| state.camera.turn = value))
            />
            <Slider
                label=td_string!(locale, optimisers.tilt)
                value=Signal::derive(move || state.with(|state| state.camera.tilt))
                min=TILT.0
                max=TILT.1
                step=5.0
                decimals=0
                on_change=Callback::new(move |value| state.update(|state| state.camera.tilt = value))
            />
        })
    };
    let told = move || {
        if trial.is_stale() {
            return td_string!(locale, landscape.stale).to_owned();
        }
        let raced = raced.get();
        let scene = raced.as_ref().and_then(|raced| raced.scene.as_ref());
        let (Some(raced), Some(scene)) = (&raced, scene) else {
            return td_string!(locale, landscape.hint).to_owned();
        };
        let (parameters, samples) = (raced.parameters, raced.samples);
        if let Some([first, second]) = scene.variance {
            td_string!(
                locale,
                landscape.of_ways,
                first = percent(f64::from(first), 0),
                second = percent(f64::from(second), 0),
                parameters = parameters,
                samples = samples
            )
        } else {
            td_string!(
                locale,
                landscape.of_random,
                parameters = parameters,
                samples = samples
            )
        }
    };
    view! {
        <div class="picture-choices">
            {trial.fields().named("directions", td_string!(locale, landscape.directions), (0..).zip(directions), DIRECTION_NAMES,
                |state| usize::from(state.random), |state, index| state.random = index == 1)}
            {move || random.get().then(|| trial.fields().whole("directions", td_string!(locale, landscape.draw), 0..=u32::MAX,
                |state| state.draw, |state, value| state.draw = value))}
            {trial.fields().named("middle", td_string!(locale, landscape.middle), (0..).zip(rules), RULE_NAMES,
                |state| state.middle, |state, index| state.middle = index)}
            {trial.fields().named("view", td_string!(locale, optimisers.view), (0..).zip(looks), VIEW_NAMES,
                |state| usize::from(state.relief), |state, index| state.relief = index == 1)}
        </div>
        {turning}
        <p class="panel-hint" role="status">{told}</p>
    }
    .into_any()
}
