//! What can be wrong with a compute budget.

use thiserror::Error;

use crate::plan::money::MoneyError;

/// A budget cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ComputeError {
    /// A divisor is zero.
    #[error("{0} must be above zero; enter it")]
    Zero(&'static str),
    /// A share is below nothing or above all.
    #[error("{0} must be above 0 % and at most 100 %; correct it")]
    NotShare(&'static str),
    /// A mixture of experts uses more parameters than it has.
    #[error("active parameters cannot exceed all parameters; correct one of them")]
    ActiveAboveAll,
    /// More than 128 bits can hold.
    #[error("the product is too large to compute with; check the number of digits")]
    Overflow,
    /// Money could not be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
