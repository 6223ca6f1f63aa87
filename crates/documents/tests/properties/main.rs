//! What holds for every document, every damage, every fault and every order in
//! which two tabs write.

#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
#[path = "../rules/common.rs"]
mod common;

mod contents;
mod faults;
mod tabs;
