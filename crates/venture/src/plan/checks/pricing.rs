//! The price against cost and forecast.

use super::{Finding, Rule};
use crate::plan::document::Plan;
use crate::plan::margin::{MarginError, Usage, cost_tree, heavy_users};

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    let usage = plan.pricing.usage;
    let request = &plan.pricing.request;
    if usage == Usage::default() && request.calls.is_empty() && request.units.is_empty() {
        return;
    }
    let currency = usage.price.currency;
    let margins = cost_tree(request, currency, &plan.rates)
        .and_then(|tree| heavy_users(&usage, tree.value.cost));
    match margins {
        Ok(margins) => {
            let (average, heaviest) = (margins.value.average, margins.value.heaviest);
            if heaviest < 0.0 {
                let fields = [
                    "pricing.usage.price",
                    "pricing.usage.heavy_share",
                    "pricing.request",
                ];
                findings.push(Finding::new(Rule::HeavyUsersLose, fields).with("margin", heaviest));
            }
            if average < plan.pricing.target_margin.fraction() {
                let fields = ["pricing.usage.price", "pricing.request"];
                findings.push(
                    Finding::new(Rule::MarginBelowTarget, fields)
                        .with("margin", average)
                        .with("target", plan.pricing.target_margin),
                );
            }
        }
        Err(error) => {
            let field = match &error {
                MarginError::NotShare { field }
                | MarginError::Negative { field }
                | MarginError::Zero { field }
                | MarginError::Money { field, .. } => field.clone(),
            };
            findings.push(Finding::new(Rule::MarginFails, [field]).with("error", error));
        }
    }
    differs(plan, findings);
}

/// No product of the forecast is sold at the price that the margin is computed
/// for.
fn differs(plan: &Plan, findings: &mut Vec<Finding>) {
    let streams = &plan.finance.drivers.streams;
    let price = plan.pricing.usage.price;
    if price.minor > 0 && !streams.is_empty() && streams.iter().all(|stream| stream.arpa != price) {
        let fields = ["pricing.usage.price", "finance.drivers.streams.0.arpa"];
        findings.push(
            Finding::new(Rule::PriceDiffers, fields)
                .with("price", price)
                .with("ARPA", streams[0].arpa),
        );
    }
}
