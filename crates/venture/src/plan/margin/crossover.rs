//! An API against running the model oneself.

use serde::{Deserialize, Serialize};

use super::request::MarginError;
use super::tree::share;
use crate::plan::computed::{Computed, Formula};
use crate::plan::money::{MoneyError, UnitPrice};
use crate::plan::units::BasisPoints;

const HOSTING: Formula = Formula {
    id: "hosting_per_mtok",
    text: "GPU hour · 10⁶ ÷ (3600 · tokens/s · utilisation)",
    source: "Definition",
};
const CROSSOVER: Formula = Formula {
    id: "hosting_crossover",
    text: "Mtok a month = fixed GPU cost ÷ (API price − marginal cost)",
    source: "Break-even analysis",
};

/// Hours in a month: 365.25 · 24 ÷ 12.
const HOURS: f64 = 730.5;

/// Running a model on rented accelerators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Hosting {
    /// Rent of one accelerator an hour.
    pub gpu_hour: UnitPrice,
    /// Accelerators that must be rented whatever the load.
    pub accelerators: u32,
    /// Tokens a second of one accelerator under load, measured.
    pub tokens_per_second: u32,
    /// Share of the time that it is under load.
    pub utilisation: BasisPoints,
    /// Cost of a million tokens besides the rent: power, support.
    pub marginal: UnitPrice,
    /// People and tools a month, besides the rent.
    pub fixed_monthly: UnitPrice,
    /// What an API asks for a million tokens, input and output mixed as they are
    /// used.
    pub api_price: UnitPrice,
}

/// Where the two meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossover {
    /// From so many million tokens a month one's own accelerators are cheaper.
    From {
        /// Million tokens a month.
        mtok: f64,
    },
    /// They would be cheaper from so many on, but cannot serve them: rent more.
    BeyondCapacity {
        /// Million tokens a month.
        mtok: f64,
        /// Million tokens a month that the accelerators can serve.
        capacity: f64,
    },
    /// Never: each token alone costs as much as the API asks.
    Never,
}

fn same_currency(hosting: &Hosting) -> Result<(), MarginError> {
    let currency = hosting.api_price.currency;
    let prices = [
        ("gpu_hour", hosting.gpu_hour),
        ("marginal", hosting.marginal),
        ("fixed_monthly", hosting.fixed_monthly),
        ("api_price", hosting.api_price),
    ];
    for (name, price) in prices {
        let field = format!("pricing.hosting.{name}");
        if price.nanos < 0 {
            return Err(MarginError::Negative { field });
        }
        if price.nanos != 0 && price.currency != currency {
            let error = MoneyError::Mixed {
                left: currency,
                right: price.currency,
            };
            return Err(MarginError::Money { field, error });
        }
    }
    Ok(())
}

fn positive(name: &str, value: u32) -> Result<f64, MarginError> {
    if value == 0 {
        return Err(MarginError::Zero {
            field: format!("pricing.hosting.{name}"),
        });
    }
    Ok(f64::from(value))
}

/// Tokens a second of one accelerator, averaged over the month.
fn throughput(hosting: &Hosting) -> Result<f64, MarginError> {
    let field = "pricing.hosting.utilisation";
    let load = share(field.to_owned(), hosting.utilisation)? as f64 / 10_000.0;
    if load == 0.0 {
        return Err(MarginError::Zero {
            field: field.to_owned(),
        });
    }
    Ok(positive("tokens_per_second", hosting.tokens_per_second)? * load)
}

/// Rent for a million tokens at the given load, in major units.
pub fn hosting_per_mtok(hosting: &Hosting) -> Result<Computed<f64>, MarginError> {
    same_currency(hosting)?;
    let cost = hosting.gpu_hour.as_major() * 1e6 / (3600.0 * throughput(hosting)?);
    Ok(Computed::new(cost, HOSTING)
        .with("GPU hour", hosting.gpu_hour)
        .with("tokens/s", hosting.tokens_per_second)
        .with("utilisation", hosting.utilisation))
}

/// The load from which renting accelerators beats the API.
pub fn crossover(hosting: &Hosting) -> Result<Computed<Crossover>, MarginError> {
    same_currency(hosting)?;
    let accelerators = positive("accelerators", hosting.accelerators)?;
    let rent = hosting.gpu_hour.as_major() * accelerators * HOURS;
    let fixed = rent + hosting.fixed_monthly.as_major();
    let saved = hosting.api_price.as_major() - hosting.marginal.as_major();
    let capacity = throughput(hosting)? * accelerators * HOURS * 3600.0 / 1e6;
    let crossover = if saved <= 0.0 {
        Crossover::Never
    } else {
        let mtok = fixed / saved;
        if mtok > capacity {
            Crossover::BeyondCapacity { mtok, capacity }
        } else {
            Crossover::From { mtok }
        }
    };
    Ok(Computed::new(crossover, CROSSOVER)
        .with("fixed GPU cost a month", fixed)
        .with("API price", hosting.api_price)
        .with("marginal cost", hosting.marginal))
}
