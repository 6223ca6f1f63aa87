//! A neuron: weighted sum, bias, activation, and the line where it changes
//! its mind.

mod arithmetic;
mod controls;
mod diagram;
mod plane;
mod state;
mod view;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "neuron",
    title: |locale| td_string!(locale, neuron.title),
    height: 640,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: &[],
        readings: |query| state::readings(&decode(query).0),
    },
};

#[wasm_split(neuron, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
