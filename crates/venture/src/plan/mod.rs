//! The plan: its document, and the models that compute on it.

pub mod bounded;
pub mod captable;
pub mod compute;
pub mod computed;
pub mod date;
pub mod finance;
pub mod margin;
pub mod money;
pub mod montecarlo;
pub mod rates;
mod rng;
pub mod units;
