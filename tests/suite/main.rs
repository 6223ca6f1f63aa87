//! Browser tests of the built site, one module a concern.

#![allow(clippy::unwrap_used, missing_docs)]

mod embed_element;
mod harness;
