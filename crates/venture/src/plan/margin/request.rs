//! What a request is made of, as the plan keeps it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::plan::bounded::{Line, List};
use crate::plan::money::{MoneyError, UnitPrice};
use crate::plan::units::BasisPoints;

/// A margin cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MarginError {
    /// A share is below nothing or above all.
    #[error("{field} must lie between 0 and 100 %; correct it")]
    NotShare {
        /// The field's path in the plan.
        field: String,
    },
    /// A price is negative.
    #[error("{field} must not be negative; correct its sign")]
    Negative {
        /// The field's path in the plan.
        field: String,
    },
    /// A divisor is zero.
    #[error("{field} must be above zero; enter it")]
    Zero {
        /// The field's path in the plan.
        field: String,
    },
    /// An amount could not be computed.
    #[error("{field}: {error}")]
    Money {
        /// The field's path in the plan.
        field: String,
        /// What is wrong with the amount.
        error: MoneyError,
    },
}

/// Calls of one model within a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ModelCall {
    /// What it does: answer, rerank, summarise.
    pub name: Line,
    /// The supplier, as named in the register of suppliers.
    pub supplier: Line,
    /// Calls a request.
    pub calls: u32,
    /// Input tokens a call: Tin.
    pub tokens_in: u32,
    /// Share of the input served from cache: h.
    pub cached: BasisPoints,
    /// Output tokens a call: Tout.
    pub tokens_out: u32,
    /// Price of a million input tokens: Pin.
    pub price_in: UnitPrice,
    /// Price of a million cached input tokens: Pcache.
    pub price_cached: UnitPrice,
    /// Price of a million output tokens: Pout.
    pub price_out: UnitPrice,
}

/// Anything else that is paid by quantity: minutes of speech, pages, searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Unit {
    /// What is counted: a minute of speech recognition.
    pub name: Line,
    /// Thousandths of a unit in a request.
    pub milli: u32,
    /// Price of a unit.
    pub price: UnitPrice,
}

/// A request: everything paid to answer a customer once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Request {
    /// Calls of models.
    pub calls: List<ModelCall, 20>,
    /// Share of calls that have to be repeated.
    pub retry: BasisPoints,
    /// Other things paid by quantity.
    pub units: List<Unit, 20>,
    /// Searching documents, a request.
    pub retrieval: UnitPrice,
    /// Checking input and output, a request.
    pub moderation: UnitPrice,
    /// Share of requests that a person looks at.
    pub review_rate: BasisPoints,
    /// What such a look costs.
    pub review_cost: UnitPrice,
}
