//! Tuning: overfitting on purpose and what cures it, the parts of an error, double
//! descent, and the search for hyperparameters.

mod bench;
mod chart;
mod head;
mod jobs;
mod pins;
mod progress;
mod readings;
mod runs;
mod samples;
mod search;
mod sections;
mod state;
#[cfg(feature = "ssr")]
mod still;
mod view;
mod width;

use super::{Entry, Stage};
use crate::i18n::td_string;
use crate::lazy::NotLoaded;
use leptos::prelude::AnyView;
use wasm_split_helpers::wasm_split;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "tuning",
    title: |locale| td_string!(locale, tuning.title),
    height: 1400,
    load: || Box::pin(load()),
    view: |stage| Box::pin(show(stage)),
    #[cfg(feature = "ssr")]
    facts: super::Facts {
        check: |query| decode(query).1,
        actions: bench::ACTIONS,
        readings: |query| still::still(&decode(query).0),
    },
};

#[wasm_split(tuning, fallible, preload(load))]
fn show(stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view::view(stage))
}

#[cfg(feature = "ssr")]
fn decode(query: &str) -> (state::State, Vec<super::state::Problem>) {
    super::state::decode(state::KEYS, &state::State::default(), query)
}
