//! The parties' terms, as the plan keeps them.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::{Line, List};
use crate::plan::money::Money;
use crate::plan::units::BasisPoints;

/// What a holder of shares is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// A founder.
    #[default]
    Founder,
    /// An employee or adviser, with shares or granted options.
    Employee,
    /// An investor.
    Investor,
}

/// A holder of issued shares or granted options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Holder {
    /// The name.
    pub name: Line,
    /// What the holder is.
    pub kind: HolderKind,
    /// Shares and granted options.
    pub shares: u64,
    /// Months over which they vest; 0 is vested.
    pub vesting_months: u16,
}

/// Options granted out of the unused pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct OptionGrant {
    /// To whom.
    pub name: Line,
    /// Options.
    pub shares: u64,
}

/// When and at what price a SAFE turns into shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SafeTerms {
    /// At the lower of cap ÷ company capitalisation (which includes every
    /// converted SAFE) and the discounted price of the round.
    PostMoney {
        /// The post-money valuation cap.
        cap: Money,
        /// The discount; nothing for most post-money SAFEs.
        #[serde(default)]
        discount: BasisPoints,
    },
    /// At the discounted price of the round.
    Discount {
        /// The discount.
        discount: BasisPoints,
    },
    /// A fixed share of the company capitalisation.
    Fixed {
        /// The share.
        ownership: BasisPoints,
    },
    /// The best terms of any SAFE that stands after it in the list (most
    /// favoured nation).
    MostFavoured,
}

impl Default for SafeTerms {
    fn default() -> Self {
        Self::Discount {
            discount: BasisPoints(0),
        }
    }
}

/// A simple agreement for future equity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Safe {
    /// The investor.
    pub name: Line,
    /// The amount paid.
    pub amount: Money,
    /// How it converts.
    pub terms: SafeTerms,
}

/// New money from an investor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Investment {
    /// The investor.
    pub name: Line,
    /// The amount.
    pub amount: Money,
}

/// A priced round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Round {
    /// Its name: seed, A.
    pub name: Line,
    /// The pre-money valuation.
    pub pre_money: Money,
    /// The new money.
    pub investments: List<Investment, 20>,
    /// The unused pool wanted after the round, as a share of the whole.
    pub pool: BasisPoints,
    /// Options granted after the round, before the next.
    pub grants: List<OptionGrant>,
}

/// Everything about ownership in the plan. SAFEs convert in the first round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Ownership {
    /// Issued shares and granted options.
    pub holders: List<Holder>,
    /// The pool of options not yet granted, before `grants`.
    pub pool: u64,
    /// Options granted before the first round.
    pub grants: List<OptionGrant>,
    /// SAFEs, in the order in which they were signed.
    pub safes: List<Safe, 30>,
    /// Priced rounds, in order.
    pub rounds: List<Round, 10>,
}
