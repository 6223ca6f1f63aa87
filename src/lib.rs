//! Qimo 启模: the app. One set of Leptos components serves twice: rendered
//! natively into every route's `index.html` (feature `ssr`, see
//! `bin/prerender.rs`), and mounted in the browser over that page (feature
//! `csr`, see `main.rs`).
//!
//! Dependencies point one way: [`pages`] → [`explorables`] → [`ui`] → the
//! engine's client and the documents; no crate below knows of the app.

// The types of views nest deeply when they are rendered natively.
#![recursion_limit = "256"]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::float_cmp))]

pub mod app;
pub mod documents;
pub mod engine;
pub mod explorables;
pub mod i18n;
pub mod lazy;
pub mod lessons;
pub mod pages;
pub mod prose;
pub mod route;
pub mod shell;
pub mod site;
pub mod ui;
