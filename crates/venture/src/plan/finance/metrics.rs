//! Figures read off a forecast.

use serde::Serialize;

use super::alive::{DefaultAlive, default_alive};
use super::forecast::{Forecast, MONTHS};
use crate::plan::computed::{Computed, Formula};
use crate::plan::money::Money;

const RUNWAY: Formula = Formula {
    id: "runway",
    text: "cash(t+1) = cash(t) + receipts − payments + tranches; runway = first month with cash < 0",
    source: "Cash-flow identity",
};
const FLAT_RUNWAY: Formula = Formula {
    id: "flat_runway",
    text: "cash ÷ net burn; ∞ if net burn ≤ 0",
    source: "Feld and Mendelson, Venture Deals, 4th ed., 2019",
};
const NET_BURN: Formula = Formula {
    id: "net_burn",
    text: "cash out − operating cash in",
    source: "Feld and Mendelson, Venture Deals, 4th ed., 2019",
};
const BURN_MULTIPLE: Formula = Formula {
    id: "burn_multiple",
    text: "net burn ÷ net new ARR",
    source: "David Sacks, The Burn Multiple, 2020",
};
const GROSS_MARGIN: Formula = Formula {
    id: "gross_margin",
    text: "(revenue − COGS) ÷ revenue; COGS: inference, hosting, support, review, payment fees",
    source: "IAS 1 §103; a16z, The New Business of AI, 2020",
};

/// How long the cash lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Runway {
    /// Cash is below zero at the end of this month, from 0.
    Until(u16),
    /// Cash lasts the whole forecast.
    Beyond,
}

impl Runway {
    /// Full months with cash: the horizon where it lasts beyond.
    pub fn months(self) -> u16 {
        match self {
            Self::Until(month) => month,
            Self::Beyond => MONTHS as u16,
        }
    }
}

impl Forecast {
    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// The first month that ends with less than nothing.
    pub fn runway(&self) -> Computed<Runway> {
        let first = self.months.iter().position(|month| month.closing_cash < 0);
        let runway = first.map_or(Runway::Beyond, |month| Runway::Until(month as u16));
        let lowest = self.months.iter().map(|month| month.closing_cash).min();
        Computed::new(runway, RUNWAY)
            .with("opening cash", self.money(self.opening_cash))
            .with("lowest cash", self.money(lowest.unwrap_or_default()))
    }

    /// Cash out less operating cash in, in a month; `None` beyond the horizon.
    pub fn net_burn(&self, month: usize) -> Option<Computed<Money>> {
        let row = self.months.get(month)?;
        let out = row.payments.saturating_add(row.grants_returned);
        let operating = row.receipts.saturating_add(row.grants_received);
        Some(
            Computed::new(self.money(row.net_burn()), NET_BURN)
                .with("month", month)
                .with("cash out", self.money(out))
                .with("operating cash in", self.money(operating)),
        )
    }

    /// Months that the cash at the end of a month lasts at that month's burn:
    /// `f64::INFINITY` where nothing is burnt, 0 where there is none left.
    pub fn flat_runway(&self, month: usize) -> Option<Computed<f64>> {
        let row = self.months.get(month)?;
        let (cash, burn) = (row.closing_cash, row.net_burn());
        let months = if burn <= 0 {
            f64::INFINITY
        } else {
            cash.max(0) as f64 / burn as f64
        };
        Some(
            Computed::new(months, FLAT_RUNWAY)
                .with("month", month)
                .with("cash", self.money(cash))
                .with("net burn", self.money(burn)),
        )
    }

    /// Net burn over net new annual recurring revenue between the ends of two
    /// months: `None` where the range is empty or no revenue is added.
    pub fn burn_multiple(&self, from: usize, to: usize) -> Option<Computed<f64>> {
        let (before, after) = (self.months.get(from)?, self.months.get(to)?);
        let months = self.months.get(from + 1..=to)?;
        let burn: f64 = months.iter().map(|month| month.net_burn() as f64).sum();
        let added = (after.revenue as f64 - before.revenue as f64) * 12.0;
        (added > 0.0).then(|| {
            Computed::new(burn / added, BURN_MULTIPLE)
                .with("months", format!("{}–{to}", from + 1))
                .with("net burn (minor units)", burn)
                .with("net new ARR (minor units)", added)
        })
    }

    /// Gross margin of a month as a fraction; `None` without revenue.
    pub fn gross_margin(&self, month: usize) -> Option<Computed<f64>> {
        let row = self.months.get(month)?;
        (row.revenue > 0).then(|| {
            let margin = (row.revenue as f64 - row.cogs as f64) / row.revenue as f64;
            Computed::new(margin, GROSS_MARGIN)
                .with("revenue", self.money(row.revenue))
                .with("COGS", self.money(row.cogs))
        })
    }

    /// Whether the company, as it stands at the end of a month, breaks even
    /// before its cash is out. Growth is the mean of the last three months'.
    pub fn default_alive(&self, month: usize) -> Option<Computed<DefaultAlive>> {
        let row = self.months.get(month)?;
        let before = self.months.get(month.checked_sub(3)?)?;
        let growth = if before.revenue > 0 {
            (row.revenue as f64 / before.revenue as f64).cbrt() - 1.0
        } else {
            0.0
        };
        Some(default_alive(
            self.money(row.closing_cash),
            self.money(row.revenue),
            self.money(row.payments),
            growth,
        ))
    }
}
