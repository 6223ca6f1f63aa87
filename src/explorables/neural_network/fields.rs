//! Common controls bound to the network's choices.

use super::run::Run;
use super::runs::Variable;
use super::state::State;
pub use crate::explorables::fields::PickNumber;
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Press, Select, Slider, WholeNumber};
use leptos::prelude::*;

/// A part of the state as controls take it: its value, and what a new one does.
fn bound<T: Send + Sync + 'static>(
    run: Run,
    get: fn(&State) -> T,
    set: fn(&mut State, T),
) -> (Signal<T>, Callback<T>) {
    let state = run.state;
    (
        Signal::derive(move || state.with(get)),
        Callback::new(move |value| state.update(|state| set(state, value))),
    )
}

/// What pressing a setting's name does: the setting is swept, where it can be.
pub fn sweeps(run: Run, variable: Option<Variable>, label: &str) -> Option<Press> {
    let variable = variable.filter(|_| run.stage.shows("sweep"))?;
    Some(Press {
        hint: td_string!(use_locale(), runs.sweep_named, name = label.to_owned()),
        on_press: Callback::new(move |()| {
            run.lab.to_sweep.set(Some(variable));
            run.lab.show_sweep.notify();
        }),
    })
}

/// A number of the state among round ones, unless the address hides `key`.
pub fn pick(
    run: Run,
    key: &'static str,
    label: &'static str,
    offered: &'static [f64],
    get: fn(&State) -> f64,
    set: fn(&mut State, f64),
) -> Option<AnyView> {
    let (value, on_change) = bound(run, get, set);
    run.stage.shows(key).then(|| {
        view! {
            <PickNumber
                label
                offered
                value
                on_change
                press=sweeps(run, Variable::of_key(key), label)
            />
        }
        .into_any()
    })
}

/// A choice of the state by name, unless the address hides `key`. `options` are
/// the names on offer, as indices into `names`, with their words.
pub fn named(
    run: Run,
    key: &'static str,
    label: &'static str,
    options: Vec<(usize, String)>,
    names: &'static [&'static str],
    get: fn(&State) -> usize,
    set: fn(&mut State, usize),
) -> Option<AnyView> {
    let state = run.state;
    let options = options
        .into_iter()
        .map(|(index, word)| (names[index].to_owned(), word));
    run.stage.shows(key).then(|| {
        view! {
            <Select
                label
                options=options.collect()
                value=Signal::derive(move || names[state.with(get)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = names.iter().position(|known| *known == name) {
                        state.update(|state| set(state, index));
                    }
                })
            />
        }
        .into_any()
    })
}

/// A percentage of the state, unless the address hides `key`.
pub fn percent(
    run: Run,
    key: &'static str,
    label: &'static str,
    (min, max): (f64, f64),
    get: fn(&State) -> f64,
    set: fn(&mut State, f64),
) -> Option<AnyView> {
    let (value, on_change) = bound(run, get, set);
    run.stage.shows(key).then(|| {
        view! {
            <Slider
                label
                value
                min
                max
                step=5.0
                decimals=0
                on_change
                press=sweeps(run, Variable::of_key(key), label)
            />
        }
        .into_any()
    })
}

/// A whole number of the state, unless the address hides `key`.
pub fn whole(
    run: Run,
    key: &'static str,
    label: &'static str,
    (min, max): (u32, u32),
    get: fn(&State) -> u32,
    set: fn(&mut State, u32),
) -> Option<AnyView> {
    let (value, on_change) = bound(run, get, set);
    run.stage.shows(key).then(|| {
        view! {
            <WholeNumber
                label
                min
                max
                value
                on_change
                press=sweeps(run, Variable::of_key(key), label)
            />
        }
        .into_any()
    })
}

/// A switch of the state, unless the address hides `key`.
pub fn switch(
    run: Run,
    key: &'static str,
    label: &'static str,
    get: fn(&State) -> bool,
    set: fn(&mut State, bool),
) -> Option<AnyView> {
    let state = run.state;
    let on = Memo::new(move |_| state.with(get));
    run.stage.shows(key).then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    checked=on.get_untracked()
                    prop:checked=move || on.get()
                    on:change=move |event| {
                        let checked = event_target_checked(&event);
                        state.update(|state| set(state, checked));
                    }
                />
                {label}
            </label>
        }
        .into_any()
    })
}
