//! Drivers varied together: by a scenario, or by chance.

use serde::{Deserialize, Serialize};

use super::error::FinanceError;
use super::resolve::Resolved;
use crate::plan::units::{BasisPoints, whole};

/// A driver that a range or a scenario varies, in every stream, cost and so on at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// New customers, as a multiple of the plan's.
    #[default]
    NewCustomers,
    /// Revenue per customer, as a multiple.
    Price,
    /// Churn after the first month, as a multiple; at most all.
    Churn,
    /// Direct cost per customer, as a multiple.
    Cogs,
    /// All costs besides salaries, as a multiple.
    Costs,
    /// Salaries, as a multiple.
    Salaries,
    /// Months by which sales start late: 10,000 basis points are one month.
    SalesDelay,
    /// Months by which investors' money comes late.
    TrancheDelay,
    /// Months by which grants pay late.
    GrantDelay,
    /// Investors' money, as a multiple.
    Tranches,
}

impl Resolved {
    /// Changes a driver for good, as a scenario does. Negative multiples count as
    /// none.
    pub fn shift(&mut self, driver: Driver, to: BasisPoints) -> Result<(), FinanceError> {
        self.vary(driver, to.fraction().max(0.0))
    }

    /// Varies a driver: a multiple, or a delay in months, as the driver says.
    pub(crate) fn vary(&mut self, driver: Driver, value: f64) -> Result<(), FinanceError> {
        let drawn = self;
        let scale = |amount: &mut i64, field: &str| {
            *amount = whole(*amount as f64 * value).ok_or_else(|| FinanceError::TooLarge {
                field: field.to_owned(),
                month: 0,
            })?;
            Ok(())
        };
        let delay = value.round() as usize;
        match driver {
            Driver::NewCustomers => {
                for stream in &mut drawn.streams {
                    stream.new_customers *= value;
                }
            }
            Driver::Churn => {
                for stream in &mut drawn.streams {
                    stream.churn = (stream.churn * value).min(1.0);
                }
            }
            Driver::Price => {
                let streams = drawn.streams.iter_mut();
                streams
                    .map(|stream| &mut stream.arpa)
                    .try_for_each(|arpa| scale(arpa, "finance.drivers.streams"))?;
            }
            Driver::Cogs => {
                let streams = drawn.streams.iter_mut();
                streams
                    .map(|stream| &mut stream.cogs)
                    .try_for_each(|cogs| scale(cogs, "finance.drivers.streams"))?;
            }
            Driver::Costs => {
                let costs = drawn.costs.iter_mut();
                costs
                    .map(|cost| &mut cost.amount)
                    .try_for_each(|amount| scale(amount, "finance.drivers.costs"))?;
            }
            Driver::Salaries => {
                let roles = drawn.roles.iter_mut();
                roles
                    .map(|role| &mut role.monthly)
                    .try_for_each(|monthly| scale(monthly, "team.roles"))?;
            }
            Driver::Tranches => {
                let tranches = drawn.tranches.iter_mut();
                tranches
                    .map(|(_, amount)| amount)
                    .try_for_each(|amount| scale(amount, "funding.tranches"))?;
            }
            Driver::SalesDelay => {
                for stream in &mut drawn.streams {
                    stream.start += delay;
                }
            }
            Driver::TrancheDelay => {
                for (month, _) in &mut drawn.tranches {
                    *month += delay;
                }
            }
            Driver::GrantDelay => {
                for grant in &mut drawn.grants {
                    grant.lag += delay;
                }
            }
        }
        Ok(())
    }
}
