//! The plan's figures, as the check takes them.

use proptest::prelude::*;
use venture::bridge::figures;
use venture::plan::Plan;
use venture::plan::captable::{Holder, HolderKind, Investment, Round};
use venture::plan::compute::Training;
use venture::plan::data::{Licence, Source};
use venture::plan::date::Date;
use venture::plan::finance::{Actual, Cost, Stream};
use venture::plan::margin::{ModelCall, Usage};
use venture::plan::money::{Currency, UnitPrice};
use venture::plan::units::BasisPoints;
use venture::readiness::{Figures, Metric};

use crate::arbitrary::plans;
use crate::full::full;
use crate::sample::cny;

fn today() -> Date {
    "2027-05-10".parse().unwrap()
}

#[track_caller]
fn is(figures: &Figures, metric: Metric, expected: f64) {
    let value = figures.get(metric).unwrap_or(f64::NAN);
    assert!((value - expected).abs() < 1e-9, "{metric:?}: {value}");
}

/// A plan that says one thing and nothing else.
fn only(say: impl FnOnce(&mut Plan)) -> Figures {
    let mut plan = Plan::default();
    say(&mut plan);
    figures(&plan, today())
}

#[test]
fn what_nothing_is_entered_for_is_not_computed() {
    let figures = figures(&Plan::default(), today());
    assert_eq!(figures, Figures::new(today()));
}

#[test]
fn runway_and_default_alive_come_from_the_forecast() {
    let spend = |plan: &mut Plan, cash| {
        plan.finance.drivers.opening_cash = cny(cash);
        let amount = cny(10);
        plan.finance
            .drivers
            .costs
            .push(Cost {
                amount,
                ..Cost::default()
            })
            .unwrap();
    };
    let broke = only(|plan| spend(plan, 45));
    // 45, less 10 a month: 5 after the fourth, −5 after the fifth.
    is(&broke, Metric::RunwayMonths, 4.0);
    is(&broke, Metric::DefaultAlive, 0.0);
    assert_eq!(broke.values.len(), 2);
    assert_eq!(broke.as_of, today());
    let rich = only(|plan| spend(plan, 10_000));
    is(&rich, Metric::RunwayMonths, 36.0);
    let earning = only(|plan| {
        spend(plan, 10);
        plan.finance
            .drivers
            .streams
            .push(Stream {
                arpa: cny(10),
                customers: 1,
                ..Stream::default()
            })
            .unwrap();
    });
    is(&earning, Metric::DefaultAlive, 1.0);
    is(&earning, Metric::PlannedGrossMargin, 1.0);
}

#[test]
fn default_alive_is_judged_in_the_month_of_the_day() {
    // A grant of sales in month 10: before it dead, in it alive.
    let mut plan = Plan {
        start: Some("2027-01-01".parse().unwrap()),
        ..Plan::default()
    };
    plan.finance.drivers.opening_cash = cny(200);
    plan.finance
        .drivers
        .costs
        .push(Cost {
            amount: cny(10),
            ..Cost::default()
        })
        .unwrap();
    let sold = Stream {
        arpa: cny(50),
        customers: 1,
        start: 10,
        ..Stream::default()
    };
    plan.finance.drivers.streams.push(sold).unwrap();
    let alive = |day: &str| {
        figures(&plan, day.parse().unwrap())
            .get(Metric::DefaultAlive)
            .unwrap()
    };
    assert!(alive("2026-01-01") < 0.5 && alive("2027-10-31") < 0.5);
    assert!(alive("2027-11-01") > 0.5 && alive("2040-01-01") > 0.5);
}

#[test]
fn the_founders_share_is_that_after_the_last_round() {
    let holder = |kind, shares| Holder {
        kind,
        shares,
        ..Holder::default()
    };
    let own = |plan: &mut Plan| {
        let holders = &mut plan.funding.ownership.holders;
        holders.push(holder(HolderKind::Founder, 600_000)).unwrap();
        holders.push(holder(HolderKind::Founder, 300_000)).unwrap();
        holders.push(holder(HolderKind::Employee, 100_000)).unwrap();
    };
    assert_eq!(only(own).get(Metric::FoundersShare), None);
    let round = only(|plan| {
        own(plan);
        let mut round = Round {
            pre_money: cny(8_000_000),
            ..Round::default()
        };
        round
            .investments
            .push(Investment {
                amount: cny(2_000_000),
                ..Investment::default()
            })
            .unwrap();
        plan.funding.ownership.rounds.push(round).unwrap();
    });
    // 80 % of 90 %, but for a share that rounding takes.
    let share = round.get(Metric::FoundersShare).unwrap();
    assert!((share - 0.72).abs() < 1e-6, "{share}");
}

#[test]
fn the_paid_margin_takes_the_months_that_state_both() {
    let actual = |month, revenue, cogs: Option<i32>| Actual {
        month,
        revenue: cny(revenue),
        cogs: cogs.map(cny),
        ..Actual::default()
    };
    let paid = only(|plan| {
        for one in [
            actual(0, 100, Some(60)),
            actual(1, 300, Some(100)),
            actual(2, 999, None),
        ] {
            plan.finance.actuals.push(one).unwrap();
        }
    });
    is(&paid, Metric::PaidGrossMargin, 0.6);
    let silent = only(|plan| plan.finance.actuals.push(actual(0, 100, None)).unwrap());
    assert_eq!(silent.get(Metric::PaidGrossMargin), None);
}

#[test]
fn a_request_is_costed_and_stressed() {
    let priced = only(|plan| {
        plan.pricing
            .request
            .calls
            .push(ModelCall {
                calls: 1,
                tokens_in: 1_000_000,
                price_in: UnitPrice::milli(2_000, Currency::Cny),
                ..ModelCall::default()
            })
            .unwrap();
        plan.pricing.usage = Usage {
            price: cny(30),
            requests: 10,
            ..Usage::default()
        };
    });
    is(&priced, Metric::RequestCost, 200.0);
    // ¥2 becomes ¥3: ten of them are the whole price.
    is(&priced, Metric::StressedGrossMargin, 0.0);
}

#[test]
fn operations_and_licences_are_counted() {
    let source = |licence, tokens, used| Source {
        licence,
        tokens,
        used,
        ..Source::default()
    };
    let figures = only(|plan| {
        plan.compute.budget.training = Training {
            parameters: 7,
            tokens: 10,
            full_recompute: true,
            ..Training::default()
        };
        for one in [
            source(Licence::Own, 30, true),
            source(Licence::Scraped, 10, true),
            source(Licence::Unknown, 10, true),
            source(Licence::Unknown, 1_000, false),
        ] {
            plan.data.sources.push(one).unwrap();
        }
    });
    is(&figures, Metric::TrainingFlops, 420.0);
    is(&figures, Metric::LicensedShare, 0.8);
}

#[test]
fn a_full_plan_has_all_but_what_it_lacks() {
    let mut plan = full();
    plan.pricing.usage.price.currency = plan.currency;
    let found = figures(&plan, today());
    // No month has passed yet, and this one is a matter of the route.
    assert_eq!(found.get(Metric::PaidGrossMargin), None);
    for metric in [
        Metric::RunwayMonths,
        Metric::DefaultAlive,
        Metric::FoundersShare,
        Metric::PlannedGrossMargin,
        Metric::RequestCost,
        Metric::StressedGrossMargin,
        Metric::LicensedShare,
    ] {
        assert!(found.get(metric).is_some(), "{metric:?}");
    }
    plan.pricing.usage.price.minor = 0;
    plan.pricing.usage.payment_fee = BasisPoints(-1);
    assert_eq!(
        figures(&plan, today()).get(Metric::StressedGrossMargin),
        None
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_of_any_plan_are_within_what_they_mean(plan in plans()) {
        let figures = figures(&plan, today());
        let within = |metric, range: std::ops::RangeInclusive<f64>| {
            figures.get(metric).is_none_or(|value| range.contains(&value))
        };
        prop_assert!(within(Metric::RunwayMonths, 0.0..=36.0));
        prop_assert!(within(Metric::DefaultAlive, 0.0..=1.0));
        prop_assert!(within(Metric::FoundersShare, 0.0..=1.0 + 1e-9));
        prop_assert!(within(Metric::LicensedShare, 0.0..=1.0));
        prop_assert!(within(Metric::PlannedGrossMargin, f64::MIN..=1.0));
        prop_assert!(within(Metric::TrainingFlops, 1.0..=f64::MAX));
        prop_assert!(within(Metric::RequestCost, 0.0..=f64::MAX));
    }
}
