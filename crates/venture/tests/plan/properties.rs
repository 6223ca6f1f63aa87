//! What must hold for any drivers and any terms.

use proptest::collection::vec;
use proptest::prelude::*;
use venture::plan::bounded::{Line, List};
use venture::plan::captable::{
    Holder, HolderKind, Investment, Ownership, Round, Safe, SafeTerms, solve,
};
use venture::plan::finance::{
    Cost, CostKind, Drivers, Forecast, Grant, GrantKind, Inputs, Role, Stream, Tranche,
};
use venture::plan::money::{Currency, Money};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::Cny)
}

fn stream() -> impl Strategy<Value = Stream> {
    (
        0..1_000_000_i64,
        0..500_000_i64,
        0..=1000_i32,
        0..10_000_u32,
        0..1_000_u32,
        (-2_000..3_000_i32, 0..=10_000_i32, 0..=10_000_i32),
        (0..40_u16, 0..8_u16),
    )
        .prop_map(
            |(arpa, cogs, fee, customers, new_customers, rates, months)| Stream {
                arpa: cny(arpa),
                cogs: cny(cogs),
                payment_fee: BasisPoints(fee),
                customers,
                new_customers,
                growth: BasisPoints(rates.0),
                first_churn: BasisPoints(rates.1),
                churn: BasisPoints(rates.2),
                start: months.0,
                collection_lag: months.1,
                ..Stream::default()
            },
        )
}

fn cost() -> impl Strategy<Value = Cost> {
    let kinds = prop_oneof![
        Just(CostKind::Serving),
        Just(CostKind::Training),
        Just(CostKind::Data),
        Just(CostKind::Marketing),
        Just(CostKind::General),
    ];
    (
        kinds,
        0..100_000_000_i64,
        -500..1_500_i32,
        0..40_u16,
        any::<Option<u8>>(),
        any::<bool>(),
    )
        .prop_map(|(kind, amount, growth, start, end, once)| Cost {
            kind,
            amount: cny(amount),
            growth: BasisPoints(growth),
            start,
            end: end.map(u16::from),
            once,
            ..Cost::default()
        })
}

fn grant() -> impl Strategy<Value = Grant> {
    (
        any::<bool>(),
        (0..1_000_000_000_i64, 0..100_000_000_i64),
        0..=10_000_i32,
        (0..36_u16, 0..40_u16, 0..12_u16),
        proptest::option::of(0..40_u16),
        0..=10_000_i32,
    )
        .prop_map(
            |(voucher, amounts, own, months, clawback_month, clawback)| Grant {
                kind: if voucher {
                    GrantKind::Voucher
                } else {
                    GrantKind::Reimbursement
                },
                award: cny(amounts.0),
                eligible: cny(amounts.1),
                co_funding: BasisPoints(own),
                start: months.0,
                months: months.1,
                lag: months.2,
                clawback_month,
                clawback: BasisPoints(clawback),
                ..Grant::default()
            },
        )
}

fn drivers() -> impl Strategy<Value = (Drivers, Vec<Role>, Vec<Tranche>)> {
    let role = (0..20_u16, 0..10_000_000_i64, 0..40_u16).prop_map(|(people, salary, start)| Role {
        people,
        salary: cny(salary),
        on_cost: BasisPoints(3_000),
        start,
        ..Role::default()
    });
    let tranche = (0..2_000_000_000_i64, 0..40_u16).prop_map(|(amount, month)| Tranche {
        amount: cny(amount),
        month,
        ..Tranche::default()
    });
    (
        0..5_000_000_000_i64,
        vec(stream(), 0..3),
        vec(cost(), 0..5),
        vec(grant(), 0..4),
        vec(role, 0..4),
        vec(tranche, 0..3),
    )
        .prop_map(|(opening, streams, costs, grants, roles, tranches)| {
            let drivers = Drivers {
                opening_cash: cny(opening),
                streams: List::new(streams).unwrap(),
                costs: List::new(costs).unwrap(),
                grants: List::new(grants).unwrap(),
            };
            (drivers, roles, tranches)
        })
}

fn forecast(drivers: &Drivers, roles: &[Role], tranches: &[Tranche]) -> Forecast {
    Inputs {
        currency: Currency::Cny,
        rates: &Rates::default(),
        drivers,
        roles,
        tranches,
    }
    .resolve()
    .unwrap()
    .forecast()
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cash_flow_adds_up((drivers, roles, tranches) in drivers()) {
        let forecast = forecast(&drivers, &roles, &tranches);
        let mut cash = forecast.opening_cash;
        let (mut revenue, mut receipts, mut earned, mut received) = (0, 0, 0, 0);
        let mut vouchers = 0;
        let mut customers = 0.0;
        for month in &forecast.months {
            prop_assert_eq!(month.payments, month.cogs + month.research + month.sales + month.general);
            prop_assert_eq!(month.operating_profit, month.revenue + month.grant_income - month.payments);
            let change = month.closing_cash - cash;
            prop_assert_eq!(change, month.tranches - month.net_burn());
            cash = month.closing_cash;
            // Nothing is collected before it is earned, nor more than was.
            revenue += month.revenue;
            receipts += month.receipts;
            prop_assert!(receipts <= revenue);
            earned += month.grant_income + month.grants_returned;
            received += month.grants_received;
            prop_assert!(received <= earned);
            vouchers += month.vouchers;
            prop_assert!(month.vouchers >= 0 && month.cogs >= 0 && month.research >= 0);
            prop_assert!(month.customers >= 0.0 && month.lost_customers >= 0.0);
            customers += month.new_customers - month.lost_customers;
        }
        let awards: i64 = drivers.grants.iter().map(|grant| grant.award.minor).sum();
        prop_assert!(earned + vouchers <= awards);
        let sold: f64 = drivers.streams.iter().filter(|stream| stream.start < 36)
            .map(|stream| f64::from(stream.customers)).sum();
        let last = forecast.months[35].customers;
        prop_assert!((sold + customers - last).abs() <= 1e-6 * (1.0 + last.abs() + sold));
    }

    #[test]
    fn more_burn_never_lengthens_the_runway(
        (drivers, roles, tranches) in drivers(), more in cost(), raise in 0..5_000_000_i64,
    ) {
        let before = forecast(&drivers, &roles, &tranches).runway().value.months();
        let mut dearer = drivers.clone();
        dearer.costs.push(more).unwrap();
        prop_assert!(forecast(&dearer, &roles, &tranches).runway().value.months() <= before);
        let mut paid = roles.clone();
        for role in &mut paid {
            role.salary.minor += raise;
        }
        prop_assert!(forecast(&drivers, &paid, &tranches).runway().value.months() <= before);
    }

    #[test]
    fn no_money_arrives_later_for_the_better((drivers, roles, tranches) in drivers(), delay in 0..12_u16) {
        let before = forecast(&drivers, &roles, &tranches).runway().value.months();
        let mut late = drivers.clone();
        for stream in &mut late.streams {
            stream.collection_lag += delay;
        }
        let mut later = tranches.clone();
        for tranche in &mut later {
            tranche.month += delay;
        }
        prop_assert!(forecast(&late, &roles, &later).runway().value.months() <= before);
    }
}

fn terms() -> impl Strategy<Value = SafeTerms> {
    let usd = |minor| Money::new(minor, Currency::Usd);
    prop_oneof![
        (200_000_000..5_000_000_000_i64, 0..3_000_i32).prop_map(move |(cap, discount)| {
            SafeTerms::PostMoney {
                cap: usd(cap),
                discount: BasisPoints(discount),
            }
        }),
        (0..3_000_i32).prop_map(|discount| SafeTerms::Discount {
            discount: BasisPoints(discount),
        }),
        (1..800_i32).prop_map(|ownership| SafeTerms::Fixed {
            ownership: BasisPoints(ownership),
        }),
    ]
}

fn ownership() -> impl Strategy<Value = Ownership> {
    let usd = |minor| Money::new(minor, Currency::Usd);
    let safe = (1_000_000..50_000_000_i64, terms()).prop_map(move |(amount, terms)| Safe {
        amount: usd(amount),
        terms,
        ..Safe::default()
    });
    let investments = vec(1_000_000..500_000_000_i64, 1..4);
    let round = (500_000_000..10_000_000_000_i64, investments, 0..2_500_i32).prop_map(
        move |(pre_money, amounts, pool)| Round {
            pre_money: usd(pre_money),
            investments: List::new(
                amounts
                    .into_iter()
                    .map(|amount| Investment {
                        name: Line::default(),
                        amount: usd(amount),
                    })
                    .collect(),
            )
            .unwrap(),
            pool: BasisPoints(pool),
            ..Round::default()
        },
    );
    (
        vec(100_000..20_000_000_u64, 1..4),
        0..3_000_000_u64,
        vec(safe, 0..4),
        vec(round, 1..3),
    )
        .prop_map(|(holders, pool, safes, rounds)| Ownership {
            holders: List::new(
                holders
                    .into_iter()
                    .map(|shares| Holder {
                        kind: HolderKind::Founder,
                        shares,
                        ..Holder::default()
                    })
                    .collect(),
            )
            .unwrap(),
            pool,
            safes: List::new(safes).unwrap(),
            rounds: List::new(rounds).unwrap(),
            ..Ownership::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equity_sums_to_one(ownership in ownership()) {
        let rounds = solve(&ownership, Currency::Usd, &Rates::default()).unwrap();
        for (round, solved) in ownership.rounds.iter().zip(&rounds) {
            let shares: u64 = solved.rows.iter().map(|row| row.shares).sum();
            prop_assert_eq!(shares, solved.legal.total);
            let whole: f64 = solved.rows.iter().map(|row| row.ownership).sum();
            prop_assert!((whole - 1.0).abs() < 1e-9);
            // The closed form's parts sum to its total too.
            let exact = &solved.exact.value;
            let new: f64 = exact.investments.iter().sum();
            let before: f64 = solved.rows.iter().map(|row| row.shares as f64).sum::<f64>()
                - solved.legal.safes.iter().map(|one| *one as f64).sum::<f64>()
                - solved.legal.investments.iter().map(|one| *one as f64).sum::<f64>()
                - solved.legal.pool as f64;
            let converted: f64 = exact.safes.iter().map(|(shares, _)| shares).sum();
            let parts = before + converted + new + exact.pool;
            prop_assert!((parts / exact.total - 1.0).abs() < 1e-9, "{} {}", parts, exact.total);
            // New money gets its share, and the pool its target, to a rounding.
            let new_money: i64 = round.investments.iter().map(|one| one.amount.minor).sum();
            let bought = new_money as f64 / (new_money + round.pre_money.minor) as f64;
            prop_assert!((new / exact.total - bought).abs() < 1e-9);
            prop_assert!(exact.pool / exact.total >= round.pool.fraction() - 1e-9);
            // Legal rounding moves little and never against the present holders.
            // A price moves by a step at most; the shares that it converts to
            // move the next price, by as much as they weigh beside `before`.
            let step = 2.0 / solved.legal.price as f64;
            let most = 2e-3_f64.max(step * exact.total / before);
            let moved = (solved.legal.total as f64 / exact.total - 1.0).abs();
            prop_assert!(moved < most, "{} {}", moved, most);
        }
    }

    #[test]
    fn a_higher_valuation_never_dilutes_more(ownership in ownership()) {
        let founders = |ownership: &Ownership| {
            let rounds = solve(ownership, Currency::Usd, &Rates::default()).unwrap();
            let held: u64 = ownership.holders.iter().map(|holder| holder.shares).sum();
            held as f64 / rounds[0].exact.value.total
        };
        let before = founders(&ownership);
        let mut dearer = ownership.clone();
        dearer.rounds[0].pre_money.minor *= 2;
        prop_assert!(founders(&dearer) >= before - 1e-12);
    }
}
