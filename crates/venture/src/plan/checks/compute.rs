//! Compute against memory, money and suppliers.

use super::{Finding, Rule};
use crate::plan::compliance::SYSTEMIC_FLOPS;
use crate::plan::compute::{
    Bill, accelerator, activations, bill, chinchilla_tokens, inference_memory, model_flops,
    training_memory,
};
use crate::plan::document::Plan;
use crate::plan::finance::CostKind;
use crate::plan::money::Money;
use crate::plan::route::{BuildMode, Market};

/// Shares of the peak that publications report, in basis points: from small
/// clusters to the best tuned.
const MFU: std::ops::RangeInclusive<i32> = 2_000..=6_000;

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    suppliers(plan, findings);
    serving(plan, findings);
    let budget = &plan.compute.budget;
    if budget.training.parameters == 0 && budget.training.tokens == 0 {
        return;
    }
    match bill(budget, &plan.rates) {
        Ok(bill) => unfunded(plan, &bill, findings),
        Err(error) => {
            findings
                .push(Finding::new(Rule::ComputeFails, ["compute.budget"]).with("error", error));
        }
    }
    memory(plan, findings);
    if !MFU.contains(&budget.mfu.0) {
        findings
            .push(Finding::new(Rule::MfuUnlikely, ["compute.budget.mfu"]).with("MFU", budget.mfu));
    }
    if budget.price_low.nanos != 0 && budget.price_as_of.is_none() {
        findings.push(Finding::new(
            Rule::PriceUndated,
            ["compute.budget.price_as_of"],
        ));
    }
    // Counted on the parameters a token passes, as the law of the text is.
    if plan.route.build == BuildMode::Pretrain
        && let Ok(active) = budget.training.active()
        && let Ok(optimal) = chinchilla_tokens(active)
        && budget.training.tokens < optimal.value
    {
        let fields = ["compute.budget.training.tokens"];
        findings.push(
            Finding::new(Rule::TokensBelowOptimal, fields)
                .with("tokens", budget.training.tokens)
                .with("training-optimal", optimal.value),
        );
    }
    if plan.route.sells_in(Market::Eu)
        && let Ok(flops) = model_flops(&budget.training)
        && flops.value > SYSTEMIC_FLOPS
    {
        let fields = ["compute.budget.training", "route.markets"];
        findings.push(Finding::new(Rule::SystemicRisk, fields).with("operations", flops.value));
    }
}

fn suppliers(plan: &Plan, findings: &mut Vec<Finding>) {
    let suppliers = &plan.compute.suppliers;
    for (index, supplier) in suppliers.iter().enumerate() {
        if supplier.second_source.is_blank() {
            let fields = [format!("compute.suppliers.{index}.second_source")];
            findings
                .push(Finding::new(Rule::NoSecondSource, fields).with("supplier", &supplier.name));
        }
        let horizon = plan.start.and_then(|start| start.plus_months(36));
        if let (Some(withdrawn), Some(horizon)) = (supplier.deprecation, horizon)
            && withdrawn < horizon
        {
            let fields = [
                format!("compute.suppliers.{index}.deprecation"),
                format!("compute.suppliers.{index}.swap_cost"),
            ];
            findings.push(
                Finding::new(Rule::SupplierWithdrawn, fields)
                    .with("supplier", &supplier.name)
                    .with("withdrawn", withdrawn),
            );
        }
    }
    for (index, call) in plan.pricing.request.calls.iter().enumerate() {
        if suppliers.iter().all(|known| known.name != call.supplier) {
            let fields = [
                format!("pricing.request.calls.{index}.supplier"),
                "compute.suppliers".to_owned(),
            ];
            findings
                .push(Finding::new(Rule::SupplierUnknown, fields).with("supplier", &call.supplier));
        }
    }
}

/// Bytes on one accelerator of the budget's kind, where it is in the table.
fn capacity(plan: &Plan) -> Option<u128> {
    let known = accelerator(plan.compute.budget.accelerator.as_str())?;
    Some(u128::from(known.memory_gb) * 1_000_000_000)
}

fn memory(plan: &Plan, findings: &mut Vec<Finding>) {
    let setup = &plan.compute.memory;
    if setup.parameters == 0 || setup.accelerators == 0 {
        return;
    }
    let needed = training_memory(setup).and_then(|states| {
        let batch = activations(&plan.compute.activations)?;
        Ok(states.value.saturating_add(batch.value))
    });
    if let (Ok(needed), Some(capacity)) = (needed, capacity(plan))
        && needed > capacity
    {
        let fields = [
            "compute.memory.accelerators",
            "compute.memory.zero",
            "compute.activations.recompute",
            "compute.budget.accelerator",
        ];
        findings.push(
            Finding::new(Rule::TrainingDoesNotFit, fields)
                .with("bytes needed", needed)
                .with("bytes there", capacity),
        );
    }
}

fn serving(plan: &Plan, findings: &mut Vec<Finding>) {
    let accelerators = u128::from(plan.compute.serving_accelerators);
    if plan.compute.serving.parameters == 0 || accelerators == 0 {
        return;
    }
    if let (Ok(needed), Some(capacity)) = (inference_memory(&plan.compute.serving), capacity(plan))
        && needed.value > capacity * accelerators
    {
        let fields = [
            "compute.serving_accelerators",
            "compute.serving.bits",
            "compute.serving.kv_cache",
            "compute.budget.accelerator",
        ];
        findings.push(
            Finding::new(Rule::ServingDoesNotFit, fields)
                .with("bytes needed", needed.value)
                .with("bytes there", capacity * accelerators),
        );
    }
}

/// The low end of the bill against all that the plan pays for training, vouchers
/// included.
fn unfunded(plan: &Plan, bill: &Bill, findings: &mut Vec<Finding>) {
    let costs = plan.finance.drivers.costs.iter();
    let paid = costs
        .filter(|cost| cost.kind == CostKind::Training)
        .try_fold(0_i128, |sum, cost| {
            let amount = plan.rates.convert(cost.amount, plan.currency).ok()?;
            let last = if cost.once {
                cost.start
            } else {
                cost.end.unwrap_or(35).min(35)
            };
            let months = (i128::from(last) + 1 - i128::from(cost.start)).max(0);
            Some(sum + i128::from(amount.money.minor) * months)
        });
    let mut totals = bill.totals.iter().map(|total| total.value.0);
    let Some(paid) = paid else { return };
    let Some(low) = totals.find_map(|low| plan.rates.convert(low, plan.currency).ok()) else {
        return;
    };
    if i128::from(low.money.minor) > paid {
        let fields = ["finance.drivers.costs", "compute.budget"];
        let paid = i64::try_from(paid).unwrap_or(i64::MAX);
        findings.push(
            Finding::new(Rule::TrainingUnfunded, fields)
                .with("bill", low.money)
                .with("paid", Money::new(paid, plan.currency)),
        );
    }
}
