//! The plan's models against golden cases, an independent computation and
//! properties.

#![allow(clippy::unwrap_used)]

mod arbitrary;
mod captable;
mod checks;
mod compute;
mod document;
mod figures;
mod file;
mod finance;
mod full;
mod hostile;
mod margin;
mod metrics;
mod money;
mod parts;
mod properties;
mod register;
mod sample;
mod schema;
mod simulation;
mod spreadsheet;
mod templates;
