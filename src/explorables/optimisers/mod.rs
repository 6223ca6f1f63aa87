//! Rules of learning raced on surfaces: the same start, the same noise, step by step.

mod chart;
pub(super) mod choices;
mod controls;
mod explain;
pub(super) mod figures;
mod formula;
mod picture;
mod race;
mod run;
mod state;
mod table;
mod view;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "optimisers",
    title: |locale| td_string!(locale, optimisers.title),
    height: 1200,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: run::ACTIONS,
        readings: |query| figures::readings(&race::Race::new(decode(query).0.plan())),
    },
};

#[wasm_split(optimisers, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
