//! The race on the reader's own network: its loss drawn on a plane through one
//! training's end, the trainings' ways on it, and a learning-rate range test.

mod chart;
mod controls;
mod figures;
mod link;
mod picture;
mod range;
mod state;
mod table;
mod trial;
mod view;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "loss-landscape",
    title: |locale| td_string!(locale, landscape.title),
    height: 1300,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: trial::ACTIONS,
        readings: |query| figures::readings(&decode(query).0, None),
    },
};

#[wasm_split(loss_landscape, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
