//! The cost of a request by hand, and the crossover.

use proptest::prelude::*;
use venture::plan::bounded::{Line, List};
use venture::plan::margin::{
    CostNode, Crossover, Hosting, MarginError, ModelCall, NodeKind, Request, Stress, Unit, Usage,
    cost_tree, crossover, heavy_users, hosting_per_mtok, stress,
};
use venture::plan::money::{Currency, Money, MoneyError, UnitPrice};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

fn usd(thousandths: i32) -> UnitPrice {
    UnitPrice::milli(thousandths, Currency::Usd)
}

fn request() -> Request {
    Request {
        calls: List::new(vec![ModelCall {
            name: Line::clipped("answer"),
            calls: 2,
            tokens_in: 3_000,
            cached: BasisPoints::percent(60),
            tokens_out: 500,
            price_in: usd(2_000),
            price_cached: usd(200),
            price_out: usd(8_000),
            ..ModelCall::default()
        }])
        .unwrap(),
        retry: BasisPoints::percent(5),
        units: List::new(vec![Unit {
            name: Line::clipped("minute of speech"),
            milli: 1_500,
            price: usd(6),
        }])
        .unwrap(),
        retrieval: usd(1),
        moderation: UnitPrice::new(500_000, Currency::Usd),
        review_rate: BasisPoints::percent(2),
        review_cost: usd(400),
    }
}

fn tree(request: &Request) -> Result<CostNode, MarginError> {
    cost_tree(request, Currency::Usd, &Rates::default()).map(|tree| tree.value)
}

fn usage() -> Usage {
    Usage {
        price: Money::major(20, Currency::Usd),
        payment_fee: BasisPoints(300),
        requests: 300,
        heavy_share: BasisPoints::percent(50),
    }
}

#[test]
fn a_request_costs_what_its_formula_says() {
    // 2·[(3000·0.4·2 + 3000·0.6·0.2 + 500·8)/10⁶] = 2·0.00676 = 0.01352;
    // retries 0.000676; speech 0.009; retrieval 0.001; moderation 0.0005;
    // review 0.008. Sum 0.032696.
    let tree = tree(&request()).unwrap();
    assert_eq!(tree.cost.nanos, 32_696_000);
    let call = &tree.children[0];
    let kinds: Vec<_> = call
        .children
        .iter()
        .map(|leaf| (leaf.kind, leaf.cost.nanos))
        .collect();
    let expected = [
        (NodeKind::Input, 4_800_000),
        (NodeKind::Cached, 720_000),
        (NodeKind::Output, 8_000_000),
        (NodeKind::Retries, 676_000),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn the_heaviest_tenth_may_cost_more_than_it_pays() {
    let cost = tree(&request()).unwrap().cost;
    let users = heavy_users(&usage(), cost).unwrap().value;
    // 300 · 0.032696 = 9.8088 of 19.40; the heaviest make 1500 requests.
    assert!((users.average - (1.0 - 9.8088 / 19.4)).abs() < 1e-12);
    assert!((users.heaviest - (1.0 - 49.044 / 19.4)).abs() < 1e-12);
    assert!((users.break_even_requests - 19.4 / 0.032_696).abs() < 1e-9);
}

#[test]
fn stress_changes_one_thing_at_a_time() {
    let rows = stress(&request(), &usage(), Currency::Usd, &Rates::default()).unwrap();
    let cost = |wanted| {
        let row = rows.iter().find(|row| row.stress == wanted).unwrap();
        row.cost.nanos
    };
    assert_eq!(cost(Stress::Base), 32_696_000);
    // Half of 0.014196 more or less.
    assert_eq!(
        cost(Stress::TokenPrice(BasisPoints(15_000))),
        32_696_000 + 7_098_000
    );
    assert_eq!(
        cost(Stress::TokenPrice(BasisPoints(5_000))),
        32_696_000 - 7_098_000
    );
    // 2·3000·0.6·(2 − 0.2)/10⁶ · 1.05.
    assert_eq!(cost(Stress::NoCache), 32_696_000 + 6_804_000);
    assert_eq!(
        cost(Stress::Retries(BasisPoints(15_000))),
        32_696_000 + 338_000
    );
    assert_eq!(cost(Stress::Requests(BasisPoints(15_000))), 32_696_000);
    let margin = |wanted| {
        let row = rows.iter().find(|row| row.stress == wanted).unwrap();
        row.margin.value.average
    };
    let lost = margin(Stress::Base) - margin(Stress::Requests(BasisPoints(15_000)));
    assert!((lost - 150.0 * 0.032_696 / 19.4).abs() < 1e-12);
    assert_eq!(rows.len(), Stress::ALL.len());
}

#[test]
fn impossible_requests_are_refused_by_name() {
    let mut bad = request();
    bad.calls[0].cached = BasisPoints(10_001);
    let field = "pricing.request.calls.0.cached".to_owned();
    assert_eq!(tree(&bad), Err(MarginError::NotShare { field }));
    let mut bad = request();
    bad.moderation.nanos = -1;
    let field = "pricing.request.moderation".to_owned();
    assert_eq!(tree(&bad), Err(MarginError::Negative { field }));
    let mut bad = request();
    bad.calls[0].price_out = UnitPrice::milli(1, Currency::Cny);
    assert!(matches!(
        tree(&bad),
        Err(MarginError::Money {
            error: MoneyError::NoRate { .. },
            ..
        })
    ));
    let mut bad = request();
    bad.calls[0].calls = u32::MAX;
    bad.calls[0].tokens_in = u32::MAX;
    bad.calls[0].price_in.nanos = i64::MAX;
    assert!(matches!(
        tree(&bad),
        Err(MarginError::Money {
            error: MoneyError::Overflow,
            ..
        })
    ));
    let free = Usage {
        price: Money::zero(Currency::Usd),
        ..usage()
    };
    assert!(matches!(
        heavy_users(&free, usd(1)),
        Err(MarginError::Zero { .. })
    ));
    let yuan = Usage {
        price: Money::major(20, Currency::Cny),
        ..usage()
    };
    assert!(matches!(
        heavy_users(&yuan, usd(1)),
        Err(MarginError::Money { .. })
    ));
}

fn hosting() -> Hosting {
    Hosting {
        gpu_hour: usd(2_000),
        accelerators: 2,
        tokens_per_second: 1_000,
        utilisation: BasisPoints::percent(50),
        marginal: usd(100),
        fixed_monthly: usd(0),
        api_price: usd(1_500),
    }
}

#[test]
fn hosting_pays_from_the_crossover_on() {
    let per_mtok = hosting_per_mtok(&hosting()).unwrap().value;
    // 2 · 10⁶ ÷ (3600 · 1000 · 0.5).
    assert!((per_mtok - 10.0 / 9.0).abs() < 1e-12);
    let Crossover::From { mtok } = crossover(&hosting()).unwrap().value else {
        panic!("within capacity");
    };
    // 2 · 2 · 730.5 ÷ 1.4 of at most 2629.8 Mtok.
    assert!((mtok - 2_922.0 / 1.4).abs() < 1e-9);
    let slow = Hosting {
        tokens_per_second: 500,
        ..hosting()
    };
    let Crossover::BeyondCapacity { capacity, .. } = crossover(&slow).unwrap().value else {
        panic!("half the speed serves too little");
    };
    assert!((capacity - 1_314.9).abs() < 1e-9);
    let cheap = Hosting {
        api_price: usd(100),
        ..hosting()
    };
    assert_eq!(crossover(&cheap).unwrap().value, Crossover::Never);
}

#[test]
fn a_hosting_without_speed_is_refused() {
    type Break = fn(&mut Hosting);
    let breaks: [(&str, Break); 3] = [
        ("accelerators", |h| h.accelerators = 0),
        ("tokens_per_second", |h| h.tokens_per_second = 0),
        ("utilisation", |h| h.utilisation = BasisPoints(0)),
    ];
    for (name, spoil) in breaks {
        let mut hosting = hosting();
        spoil(&mut hosting);
        let field = format!("pricing.hosting.{name}");
        assert_eq!(crossover(&hosting), Err(MarginError::Zero { field }));
    }
    let mixed = Hosting {
        marginal: UnitPrice::milli(1, Currency::Eur),
        ..hosting()
    };
    assert!(matches!(crossover(&mixed), Err(MarginError::Money { .. })));
}

fn sums(node: &CostNode) -> bool {
    let sum: i64 = node.children.iter().map(|child| child.cost.nanos).sum();
    node.children.is_empty() || (sum == node.cost.nanos && node.children.iter().all(sums))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_node_is_the_sum_of_its_children(
        tokens_in in 0_u32..10_000_000, tokens_out in 0_u32..1_000_000, calls in 0_u32..100,
        cached in 0_i32..=10_000, retry in 0_i32..=10_000, rate in 0_i32..=10_000,
        prices in proptest::array::uniform4(0_i64..1_000_000_000_000),
    ) {
        let mut request = request();
        let call = &mut request.calls[0];
        (call.tokens_in, call.tokens_out, call.calls) = (tokens_in, tokens_out, calls);
        call.cached = BasisPoints(cached);
        call.price_in.nanos = prices[0];
        call.price_cached.nanos = prices[1];
        call.price_out.nanos = prices[2];
        request.review_cost.nanos = prices[3];
        request.review_rate = BasisPoints(rate);
        request.retry = BasisPoints(retry);
        let tree = tree(&request).unwrap();
        prop_assert!(sums(&tree));
        request.retry = BasisPoints((retry + 1).min(10_000));
        prop_assert!(cost_tree(&request, Currency::Usd, &Rates::default()).unwrap().value.cost.nanos >= tree.cost.nanos);
    }
}
