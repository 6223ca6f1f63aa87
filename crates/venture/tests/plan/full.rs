//! A plan with everything in it, and everything that computes on a plan.

use venture::plan::bounded::{Line, List};
use venture::plan::captable::{self, Safe, SafeTerms};
use venture::plan::checks::check;
use venture::plan::compliance::{calendar, to_ics};
use venture::plan::compute::{activations, bill, inference_memory, training_memory};
use venture::plan::data::gate;
use venture::plan::date::Date;
use venture::plan::document::{Scenario, Shift, completeness};
use venture::plan::finance::{Actual, Driver, Grant};
use venture::plan::lang::Lang;
use venture::plan::margin::{cost_tree, crossover, heavy_users, hosting_per_mtok, stress};
use venture::plan::money::{Currency, Money, UnitPrice};
use venture::plan::rates::{Rate, Rates};
use venture::plan::templates::Case;
use venture::plan::units::BasisPoints;
use venture::plan::{Plan, Section};

pub fn start() -> Date {
    Date::new(2027, 1, 1).unwrap()
}

/// A plan in which every list has an entry and every choice is made.
pub fn full() -> Plan {
    let mut plan = Case::Platform.plan(Lang::Zh, start());
    let usd = |major| Money::major(major, Currency::Usd);
    plan.rates = Rates(
        List::new(vec![Rate {
            from: Currency::Usd,
            to: Currency::Cny,
            nanos: 7_100_000_000,
            as_of: start(),
            source: Line::clipped("test"),
        }])
        .unwrap(),
    );
    plan.finance
        .drivers
        .grants
        .push(Grant {
            award: usd(50_000),
            eligible: usd(5_000),
            co_funding: BasisPoints(5_000),
            months: 12,
            lag: 3,
            clawback_month: Some(20),
            clawback: BasisPoints(1_000),
            ..Grant::default()
        })
        .unwrap();
    plan.finance
        .scenarios
        .push(Scenario {
            name: Line::clipped("slow"),
            shifts: List::new(vec![Shift {
                driver: Driver::NewCustomers,
                to: BasisPoints(5_000),
            }])
            .unwrap(),
        })
        .unwrap();
    plan.finance.actuals.push(Actual::default()).unwrap();
    for terms in [
        SafeTerms::MostFavoured,
        SafeTerms::PostMoney {
            cap: usd(5_000_000),
            discount: BasisPoints(1_500),
        },
        SafeTerms::Discount {
            discount: BasisPoints(2_000),
        },
        SafeTerms::Fixed {
            ownership: BasisPoints(300),
        },
    ] {
        let amount = usd(100_000);
        plan.funding
            .ownership
            .safes
            .push(Safe {
                amount,
                terms,
                ..Safe::default()
            })
            .unwrap();
    }
    plan.problem.market.claimed = Some(usd(1));
    plan.pricing.hosting.gpu_hour = UnitPrice::milli(12_000, Currency::Cny);
    plan.pricing.hosting.accelerators = 2;
    plan.pricing.hosting.tokens_per_second = 900;
    plan.pricing.hosting.utilisation = BasisPoints(4_000);
    plan.pricing.hosting.api_price = UnitPrice::milli(9_000, Currency::Cny);
    plan
}

/// Runs every model on a plan. What they return is of no matter here.
pub fn run_everything(plan: &Plan) {
    let resolved = plan.resolve();
    if let Ok(resolved) = &resolved
        && let Ok(forecast) = resolved.forecast()
    {
        let _ = forecast.runway();
        let _ = forecast.variances(&plan.finance.actuals, &plan.rates);
        let _ = forecast.unit_economics(0, 35);
        for month in 0..36 {
            let _ = forecast.flat_runway(month);
            let _ = forecast.net_burn(month);
            let _ = forecast.gross_margin(month);
            let _ = forecast.default_alive(month);
            let _ = forecast.burn_multiple(0, month);
        }
        let _ = plan.uncertainty.simulate(resolved, 3);
    }
    for scenario in 0..plan.finance.scenarios.len() {
        let _ = plan
            .resolve_scenario(scenario)
            .unwrap()
            .and_then(|drawn| drawn.forecast());
    }
    for currency in Currency::ALL {
        let _ = captable::solve(&plan.funding.ownership, currency, &plan.rates);
        let tree = cost_tree(&plan.pricing.request, currency, &plan.rates);
        if let Ok(tree) = tree {
            let _ = heavy_users(&plan.pricing.usage, tree.value.cost);
        }
        let _ = stress(
            &plan.pricing.request,
            &plan.pricing.usage,
            currency,
            &plan.rates,
        );
    }
    let _ = captable::current(&plan.funding.ownership);
    let _ = crossover(&plan.pricing.hosting);
    let _ = hosting_per_mtok(&plan.pricing.hosting);
    let _ = bill(&plan.compute.budget, &plan.rates);
    let _ = training_memory(&plan.compute.memory);
    let _ = activations(&plan.compute.activations);
    let _ = inference_memory(&plan.compute.serving);
    let _ = gate(&plan.data.sources, &plan.route);
    let items = calendar(&plan.route, u128::MAX);
    let _ = to_ics(&items, Lang::Zh, start());
    for section in Section::ALL {
        let _ = completeness(plan, section);
    }
    let _ = check(plan);
}
