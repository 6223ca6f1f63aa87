//! Every rule is broken once, on a plan that breaks none.

use std::collections::HashSet;

use venture::plan::Plan;
use venture::plan::bounded::{List, Text};
use venture::plan::checks::{Finding, Rule, Severity, check};
use venture::plan::compute::{Serving, TrainingMemory, Zero};
use venture::plan::data::{Licence, Right};
use venture::plan::date::Date;
use venture::plan::document::Assumption;
use venture::plan::finance::{CostKind, Grant, GrantKind};
use venture::plan::montecarlo::Range;
use venture::plan::route::{BuildMode, Market};
use venture::plan::units::BasisPoints;

use crate::sample::{cny, line, sound, training};

fn found(plan: &Plan, rule: Rule) -> Option<Finding> {
    check(plan).into_iter().find(|finding| finding.rule == rule)
}

/// A rule, the first field it must name, a plan that does not break it, and
/// what does.
struct Case(Rule, &'static str, fn() -> Plan, fn(&mut Plan));

fn broken() -> Vec<Case> {
    vec![
        Case(
            Rule::ForecastFails,
            "finance.drivers.streams.0.churn",
            sound,
            |p| {
                p.finance.drivers.streams[0].churn = BasisPoints(-1);
            },
        ),
        Case(Rule::CapTableFails, "funding.ownership", sound, |p| {
            p.funding.ownership.rounds[0].pool = BasisPoints::percent(95);
        }),
        Case(Rule::ComputeFails, "compute.budget", training, |p| {
            p.compute.budget.peak_flops = 0;
        }),
        Case(Rule::MarginFails, "pricing.request.retry", sound, |p| {
            p.pricing.request.retry = BasisPoints(-1);
        }),
        Case(Rule::RangeDisordered, "uncertainty.ranges.0", sound, |p| {
            p.uncertainty.ranges[0] = Range {
                low: BasisPoints(2),
                ..Range::default()
            };
        }),
        Case(Rule::HiresOverCash, "team.roles.1.start", sound, |p| {
            p.finance.drivers.opening_cash = cny(200_000);
            p.funding.tranches = List::default();
        }),
        Case(
            Rule::MilestoneBeyondRunway,
            "milestones.0.due",
            sound,
            |p| {
                p.finance.drivers.opening_cash = cny(200_000);
                p.funding.tranches = List::default();
            },
        ),
        Case(Rule::TranchesOverRounds, "funding.tranches", sound, |p| {
            p.funding.tranches[0].amount.minor += 1;
        }),
        Case(
            Rule::GrantOverCosts,
            "finance.drivers.grants.0.eligible",
            sound,
            |p| {
                let grant = Grant {
                    kind: GrantKind::Reimbursement,
                    eligible: cny(10_000_000),
                    months: 3,
                    ..Grant::default()
                };
                p.finance.drivers.grants.push(grant).unwrap();
            },
        ),
        Case(Rule::LaunchBeforeFiling, "route.launch", sound, |p| {
            p.compliance.filings[0].planned = p.route.launch.unwrap().plus_days(1);
        }),
        Case(Rule::FilingTooLate, "route.launch", sound, |p| {
            p.route.launch = p.start.unwrap().plus_days(30);
            for filing in &mut p.compliance.filings {
                filing.planned = p.start;
            }
        }),
        Case(Rule::DataBlocked, "data.sources.1.licence", sound, |p| {
            p.data.sources[1].licence = Licence::Unknown;
        }),
        Case(
            Rule::TokensOverLicensed,
            "compute.budget.training.tokens",
            training,
            |p| {
                p.data.sources[1].training = Right::Refused;
            },
        ),
        Case(
            Rule::TokensBelowOptimal,
            "compute.budget.training.tokens",
            training,
            |p| {
                p.compute.budget.training.tokens -= 1;
            },
        ),
        Case(
            Rule::MarketWithoutCount,
            "problem.market.customers",
            sound,
            |p| {
                p.problem.market.claimed = Some(cny(1_000_000));
                p.problem.market.yearly_spend = cny(100);
            },
        ),
        Case(
            Rule::MarketOverCount,
            "problem.market.claimed",
            sound,
            |p| {
                p.problem.market.claimed = Some(cny(1_000_101));
                p.problem.market.customers = 1_000;
                p.problem.market.yearly_spend = cny(100);
            },
        ),
        Case(
            Rule::NoSecondSource,
            "compute.suppliers.0.second_source",
            sound,
            |p| {
                p.compute.suppliers[0].second_source = line(" ");
            },
        ),
        Case(
            Rule::SupplierWithdrawn,
            "compute.suppliers.0.deprecation",
            sound,
            |p| {
                p.compute.suppliers[0].deprecation = Date::new(2029, 12, 31);
            },
        ),
        Case(
            Rule::SupplierUnknown,
            "pricing.request.calls.0.supplier",
            sound,
            |p| {
                p.pricing.request.calls[0].supplier = line("nobody");
            },
        ),
        Case(
            Rule::TrainingUnfunded,
            "finance.drivers.costs",
            training,
            |p| {
                p.finance.drivers.costs[0].kind = CostKind::Data;
            },
        ),
        Case(
            Rule::TrainingDoesNotFit,
            "compute.memory.accelerators",
            training,
            |p| {
                p.compute.memory = TrainingMemory {
                    parameters: 10_000_000_000,
                    accelerators: 1,
                    zero: Zero::Stage3,
                    fp32_gradients: false,
                };
            },
        ),
        Case(
            Rule::ServingDoesNotFit,
            "compute.serving_accelerators",
            training,
            |p| {
                p.compute.serving_accelerators = 1;
                p.compute.serving = Serving {
                    parameters: 50_000_000_000,
                    bits: 16,
                    ..Serving::default()
                };
            },
        ),
        Case(Rule::MfuUnlikely, "compute.budget.mfu", training, |p| {
            p.compute.budget.mfu = BasisPoints::percent(90);
        }),
        Case(
            Rule::PriceUndated,
            "compute.budget.price_as_of",
            training,
            |p| {
                p.compute.budget.price_as_of = None;
            },
        ),
        Case(Rule::HeavyUsersLose, "pricing.usage.price", sound, |p| {
            p.pricing.usage.heavy_share = BasisPoints::percent(100);
        }),
        Case(Rule::MarginBelowTarget, "pricing.usage.price", sound, |p| {
            p.pricing.target_margin = BasisPoints::percent(99);
        }),
        Case(Rule::PriceDiffers, "pricing.usage.price", sound, |p| {
            p.pricing.usage.price.minor += 1;
        }),
        Case(
            Rule::MilestoneWithoutEval,
            "milestones.1.evals",
            sound,
            |p| {
                p.milestones[1].evals = List::default();
            },
        ),
        Case(Rule::RiskUncovered, "risks.3.test", sound, |p| {
            (p.risks[3].likelihood, p.risks[3].impact) = (3, 4);
        }),
        Case(
            Rule::AssumptionUntested,
            "assumptions.2.experiments",
            sound,
            |p| {
                let assumption = Assumption {
                    importance: 4,
                    ..Assumption::default()
                };
                p.assumptions.push(assumption).unwrap();
            },
        ),
        Case(
            Rule::IpUnassigned,
            "team.founders.1.ip_assigned",
            sound,
            |p| {
                p.team.founders[1].ip_assigned = false;
            },
        ),
        Case(
            Rule::SystemicRisk,
            "compute.budget.training",
            training,
            |p| {
                p.route.markets.push(Market::Eu).unwrap();
                p.compute.budget.training.parameters = 1_000_000_000_000;
                p.compute.budget.training.tokens = 20_000_000_000_000;
            },
        ),
    ]
}

#[test]
fn a_sound_plan_breaks_no_rule() {
    assert_eq!(check(&sound()), []);
    assert_eq!(check(&training()), []);
}

#[test]
fn an_empty_plan_breaks_no_rule() {
    assert_eq!(check(&Plan::default()), []);
}

#[test]
fn every_rule_is_found_and_names_its_field() {
    let mut seen = HashSet::new();
    for Case(rule, field, base, spoil) in broken() {
        let mut plan = base();
        assert_eq!(found(&plan, rule), None, "{rule:?}");
        spoil(&mut plan);
        let finding = found(&plan, rule).unwrap_or_else(|| panic!("{rule:?}"));
        assert_eq!(finding.fields[0], field, "{rule:?}");
        assert_eq!(finding.severity, rule.severity());
        seen.insert(rule);
    }
    // As many as the enumeration has.
    assert_eq!(seen.len(), 32);
}

#[test]
fn the_gravest_come_first() {
    let mut plan = sound();
    plan.milestones[0].evals = List::default();
    plan.team.founders[0].ip_assigned = false;
    plan.data.sources[0].licence = Licence::Unknown;
    let findings = check(&plan);
    let severities: Vec<_> = findings.iter().map(|one| one.severity).collect();
    let expected = [Severity::Error, Severity::Warning, Severity::Note];
    assert_eq!(severities, expected);
}

#[test]
fn people_there_from_the_beginning_are_no_hires() {
    let mut plan = sound();
    plan.finance.drivers.opening_cash = cny(200_000);
    plan.funding.tranches = List::default();
    let hires = check(&plan)
        .into_iter()
        .filter(|one| one.rule == Rule::HiresOverCash);
    let fields: Vec<_> = hires.map(|one| one.fields[0].clone()).collect();
    assert_eq!(fields, ["team.roles.1.start", "team.roles.2.start"]);
}

#[test]
fn a_hire_three_months_before_the_end_is_over_cash_and_four_is_not() {
    let mut plan = sound();
    plan.funding.tranches = List::default();
    for (start, found) in [(3, 0), (4, 1)] {
        for role in &mut plan.team.roles {
            role.people = 0;
        }
        plan.team.roles[1].start = start;
        plan.team.roles[1].people = 1;
        plan.team.roles[1].salary = cny(0);
        plan.team.roles[0].people = 3;
        plan.finance.drivers.opening_cash = cny(0);
        let months = plan.resolve().unwrap().forecast().unwrap().months;
        // Enough to end month 6 with nothing: the cash is out in month 7.
        plan.finance.drivers.opening_cash.minor = -months[6].closing_cash;
        let hires = check(&plan)
            .into_iter()
            .filter(|one| one.rule == Rule::HiresOverCash);
        assert_eq!(hires.count(), found, "month {start}");
    }
}

#[test]
fn a_filing_on_the_day_of_launch_is_in_time() {
    let mut plan = sound();
    plan.compliance.filings[0].planned = plan.route.launch;
    assert_eq!(check(&plan), []);
}

#[test]
fn who_calls_an_api_needs_no_licensed_tokens() {
    let mut plan = training();
    plan.data.sources[1].used = false;
    assert!(found(&plan, Rule::TokensOverLicensed).is_some());
    plan.route.build = BuildMode::Api;
    assert_eq!(found(&plan, Rule::TokensOverLicensed), None);
}

#[test]
fn a_filing_that_is_done_is_never_too_late() {
    let mut plan = sound();
    plan.route.launch = plan.start.unwrap().plus_days(30);
    for filing in &mut plan.compliance.filings {
        filing.done = plan.start;
    }
    assert_eq!(found(&plan, Rule::FilingTooLate), None);
    assert_eq!(found(&plan, Rule::LaunchBeforeFiling), None);
    plan.compliance.filings = List::default();
    assert!(found(&plan, Rule::LaunchBeforeFiling).is_some());
}

#[test]
fn notes_do_not_count_as_findings() {
    let mut plan = sound();
    plan.notes
        .insert(venture::plan::Section::Risks, Text::clipped("later"));
    assert_eq!(check(&plan), []);
}
