//! What a page hands to the explorable that stands on it, and hears from it.

use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Live values by name (`neuron.output`), formatted for reading.
pub type Readings = BTreeMap<String, String>;

/// What a link in the prose, or an embedding page, asks of an explorable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Merge these query keys into the state.
    Set(String),
    /// Replace the state by this query; what it leaves out becomes default.
    Replace(String),
    /// Run an action, such as `play`.
    Do(String),
}

/// Where an explorable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// In a lesson or on another page of the site.
    Page,
    /// Alone on its embed page, usually in a frame.
    Embed,
}

/// An explorable's side of the page: its start, and the channels between them.
#[derive(Clone, Copy)]
pub struct Stage {
    /// Where it stands.
    pub host: Host,
    /// The query to start from.
    pub initial: StoredValue<String>,
    /// Names of controls that the address hides.
    pub hidden: StoredValue<BTreeSet<String>>,
    /// The latest request and its number, so that the same one can come twice.
    pub request: RwSignal<(u32, Option<Request>)>,
    /// The present state as a query: the page puts it into the address.
    pub query: RwSignal<String>,
    /// The live values for the prose.
    pub readings: RwSignal<Readings>,
    /// What was wrong with the address.
    pub problems: RwSignal<Vec<super::state::Problem>>,
    /// A fault that stopped the figure, as its engine words it.
    pub fault: RwSignal<Option<String>>,
}

impl Stage {
    /// A stage that starts from `initial`, a query.
    pub fn new(host: Host, initial: &str) -> Self {
        let hidden = super::state::value_of(initial, "hide")
            .map(|names| {
                names
                    .split(',')
                    .map(|name| name.trim().to_owned())
                    .collect()
            })
            .unwrap_or_default();
        Self {
            host,
            initial: StoredValue::new(initial.to_owned()),
            hidden: StoredValue::new(hidden),
            request: RwSignal::new((0, None)),
            query: RwSignal::new(String::new()),
            readings: RwSignal::new(Readings::new()),
            problems: RwSignal::new(Vec::new()),
            fault: RwSignal::new(None),
        }
    }

    /// Whether the address leaves this control visible.
    pub fn shows(&self, control: &str) -> bool {
        self.hidden.with_value(|hidden| !hidden.contains(control))
    }

    /// Asks the explorable for something.
    pub fn ask(&self, request: Request) {
        let _ = self.request.try_update(|(count, latest)| {
            *count = count.wrapping_add(1);
            *latest = Some(request);
        });
    }
}
