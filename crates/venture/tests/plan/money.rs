//! Money never mixes, never wraps, and rates are dated.

use proptest::prelude::*;
use venture::plan::bounded::{Line, List, Text, TooLarge};
use venture::plan::date::Date;
use venture::plan::money::{Currency, Money, MoneyError, UnitPrice};
use venture::plan::rates::{Rate, Rates};
use venture::plan::units::BasisPoints;

fn rate(from: Currency, to: Currency, nanos: i64, year: i32) -> Rate {
    Rate {
        from,
        to,
        nanos,
        as_of: Date::new(year, 1, 2).unwrap(),
        source: Line::clipped("test"),
    }
}

fn rates(rates: Vec<Rate>) -> Rates {
    Rates(List::new(rates).unwrap())
}

#[test]
fn currencies_do_not_mix() {
    let yuan = Money::major(1, Currency::Cny);
    let dollar = Money::major(1, Currency::Usd);
    let mixed = MoneyError::Mixed {
        left: Currency::Cny,
        right: Currency::Usd,
    };
    assert_eq!(yuan.plus(dollar), Err(mixed.clone()));
    assert_eq!(yuan.minus(dollar), Err(mixed.clone()));
    assert_eq!(Money::sum([yuan, dollar], Currency::Cny), Err(mixed));
    assert_eq!(Money::sum([yuan, yuan], Currency::Cny), yuan.times(2));
}

#[test]
fn the_largest_amounts_are_errors() {
    let most = Money::new(i64::MAX, Currency::Eur);
    assert_eq!(
        most.plus(Money::new(1, Currency::Eur)),
        Err(MoneyError::Overflow)
    );
    assert_eq!(most.times(2), Err(MoneyError::Overflow));
    assert_eq!(most.scaled(f64::NAN), Err(MoneyError::Overflow));
    assert_eq!(most.scaled(1e300), Err(MoneyError::Overflow));
    assert_eq!(most.share(BasisPoints(10_001)), Err(MoneyError::Overflow));
    assert_eq!(most.as_price(), Err(MoneyError::Overflow));
    assert_eq!(
        Money::new(i64::MIN, Currency::Usd).to_string(),
        "-92233720368547758.08 USD"
    );
}

#[test]
fn amounts_are_written_with_two_decimals() {
    assert_eq!(Money::new(-5, Currency::Cny).to_string(), "-0.05 CNY");
    assert_eq!(
        Money::new(123_456, Currency::Usd).to_string(),
        "1234.56 USD"
    );
    assert_eq!(
        UnitPrice::milli(2_500, Currency::Usd).to_string(),
        "2.5 USD"
    );
}

#[test]
fn the_latest_rate_is_used_either_way_and_never_chained() {
    use Currency::{Cny, Eur, Usd};
    let rates = rates(vec![
        rate(Usd, Cny, 7_000_000_000, 2025),
        rate(Usd, Cny, 7_100_000_000, 2026),
        rate(Eur, Usd, 1_100_000_000, 2026),
    ]);
    let hundred = Money::major(100, Usd);
    let there = rates.convert(hundred, Cny).unwrap();
    assert_eq!(there.money, Money::major(710, Cny));
    assert_eq!(there.rate.unwrap().as_of.year(), 2026);
    assert_eq!(rates.convert(there.money, Usd).unwrap().money, hundred);
    assert!(rates.convert(hundred, Usd).unwrap().rate.is_none());
    let missing = MoneyError::NoRate { from: Eur, to: Cny };
    assert_eq!(rates.convert(Money::major(1, Eur), Cny), Err(missing));
}

#[test]
fn a_rate_of_nothing_is_refused() {
    use Currency::{Cny, Usd};
    for nanos in [0, -1, i64::MIN] {
        let rates = rates(vec![rate(Usd, Cny, nanos, 2026)]);
        let bad = MoneyError::BadRate { from: Usd, to: Cny };
        assert_eq!(rates.convert(Money::major(1, Cny), Usd), Err(bad.clone()));
        assert_eq!(rates.convert(Money::major(1, Usd), Cny), Err(bad));
    }
    let rates = rates(vec![rate(Usd, Cny, i64::MAX, 2026)]);
    let most = Money::new(i64::MAX, Usd);
    assert_eq!(rates.convert(most, Cny), Err(MoneyError::Overflow));
}

#[test]
fn unit_prices_are_multiplied_before_they_are_rounded() {
    let token = UnitPrice::new(340_000, Currency::Usd);
    assert_eq!(token.rounded(), Money::zero(Currency::Usd));
    assert_eq!(token.of(1e6), Ok(Money::major(340, Currency::Usd)));
    assert_eq!(token.of(f64::INFINITY), Err(MoneyError::Overflow));
    assert_eq!(
        Money::new(5, Currency::Usd).as_price().unwrap().nanos,
        50_000_000
    );
}

#[test]
fn text_and_lists_are_bounded_and_say_so() {
    assert_eq!(Line::new("启".repeat(300)).unwrap().as_str().len(), 900);
    let long = "模".repeat(301);
    let error = TooLarge::Text {
        found: 301,
        most: 300,
    };
    assert_eq!(Line::new(long.clone()), Err(error));
    assert_eq!(Line::clipped(&long).as_str().chars().count(), 300);
    assert!(serde_json::from_value::<Line>(long.clone().into()).is_err());
    assert!(serde_json::from_value::<Text>(long.into()).is_ok());
    let mut list = List::<u8, 2>::new(vec![1, 2]).unwrap();
    assert_eq!(list.push(3), Err(TooLarge::List { most: 2 }));
    assert_eq!((list.remove(0), list.remove(7)), (Some(1), None));
    assert_eq!(list.insert(9, 4), Ok(()));
    assert_eq!(&*list, [2, 4]);
    let error = serde_json::from_str::<List<u8, 2>>("[1,2,3]").unwrap_err();
    assert!(error.to_string().contains("at most 2"), "{error}");
}

#[test]
fn days_are_those_of_the_calendar() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(day("1970-01-01").days(), 0);
    assert_eq!(day("2000-03-01").days(), 11_017);
    assert_eq!(day("2024-02-29").plus_days(366).unwrap(), day("2025-03-01"));
    assert_eq!(day("2026-01-31").plus_months(1).unwrap(), day("2026-02-28"));
    assert_eq!(
        day("2026-03-31").plus_months(-13).unwrap(),
        day("2025-02-28")
    );
    assert_eq!(day("2026-03-01").months_since(day("2025-12-31")), 3);
    for bad in [
        "2025-02-29",
        "2026-13-01",
        "-001-12-31",
        "26-1-1",
        "2026-1-01",
        "2026-01-01-",
        "",
        "二〇二六",
    ] {
        assert!(bad.parse::<Date>().is_err(), "{bad}");
        assert!(serde_json::from_value::<Date>(bad.into()).is_err());
    }
    assert!(day("9999-12-31").plus_days(1).is_none());
    assert!(day("2026-01-01").plus_months(i32::MAX).is_none());
    assert!(day("2026-01-01").plus_days(i32::MAX).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_and_its_number_agree(days in -25_567_i32..84_006) {
        let day = Date::new(1970, 1, 1).unwrap().plus_days(days).unwrap();
        prop_assert_eq!(day.days(), days);
        prop_assert_eq!(day.to_string().parse::<Date>().unwrap(), day);
        let next = day.plus_days(1);
        prop_assert!(next.is_none_or(|next| next > day));
    }

    #[test]
    fn conversion_there_and_back_is_within_a_rounding(minor in -1_000_000_000_i64..1_000_000_000, nanos in 100_000_000_i64..10_000_000_000) {
        let rates = rates(vec![rate(Currency::Usd, Currency::Cny, nanos, 2026)]);
        let there = rates.convert(Money::new(minor, Currency::Usd), Currency::Cny).unwrap().money;
        let back = rates.convert(there, Currency::Usd).unwrap().money;
        // Half a fen is worth at most five cents here.
        let bound = 1 + 500_000_000 / nanos;
        prop_assert!((back.minor - minor).abs() <= bound);
    }
}
