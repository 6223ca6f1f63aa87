//! From a training run to a bill in yuan and dollars.

use serde::{Deserialize, Serialize};

use super::error::ComputeError;
use super::training::{Training, gpu_hours, training_flops};
use crate::plan::bounded::Line;
use crate::plan::computed::{Computed, Formula};
use crate::plan::date::Date;
use crate::plan::money::{Currency, Money, MoneyError, UnitPrice};
use crate::plan::rates::Rates;
use crate::plan::units::BasisPoints;

const BILL: Formula = Formula {
    id: "compute_bill",
    text: "GPU hours · price an hour · (1 + experiments), from the low to the high price",
    source: "Definition; the price is the founder's, dated",
};

/// A training run with its prices, as the plan keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Budget {
    /// The run.
    pub training: Training,
    /// The accelerator's name in the table, or another.
    pub accelerator: Line,
    /// Dense peak in operations a second at the precision of training.
    pub peak_flops: u64,
    /// Share of the peak put to use.
    pub mfu: BasisPoints,
    /// Lowest price of a GPU-hour.
    pub price_low: UnitPrice,
    /// Highest price of a GPU-hour.
    pub price_high: UnitPrice,
    /// The day the prices were read.
    pub price_as_of: Option<Date>,
    /// Where they were read.
    pub price_source: Line,
    /// Failed runs and experiments, as a share of the final run.
    pub experiments: BasisPoints,
}

/// What a run costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bill {
    /// Operations of the final run.
    pub flops: Computed<u128>,
    /// GPU-hours of the final run.
    pub gpu_hours: Computed<f64>,
    /// The bill in each currency for which there is a rate: low and high.
    pub totals: Vec<Computed<(Money, Money)>>,
}

/// The bill of a budget, in yuan and in dollars where the rates allow it, and
/// always in the currency of the prices.
pub fn bill(budget: &Budget, rates: &Rates) -> Result<Bill, ComputeError> {
    let flops = training_flops(&budget.training)?;
    let gpu_hours = gpu_hours(flops.value, budget.peak_flops, budget.mfu)?;
    if budget.experiments.0 < 0 {
        return Err(ComputeError::NotShare("experiments"));
    }
    let hours = gpu_hours.value * (1.0 + budget.experiments.fraction());
    let low = budget.price_low.of(hours)?;
    let high = budget.price_high.of(hours)?;
    let mut currencies = vec![Currency::Cny, Currency::Usd];
    if low.currency == Currency::Eur {
        currencies.push(Currency::Eur);
    }
    let mut totals = Vec::new();
    for currency in currencies {
        let low = match rates.convert(low, currency) {
            Ok(low) => low,
            // A missing rate is no fault of the run: the other currency stands.
            Err(MoneyError::NoRate { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        let high = rates.convert(high, currency)?.money;
        let mut total = Computed::new((low.money, high), BILL)
            .with("GPU hours", gpu_hours.value)
            .with("experiments", budget.experiments)
            .with("price low", budget.price_low)
            .with("price high", budget.price_high);
        if let Some(rate) = low.rate {
            total = total.with("rate as of", rate.as_of);
        }
        totals.push(total);
    }
    Ok(Bill {
        flops,
        gpu_hours,
        totals,
    })
}
