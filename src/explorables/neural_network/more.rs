//! The settings that most readers leave as they are, folded away: loss, weights'
//! start, schedule, clipping, and the hidden layers one by one.

use super::advanced::{INIT_NAMES, NORM_NAMES, SCHEDULE_NAMES};
use super::choices::{ACTIVATION_NAMES, LOSS_NAMES, PENALTIES, activations, losses};
use super::fields::{PickNumber, fields, sweeps};
use super::per_layer::PerLayer;
use super::run::Run;
use super::runs::Variable;
use super::state::State;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::session::{SAMPLES, SCHEDULE_EPOCHS, WARM_UP};

const FACTORS: &[f64] = &[0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
const CLIPS: &[f64] = &[0.0, 0.1, 0.3, 1.0, 3.0, 10.0];
const DROPOUTS: &[f64] = &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0];

/// The folded group; it stands open where something in it isn't as usual.
#[component]
pub fn More(run: Run) -> impl IntoView {
    let locale = use_locale();
    let open = run
        .state
        .with_untracked(|state| !state.advanced.is_default_training());
    view! {
        <details class="more" open=open>
            <summary>{td_string!(locale, controls.more)}</summary>
            <div class="more-groups">
                <Training run/>
                <Layerwise run/>
            </div>
        </details>
    }
    .into_any()
}

fn words<const N: usize>(words: [&str; N]) -> Vec<(usize, String)> {
    (0..)
        .zip(words)
        .map(|(index, word)| (index, word.to_owned()))
        .collect()
}

fn norms(locale: Locale) -> [&'static str; 3] {
    [
        td_string!(locale, controls.norm_none),
        td_string!(locale, controls.norm_batch),
        td_string!(locale, controls.norm_layer),
    ]
}

#[component]
fn Training(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let shape = Memo::new(move |_| state.with(|state| state.data.shape()));
    let schedule = Memo::new(move |_| state.with(|state| state.advanced.schedule));
    let losses = move || {
        fields(run).named(
            "loss",
            td_string!(locale, controls.loss),
            losses(shape.get(), locale),
            LOSS_NAMES,
            |state| state.advanced.loss,
            |state, index| state.advanced.loss = index,
        )
    };
    let inits = words([
        td_string!(locale, controls.init_zeros),
        td_string!(locale, controls.init_uniform),
        td_string!(locale, controls.init_normal),
        "Xavier",
        "He",
    ]);
    let schedules = words([
        td_string!(locale, controls.schedule_constant),
        td_string!(locale, controls.schedule_step),
        td_string!(locale, controls.schedule_cosine),
    ]);
    let every = move || {
        let label = match SCHEDULE_NAMES[schedule.get()] {
            "step" => td_string!(locale, controls.every_step),
            "cosine" => td_string!(locale, controls.every_cosine),
            _ => return None,
        };
        fields(run).whole(
            "every",
            label,
            SCHEDULE_EPOCHS,
            |state| state.advanced.every,
            |state, value| state.advanced.every = value,
        )
    };
    let factor = move || {
        let falls = SCHEDULE_NAMES[schedule.get()] == "step";
        falls.then(|| {
            fields(run).pick(
                "factor",
                td_string!(locale, controls.factor),
                FACTORS,
                |state| state.advanced.factor,
                |state, value| state.advanced.factor = value,
            )
        })
    };
    let samples = move || {
        shape.get().is_some().then(|| {
            fields(run).whole(
                "samples",
                td_string!(locale, controls.samples),
                SAMPLES,
                |state| state.advanced.samples,
                |state, value| state.advanced.samples = value,
            )
        })
    };
    view! {
        <fieldset class="more-group">
            <legend>{td_string!(locale, controls.training)}</legend>
            <div class="choices">
                {losses}
                {fields(run).named("init", td_string!(locale, controls.init), inits, INIT_NAMES,
                    |state| state.advanced.init, |state, index| state.advanced.init = index)}
                {fields(run).pick("wd", td_string!(locale, controls.weight_decay), PENALTIES,
                    |state| state.advanced.weight_decay, |state, value| state.advanced.weight_decay = value)}
                {fields(run).pick("clip", td_string!(locale, controls.clip), CLIPS,
                    |state| state.advanced.clip, |state, value| state.advanced.clip = value)}
                {fields(run).named("sched", td_string!(locale, controls.schedule), schedules, SCHEDULE_NAMES,
                    |state| state.advanced.schedule, |state, index| state.advanced.schedule = index)}
                {every}
                {factor}
                {fields(run).whole("warmup", td_string!(locale, controls.warm_up), WARM_UP,
                    |state| state.advanced.warm_up, |state, value| state.advanced.warm_up = value)}
                {samples}
            </div>
            <p class="figure-status">{move || rate_now(run, locale)}</p>
        </fieldset>
    }
    .into_any()
}

/// The learning rate of the next step, where a schedule moves it.
fn rate_now(run: Run, locale: Locale) -> Option<String> {
    let moves = run
        .state
        .with(|state| state.advanced.schedule != 0 || state.advanced.warm_up > 0);
    let frame = run.frame().filter(|_| moves)?;
    let rate = format!("{:.6}", frame.learning_rate);
    Some(td_string!(locale, controls.rate_now, rate = rate))
}

/// A choice of one hidden layer, or of all.
#[derive(Clone, Copy)]
struct Place {
    run: Run,
    layer: Option<usize>,
}

impl Place {
    /// The present value; `None` where the layers differ.
    fn get<T: Clone + PartialEq>(self, of: fn(&State) -> &PerLayer<T>) -> Option<T> {
        self.run.state.with(|state| match self.layer {
            Some(layer) => Some(of(state).of(layer).clone()),
            None => of(state).common(state.hidden.len()).cloned(),
        })
    }

    fn set<T: Clone + PartialEq>(self, of: fn(&mut State) -> &mut PerLayer<T>, value: T) {
        self.run.state.update(|state| match self.layer {
            Some(layer) => {
                let layers = state.hidden.len();
                of(state).set(layer, value, layers);
            }
            None => *of(state) = PerLayer::all(value),
        });
    }

    /// A choice by name.
    fn choice(
        self,
        label: String,
        options: Vec<(String, String)>,
        names: &'static [&'static str],
        get: fn(&State) -> &PerLayer<usize>,
        set: fn(&mut State) -> &mut PerLayer<usize>,
    ) -> impl IntoView {
        let value = move || self.get(get).map_or("", |index| names[index]).to_owned();
        view! {
            <Select
                label
                options
                value=Signal::derive(value)
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = names.iter().position(|known| *known == name) {
                        self.set(set, index);
                    }
                })
            />
        }
    }

    fn norm(self, label: String, locale: Locale) -> impl IntoView {
        let options = NORM_NAMES.iter().zip(norms(locale));
        let options = options
            .map(|(key, word)| ((*key).to_owned(), word.to_owned()))
            .collect();
        self.choice(
            label,
            self.with_mixed(options, locale, |state| &state.advanced.norm),
            NORM_NAMES,
            |state| &state.advanced.norm,
            |state| &mut state.advanced.norm,
        )
    }

    /// Where the layers differ, none of the names is the present one.
    fn with_mixed(
        self,
        mut options: Vec<(String, String)>,
        locale: Locale,
        of: fn(&State) -> &PerLayer<usize>,
    ) -> Vec<(String, String)> {
        if self.layer.is_none() && self.get(of).is_none() {
            options.push((String::new(), td_string!(locale, controls.mixed).to_owned()));
        }
        options
    }

    fn dropout(self, label: &'static str) -> impl IntoView {
        view! {
            <PickNumber
                label
                offered=DROPOUTS
                value=Signal::derive(move || self.get(|state| &state.advanced.dropout).unwrap_or(f64::NAN))
                on_change=Callback::new(move |value| self.set(|state| &mut state.advanced.dropout, value))
                // A sweep is of all layers.
                press=sweeps(self.run, self.layer.is_none().then_some(Variable::Dropout), label)
            />
        }
    }
}

/// Normalisation and dropout of all hidden layers, then each layer's own choices.
#[component]
fn Layerwise(run: Run) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| run.state.with(|state| state.hidden.len()));
    let shows = run.stage;
    let all = Place { run, layer: None };
    let mixed = Memo::new(move |_| all.get(|state| &state.advanced.norm).is_none());
    let each = move |layer: usize| {
        let place = Place {
            run,
            layer: Some(layer),
        };
        let name = td_string!(locale, network.layer, layer = layer + 1);
        view! {
            <div class="layer-own" role="group" aria-label=name.clone()>
                <span class="layer-name">{name.clone()}</span>
                {shows.shows("act").then(|| place.choice(
                    td_string!(locale, network.activation).to_owned(), activations(), ACTIVATION_NAMES,
                    |state| &state.activation, |state| &mut state.activation))}
                {shows.shows("norm").then(|| place.norm(td_string!(locale, controls.norm).to_owned(), locale))}
                {shows.shows("dropout").then(|| place.dropout(td_string!(locale, controls.dropout)))}
            </div>
        }
    };
    view! {
        <fieldset class="more-group">
            <legend>{td_string!(locale, controls.all_layers)}</legend>
            <div class="choices">
                {shows.shows("norm").then(|| view! {
                    {move || { mixed.track(); all.norm(td_string!(locale, controls.norm).to_owned(), locale) }}
                })}
                {shows.shows("dropout").then(|| all.dropout(td_string!(locale, controls.dropout)))}
            </div>
        </fieldset>
        {move || (count.get() > 0 && shows.shows("layers")).then(|| view! {
            <fieldset class="more-group">
                <legend>{td_string!(locale, controls.each_layer)}</legend>
                <For each=move || 0..count.get() key=|layer| *layer children=each/>
            </fieldset>
        })}
    }
    .into_any()
}
