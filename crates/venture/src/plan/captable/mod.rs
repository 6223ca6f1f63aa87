//! Who owns what: holders, the option pool, SAFEs and priced rounds.
//!
//! A round is solved twice. [`Exact`] is the closed form in fractions of shares,
//! for understanding; [`Legal`] is what is signed: whole shares, each rounded
//! down, prices rounded up to five decimals, in integer arithmetic throughout.

mod error;
mod exact;
mod legal;
mod round;
mod terms;

pub use error::CapTableError;
pub use exact::{Conversion, Exact};
pub use legal::{Legal, SHARE_PRICE_STEP};
pub use round::{Row, Solved, current, solve};
pub use terms::{Holder, HolderKind, Investment, OptionGrant, Ownership, Round, Safe, SafeTerms};
