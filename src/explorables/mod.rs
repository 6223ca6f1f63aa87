//! The explorables, and the one table that knows them all. Adding one takes a
//! folder here, a line in [`EXPLORABLES`], and a directive in a lesson; its
//! embed page, oEmbed file and tests follow from the table.

pub mod backpropagation;
mod choices;
mod embed_dialog;
pub mod evaluation;
mod fields;
mod frame;
pub mod landscape;
pub mod neural_network;
pub mod neuron;
pub mod optimisers;
mod shipped;
mod stage;
pub mod state;
pub mod tuning;

pub use embed_dialog::{Figure, Snippets};
pub use frame::{Explorable, load};
pub use stage::{Host, Readings, Request, Stage};

use crate::i18n::Locale;
use crate::lazy::{Arriving, Loading};

/// What the app knows of an explorable without running it.
pub struct Entry {
    /// Its name in directives, in `/embed/{name}/` and in `data-live`.
    pub name: &'static str,
    /// Its title.
    pub title: fn(Locale) -> &'static str,
    /// Height in CSS pixels of an embedding frame before the figure reports its own.
    pub height: u32,
    /// Loads its code, which is a part of its own.
    pub load: fn() -> Loading,
    /// Its view.
    pub view: fn(Stage) -> Arriving,
    /// What only the prerenderer asks.
    #[cfg(feature = "ssr")]
    pub facts: Facts,
}

/// What lessons may say of an explorable, and what is computed ahead for them.
#[cfg(feature = "ssr")]
pub struct Facts {
    /// What is wrong with a query as its state; empty where all is well.
    pub check: fn(&str) -> Vec<state::Problem>,
    /// The actions a link in the prose may ask for (`do=play`).
    pub actions: &'static [&'static str],
    /// What prose may show of a state (as a query), computed without a view.
    pub readings: fn(&str) -> Readings,
}

/// Every explorable.
pub static EXPLORABLES: &[Entry] = &[
    neuron::ENTRY,
    neural_network::ENTRY,
    backpropagation::ENTRY,
    optimisers::ENTRY,
    landscape::ENTRY,
    evaluation::ENTRY,
    tuning::ENTRY,
];

/// The explorable of this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    EXPLORABLES.iter().find(|entry| entry.name == name)
}
