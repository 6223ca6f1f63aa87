//! The data, the network, and how it is trained.

use super::run::Run;
use super::state::{BATCH, DATA, Limits};
use crate::explorables::choices::{
    ACTIVATION_NAMES, Dataset, LOSS_NAMES, RATES, activations, losses,
};
use crate::explorables::fields::Bound;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Select, WholeNumber};
use leptos::prelude::*;

/// Batch sizes on offer.
const BATCHES: &[f64] = &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
/// Neurons of a layer that is added.
const NEW_LAYER: u32 = 2;

/// The data set's choice: it stands first, for all else depends on it.
#[component]
pub fn DataChoice(run: Run) -> impl IntoView {
    let locale = use_locale();
    let options = Dataset::ALL
        .into_iter()
        .zip(DATA)
        .map(|(data, name)| ((*name).to_owned(), data.label(locale).to_owned()))
        .collect::<Vec<_>>();
    run.stage.shows("data").then(|| {
        view! {
            <Select
                label=td_string!(locale, network.data)
                options
                value=Signal::derive(move || run.state.with(|state| state.data.name().to_owned()))
                on_change=Callback::new(move |name: String| {
                    if let Some(data) = Dataset::ALL.into_iter().find(|data| data.name() == name) {
                        run.choose(data);
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
    let fields = Bound::new(state, stage);
    let shape = Memo::new(move |_| state.with(|state| state.data.shape()));
    let activation = stage.shows("act").then(|| {
        view! {
            <Select
                label=td_string!(locale, network.activation)
                options=activations()
                value=Signal::derive(move || ACTIVATION_NAMES[state.with(|state| state.activation)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = ACTIVATION_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.activation = index);
                    }
                })
            />
        }
    });
    let loss = move || {
        fields.named(
            "loss",
            td_string!(locale, controls.loss),
            losses(shape.get(), locale),
            LOSS_NAMES,
            |state| state.loss,
            |state, index| state.loss = index,
        )
    };
    let rate = fields.pick(
        "lr",
        td_string!(locale, network.rate),
        RATES,
        |state| state.rate,
        |state, rate| state.rate = rate,
    );
    let batch = fields.pick(
        "batch",
        td_string!(locale, network.batch),
        BATCHES,
        |state| f64::from(state.batch),
        |state, batch| state.batch = (batch as u32).clamp(*BATCH.start(), *BATCH.end()),
    );
    let seed = stage.shows("seed").then(|| {
        view! {
            <WholeNumber
                label=td_string!(locale, network.seed)
                min=0
                max=u32::MAX
                value=Signal::derive(move || state.with(|state| state.seed))
                on_change=Callback::new(move |seed| state.update(|state| {
                    state.seed = seed;
                    state.number = 1;
                }))
            />
            <button on:click=move |_| run.reseed()>{td_string!(locale, network.reseed)}</button>
        }
    });
    view! {
        <div class="network-settings">
            {stage.shows("hidden").then(|| view! { <Layers run/> })}
            <div class="choices">{activation}{loss}{rate}{batch}{seed}</div>
        </div>
    }
    .into_any()
}

/// The hidden layers: how many, and the neurons of each.
#[component]
fn Layers(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let limits = Memo::new(move |_| state.with(|state| Limits::of(state.data)));
    let count = Memo::new(move |_| state.with(|state| state.hidden().len()));
    let resize = move |change: i32| {
        state.update(|state| {
            let mut hidden = state.hidden();
            if change < 0 {
                hidden.pop();
            } else if hidden.len() < limits.get_untracked().layers {
                hidden.push(hidden.last().copied().unwrap_or(NEW_LAYER));
            }
            state.hidden = hidden;
        });
    };
    let field = move |layer: usize| {
        view! {
            <WholeNumber
                label=td_string!(locale, network.neurons_in, layer = layer + 1)
                min=1
                max=limits.get().units
                value=Signal::derive(move || state.with(|state| state.hidden().get(layer).copied().unwrap_or(1)))
                on_change=Callback::new(move |units| state.update(|state| {
                    let mut hidden = state.hidden();
                    if let Some(size) = hidden.get_mut(layer) {
                        *size = units;
                    }
                    state.hidden = hidden;
                }))
            />
        }
    };
    view! {
        <fieldset class="layers" aria-label=td_string!(locale, network.hidden)>
            <legend>{td_string!(locale, network.hidden)}</legend>
            <div class="layers-row">
                {move || (0..count.get()).map(field).collect_view()}
                <div class="layers-count">
                    <button
                        aria-label=td_string!(locale, network.layer_remove)
                        aria-disabled=move || (count.get() == 0).to_string()
                        on:click=move |_| resize(-1)
                    >"− " {td_string!(locale, network.layer_word)}</button>
                    <button
                        aria-label=td_string!(locale, network.layer_add)
                        aria-disabled=move || (count.get() >= limits.get().layers).to_string()
                        on:click=move |_| resize(1)
                    >"+ " {td_string!(locale, network.layer_word)}</button>
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}
