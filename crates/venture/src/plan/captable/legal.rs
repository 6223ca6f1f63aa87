//! A priced round as it is signed: whole shares, in integer arithmetic.
//!
//! By the convention of legal spreadsheets a price is rounded up to five
//! decimals of the major unit and shares are rounded down. Both feed back into
//! the capitalisation that the caps are divided by, so the whole is iterated
//! until it stands still. Each pass shrinks a difference by the factor
//! 1 − (1 − s)(1 − f − p), below one. Rounding leaves several totals that
//! reproduce themselves; coming from below finds the one with the fewest shares,
//! as the worksheet of 1984 Ventures does.

use serde::Serialize;

use super::error::CapTableError;
use super::round::{Priced, Term};

/// Steps of a share price in a minor unit: five decimals of the major unit.
pub const SHARE_PRICE_STEP: i128 = 1000;

/// Passes after which the best found is taken.
const PASSES: usize = 20_000;

/// A round after rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Legal {
    /// Price of a share in hundred-thousandths of the major unit.
    pub price: u64,
    /// Shares of each SAFE, in order.
    pub safes: Vec<u64>,
    /// Shares of each new investment, in order.
    pub investments: Vec<u64>,
    /// The unused pool after the round.
    pub pool: u64,
    /// All shares after the round: the sum of all holdings.
    pub total: u64,
    /// The total that the price was computed from, less `total`. Rounding can
    /// leave no total that reproduces itself; the nearest is taken then.
    pub residual: i64,
}

fn ceil(numerator: i128, denominator: i128) -> i128 {
    (numerator + denominator - 1) / denominator
}

/// One pass: from an assumed total to the holdings it implies.
fn pass(priced: &Priced, assumed: i128) -> Result<Legal, CapTableError> {
    let out_of_range = || CapTableError::OutOfRange;
    let price = ceil(i128::from(priced.post_money()) * SHARE_PRICE_STEP, assumed);
    let bought = |amount: i64, price: i128| i128::from(amount) * SHARE_PRICE_STEP / price;
    let investments: Vec<i128> = priced
        .investments
        .iter()
        .map(|amount| bought(*amount, price))
        .collect();
    let series: i128 = investments.iter().sum();
    let before = i128::from(priced.pool);
    let pool = before.max(assumed * i128::from(priced.pool_target.0) / 10_000);
    let capitalisation = assumed - series - (pool - before);
    if capitalisation <= 0 {
        return Err(out_of_range());
    }
    let held = i128::from(priced.held);
    let mut safes = vec![0; priced.safes.len()];
    let (mut ordinary, mut fixed) = (0, 0);
    for (safe, shares) in priced.safes.iter().zip(&mut safes) {
        match safe.term {
            Term::Price { cap, discount } => {
                let discounted = ceil(price * (10_000 - i128::from(discount.0)), 10_000);
                let capped =
                    cap.map(|cap| ceil(i128::from(cap) * SHARE_PRICE_STEP, capitalisation));
                let lowest = capped.map_or(discounted, |capped| capped.min(discounted));
                *shares = bought(safe.amount, lowest);
                ordinary += *shares;
            }
            Term::Fixed(ownership) => fixed += i128::from(ownership.0),
        }
    }
    // A fixed share is of the capitalisation with all SAFEs in it.
    for (safe, shares) in priced.safes.iter().zip(&mut safes) {
        if let Term::Fixed(ownership) = safe.term {
            let others = held + before + ordinary;
            *shares = i128::from(ownership.0) * others / (10_000 - fixed);
        }
    }
    let total = held + pool + safes.iter().sum::<i128>() + series;
    let count = |shares: i128| u64::try_from(shares).map_err(|_| out_of_range());
    let counts = |shares: Vec<i128>| shares.into_iter().map(count).collect::<Result<Vec<_>, _>>();
    Ok(Legal {
        price: count(price)?,
        safes: counts(safes)?,
        investments: counts(investments)?,
        pool: count(pool)?,
        total: count(total)?,
        residual: i64::try_from(assumed - total).map_err(|_| out_of_range())?,
    })
}

/// Rounds a round that has an exact solution.
pub(crate) fn solve(priced: &Priced) -> Result<Legal, CapTableError> {
    let mut assumed = i128::from(priced.held) + i128::from(priced.pool);
    let mut best: Option<Legal> = None;
    for _ in 0..PASSES {
        if assumed <= 0 {
            return Err(CapTableError::OutOfRange);
        }
        let legal = pass(priced, assumed)?;
        assumed = i128::from(legal.total);
        let nearer = best
            .as_ref()
            .is_none_or(|best| legal.residual.abs() < best.residual.abs());
        let stands = legal.residual == 0;
        if nearer {
            best = Some(legal);
        }
        if stands {
            break;
        }
    }
    best.ok_or(CapTableError::OutOfRange)
}
