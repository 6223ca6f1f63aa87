//! What is trained, and what is done against overfitting.

use super::bench::Bench;
use super::jobs::AUGMENT;
use super::state::{Cures, DATA_NAMES, Data, EPOCHS, EXAMPLES, HIDDEN, State};
use crate::explorables::fields::PickNumber;
use crate::i18n::{Locale, number, td_string, use_locale};
use leptos::prelude::*;

/// λ on offer.
const L1: &[f64] = &[0.0003, 0.001, 0.003, 0.01];
/// λ on offer.
const L2: &[f64] = &[0.001, 0.003, 0.01, 0.03, 0.1];
/// Percent on offer.
const DROPOUT: &[f64] = &[10.0, 25.0, 50.0, 75.0];
/// Epochs on offer.
const PATIENCE: &[f64] = &[5.0, 10.0, 20.0, 50.0];
/// Multiples on offer.
const MORE: &[f64] = &[2.0, 4.0, 8.0];

/// The data's name.
pub fn data_name(data: Data, locale: Locale) -> &'static str {
    match data {
        Data::Digits => td_string!(locale, network.digits),
        Data::Penguins => td_string!(locale, tuning.penguins),
        Data::Circle => td_string!(locale, network.circle),
        Data::Spiral => td_string!(locale, network.spiral),
    }
}

/// What is trained.
#[component]
pub fn Head(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let words = Data::ALL.map(|data| data_name(data, locale).to_owned());
    let data = bench.fields().named(
        "data",
        td_string!(locale, network.data),
        (0..).zip(words),
        DATA_NAMES,
        |state| state.run.data as usize,
        |state, index| state.run.data = Data::ALL[index],
    );
    view! {
        <div class="tuning-head">
            {data}
            {bench.fields().whole("n", td_string!(locale, tuning.examples), EXAMPLES,
                |state| state.run.examples, |state, value| state.run.examples = value)}
            {bench.fields().pick("wrong", td_string!(locale, tuning.wrong), &[0.0, 10.0, 20.0, 40.0],
                |state| state.run.wrong, |state, value| state.run.wrong = value)}
            {bench.fields().whole("hidden", td_string!(locale, tuning.hidden), HIDDEN,
                |state| state.run.hidden, |state, value| state.run.hidden = value)}
            {bench.fields().whole("epochs", td_string!(locale, tuning.epochs), EPOCHS,
                |state| state.run.epochs, |state, value| state.run.epochs = value)}
            {bench.fields().whole("seed", td_string!(locale, network.seed), 0..=u32::MAX,
                |state| state.run.seed, |state, value| state.run.seed = value)}
        </div>
    }
    .into_any()
}

/// A cure: a switch, and how strong it is while it is on.
struct Cure {
    key: &'static str,
    label: &'static str,
    strength: &'static str,
    offered: &'static [f64],
    /// The strength that the switch turns on.
    on: f64,
    /// The strength that is none.
    off: f64,
    get: fn(&Cures) -> f64,
    set: fn(&mut Cures, f64),
}

fn cures(locale: Locale) -> [Cure; 5] {
    [
        Cure {
            key: "l1",
            label: td_string!(locale, tuning.l1),
            strength: td_string!(locale, tuning.l1_lambda),
            offered: L1,
            on: 0.003,
            off: 0.0,
            get: |cures| cures.l1,
            set: |cures, value| cures.l1 = value,
        },
        Cure {
            key: "l2",
            label: td_string!(locale, tuning.l2),
            strength: td_string!(locale, tuning.l2_lambda),
            offered: L2,
            on: 0.03,
            off: 0.0,
            get: |cures| cures.l2,
            set: |cures, value| cures.l2 = value,
        },
        Cure {
            key: "drop",
            label: td_string!(locale, tuning.dropout),
            strength: td_string!(locale, tuning.percent),
            offered: DROPOUT,
            on: 50.0,
            off: 0.0,
            get: |cures| cures.dropout,
            set: |cures, value| cures.dropout = value,
        },
        Cure {
            key: "patience",
            label: td_string!(locale, tuning.stopping),
            strength: td_string!(locale, tuning.patience),
            offered: PATIENCE,
            on: 10.0,
            off: 0.0,
            get: |cures| f64::from(cures.patience),
            set: |cures, value| cures.patience = value as u32,
        },
        Cure {
            key: "more",
            label: td_string!(locale, tuning.more),
            strength: td_string!(locale, tuning.times),
            offered: MORE,
            on: 4.0,
            off: 1.0,
            get: |cures| f64::from(cures.more),
            set: |cures, value| cures.more = value as u32,
        },
    ]
}

/// What is done against overfitting: a switch each.
#[component]
pub fn CureSwitches(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let rows = cures(locale)
        .into_iter()
        .filter(|cure| bench.stage.shows(cure.key))
        .map(|cure| {
            let Cure {
                get, set, on, off, ..
            } = cure;
            let used = move |state: &State| get(&state.run.cures) > off;
            let is_on = Memo::new(move |_| bench.state.with(used));
            let switch = bench
                .fields()
                .tick(cure.label.to_owned(), used, move |state, checked| {
                    set(&mut state.run.cures, if checked { on } else { off });
                });
            let strength = move || {
                is_on.get().then(|| {
                    view! {
                        <Strength bench label=cure.strength offered=cure.offered get set/>
                    }
                })
            };
            view! { <div class="tuning-cure">{switch}{strength}</div> }
        });
    let rows = rows.collect_view();
    view! {
        <fieldset class="tuning-cures">
            <legend>{td_string!(locale, tuning.cures)}</legend>
            {rows}
            <Augmentations bench/>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Strength(
    bench: Bench,
    label: &'static str,
    offered: &'static [f64],
    get: fn(&Cures) -> f64,
    set: fn(&mut Cures, f64),
) -> impl IntoView {
    let state = bench.state;
    view! {
        <PickNumber
            label
            offered
            value=Signal::derive(move || state.with(|state| get(&state.run.cures)))
            on_change=Callback::new(move |value| state.update(|state| set(&mut state.run.cures, value)))
        />
    }
}

/// New examples from old ones, where the data is pictures.
#[component]
fn Augmentations(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let pictures = Memo::new(move |_| bench.state.with(|state| state.run.data.pictures()));
    let (pixels, degrees, ink) = AUGMENT;
    let names = [
        td_string!(locale, tuning.shift, count = pixels),
        td_string!(
            locale,
            tuning.rotate,
            degrees = number(f64::from(degrees), 0)
        ),
        td_string!(locale, tuning.noise, deviation = number(f64::from(ink), 1)),
    ];
    let names = StoredValue::new(names);
    let shown = move || {
        pictures.get().then(|| {
                let ticks = names
                    .get_value()
                    .into_iter()
                    .enumerate()
                    .map(|(at, name)| {
                        bench.fields().tick(
                            name,
                            move |state| state.run.cures.augment[at],
                            move |state, on| state.run.cures.augment[at] = on,
                        )
                    })
                    .collect_view();
                view! {
                    <div class="tuning-cure" role="group" aria-label=td_string!(locale, tuning.augmentation)>
                        <span class="tuning-cure-name">{td_string!(locale, tuning.augmentation)}</span>
                        {ticks}
                    </div>
                }
            })
    };
    bench.stage.shows("aug").then_some(shown)
}
