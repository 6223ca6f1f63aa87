//! A priced round in closed form, in fractions of shares.
//!
//! With N₀ shares and granted options, P₀ unused pool, new money I at pre-money
//! V, f = I ÷ (V + I), target pool p, s the sum of amount ÷ cap over SAFEs that
//! convert at their cap, and q the sum of amount ÷ ((1 − d)(V + I)) over those
//! that convert at the discounted round price:
//!
//! - C = N₀ + P₀ + s·C + q·T, the company capitalisation before new money;
//! - T = C + f·T + max(0, p·T − P₀), all shares after it.
//!
//! So T is the greater of C ÷ (1 − f) and (C − P₀) ÷ (1 − f − p), and C is the
//! greater of the solutions with either.

use serde::Serialize;

use super::error::CapTableError;
use super::round::{Priced, PricedSafe, Term};
use crate::plan::computed::Formula;

/// The source of the formulas.
pub(crate) const ROUND: Formula = Formula {
    id: "priced_round",
    text: "C = (N₀ + P₀ + q·T)/(1 − s); T = (C − P₀)/(1 − f − p), or C/(1 − f) where p·T < P₀; \
           price = (V + I)/T; SAFE shares = amount ÷ min(cap/C, (1 − d)·price)",
    source: "Y Combinator, post-money SAFE v1.2, 2018 (Company Capitalization, Safe Price)",
};

/// What a SAFE converts at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// Its cap.
    Cap,
    /// The discounted price of the round.
    Discount,
    /// Its fixed share.
    Fixed,
}

/// A round before rounding. Shares are fractions; prices are in minor units.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exact {
    /// Company capitalisation before new money: C.
    pub capitalisation: f64,
    /// All shares after the round: T.
    pub total: f64,
    /// Price of a share in minor units.
    pub price: f64,
    /// Shares of each SAFE, in order, and what each converts at.
    pub safes: Vec<(f64, Conversion)>,
    /// Shares of each new investment, in order.
    pub investments: Vec<f64>,
    /// The unused pool after the round.
    pub pool: f64,
}

/// Sums of claims for a given choice of conversions.
struct Claims {
    s: f64,
    q: f64,
}

fn claims(priced: &Priced, choice: &[Conversion]) -> Claims {
    let mut claims = Claims { s: 0.0, q: 0.0 };
    for (safe, conversion) in priced.safes.iter().zip(choice) {
        match (conversion, safe.term) {
            (Conversion::Fixed, Term::Fixed(ownership)) => claims.s += ownership.fraction(),
            (Conversion::Cap, Term::Price { cap: Some(cap), .. }) => {
                claims.s += safe.amount as f64 / cap as f64;
            }
            (_, Term::Price { discount, .. }) => {
                let whole = (1.0 - discount.fraction()) * priced.post_money() as f64;
                claims.q += safe.amount as f64 / whole;
            }
            (_, Term::Fixed(_)) => {}
        }
    }
    claims
}

/// Solves a round. SAFEs with a cap and a discount start at the cap and move to
/// the discount where that is cheaper; more shares only ever lower the
/// discounted price further against the cap, so none moves back.
pub(crate) fn solve(priced: &Priced) -> Result<Exact, CapTableError> {
    let post_money = priced.post_money() as f64;
    let f = priced.new_money() as f64 / post_money;
    let p = priced.pool_target.fraction();
    if f + p >= 1.0 {
        return Err(CapTableError::RoundTakesAll);
    }
    let (pool, held) = (priced.pool as f64, priced.held as f64);
    let mut choice: Vec<Conversion> = priced.safes.iter().map(PricedSafe::first).collect();
    loop {
        let Claims { s, q } = claims(priced, &choice);
        let (plain, refreshed) = (1.0 - s - q / (1.0 - f), 1.0 - s - q / (1.0 - f - p));
        if s >= 1.0 || plain <= 0.0 || refreshed <= 0.0 {
            return Err(CapTableError::SafesTakeAll);
        }
        let with_plain = (held + pool) / plain;
        let with_refreshed = (held + pool - q * pool / (1.0 - f - p)) / refreshed;
        let capitalisation = with_plain.max(with_refreshed);
        let total = (capitalisation / (1.0 - f)).max((capitalisation - pool) / (1.0 - f - p));
        let price = post_money / total;
        let mut moved = false;
        for (safe, conversion) in priced.safes.iter().zip(&mut choice) {
            if let (
                Conversion::Cap,
                Term::Price {
                    cap: Some(cap),
                    discount,
                },
            ) = (*conversion, safe.term)
                && (1.0 - discount.fraction()) * price < cap as f64 / capitalisation
            {
                *conversion = Conversion::Discount;
                moved = true;
            }
        }
        if moved {
            continue;
        }
        let safes = priced.safes.iter().zip(&choice);
        return Ok(Exact {
            capitalisation,
            total,
            price,
            safes: safes
                .map(|(safe, conversion)| {
                    let shares = match safe.term {
                        Term::Fixed(ownership) => ownership.fraction() * capitalisation,
                        Term::Price { cap: Some(cap), .. } if *conversion == Conversion::Cap => {
                            safe.amount as f64 / cap as f64 * capitalisation
                        }
                        Term::Price { discount, .. } => {
                            safe.amount as f64 / ((1.0 - discount.fraction()) * price)
                        }
                    };
                    (shares, *conversion)
                })
                .collect(),
            investments: priced
                .investments
                .iter()
                .map(|amount| *amount as f64 / price)
                .collect(),
            pool: pool.max(p * total),
        });
    }
}
