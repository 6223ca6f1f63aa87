//! The typed client of the engine. The engine itself, `crates/neural`, runs in
//! a Web Worker; where none can start (a sandboxed frame), the same program
//! runs on the page, in slices of time.

mod client;
mod errand;
mod host;

pub use client::{Client, provide_engine, use_engine};
pub use errand::Errand;
pub use host::HostKind;
