//! What can be wrong with the drivers.

use thiserror::Error;

use crate::plan::money::MoneyError;

/// The forecast cannot be computed. Every variant names the field to correct.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FinanceError {
    /// An amount is in a currency without a rate, or the like.
    #[error("{field}: {error}")]
    Money {
        /// The field's path in the plan.
        field: String,
        /// What is wrong with the amount.
        error: MoneyError,
    },
    /// A share is below nothing or above all.
    #[error("{field} must lie between 0 and 100 %; correct it")]
    NotShare {
        /// The field's path in the plan.
        field: String,
    },
    /// A shrinkage below nothing.
    #[error("{field} cannot fall by more than 100 % a month; correct it")]
    Shrinks {
        /// The field's path in the plan.
        field: String,
    },
    /// An amount that must not be negative is.
    #[error("{field} must not be negative; correct its sign")]
    Negative {
        /// The field's path in the plan.
        field: String,
    },
    /// A figure grows beyond what can be held.
    #[error("{field} grows beyond what can be computed by month {month}; lower its growth or size")]
    TooLarge {
        /// The field's path in the plan.
        field: String,
        /// The month, from 0.
        month: usize,
    },
}

impl FinanceError {
    /// The path of the field to correct.
    pub fn field(&self) -> &str {
        match self {
            Self::Money { field, .. }
            | Self::NotShare { field }
            | Self::Shrinks { field }
            | Self::Negative { field }
            | Self::TooLarge { field, .. } => field,
        }
    }
}
