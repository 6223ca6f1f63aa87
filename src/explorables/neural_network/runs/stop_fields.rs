//! The choice of when training stops by itself.

use super::super::fields::PickNumber;
use super::super::run::Run;
use super::stop::{MOST_EPOCHS, StopChoice, WATCH_NAMES};
use crate::i18n::{td_string, use_locale};
use crate::ui::controls::{Select, WholeNumber};
use leptos::prelude::*;

const LOSSES: &[f64] = &[0.0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];

/// The fields.
#[component]
pub fn StopFields(run: Run) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let choice = move |get: fn(&StopChoice) -> u32| {
        Signal::derive(move || state.with(|state| get(&state.stop)))
    };
    let set = move |set: fn(&mut StopChoice, u32)| {
        Callback::new(move |value| state.update(|state| set(&mut state.stop, value)))
    };
    let options = vec![
        (
            "test".to_owned(),
            td_string!(locale, runs.watch_test).to_owned(),
        ),
        (
            "train".to_owned(),
            td_string!(locale, runs.watch_train).to_owned(),
        ),
    ];
    view! {
        <p class="panel-hint">{td_string!(locale, runs.stop_hint)}</p>
        <div class="choices">
            <WholeNumber
                label=td_string!(locale, runs.stop_epochs)
                min=0
                max=MOST_EPOCHS as u32
                value=choice(|stop| stop.epochs)
                on_change=set(|stop, value| stop.epochs = value)
            />
            <PickNumber
                label=td_string!(locale, runs.stop_loss)
                offered=LOSSES
                value=Signal::derive(move || state.with(|state| state.stop.loss))
                on_change=Callback::new(move |value| state.update(|state| state.stop.loss = value))
            />
            <WholeNumber
                label=td_string!(locale, runs.stop_patience)
                min=0
                max=MOST_EPOCHS as u32
                value=choice(|stop| stop.patience)
                on_change=set(|stop, value| stop.patience = value)
            />
            <Select
                label=td_string!(locale, runs.watch)
                options
                value=Signal::derive(move || WATCH_NAMES[state.with(|state| state.stop.watch)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = WATCH_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.stop.watch = index);
                    }
                })
            />
        </div>
    }
    .into_any()
}
