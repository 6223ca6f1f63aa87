//! The rules by which nothing is lost, each test named after its number in the
//! project's plan.

#![allow(clippy::unwrap_used, missing_docs)]

mod bundles;
mod common;
mod damage;
mod recall;
mod saving;
mod schemas;
mod tabs;
