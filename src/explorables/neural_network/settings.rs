//! What defines a run: data, network, and how it is trained.

use super::choices::{
    ACTIVATION_NAMES, BATCHES, Dataset, OPTIMISER_NAMES, OPTIMISERS, PENALTIES, RATES, activations,
};
use super::fields::fields;
use super::layers::Layers;
use super::layout::symbol;
use super::more::More;
use super::per_layer::PerLayer;
use super::run::Run;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::data::{FeatureSet, Shape, Transform};

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
    let optimisers = OPTIMISERS.iter().map(|(name, _)| (*name).to_owned());
    view! {
        <div class="network-settings">
            {stage.shows("hidden").then(|| view! { <Layers run/> })}
            {move || (shape.get() && stage.shows("features")).then(|| view! { <Features run/> })}
            <div class="choices">
                {stage.shows("act").then(|| view! { <Activations run/> })}
                {fields(run).pick("lr", td_string!(locale, network.rate), RATES, |state| state.rate, |state, value| state.rate = value)}
                {fields(run).pick("batch", td_string!(locale, network.batch), BATCHES,
                    |state| f64::from(state.batch), |state, value| state.batch = value as u32)}
                {fields(run).named("opt", td_string!(locale, network.optimiser), (0..).zip(optimisers), OPTIMISER_NAMES,
                    |state| state.optimiser, |state, index| state.optimiser = index)}
                {fields(run).pick("l1", td_string!(locale, network.l1), PENALTIES, |state| state.l1, |state, value| state.l1 = value)}
                {fields(run).pick("l2", td_string!(locale, network.l2), PENALTIES, |state| state.l2, |state, value| state.l2 = value)}
            </div>
            <div class="controls">
                {fields(run).percent("split", td_string!(locale, network.split), (10.0, 90.0), |state| state.split, |state, value| state.split = value)}
                {move || shape.get().then(|| fields(run).percent("noise", td_string!(locale, network.noise), (0.0, 50.0),
                    |state| state.noise, |state, value| state.noise = value))}
            </div>
            {stage.shows("more").then(|| view! { <More run/> })}
        </div>
    }
    .into_any()
}

/// The activation of all hidden layers.
#[component]
fn Activations(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    // Where the layers differ, none of the names is the present one.
    let mixed = Memo::new(move |_| {
        state.with(|state| state.activation.common(state.hidden.len()).is_none())
    });
    move || {
        let mut options = activations();
        if mixed.get() {
            options.push((String::new(), td_string!(locale, controls.mixed).to_owned()));
        }
        let value = move || {
            state.with(|state| {
                let common = state.activation.common(state.hidden.len());
                common
                    .map_or("", |index| ACTIVATION_NAMES[*index])
                    .to_owned()
            })
        };
        view! {
            <Select
                label=td_string!(locale, network.activation)
                options
                value=Signal::derive(value)
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = ACTIVATION_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.activation = PerLayer::all(index));
                    }
                })
            />
        }
    }
}

/// The inputs made from a point. One at least stays.
#[component]
fn Features(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let curve = Memo::new(move |_| state.with(|state| state.data.shape() == Some(Shape::Wave)));
    let boxes = move || {
        offered(curve.get())
        .iter()
        .map(|transform| {
            let transform = *transform;
            let taken = Memo::new(move |_| state.with(|state| state.inputs().contains(transform)));
            let last = move || taken.get() && state.with(|state| state.inputs().len() == 1);
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        checked=taken.get_untracked()
                        prop:checked=move || taken.get()
                        disabled=last
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            state.update(|state| {
                                let kept = state.features.iter().chain(state.inputs().iter());
                                state.features = kept.collect::<FeatureSet>().with(transform, checked);
                            });
                        }
                    />
                    {symbol(transform)}
                </label>
            }
        })
        .collect_view()
    };
    view! {
        <fieldset class="features">
            <legend>{td_string!(locale, network.features)}</legend>
            <div class="options">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// The inputs that the data has: a function of one number has no x₂.
fn offered(curve: bool) -> &'static [Transform] {
    const ONE: [Transform; 3] = [Transform::X1, Transform::X1Squared, Transform::SinX1];
    if curve { &ONE } else { &Transform::ALL }
}
