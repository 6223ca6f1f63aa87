//! Controls bound to a part of the state.

use super::bench::Bench;
use super::state::State;
use crate::explorables::fields::PickNumber;
use crate::ui::controls::WholeNumber;
use leptos::prelude::*;

/// A whole number to type, unless the address hides `key`.
pub fn whole(
    bench: Bench,
    key: &'static str,
    label: &'static str,
    (min, max): (u32, u32),
    get: fn(&State) -> u32,
    set: fn(&mut State, u32),
) -> Option<AnyView> {
    let state = bench.state;
    bench.stage.shows(key).then(|| {
        view! {
            <WholeNumber
                label
                min
                max
                value=Signal::derive(move || state.with(get))
                on_change=Callback::new(move |value| state.update(|state| set(state, value)))
            />
        }
        .into_any()
    })
}

/// A choice among round numbers, unless the address hides `key`.
pub fn pick(
    bench: Bench,
    key: &'static str,
    label: &'static str,
    offered: &'static [f64],
    get: fn(&State) -> f64,
    set: fn(&mut State, f64),
) -> Option<AnyView> {
    let state = bench.state;
    bench.stage.shows(key).then(|| {
        view! {
            <PickNumber
                label
                offered
                value=Signal::derive(move || state.with(get))
                on_change=Callback::new(move |value| state.update(|state| set(state, value)))
            />
        }
        .into_any()
    })
}

/// A switch.
pub fn tick(
    bench: Bench,
    label: String,
    get: impl Fn(&State) -> bool + Send + Sync + 'static,
    set: impl Fn(&mut State, bool) + Send + 'static,
) -> AnyView {
    let state = bench.state;
    let on = Memo::new(move |_| state.with(&get));
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
}
