//! Exchange rates: each dated and sourced, used only where asked for.

use serde::{Deserialize, Serialize};

use super::bounded::{Line, List};
use super::date::Date;
use super::money::{Currency, Money, MoneyError, UnitPrice};
use super::units::div_round;

/// One unit of `from` buys `nanos` billionths of a unit of `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rate {
    /// The currency sold.
    pub from: Currency,
    /// The currency bought.
    pub to: Currency,
    /// Billionths of `to` for one of `from`: 7,100,000,000 is 7.1.
    pub nanos: i64,
    /// The day the rate was read.
    pub as_of: Date,
    /// Where it was read.
    #[serde(default)]
    pub source: Line,
}

/// The plan's exchange rates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Rates(pub List<Rate, 20>);

/// A conversion: what it gave and the rate behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted<'a> {
    /// The amount in the currency asked for.
    pub money: Money,
    /// The rate used; `None` where the currency was the same.
    pub rate: Option<&'a Rate>,
}

impl Rates {
    /// An amount in another currency, by the latest rate between the two,
    /// either way round. Rates are not chained: a rate that is missing is asked
    /// for, not guessed. Rounded half away from zero to the minor unit.
    pub fn convert(&self, money: Money, to: Currency) -> Result<Converted<'_>, MoneyError> {
        let (minor, rate) = self.apply(money.minor, money.currency, to)?;
        Ok(Converted {
            money: Money::new(minor, to),
            rate,
        })
    }

    /// A price in another currency, as [`Rates::convert`] does it.
    pub fn convert_price(&self, price: UnitPrice, to: Currency) -> Result<UnitPrice, MoneyError> {
        let (nanos, _) = self.apply(price.nanos, price.currency, to)?;
        Ok(UnitPrice::new(nanos, to))
    }

    fn apply(
        &self,
        amount: i64,
        from: Currency,
        to: Currency,
    ) -> Result<(i64, Option<&Rate>), MoneyError> {
        if from == to {
            return Ok((amount, None));
        }
        let rate = self.0.iter().filter(|rate| joins(rate, from, to));
        let rate = rate
            .max_by_key(|rate| rate.as_of)
            .ok_or(MoneyError::NoRate { from, to })?;
        if rate.nanos <= 0 {
            return Err(MoneyError::BadRate {
                from: rate.from,
                to: rate.to,
            });
        }
        let (amount, nanos) = (i128::from(amount), i128::from(rate.nanos));
        let converted = if rate.from == from {
            div_round(amount * nanos, 1_000_000_000)
        } else {
            div_round(amount * 1_000_000_000, nanos)
        };
        let converted = i64::try_from(converted).map_err(|_| MoneyError::Overflow)?;
        Ok((converted, Some(rate)))
    }
}

fn joins(rate: &Rate, from: Currency, to: Currency) -> bool {
    (rate.from == from && rate.to == to) || (rate.from == to && rate.to == from)
}
