//! The published example of the cap-table worksheet of 1984 Ventures (github.com/1984vc/cap-table,
//! README, read 2026): $4M at $25M pre-money, five SAFEs, a pool refreshed to 10 %.

use venture::plan::bounded::{Line, List};
use venture::plan::captable::{
    CapTableError, Conversion, Holder, HolderKind, Investment, OptionGrant, Ownership, Round, Safe,
    SafeTerms, Solved, current, solve,
};
use venture::plan::money::{Currency, Money};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

fn usd(major: i32) -> Money {
    Money::major(major, Currency::Usd)
}

fn holder(name: &str, kind: HolderKind, shares: u64) -> Holder {
    Holder {
        name: Line::clipped(name),
        kind,
        shares,
        vesting_months: 0,
    }
}

fn safe(amount: i32, terms: SafeTerms) -> Safe {
    Safe {
        name: Line::clipped("safe"),
        amount: usd(amount),
        terms,
    }
}

fn capped(cap: i32) -> SafeTerms {
    SafeTerms::PostMoney {
        cap: usd(cap),
        discount: BasisPoints(0),
    }
}

fn round(pre_money: i32, amount: i32, pool: i16) -> Round {
    let investment = Investment {
        name: Line::clipped("lead"),
        amount: usd(amount),
    };
    Round {
        name: Line::clipped("A"),
        pre_money: usd(pre_money),
        investments: List::new(vec![investment]).unwrap(),
        pool: BasisPoints::percent(pool),
        grants: List::default(),
    }
}

fn published() -> Ownership {
    let fixed = SafeTerms::Fixed {
        ownership: BasisPoints::percent(7),
    };
    Ownership {
        holders: List::new(vec![
            holder("Founder A", HolderKind::Founder, 4_500_000),
            holder("Founder B", HolderKind::Founder, 4_500_000),
            holder("Issued options", HolderKind::Employee, 250_000),
        ])
        .unwrap(),
        pool: 750_000,
        grants: List::default(),
        safes: List::new(vec![
            safe(125_000, fixed),
            safe(375_000, SafeTerms::MostFavoured),
            safe(750_000, capped(10_000_000)),
            safe(475_000, capped(10_000_000)),
            safe(500_000, capped(13_000_000)),
        ])
        .unwrap(),
        rounds: List::new(vec![round(25_000_000, 4_000_000, 10)]).unwrap(),
    }
}

fn solved(ownership: &Ownership) -> Result<Vec<Solved>, CapTableError> {
    solve(ownership, Currency::Usd, &Rates::default())
}

fn first(ownership: &Ownership) -> Solved {
    solved(ownership).unwrap().remove(0)
}

#[test]
fn the_published_round_is_exact() {
    let exact = first(&published()).exact.value;
    assert_eq!(exact.total.round() as u64, 16_953_612);
    assert!((exact.price - 171.055).abs() < 0.0005, "{}", exact.price);
    let founders = 9_000_000.0 / exact.total;
    assert!((founders - 0.5309).abs() < 0.00005, "{founders}");
}

#[test]
fn the_published_round_is_legal_to_the_share() {
    let solved = first(&published());
    assert_eq!(solved.legal.price, 171_056);
    assert_eq!(solved.legal.total, 16_953_545);
    assert_eq!(solved.legal.residual, 0);
    let shares: Vec<u64> = solved.rows.iter().map(|row| row.shares).collect();
    let expected = [
        4_500_000, 4_500_000, 250_000, 956_884, 512_610, 1_025_220, 649_306, 525_756, 2_338_415,
        1_695_354,
    ];
    assert_eq!(shares, expected);
    assert!(solved.rows.last().unwrap().kind.is_none());
}

#[test]
fn rounds_agree_with_an_independent_computation() {
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../fixtures/captable-output.json")).unwrap();
    assert!(cases.len() >= 6);
    for case in cases {
        let ownership: Ownership = serde_json::from_value(case["ownership"].clone()).unwrap();
        let exact = first(&ownership).exact.value;
        let near = |found: f64, column: &str| {
            let expected = case[column].as_f64().unwrap();
            assert!(
                (found / expected - 1.0).abs() < 1e-9,
                "{column}: {found} {expected}"
            );
        };
        near(exact.total, "total");
        near(exact.price, "price");
        near(exact.capitalisation, "capitalisation");
        let converted: f64 = exact.safes.iter().map(|(shares, _)| shares).sum();
        near(converted, "converted");
    }
}

#[test]
fn a_discount_below_the_cap_is_taken() {
    let mut ownership = published();
    let terms = SafeTerms::PostMoney {
        cap: usd(40_000_000),
        discount: BasisPoints::percent(20),
    };
    ownership.safes = List::new(vec![
        safe(500_000, terms),
        safe(500_000, capped(10_000_000)),
    ])
    .unwrap();
    let exact = first(&ownership).exact.value;
    assert_eq!(exact.safes[0].1, Conversion::Discount);
    assert_eq!(exact.safes[1].1, Conversion::Cap);
    let at_discount = 50_000_000.0 / (0.8 * exact.price);
    assert!((exact.safes[0].0 / at_discount - 1.0).abs() < 1e-12);
}

#[test]
fn a_pool_larger_than_its_target_is_kept() {
    let mut ownership = published();
    ownership.pool = 5_000_000;
    let solved = first(&ownership);
    assert_eq!(solved.legal.pool, 5_000_000);
    let exact = &solved.exact.value;
    assert!((exact.total / (exact.capitalisation / (1.0 - 4.0 / 29.0)) - 1.0).abs() < 1e-12);
}

#[test]
fn a_second_round_dilutes_everybody_alike() {
    let mut ownership = published();
    ownership
        .rounds
        .push(round(60_000_000, 15_000_000, 0))
        .unwrap();
    let rounds = solved(&ownership).unwrap();
    // No new pool: everybody keeps V/(V + I).
    for (before, after) in rounds[0].rows.iter().zip(&rounds[1].rows).take(9) {
        assert!((after.ownership / before.ownership - 0.8).abs() < 1e-5);
    }
    assert_eq!(rounds[1].rows.len(), rounds[0].rows.len() + 1);
}

#[test]
fn grants_come_out_of_the_pool() {
    let mut ownership = published();
    ownership.grants = List::new(vec![OptionGrant {
        name: Line::clipped("engineer"),
        shares: 200_000,
    }])
    .unwrap();
    let rows = current(&ownership).unwrap();
    assert_eq!(rows.last().unwrap().shares, 550_000);
    assert_eq!(rows[3].shares, 200_000);
    let whole: f64 = rows.iter().map(|row| row.ownership).sum();
    assert!((whole - 1.0).abs() < 1e-12);
    ownership.grants[0].shares = 750_001;
    let error = CapTableError::PoolExceeded {
        granted: 750_001,
        pool: 750_000,
    };
    assert_eq!(current(&ownership), Err(error));
}

#[test]
fn impossible_terms_are_refused() {
    type Break = fn(&mut Ownership);
    let breaks: [(Break, CapTableError); 7] = [
        (|o| o.holders = List::default(), CapTableError::NoShares),
        (
            |o| o.safes[2].amount = usd(9_000_000),
            CapTableError::SafesTakeAll,
        ),
        (
            |o| o.rounds[0].pool = BasisPoints(8_700),
            CapTableError::RoundTakesAll,
        ),
        (
            |o| o.rounds[0].pre_money = usd(0),
            CapTableError::NotPositive {
                field: "funding.ownership.rounds.0.pre_money".into(),
            },
        ),
        (
            |o| o.rounds[0].investments = List::default(),
            CapTableError::NotPositive {
                field: "funding.ownership.rounds.0.investments".into(),
            },
        ),
        (
            |o| o.safes[4].terms = SafeTerms::MostFavoured,
            CapTableError::NothingToElect {
                field: "funding.ownership.safes.4.terms".into(),
            },
        ),
        (
            |o| o.holders[0].shares = u64::MAX,
            CapTableError::OutOfRange,
        ),
    ];
    for (spoil, error) in breaks {
        let mut ownership = published();
        spoil(&mut ownership);
        assert_eq!(solved(&ownership), Err(error));
    }
}
