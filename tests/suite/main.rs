//! Browser tests of the built site, one module a concern.

#![allow(clippy::unwrap_used, missing_docs)]
// Numbers are compared as the page writes them.
#![allow(clippy::float_cmp)]

mod accessibility;
mod backpropagation;
mod check;
mod check_data;
mod check_embed;
mod check_pages;
mod check_plan;
mod check_print;
mod check_support;
mod check_typing;
mod controls;
mod embed;
mod embed_element;
mod evaluation;
mod foreign;
mod harness;
mod keyboard;
mod landscape;
mod language;
mod layout;
mod network;
mod neuron;
mod offline;
mod optimisers;
mod plan;
mod routes;
mod runs;
mod smoothness;
mod storage;
mod theme;
mod tuning;
mod update;
