//! The market claimed against the market counted.

use super::{Finding, Rule};
use crate::plan::document::Plan;

/// How many times the count a claim may be before it is pointed out.
const TIMES: i128 = 10;

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    let market = &plan.problem.market;
    let Some(claimed) = market.claimed.filter(|claimed| claimed.minor > 0) else {
        return;
    };
    if market.customers == 0 || market.yearly_spend.minor <= 0 {
        let fields = [
            "problem.market.customers",
            "problem.market.yearly_spend",
            "problem.market.claimed",
        ];
        findings.push(Finding::new(Rule::MarketWithoutCount, fields).with("claimed", claimed));
        return;
    }
    let Ok(spend) = plan.rates.convert(market.yearly_spend, claimed.currency) else {
        return;
    };
    // Below 2⁶⁴ · 2⁶³: fits.
    let counted = i128::from(market.customers) * i128::from(spend.money.minor);
    if i128::from(claimed.minor) / TIMES > counted {
        let fields = ["problem.market.claimed", "problem.market.customers"];
        findings.push(
            Finding::new(Rule::MarketOverCount, fields)
                .with("claimed", claimed)
                .with("counted (minor units)", counted),
        );
    }
}
