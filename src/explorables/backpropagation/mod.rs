//! One step of training, sub-step by sub-step: a batch goes forward, the error
//! comes back, the weights move, and every number can be seen and checked.

mod cells;
mod chain;
mod check;
mod fold;
mod folded;
mod formula;
mod graph;
mod layout;
mod math;
mod matrices;
mod matrix_view;
mod notices;
mod numbers;
mod place;
mod present;
mod readings;
mod run;
mod scene;
mod settings;
mod state;
mod subjects;
mod table;
mod transport;
mod view;
mod words;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "backpropagation",
    title: |locale| td_string!(locale, backprop.title),
    height: 1500,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: run::ACTIONS,
        readings: |query| readings::of_query(&decode(query).0),
    },
};

#[wasm_split(backpropagation, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
