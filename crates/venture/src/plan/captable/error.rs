//! What can be wrong with the terms.

use thiserror::Error;

use crate::plan::money::MoneyError;

/// The cap table cannot be computed. Every variant says what to change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CapTableError {
    /// Nobody holds a share.
    #[error("no shares are issued; enter the founders' shares first")]
    NoShares,
    /// More options are granted than the pool holds.
    #[error("{granted} options are granted but the pool holds {pool}; enlarge the pool")]
    PoolExceeded {
        /// Options granted.
        granted: u64,
        /// Options in the pool.
        pool: u64,
    },
    /// The SAFEs claim the whole company before the round.
    #[error("the SAFEs convert into the whole company or more; raise caps or lower amounts")]
    SafesTakeAll,
    /// New money and pool leave nothing for the present holders.
    #[error("new money and option pool take the whole company or more; lower one of them")]
    RoundTakesAll,
    /// An amount, cap or valuation is zero or below.
    #[error("{field} must be above zero; enter it")]
    NotPositive {
        /// The field's path in the plan.
        field: String,
    },
    /// A share is below nothing, or the whole or more.
    #[error("{field} must be at least 0 % and below 100 %; correct it")]
    NotShare {
        /// The field's path in the plan.
        field: String,
    },
    /// A most-favoured SAFE has nothing to elect.
    #[error("{field}: no later SAFE to take terms from; enter its own terms")]
    NothingToElect {
        /// The field's path in the plan.
        field: String,
    },
    /// An amount has no rate to the currency of the round.
    #[error("{field}: {error}")]
    Money {
        /// The field's path in the plan.
        field: String,
        /// What is wrong with the amount.
        error: MoneyError,
    },
    /// More shares than can be counted, or a share price below what is written.
    #[error("too many shares for the amounts; use fewer shares or check the amounts' digits")]
    OutOfRange,
}
