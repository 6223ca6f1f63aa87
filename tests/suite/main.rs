//! Browser tests of the built site, one module a concern.

#![allow(clippy::unwrap_used, missing_docs)]

mod accessibility;
mod embed_element;
mod harness;
mod keyboard;
mod language;
mod layout;
mod neuron;
mod routes;
mod theme;
