//! A neural network that learns while the reader watches: shapes in the plane,
//! handwritten digits, a table of penguins, a table of their own.

#[cfg(test)]
mod address;
pub(super) mod advanced;
pub(super) mod canvas;
mod changes;
mod curve;
mod curves;
mod errors;
pub(super) mod fields;
mod figures;
mod filters;
mod graph;
mod handles;
mod inside;
mod layers;
mod layout;
mod more;
mod notices;
pub mod panels;
pub(super) mod per_layer;
mod plane;
pub(super) mod points;
mod readings;
mod refusal;
mod run;
mod runs;
pub(super) mod samples;
mod scrub;
mod settings;
mod spot;
pub(super) mod state;
#[cfg(feature = "ssr")]
mod still;
mod transport;
mod view;

use super::{Entry, Stage, choices};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "neural-network",
    title: |locale| td_string!(locale, network.title),
    height: 1100,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: run::ACTIONS,
        readings: |query| readings::of_query(&decode(query).0),
    },
};

#[wasm_split(neural_network, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
