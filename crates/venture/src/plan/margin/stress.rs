//! The margin under stress: what happens if one thing goes wrong, or right.

use serde::Serialize;

use super::heavy::{HeavyUsers, Usage, heavy_users};
use super::request::{MarginError, Request};
use super::tree::cost_tree;
use crate::plan::computed::Computed;
use crate::plan::money::{Currency, MoneyError, UnitPrice};
use crate::plan::rates::Rates;
use crate::plan::units::BasisPoints;

/// One change to the request or its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "by", rename_all = "snake_case")]
pub enum Stress {
    /// Nothing.
    Base,
    /// Token prices times this.
    TokenPrice(BasisPoints),
    /// Nothing comes from cache.
    NoCache,
    /// Retries times this, at most one per call.
    Retries(BasisPoints),
    /// Requests a user times this.
    Requests(BasisPoints),
    /// Reviews times this, at most all.
    Reviews(BasisPoints),
}

impl Stress {
    /// The table shown: the base, each driver half as much again and half.
    pub const ALL: [Self; 10] = [
        Self::Base,
        Self::TokenPrice(BasisPoints::percent(150)),
        Self::TokenPrice(BasisPoints::percent(50)),
        Self::NoCache,
        Self::Retries(BasisPoints::percent(150)),
        Self::Retries(BasisPoints::percent(50)),
        Self::Requests(BasisPoints::percent(150)),
        Self::Requests(BasisPoints::percent(50)),
        Self::Reviews(BasisPoints::percent(150)),
        Self::Reviews(BasisPoints::percent(50)),
    ];
}

/// A stress and what it does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stressed {
    /// The change.
    pub stress: Stress,
    /// Cost of a request under it.
    pub cost: UnitPrice,
    /// Margins under it.
    pub margin: Computed<HeavyUsers>,
}

const PATH: &str = "pricing.request";

fn times(price: UnitPrice, factor: BasisPoints) -> Result<UnitPrice, MarginError> {
    let nanos = factor.of(price.nanos).ok_or_else(|| MarginError::Money {
        field: PATH.to_owned(),
        error: MoneyError::Overflow,
    })?;
    Ok(UnitPrice::new(nanos, price.currency))
}

fn apply(stress: Stress, request: &mut Request, usage: &mut Usage) -> Result<(), MarginError> {
    let share = |share: BasisPoints, factor: BasisPoints| {
        let changed = factor.of(i64::from(share.0)).unwrap_or(i64::MAX);
        BasisPoints(changed.clamp(0, 10_000) as i32)
    };
    match stress {
        Stress::Base => {}
        Stress::TokenPrice(factor) => {
            for call in &mut request.calls {
                call.price_in = times(call.price_in, factor)?;
                call.price_cached = times(call.price_cached, factor)?;
                call.price_out = times(call.price_out, factor)?;
            }
        }
        Stress::NoCache => {
            for call in &mut request.calls {
                call.cached = BasisPoints(0);
            }
        }
        Stress::Retries(factor) => request.retry = share(request.retry, factor),
        Stress::Reviews(factor) => request.review_rate = share(request.review_rate, factor),
        Stress::Requests(factor) => {
            let requests = factor.of(i64::from(usage.requests)).unwrap_or(i64::MAX);
            usage.requests = u32::try_from(requests).unwrap_or(u32::MAX);
        }
    }
    Ok(())
}

/// The margins under each stress of [`Stress::ALL`].
pub fn stress(
    request: &Request,
    usage: &Usage,
    currency: Currency,
    rates: &Rates,
) -> Result<Vec<Stressed>, MarginError> {
    let under = |stress: Stress| {
        let (mut request, mut usage) = (request.clone(), *usage);
        apply(stress, &mut request, &mut usage)?;
        let cost = cost_tree(&request, currency, rates)?.value.cost;
        let price = rates.convert(usage.price, currency);
        let price = price.map_err(|error| MarginError::Money {
            field: "pricing.usage.price".to_owned(),
            error,
        })?;
        usage.price = price.money;
        Ok(Stressed {
            stress,
            cost,
            margin: heavy_users(&usage, cost)?,
        })
    };
    Stress::ALL.into_iter().map(under).collect()
}
