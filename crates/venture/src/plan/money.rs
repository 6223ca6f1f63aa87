//! Money in whole minor units of one currency, and prices of small things.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::units::{BasisPoints, div_round, whole};

/// A currency. All three have a hundred minor units to the major one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Renminbi, in fen.
    #[default]
    Cny,
    /// United States dollars, in cents.
    Usd,
    /// Euros, in cents.
    Eur,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Self; 3] = [Self::Cny, Self::Usd, Self::Eur];

    /// The ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Two currencies met without a rate.
    #[error("{left} and {right} cannot be added; convert one of them with a dated rate first")]
    Mixed {
        /// The currency expected.
        left: Currency,
        /// The currency found.
        right: Currency,
    },
    /// The amount is beyond what can be held.
    #[error("the amount is too large to compute with; check its number of digits")]
    Overflow,
    /// No rate leads from one currency to the other.
    #[error("no exchange rate from {from} to {to}; add one with its date and source")]
    NoRate {
        /// The currency of the amount.
        from: Currency,
        /// The currency asked for.
        to: Currency,
    },
    /// A rate is zero or negative.
    #[error("the exchange rate from {from} to {to} must be above zero; correct it")]
    BadRate {
        /// The currency the rate leads from.
        from: Currency,
        /// The currency the rate leads to.
        to: Currency,
    },
}

/// An amount of money: whole minor units (fen, cents) of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Minor units: fen or cents.
    pub minor: i64,
    /// The currency they are units of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// So many major units (yuan, dollars, euros). A 32-bit number of them
    /// always fits.
    pub const fn major(major: i32, currency: Currency) -> Self {
        Self::new(major as i64 * 100, currency)
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The amount in major units, to compute ratios with.
    pub fn as_major(self) -> f64 {
        self.minor as f64 / 100.0
    }

    /// The sum of two amounts in the same currency.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.with(self.minor.checked_add(other.minor))
    }

    /// The difference of two amounts in the same currency.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.with(self.minor.checked_sub(other.minor))
    }

    /// So many times the amount.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_mul(count))
    }

    /// A multiple of the amount, to the nearest minor unit.
    pub fn scaled(self, factor: f64) -> Result<Self, MoneyError> {
        self.with(whole(self.minor as f64 * factor))
    }

    /// The amount as a unit price, for amounts below nine thousand million
    /// major units.
    pub fn as_price(self) -> Result<UnitPrice, MoneyError> {
        let nanos = self.minor.checked_mul(NANOS_PER_MINOR);
        let nanos = nanos.ok_or(MoneyError::Overflow)?;
        Ok(UnitPrice::new(nanos, self.currency))
    }

    /// A share of the amount, to the nearest minor unit.
    pub fn share(self, share: BasisPoints) -> Result<Self, MoneyError> {
        self.with(share.of(self.minor))
    }

    /// The sum of amounts that are all in `currency`.
    pub fn sum(
        amounts: impl IntoIterator<Item = Self>,
        currency: Currency,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), Self::plus)
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::Mixed {
                left: self.currency,
                right: other.currency,
            })
        }
    }

    fn with(self, minor: Option<i64>) -> Result<Self, MoneyError> {
        let minor = minor.ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(
            f,
            "{sign}{}.{:02} {}",
            minor / 100,
            minor % 100,
            self.currency
        )
    }
}

/// The price of something small (a million tokens, a GPU-hour, a minute of
/// speech): whole billionths of the major unit, since a request may cost a
/// hundredth of a cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitPrice {
    /// Billionths (10⁻⁹) of the major unit.
    pub nanos: i64,
    /// The currency they are units of.
    pub currency: Currency,
}

/// Nanos in a minor unit.
const NANOS_PER_MINOR: i64 = 10_000_000;

impl UnitPrice {
    /// So many billionths of the major unit.
    pub const fn new(nanos: i64, currency: Currency) -> Self {
        Self { nanos, currency }
    }

    /// So many thousandths of the major unit: 2,500 is 2.50.
    pub const fn milli(thousandths: i32, currency: Currency) -> Self {
        Self::new(thousandths as i64 * 1_000_000, currency)
    }

    /// The price in major units.
    pub fn as_major(self) -> f64 {
        self.nanos as f64 / 1e9
    }

    /// The price of `quantity` units, to the nearest minor unit.
    pub fn of(self, quantity: f64) -> Result<Money, MoneyError> {
        let minor = whole(self.nanos as f64 * quantity / NANOS_PER_MINOR as f64);
        Ok(Money::new(
            minor.ok_or(MoneyError::Overflow)?,
            self.currency,
        ))
    }

    /// The price as money, to the nearest minor unit.
    pub fn rounded(self) -> Money {
        let minor = div_round(i128::from(self.nanos), i128::from(NANOS_PER_MINOR));
        Money::new(minor as i64, self.currency)
    }
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.as_major(), self.currency)
    }
}
