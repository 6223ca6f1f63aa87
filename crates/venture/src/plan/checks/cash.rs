//! Cash against hires, milestones, rounds and grants.

use super::{Finding, Rule};
use crate::plan::captable;
use crate::plan::document::Plan;
use crate::plan::finance::{Forecast, GrantKind, Runway};
use crate::plan::money::Money;
use crate::plan::montecarlo::SimulationError;

/// Months before the cash is out in which a hire is still over it: notice and
/// severance outlast the cash.
const NOTICE_MONTHS: u16 = 3;

pub(super) fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    match plan.resolve().and_then(|resolved| resolved.forecast()) {
        Ok(forecast) => {
            if let Runway::Until(out) = forecast.runway().value {
                hires(plan, out, findings);
                milestones(plan, out, findings);
            }
            grants(plan, &forecast, findings);
        }
        Err(error) => {
            findings.push(Finding::new(Rule::ForecastFails, [error.field()]).with("error", &error));
        }
    }
    if let Err(SimulationError::Disordered { index }) = plan.uncertainty.check() {
        let field = format!("uncertainty.ranges.{index}");
        findings.push(Finding::new(Rule::RangeDisordered, [field]));
    }
    ownership(plan, findings);
}

fn hires(plan: &Plan, out: u16, findings: &mut Vec<Finding>) {
    for (index, role) in plan.team.roles.iter().enumerate() {
        // Whoever is there from the beginning is no hire.
        if role.start > 0 && role.people > 0 && role.start.saturating_add(NOTICE_MONTHS) >= out {
            let fields = [
                format!("team.roles.{index}.start"),
                "finance.drivers.opening_cash".to_owned(),
                "funding.tranches".to_owned(),
            ];
            findings.push(
                Finding::new(Rule::HiresOverCash, fields)
                    .with("month of hire", role.start)
                    .with("month without cash", out),
            );
        }
    }
}

fn milestones(plan: &Plan, out: u16, findings: &mut Vec<Finding>) {
    let Some(start) = plan.start else { return };
    for (index, milestone) in plan.milestones.iter().enumerate() {
        let Some(due) = milestone.due.filter(|_| milestone.reached.is_none()) else {
            continue;
        };
        if due.months_since(start) >= i32::from(out) {
            let fields = [
                format!("milestones.{index}.due"),
                "funding.tranches".to_owned(),
            ];
            findings.push(
                Finding::new(Rule::MilestoneBeyondRunway, fields)
                    .with("due", due)
                    .with("month without cash", out),
            );
        }
    }
}

/// The eligible cost of a grant's months against what the plan spends in them,
/// on compute where it is a voucher.
fn grants(plan: &Plan, forecast: &Forecast, findings: &mut Vec<Finding>) {
    for (index, grant) in plan.finance.drivers.grants.iter().enumerate() {
        let Ok(eligible) = plan.rates.convert(grant.eligible, plan.currency) else {
            continue;
        };
        let eligible = eligible.money.minor;
        let first = usize::from(grant.start);
        let months = forecast.months.iter().enumerate().skip(first);
        let short = months.take(usize::from(grant.months)).find(|(_, month)| {
            let spent = match grant.kind {
                GrantKind::Reimbursement => month.payments,
                // Compute is within these two, before what vouchers paid.
                GrantKind::Voucher => month
                    .cogs
                    .saturating_add(month.research)
                    .saturating_add(month.vouchers),
            };
            spent < eligible
        });
        if let Some((month, _)) = short {
            let fields = [
                format!("finance.drivers.grants.{index}.eligible"),
                "finance.drivers.costs".to_owned(),
            ];
            findings.push(
                Finding::new(Rule::GrantOverCosts, fields)
                    .with("month", month)
                    .with("eligible", Money::new(eligible, plan.currency)),
            );
        }
    }
}

fn ownership(plan: &Plan, findings: &mut Vec<Finding>) {
    let ownership = &plan.funding.ownership;
    if ownership.holders.is_empty() && ownership.rounds.is_empty() {
        return;
    }
    if let Err(error) = captable::solve(ownership, plan.currency, &plan.rates) {
        let field = "funding.ownership";
        findings.push(Finding::new(Rule::CapTableFails, [field]).with("error", error));
        return;
    }
    let rounds = ownership.rounds.iter();
    let new_money = rounds.flat_map(|round| round.investments.iter().map(|one| one.amount));
    let safes = ownership.safes.iter().map(|safe| safe.amount);
    let provided = sum(plan, safes.chain(new_money));
    let tranches = sum(plan, plan.funding.tranches.iter().map(|one| one.amount));
    if let (Some(provided), Some(tranches)) = (provided, tranches)
        && tranches > provided
    {
        let fields = [
            "funding.tranches",
            "funding.ownership.rounds",
            "funding.ownership.safes",
        ];
        findings.push(
            Finding::new(Rule::TranchesOverRounds, fields)
                .with("tranches", Money::new(tranches, plan.currency))
                .with("SAFEs and rounds", Money::new(provided, plan.currency)),
        );
    }
}

/// The sum of amounts in the plan's currency; `None` without a rate.
fn sum(plan: &Plan, mut amounts: impl Iterator<Item = Money>) -> Option<i64> {
    amounts.try_fold(0_i64, |sum, amount| {
        let amount = plan.rates.convert(amount, plan.currency).ok()?;
        sum.checked_add(amount.money.minor)
    })
}
