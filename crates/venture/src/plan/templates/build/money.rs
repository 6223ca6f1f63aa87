//! The parts of a template that are money.

use super::{Words, cny, list, milli};
use crate::plan::captable::{Holder, HolderKind, Investment, Ownership, Round};
use crate::plan::document::{Founder, Plan, Supplier};
use crate::plan::finance::{Cost, Driver, Role, Stream, Tranche};
use crate::plan::lang::both;
use crate::plan::margin::{ModelCall, Request, Unit, Usage};
use crate::plan::montecarlo::Range;
use crate::plan::templates::seed::Seed;
use crate::plan::units::BasisPoints;

/// Employers' social insurance and housing fund on top of a salary: an example;
/// it differs by city and year.
const ON_COST: BasisPoints = BasisPoints::percent(35);

pub(super) fn price(plan: &mut Plan, seed: &Seed, words: &Words) {
    let (fee, seed) = (seed.fee.0, &seed.request);
    let call = seed.call.iter();
    let calls = call.map(
        |(supplier, calls, tokens_in, cached, tokens_out)| ModelCall {
            name: words.line(*supplier),
            supplier: words.line(*supplier),
            calls: *calls,
            tokens_in: *tokens_in,
            cached: BasisPoints::percent(*cached),
            tokens_out: *tokens_out,
            price_in: milli(2_000),
            price_cached: milli(200),
            price_out: milli(3_000),
        },
    );
    let units = seed.units.iter().map(|(name, quantity, price)| Unit {
        name: words.line(*name),
        milli: *quantity,
        price: milli(*price),
    });
    plan.pricing.request = Request {
        calls: list(calls),
        retry: BasisPoints::percent(3),
        units: list(units),
        review_rate: BasisPoints::percent(seed.review.0),
        review_cost: milli(seed.review.1),
        ..Request::default()
    };
    plan.pricing.usage = Usage {
        payment_fee: fee,
        requests: seed.requests,
        heavy_share: BasisPoints::percent(seed.heavy),
        ..Usage::default()
    };
    plan.pricing.target_margin = BasisPoints::percent(seed.target);
    if let Some((supplier, ..)) = seed.call {
        plan.compute.suppliers = list([Supplier {
            name: words.line(supplier),
            supplies: words.line(both(
                "大模型API，按词元计费",
                "A model by API, paid by the token",
            )),
            ..Supplier::default()
        }]);
    }
}

pub(super) fn earn_and_spend(plan: &mut Plan, seed: &Seed, words: &Words) {
    let stream = &seed.stream;
    plan.finance.drivers.opening_cash = cny(seed.opening);
    plan.finance.drivers.streams = list([Stream {
        name: words.line(stream.name),
        arpa: cny(stream.arpa),
        cogs: cny(stream.cogs),
        payment_fee: seed.fee.0,
        customers: stream.customers,
        new_customers: stream.new_customers,
        growth: BasisPoints::percent(stream.growth),
        first_churn: BasisPoints::percent(stream.churn),
        churn: BasisPoints::percent(stream.churn),
        start: stream.start,
        collection_lag: stream.lag,
    }]);
    plan.finance.drivers.costs = list(seed.costs.iter().map(|cost| Cost {
        name: words.line(cost.name),
        kind: cost.kind,
        amount: cny(cost.amount),
        start: cost.start,
        end: cost.end,
        ..Cost::default()
    }));
    plan.team.roles = list(seed.roles.iter().map(|role| Role {
        title: words.line(role.title),
        function: role.function,
        people: role.people,
        salary: cny(role.salary),
        on_cost: ON_COST,
        start: role.start,
        ..Role::default()
    }));
    let founder = |role| Founder {
        role: words.line(role),
        hours_a_week: 50,
        ..Founder::default()
    };
    plan.team.founders = list([
        founder(both("首席执行官", "Chief executive")),
        founder(both("首席技术官", "Chief technology officer")),
    ]);
    let range = |driver, low, likely, high| Range {
        driver,
        low: BasisPoints::percent(low),
        likely: BasisPoints::percent(likely),
        high: BasisPoints::percent(high),
    };
    plan.uncertainty.ranges = list([
        range(Driver::NewCustomers, 30, 80, 120),
        range(Driver::Churn, 80, 110, 200),
        range(Driver::Costs, 90, 105, 150),
        range(Driver::SalesDelay, 0, 200, 600),
        range(Driver::TrancheDelay, 0, 100, 400),
    ]);
    plan.uncertainty.seed = 1;
}

pub(super) fn fund(plan: &mut Plan, seed: &Seed) {
    let (month, amount, pre_money) = seed.round;
    let founder = || Holder {
        kind: HolderKind::Founder,
        shares: 4_500_000,
        vesting_months: 48,
        ..Holder::default()
    };
    plan.funding.ownership = Ownership {
        holders: list([founder(), founder()]),
        pool: 1_000_000,
        rounds: list([Round {
            pre_money: cny(pre_money),
            investments: list([Investment {
                amount: cny(amount),
                ..Investment::default()
            }]),
            pool: BasisPoints::percent(10),
            ..Round::default()
        }]),
        ..Ownership::default()
    };
    plan.funding.tranches = list([Tranche {
        amount: cny(amount),
        month,
        ..Tranche::default()
    }]);
    plan.funding.ask = Some(cny(amount));
}
