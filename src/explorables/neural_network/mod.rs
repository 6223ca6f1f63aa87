//! A neural network that learns while the reader watches: shapes in the plane,
//! handwritten digits, a table of penguins, a table of their own.

mod canvas;
mod choices;
mod curves;
mod digits;
mod fields;
mod figures;
mod graph;
mod layers;
mod layout;
mod notices;
mod palette;
pub mod panels;
mod plane;
mod points;
mod readings;
mod run;
mod samples;
mod settings;
mod state;
#[cfg(feature = "ssr")]
mod still;
mod transport;
mod view;

use super::Entry;
use super::state::Problem;
use crate::i18n::td_string;
use state::State;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "neural-network",
    title: |locale| td_string!(locale, network.title),
    height: 1100,
    check: |query| decode(query).1,
    actions: run::ACTIONS,
    readings: |query| readings::of_query(&decode(query).0),
    view: view::view,
};

fn decode(query: &str) -> (State, Vec<Problem>) {
    super::state::decode(state::KEYS, &State::default(), query)
}
