//! What a customer brings, costs and pays back.

use serde::Serialize;

use super::forecast::{Forecast, Month};
use crate::plan::computed::{Computed, Formula};
use crate::plan::money::Money;
use crate::plan::units::{BasisPoints, whole};

const LTV: Formula = Formula {
    id: "ltv",
    text: "ARPA · GM ÷ churn, at most 60 months of ARPA · GM",
    source: "David Skok, SaaS Metrics 2.0; five years' cap by convention",
};
const CAC: Formula = Formula {
    id: "cac",
    text: "sales and marketing ÷ new customers",
    source: "David Skok, SaaS Metrics 2.0",
};
const PAYBACK: Formula = Formula {
    id: "cac_payback",
    text: "CAC ÷ (ARPA · GM)",
    source: "David Skok, SaaS Metrics 2.0",
};
const RATIO: Formula = Formula {
    id: "ltv_cac",
    text: "LTV ÷ CAC",
    source: "David Skok, SaaS Metrics 2.0",
};

/// The longest life of a customer that LTV counts, in months: a young company
/// cannot know a churn that implies more.
pub const LTV_MONTHS: f64 = 60.0;

/// Unit economics. A figure is `None` where its divisor is zero or below.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitEconomics {
    /// Gross profit of a customer's whole life, in minor units.
    pub ltv: Computed<f64>,
    /// Cost of winning a customer, in minor units.
    pub cac: Option<Computed<f64>>,
    /// Months until a customer has paid back the cost of winning it.
    pub payback: Option<Computed<f64>>,
    /// LTV over CAC.
    pub ltv_cac: Option<Computed<f64>>,
}

/// Unit economics of a customer with this revenue and gross margin (a fraction,
/// may be negative) a month, lost at `churn` a month, and won by `sales` of sales
/// and marketing for `new_customers`. The amounts are in one currency.
pub fn unit_economics(
    arpa: Money,
    gross_margin: f64,
    churn: BasisPoints,
    sales: Money,
    new_customers: f64,
) -> UnitEconomics {
    let profit = arpa.minor as f64 * gross_margin;
    let churned = churn.clamped().fraction();
    let life = if churned > 0.0 {
        (1.0 / churned).min(LTV_MONTHS)
    } else {
        LTV_MONTHS
    };
    let ltv = profit * life;
    let cac = (new_customers > 0.0).then(|| sales.minor as f64 / new_customers);
    UnitEconomics {
        ltv: Computed::new(ltv, LTV)
            .with("ARPA", arpa)
            .with("GM", gross_margin)
            .with("churn", churn),
        cac: cac.map(|cac| {
            Computed::new(cac, CAC)
                .with("sales and marketing", sales)
                .with("new customers", new_customers)
        }),
        payback: cac.filter(|_| profit > 0.0).map(|cac| {
            Computed::new(cac / profit, PAYBACK)
                .with("CAC (minor units)", cac)
                .with("ARPA", arpa)
                .with("GM", gross_margin)
        }),
        ltv_cac: cac.filter(|cac| *cac > 0.0).map(|cac| {
            Computed::new(ltv / cac, RATIO)
                .with("LTV (minor units)", ltv)
                .with("CAC (minor units)", cac)
        }),
    }
}

impl Forecast {
    /// Unit economics over the months `from` to `to`, both included, from the
    /// forecast's own revenue, margin, losses and sales cost. `None` where the
    /// range is not in the forecast or nobody pays in it.
    pub fn unit_economics(&self, from: usize, to: usize) -> Option<UnitEconomics> {
        let months = self.months.get(from..=to)?;
        let sum = |of: fn(&Month) -> f64| months.iter().map(of).sum::<f64>();
        let customer_months = sum(|month| month.customers);
        let revenue = sum(|month| month.revenue as f64);
        if customer_months <= 0.0 || revenue <= 0.0 {
            return None;
        }
        let margin = (revenue - sum(|month| month.cogs as f64)) / revenue;
        // Those at risk in a month are those at its beginning: at its end, and
        // lost, but not new.
        let lost = sum(|month| month.lost_customers);
        let at_risk = customer_months + lost - sum(|month| month.new_customers);
        let churn = if at_risk > 0.0 { lost / at_risk } else { 0.0 };
        let arpa = whole(revenue / customer_months)?;
        let sales = whole(sum(|month| month.sales as f64))?;
        Some(unit_economics(
            Money::new(arpa, self.currency),
            margin,
            BasisPoints((churn * 10_000.0).round() as i32),
            Money::new(sales, self.currency),
            sum(|month| month.new_customers),
        ))
    }
}
