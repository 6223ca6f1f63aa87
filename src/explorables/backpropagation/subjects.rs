//! Which sample is looked at, and which parameter.

use super::present::Present;
use super::run::Run;
use super::words::{input_name, layer_name, neuron_name, target};
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::Select;
use crate::ui::controls::WholeNumber;
use leptos::prelude::*;
use neural::backprop::{Dense, Parameter, Slot};

/// Inputs among which a list chooses; among more, a number does.
const LISTED: usize = 16;

/// The choice of a sample, or of the batch's mean.
#[component]
pub fn SampleChoice(run: Run) -> impl IntoView {
    let locale = use_locale();
    // A list per batch: its samples with what they should be.
    let options = Memo::new(move |_| {
        run.present.with(|present| {
            let Some(scene) = present.as_ref().map(|present| &present.scene) else {
                return Vec::new();
            };
            let samples = scene.step.pass.samples.iter().enumerate();
            let named = samples.map(|(index, sample)| {
                let name = td_string!(
                    locale,
                    backprop.sample_of,
                    number = index + 1,
                    target = target(scene, sample.target)
                );
                ((index + 1).to_string(), name)
            });
            let mean = td_string!(locale, backprop.mean).to_owned();
            named.chain([("mean".to_owned(), mean)]).collect()
        })
    });
    let value = Memo::new(move |_| {
        run.present.with(|present| {
            let sample = present.as_ref().and_then(|present| present.sample);
            sample.map_or_else(|| "mean".to_owned(), |sample| (sample + 1).to_string())
        })
    });
    run.stage.shows("sample").then_some(move || {
        view! {
            <Select
                label=td_string!(locale, backprop.sample)
                options=options.get()
                value
                on_change=Callback::new(move |chosen: String| {
                    run.state.update(|state| {
                        state.sample = chosen.parse().ok().and_then(|number: u32| number.checked_sub(1));
                    });
                })
            />
        }
    })
}

/// The choice of a parameter: layer, neuron, and its input or the bias. Each list
/// is built anew only when it has other entries, so that the one in use keeps the
/// keyboard's focus.
#[component]
pub fn ParameterChoice(run: Run) -> impl IntoView {
    let locale = use_locale();
    let focus = Memo::new(move |_| run.present.with(|present| Some(present.as_ref()?.focus)));
    let there = Memo::new(move |_| focus.get().is_some());
    run.stage.shows("weight").then_some(move || {
        there.get().then(|| {
            view! {
                <div class="choices bp-focus" role="group" aria-label=td_string!(locale, backprop.focus)>
                    <LayerList run focus/>
                    <NeuronList run focus/>
                    <SlotList run focus/>
                </div>
            }
        })
    })
}

/// Puts another parameter in focus.
fn set(run: Run, focus: Memo<Option<Parameter>>, change: impl FnOnce(&mut Parameter)) {
    if let Some(mut at) = focus.get_untracked() {
        change(&mut at);
        run.state.update(|state| state.focus = at);
    }
}

/// A place counted from 0, as a list has it.
fn entry(index: usize) -> String {
    (index + 1).to_string()
}

/// What [`entry`] wrote.
fn read(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1)
}

#[component]
fn LayerList(run: Run, focus: Memo<Option<Parameter>>) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| {
        run.present
            .with(|present| present.as_ref().map_or(0, |present| present.scene.layers()))
    });
    let value = Signal::derive(move || focus.get().map(|at| entry(at.layer)).unwrap_or_default());
    let choose = Callback::new(move |chosen: String| {
        set(run, focus, |at| {
            if let Some(layer) = read(&chosen) {
                *at = Parameter {
                    layer,
                    unit: 0,
                    slot: Slot::Weight(0),
                };
            }
        });
    });
    move || {
        let count = count.get();
        let names = (0..count).map(|layer| (entry(layer), layer_name(layer, count, locale)));
        view! { <Select label=td_string!(locale, controls.layer) options=names.collect() value on_change=choose/> }
    }
}

#[component]
fn NeuronList(run: Run, focus: Memo<Option<Parameter>>) -> impl IntoView {
    let locale = use_locale();
    let names = Memo::new(move |_| {
        run.present.with(|present| {
            let Some(Present { scene, focus, .. }) = present.as_ref() else {
                return Vec::new();
            };
            let units = scene.step.layers.get(focus.layer).map_or(0, Dense::units);
            let name = |unit| (entry(unit), neuron_name(focus.layer, unit, scene, locale));
            (0..units).map(name).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || focus.get().map(|at| entry(at.unit)).unwrap_or_default());
    let choose = Callback::new(move |chosen: String| {
        set(run, focus, |at| at.unit = read(&chosen).unwrap_or(at.unit));
    });
    move || {
        view! { <Select label=td_string!(locale, controls.neuron) options=names.get() value on_change=choose/> }
    }
}

#[component]
fn SlotList(run: Run, focus: Memo<Option<Parameter>>) -> impl IntoView {
    const BIAS: &str = "b";
    let locale = use_locale();
    let inputs = Memo::new(move |_| {
        run.present.with(|present| {
            let present = present.as_ref()?;
            let layer = present.focus.layer;
            Some((layer, present.scene.step.layers.get(layer)?.inputs))
        })
    });
    let input = Memo::new(move |_| match focus.get()?.slot {
        Slot::Weight(input) => Some(input),
        Slot::Bias => None,
    });
    let choose = Callback::new(move |chosen: String| {
        set(run, focus, |at| {
            at.slot = read(&chosen).map_or(Slot::Bias, Slot::Weight);
        });
    });
    let list = move || {
        let (layer, inputs) = inputs.get().unwrap_or_default();
        let bias = (
            BIAS.to_owned(),
            td_string!(locale, controls.bias).to_owned(),
        );
        let listed = inputs <= LISTED;
        let named = |input| {
            let name = td_string!(locale, controls.weight_of, name = input_name(layer, input));
            (entry(input), name)
        };
        let mut options: Vec<_> = if listed {
            (0..inputs).map(named).collect()
        } else {
            // The number beside it says which.
            vec![(entry(0), td_string!(locale, controls.weight).to_owned())]
        };
        options.push(bias);
        let value = Signal::derive(move || match input.get() {
            Some(input) => entry(if listed { input } else { 0 }),
            None => BIAS.to_owned(),
        });
        view! { <Select label=td_string!(locale, backprop.parameter) options value on_change=choose/> }
    };
    let many = Memo::new(move |_| {
        inputs
            .get()
            .map(|(_, inputs)| inputs)
            .filter(|inputs| *inputs > LISTED)
    });
    let is_weight = Memo::new(move |_| input.get().is_some());
    let number = move || {
        many.get().filter(|_| is_weight.get()).map(|inputs| {
            view! {
                <WholeNumber
                    label=td_string!(locale, controls.input_number)
                    min=1
                    max=inputs as u32
                    value=Signal::derive(move || input.get().unwrap_or_default() as u32 + 1)
                    on_change=Callback::new(move |number: u32| choose.run(number.to_string()))
                />
            }
        })
    };
    view! {
        {list}
        {number}
    }
}
