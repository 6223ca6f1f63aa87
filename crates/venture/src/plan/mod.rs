//! The plan: its document, and the models that compute on it.

pub mod bounded;
pub mod captable;
pub mod checks;
pub mod compliance;
pub mod compute;
pub mod computed;
pub mod data;
pub mod date;
pub mod document;
pub mod finance;
pub mod lang;
pub mod margin;
pub mod money;
pub mod montecarlo;
pub mod rates;
pub mod risks;
mod rng;
pub mod route;
pub mod templates;
pub mod units;

pub use document::{Plan, SCHEMA, Section};
