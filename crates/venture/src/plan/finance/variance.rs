//! The plan against what really happened.

use serde::{Deserialize, Serialize};

use super::error::FinanceError;
use super::forecast::Forecast;
use crate::plan::money::{Money, MoneyError};
use crate::plan::rates::Rates;

/// A month as it really was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Actual {
    /// The month, from 0.
    pub month: u16,
    /// Revenue earned.
    pub revenue: Money,
    /// Cost of goods sold, where it is known: what a gross margin takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cogs: Option<Money>,
    /// Cash paid for costs and salaries.
    pub payments: Money,
    /// Cash at its end.
    pub closing_cash: Money,
}

/// Actual less planned, in the forecast's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Variance {
    /// The month, from 0.
    pub month: u16,
    /// More revenue than planned.
    pub revenue: Money,
    /// More payments than planned.
    pub payments: Money,
    /// More cash than planned.
    pub closing_cash: Money,
}

impl Forecast {
    /// Compares the months that are both planned and past, in their order.
    pub fn variances(
        &self,
        actuals: &[Actual],
        rates: &Rates,
    ) -> Result<Vec<Variance>, FinanceError> {
        let mut variances = Vec::new();
        for (index, actual) in actuals.iter().enumerate() {
            let Some(planned) = self.months.get(usize::from(actual.month)) else {
                continue;
            };
            let less = |name: &str, actual: Money, planned: i64| {
                let planned = Money::new(planned, self.currency);
                difference(actual, planned, rates).map_err(|error| FinanceError::Money {
                    field: format!("finance.actuals.{index}.{name}"),
                    error,
                })
            };
            variances.push(Variance {
                month: actual.month,
                revenue: less("revenue", actual.revenue, planned.revenue)?,
                payments: less("payments", actual.payments, planned.payments)?,
                closing_cash: less("closing_cash", actual.closing_cash, planned.closing_cash)?,
            });
        }
        variances.sort_by_key(|variance| variance.month);
        Ok(variances)
    }
}

fn difference(actual: Money, planned: Money, rates: &Rates) -> Result<Money, MoneyError> {
    // An empty field is zero in the default currency; zero needs no rate.
    if actual.minor == 0 {
        return Money::zero(planned.currency).minus(planned);
    }
    rates
        .convert(actual, planned.currency)?
        .money
        .minus(planned)
}
