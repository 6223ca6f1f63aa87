//! Common controls bound to a part of a figure's state, and a choice among numbers.

use super::Stage;
use super::state::write_number;
use crate::ui::controls::{NumberField, Press, Select, Slider, WholeNumber, behind_name, own_name};
use leptos::prelude::*;
use std::ops::RangeInclusive;

/// What pressing the name of the control with this key and this name does.
type Pressed = Callback<(&'static str, &'static str), Option<Press>>;

/// The controls of a figure's state. One that the address hides by its key is not
/// there.
pub struct Bound<S: Send + Sync + 'static> {
    state: RwSignal<S>,
    stage: Stage,
    pressed: Option<Pressed>,
}

impl<S: Send + Sync + 'static> Clone for Bound<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Send + Sync + 'static> Copy for Bound<S> {}

impl<S: Send + Sync + 'static> Bound<S> {
    /// Controls whose names are only names.
    pub fn new(state: RwSignal<S>, stage: Stage) -> Self {
        Self {
            state,
            stage,
            pressed: None,
        }
    }

    /// The same, where pressing a name may do something.
    #[must_use]
    pub fn pressed(
        self,
        press: impl Fn(&'static str, &'static str) -> Option<Press> + Send + Sync + 'static,
    ) -> Self {
        Self {
            pressed: Some(Callback::new(move |(key, label)| press(key, label))),
            ..self
        }
    }

    /// A part of the state as controls take it: its value, and what a new one does.
    fn part<T: Send + Sync + 'static>(
        self,
        get: fn(&S) -> T,
        set: fn(&mut S, T),
    ) -> (Signal<T>, Callback<T>) {
        let state = self.state;
        (
            Signal::derive(move || state.with(get)),
            Callback::new(move |value| state.update(|state| set(state, value))),
        )
    }

    fn press(self, key: &'static str, label: &'static str) -> Option<Press> {
        self.pressed.and_then(|pressed| pressed.run((key, label)))
    }

    /// A choice by name. `options` are the names on offer, as indices into `names`,
    /// with their words.
    pub fn named(
        self,
        key: &'static str,
        label: &'static str,
        options: impl IntoIterator<Item = (usize, String)>,
        names: &'static [&'static str],
        get: fn(&S) -> usize,
        set: fn(&mut S, usize),
    ) -> Option<AnyView> {
        let state = self.state;
        let options = options.into_iter();
        let options = options.map(|(index, word)| (names[index].to_owned(), word));
        self.stage.shows(key).then(|| {
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

    /// A number among round ones.
    pub fn pick(
        self,
        key: &'static str,
        label: &'static str,
        offered: &'static [f64],
        get: fn(&S) -> f64,
        set: fn(&mut S, f64),
    ) -> Option<AnyView> {
        let (value, on_change) = self.part(get, set);
        self.stage.shows(key).then(|| {
            let press = self.press(key, label);
            view! { <PickNumber label offered value on_change press/> }.into_any()
        })
    }

    /// A number to type.
    pub fn typed(
        self,
        key: &'static str,
        label: &'static str,
        (min, max): (f64, f64),
        get: fn(&S) -> f64,
        set: fn(&mut S, f64),
    ) -> Option<AnyView> {
        let (value, on_change) = self.part(get, set);
        self.stage.shows(key).then(|| {
            let value = Signal::derive(move || write_number(value.get()));
            view! { <NumberField label min max value on_change/> }.into_any()
        })
    }

    /// A whole number to type.
    pub fn whole(
        self,
        key: &'static str,
        label: &'static str,
        limits: RangeInclusive<u32>,
        get: fn(&S) -> u32,
        set: fn(&mut S, u32),
    ) -> Option<AnyView> {
        let (value, on_change) = self.part(get, set);
        self.stage.shows(key).then(|| {
            let (min, max) = limits.into_inner();
            let press = self.press(key, label);
            view! { <WholeNumber label min max value on_change press/> }.into_any()
        })
    }

    /// A percentage on a range.
    pub fn percent(
        self,
        key: &'static str,
        label: &'static str,
        (min, max): (f64, f64),
        get: fn(&S) -> f64,
        set: fn(&mut S, f64),
    ) -> Option<AnyView> {
        let (value, on_change) = self.part(get, set);
        self.stage.shows(key).then(|| {
            let press = self.press(key, label);
            view! { <Slider label value min max step=5.0 decimals=0 on_change press/> }.into_any()
        })
    }

    /// A switch.
    pub fn switch(
        self,
        key: &'static str,
        label: &'static str,
        get: fn(&S) -> bool,
        set: fn(&mut S, bool),
    ) -> Option<AnyView> {
        self.stage
            .shows(key)
            .then(|| self.tick(label.to_owned(), get, set))
    }

    /// A switch that no key hides.
    pub fn tick(
        self,
        label: String,
        get: impl Fn(&S) -> bool + Send + Sync + 'static,
        set: impl Fn(&mut S, bool) + Send + 'static,
    ) -> AnyView {
        let state = self.state;
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
}

/// A choice among round numbers, to which a number from the address is added.
#[component]
pub fn PickNumber(
    /// What it changes.
    label: &'static str,
    /// The numbers on offer.
    offered: &'static [f64],
    /// The present one.
    #[prop(into)]
    value: Signal<f64>,
    /// Called with each new one.
    on_change: Callback<f64>,
    /// What pressing its name does.
    #[prop(optional_no_strip)]
    press: Option<Press>,
) -> impl IntoView {
    let options = move || {
        let present = value.get();
        let mut numbers = offered.to_vec();
        if !numbers
            .iter()
            .any(|number| write_number(*number) == write_number(present))
        {
            numbers.push(present);
            numbers.sort_by(f64::total_cmp);
        }
        numbers
            .into_iter()
            .map(|number| {
                // Where several numbers are meant at once, none of them stands there.
                let text = if number.is_nan() { "–".to_owned() } else { write_number(number) };
                let selected = write_number(number) == write_number(present);
                view! { <option value=text.clone() selected=selected prop:selected=selected>{text.clone()}</option> }
            })
            .collect_view()
    };
    let select = view! {
        <select
            aria-label=own_name(label, press.as_ref())
            on:change=move |event| {
                if let Ok(value) = event_target_value(&event).parse() {
                    on_change.run(value);
                }
            }
        >{options}</select>
    };
    behind_name("select", label.to_owned(), press, select)
}
