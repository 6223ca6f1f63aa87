//! What predictions are worth: a threshold to drag over the answers of a model
//! that was trained here, what its mistakes cost, and how far its numbers hold.

mod chart;
mod curves;
mod head;
mod histogram;
mod judge;
mod matrix;
mod measures;
mod model;
mod numbers;
mod readings;
mod samples;
mod sections;
mod state;
#[cfg(feature = "ssr")]
mod still;
mod threshold;
mod trial;
mod view;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "evaluation",
    title: |locale| td_string!(locale, evaluation.title),
    height: 1400,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: trial::ACTIONS,
        readings: |query| still::readings(&decode(query).0),
    },
};

#[wasm_split(evaluation, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
