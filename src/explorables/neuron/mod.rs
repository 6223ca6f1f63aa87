//! A neuron: weighted sum, bias, activation, and the line where it changes
//! its mind.

mod arithmetic;
mod controls;
mod diagram;
mod plane;
mod state;
mod view;

use super::Entry;
use super::state::Problem;
use crate::i18n::td_string;
use state::State;

/// The registry's line.
pub const ENTRY: Entry = Entry {
    name: "neuron",
    title: |locale| td_string!(locale, neuron.title),
    height: 640,
    check: |query| decode(query).1,
    actions: &[],
    readings: |query| state::readings(&decode(query).0),
    view: view::view,
};

fn decode(query: &str) -> (State, Vec<Problem>) {
    super::state::decode(state::KEYS, &State::default(), query)
}
