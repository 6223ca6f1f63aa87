//! Obligations, milestones, risks and people.

use super::{Finding, Rule};
use crate::plan::compliance::obligations;
use crate::plan::document::{Plan, Verdict};

/// Scores from which a risk is grave: likely and bad.
const GRAVE: u8 = 12;

/// Importance from which an assumption must be put to the test.
const IMPORTANT: u8 = 4;

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    filings(plan, findings);
    for (index, milestone) in plan.milestones.iter().enumerate() {
        if milestone.evals.is_empty() {
            let fields = [format!("milestones.{index}.evals")];
            findings.push(
                Finding::new(Rule::MilestoneWithoutEval, fields).with("milestone", &milestone.name),
            );
        }
    }
    for (index, risk) in plan.risks.iter().enumerate() {
        if risk.score().is_some_and(|score| score >= GRAVE) && !risk.is_covered() {
            let fields = [
                format!("risks.{index}.test"),
                format!("risks.{index}.owner"),
            ];
            findings.push(Finding::new(Rule::RiskUncovered, fields).with("risk", &risk.title));
        }
    }
    for (index, assumption) in plan.assumptions.iter().enumerate() {
        let tried = |verdict| !matches!(verdict, Verdict::Open);
        let tested = assumption
            .experiments
            .iter()
            .any(|one| tried(one.verdict) || !(one.method.is_blank() || one.success.is_blank()));
        if assumption.importance >= IMPORTANT && !tested {
            let fields = [format!("assumptions.{index}.experiments")];
            findings.push(
                Finding::new(Rule::AssumptionUntested, fields)
                    .with("assumption", &assumption.statement),
            );
        }
    }
    for (index, founder) in plan.team.founders.iter().enumerate() {
        if !founder.ip_assigned {
            let fields = [format!("team.founders.{index}.ip_assigned")];
            findings.push(Finding::new(Rule::IpUnassigned, fields).with("founder", &founder.name));
        }
    }
}

fn filings(plan: &Plan, findings: &mut Vec<Finding>) {
    let Some(launch) = plan.route.launch else {
        return;
    };
    for item in obligations(plan) {
        let id = item.fact.id;
        if !item.fact.gates_launch {
            continue;
        }
        let filed = plan.compliance.filings.iter();
        let filed = filed.filter(|filing| filing.obligation.as_str() == id);
        let met = filed.clone().filter_map(|filing| filing.done).min();
        let day = met.or_else(|| filed.filter_map(|filing| filing.planned).min());
        let rule = match (day, plan.start, item.begin) {
            (None, ..) => Rule::LaunchBeforeFiling,
            (Some(day), ..) if day > launch => Rule::LaunchBeforeFiling,
            (_, Some(start), Some(begin)) if met.is_none() && begin < start => Rule::FilingTooLate,
            _ => continue,
        };
        let fields = ["route.launch", "compliance.filings"];
        let mut finding = Finding::new(rule, fields)
            .with("obligation", id)
            .with("launch", launch);
        if let Some(day) = day {
            finding = finding.with("met", day);
        }
        if let Some(begin) = item.begin {
            finding = finding.with("begin", begin);
        }
        findings.push(finding);
    }
}
