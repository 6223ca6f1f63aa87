//! Data against launch and training.

use super::{Finding, Rule};
use crate::plan::data::gate;
use crate::plan::document::Plan;

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    let gate = gate(&plan.data.sources, &plan.route).value;
    if !gate.is_open() {
        let fields = gate.blockers.iter().map(|blocker| blocker.field.clone());
        findings
            .push(Finding::new(Rule::DataBlocked, fields).with("blockers", gate.blockers.len()));
    }
    let tokens = plan.compute.budget.training.tokens;
    if plan.route.own_model() && u128::from(tokens) > gate.licensed_tokens {
        let fields = ["compute.budget.training.tokens", "data.sources"];
        findings.push(
            Finding::new(Rule::TokensOverLicensed, fields)
                .with("training tokens", tokens)
                .with("licensed tokens", gate.licensed_tokens),
        );
    }
}
