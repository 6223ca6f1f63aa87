//! Default alive or default dead.

use serde::Serialize;

use crate::plan::computed::{Computed, Formula};
use crate::plan::money::Money;

const DEFAULT_ALIVE: Formula = Formula {
    id: "default_alive",
    text: "at constant expense and growth, revenue ≥ expense comes before cash < 0",
    source: "Paul Graham, Default Alive or Default Dead?, 2015",
};

/// Months looked ahead: growth that has not paid by then does not count.
const HORIZON: u32 = 240;

/// Whether break-even comes before the cash is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultAlive {
    /// Revenue covers expense after so many months, with cash left.
    Alive {
        /// Months to break-even.
        break_even: u32,
    },
    /// Cash is out after so many months, before revenue covers expense.
    Dead {
        /// Months to the first one that ends below zero.
        cash_out: u32,
    },
    /// Neither happens in twenty years: the loss is too small to matter.
    Undecided,
}

impl DefaultAlive {
    /// Whether the cash is never out first.
    pub fn is_alive(self) -> bool {
        !matches!(self, Self::Dead { .. })
    }
}

/// Whether a company with this cash, monthly revenue and monthly expense
/// breaks even before its cash is out, if revenue grows by `growth` (a fraction)
/// a month and expense stays. The amounts are in one currency.
pub fn default_alive(
    cash: Money,
    revenue: Money,
    expense: Money,
    growth: f64,
) -> Computed<DefaultAlive> {
    Computed::new(decide(cash, revenue, expense, growth), DEFAULT_ALIVE)
        .with("cash", cash)
        .with("revenue", revenue)
        .with("expense", expense)
        .with("growth a month", growth)
}

fn decide(cash: Money, revenue: Money, expense: Money, growth: f64) -> DefaultAlive {
    let mut left = cash.minor as f64;
    let mut earned = revenue.minor as f64;
    let expense = expense.minor as f64;
    // The first month ahead grows on the present one.
    for month in 1..=HORIZON {
        if left < 0.0 {
            return DefaultAlive::Dead {
                cash_out: month - 1,
            };
        }
        if earned >= expense {
            return DefaultAlive::Alive {
                break_even: month - 1,
            };
        }
        earned *= 1.0 + growth;
        left += earned - expense;
    }
    DefaultAlive::Undecided
}
