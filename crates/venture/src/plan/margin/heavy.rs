//! The margin of all users and of the heaviest tenth, for whom a flat price is
//! most often too low.

use serde::{Deserialize, Serialize};

use super::request::MarginError;
use super::tree::share;
use crate::plan::computed::{Computed, Formula};
use crate::plan::money::{Money, MoneyError, UnitPrice};
use crate::plan::units::BasisPoints;

const MARGIN: Formula = Formula {
    id: "user_margin",
    text: "1 − requests · cost per request ÷ (price · (1 − payment fee)); heaviest tenth: requests · \
           share of use · 10",
    source: "Definition of gross margin; IAS 1 §103",
};

/// A month of a paying user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Usage {
    /// What a user pays a month.
    pub price: Money,
    /// Share of it that payment fees take.
    pub payment_fee: BasisPoints,
    /// Requests a month of the average user.
    pub requests: u32,
    /// Share of all requests that the heaviest tenth of users makes.
    pub heavy_share: BasisPoints,
}

/// Margins as fractions; negative where users cost more than they pay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HeavyUsers {
    /// Of the average user.
    pub average: f64,
    /// Of a user of the heaviest tenth.
    pub heaviest: f64,
    /// Requests a month at which a user costs what is left of the price:
    /// `f64::INFINITY` where requests are free.
    pub break_even_requests: f64,
}

/// Margins of users at this cost per request, in the currency of the price.
pub fn heavy_users(
    usage: &Usage,
    cost_per_request: UnitPrice,
) -> Result<Computed<HeavyUsers>, MarginError> {
    let field = |name: &str| format!("pricing.usage.{name}");
    if usage.price.currency != cost_per_request.currency {
        return Err(MarginError::Money {
            field: field("price"),
            error: MoneyError::Mixed {
                left: cost_per_request.currency,
                right: usage.price.currency,
            },
        });
    }
    if usage.price.minor <= 0 {
        return Err(MarginError::Zero {
            field: field("price"),
        });
    }
    let fee = share(field("payment_fee"), usage.payment_fee)? as f64 / 10_000.0;
    if fee >= 1.0 {
        return Err(MarginError::NotShare {
            field: field("payment_fee"),
        });
    }
    let heavy = share(field("heavy_share"), usage.heavy_share)? as f64 / 10_000.0;
    let net = usage.price.as_major() * (1.0 - fee);
    let each = cost_per_request.as_major();
    let requests = f64::from(usage.requests);
    let margins = HeavyUsers {
        average: 1.0 - requests * each / net,
        heaviest: 1.0 - requests * heavy * 10.0 * each / net,
        break_even_requests: if each > 0.0 {
            net / each
        } else {
            f64::INFINITY
        },
    };
    Ok(Computed::new(margins, MARGIN)
        .with("price", usage.price)
        .with("payment fee", usage.payment_fee)
        .with("requests", usage.requests)
        .with("cost per request", cost_per_request)
        .with("share of use", usage.heavy_share))
}
