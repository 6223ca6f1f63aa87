//! The forecast against `fixtures/finance.py`, and its figures by hand.

use serde::Deserialize;
use venture::plan::finance::{
    Actual, DefaultAlive, Drivers, FinanceError, Forecast, Inputs, Role, Runway, Tranche,
    default_alive, retention, unit_economics,
};
use venture::plan::money::{Currency, Money, MoneyError};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

#[derive(Deserialize)]
struct Given {
    drivers: Drivers,
    roles: Vec<Role>,
    tranches: Vec<Tranche>,
    rates: Rates,
}

fn given() -> Given {
    serde_json::from_str(include_str!("../fixtures/finance-input.json")).unwrap()
}

fn forecast(given: &Given) -> Result<Forecast, FinanceError> {
    Inputs {
        currency: Currency::Cny,
        rates: &given.rates,
        drivers: &given.drivers,
        roles: &given.roles,
        tranches: &given.tranches,
    }
    .resolve()?
    .forecast()
}

fn cny(major: i32) -> Money {
    Money::major(major, Currency::Cny)
}

#[test]
fn the_forecast_agrees_with_an_independent_computation_to_the_cent() {
    let expected: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../fixtures/finance-output.json")).unwrap();
    let months = forecast(&given()).unwrap().months;
    assert_eq!(months.len(), expected.len());
    for (at, (month, expected)) in months.iter().zip(&expected).enumerate() {
        let found = serde_json::to_value(month).unwrap();
        for (column, value) in expected.as_object().unwrap() {
            if column == "customers" {
                let found = found[column].as_f64().unwrap();
                assert!(
                    (found / value.as_f64().unwrap() - 1.0).abs() < 1e-12,
                    "{at}"
                );
            } else {
                assert_eq!(&found[column], value, "{column} of month {at}");
            }
        }
    }
}

#[test]
fn runway_is_the_first_month_that_ends_below_zero() {
    let mut given = given();
    assert_eq!(forecast(&given).unwrap().runway().value, Runway::Beyond);
    given.tranches.clear();
    let out = forecast(&given).unwrap();
    let Runway::Until(month) = out.runway().value else {
        panic!("without investors the cash is out");
    };
    let month = usize::from(month);
    assert!(out.months[month].closing_cash < 0);
    assert!(
        out.months[..month]
            .iter()
            .all(|month| month.closing_cash >= 0)
    );
}

#[test]
fn flat_runway_is_endless_where_nothing_is_burnt() {
    let out = forecast(&given()).unwrap();
    let burn = out.net_burn(0).unwrap().value;
    assert_eq!(burn, Money::new(28_548_562, Currency::Cny));
    let flat = out.flat_runway(0).unwrap().value;
    assert!((flat - 211_451_438.0 / 28_548_562.0).abs() < 1e-12);
    assert!(out.net_burn(35).unwrap().value.minor < 0);
    assert!(out.flat_runway(35).unwrap().value.is_infinite());
    assert!(out.flat_runway(36).is_none());
}

#[test]
fn burn_multiple_divides_burn_by_new_recurring_revenue() {
    let out = forecast(&given()).unwrap();
    let burn: i64 = (1..=12).map(|at| out.months[at].net_burn()).sum();
    let added = (out.months[12].revenue - out.months[0].revenue) * 12;
    let multiple = out.burn_multiple(0, 12).unwrap();
    assert!((multiple.value - burn as f64 / added as f64).abs() < 1e-12);
    assert!(out.burn_multiple(12, 12).is_none());
    assert!(out.burn_multiple(0, 40).is_none());
}

#[test]
fn default_alive_weighs_growth_against_cash() {
    // 10 a month against 20: at 10 % growth 8 months double it, 2.14 = 1.1⁸.
    let alive = |cash| default_alive(cny(cash), cny(10), cny(20), 0.1).value;
    // Losses of the seven months before: Σ 20 − 10·1.1ᵗ = 140 − 104.36.
    assert_eq!(alive(36), DefaultAlive::Alive { break_even: 8 });
    assert!(!alive(35).is_alive());
    assert_eq!(alive(0), DefaultAlive::Dead { cash_out: 1 });
    let flat = default_alive(cny(100), cny(10), cny(20), 0.0).value;
    assert_eq!(flat, DefaultAlive::Dead { cash_out: 11 });
    let earning = default_alive(cny(0), cny(20), cny(20), 0.0).value;
    assert_eq!(earning, DefaultAlive::Alive { break_even: 0 });
}

#[test]
fn ltv_is_capped_at_sixty_months() {
    let unit = |churn| unit_economics(cny(100), 0.5, BasisPoints(churn), cny(3000), 10.0);
    assert!((unit(500).ltv.value - 100_000.0).abs() < 1e-6);
    assert!((unit(100).ltv.value - 300_000.0).abs() < 1e-6);
    assert!((unit(0).ltv.value - 300_000.0).abs() < 1e-6);
    let unit = unit(500);
    assert!((unit.cac.unwrap().value - 30_000.0).abs() < 1e-6);
    assert!((unit.payback.unwrap().value - 6.0).abs() < 1e-9);
    assert!((unit.ltv_cac.unwrap().value - 10.0 / 3.0).abs() < 1e-9);
    let nobody = unit_economics(cny(100), -0.5, BasisPoints(500), cny(3000), 0.0);
    assert!(nobody.cac.is_none() && nobody.payback.is_none() && nobody.ltv_cac.is_none());
}

#[test]
fn unit_economics_are_read_off_the_forecast() {
    let mut given = given();
    // One stream, one churn: the figures must come back.
    given.drivers.streams.remove(1);
    given.drivers.streams[0].first_churn = BasisPoints(350);
    let out = forecast(&given).unwrap();
    let unit = out.unit_economics(12, 23).unwrap();
    let input = |name: &str| {
        let found = unit.ltv.inputs.iter().find(|input| input.name == name);
        found.unwrap().value.clone()
    };
    assert_eq!(
        (input("ARPA").as_str(), input("churn").as_str()),
        ("499.00 CNY", "3.5%")
    );
    let sales: i64 = out.months[12..24].iter().map(|month| month.sales).sum();
    let won: f64 = out.months[12..24]
        .iter()
        .map(|month| month.new_customers)
        .sum();
    assert!((unit.cac.unwrap().value - sales as f64 / won).abs() < 1e-6);
    assert!(out.unit_economics(24, 12).is_none() && out.unit_economics(30, 36).is_none());
}

#[test]
fn what_happened_is_compared_month_by_month() {
    let given = given();
    let out = forecast(&given).unwrap();
    let cny = |minor| Money::new(minor, Currency::Cny);
    let at = |month: u16| &out.months[usize::from(month)];
    let actuals = [
        Actual {
            month: 3,
            revenue: Money::new(100, Currency::Usd),
            payments: cny(at(3).payments + 7),
            closing_cash: cny(at(3).closing_cash),
        },
        Actual {
            month: 1,
            ..Actual::default()
        },
        Actual {
            month: 36,
            ..Actual::default()
        },
    ];
    let variances = out.variances(&actuals, &given.rates).unwrap();
    let months: Vec<_> = variances.iter().map(|one| one.month).collect();
    assert_eq!(months, [1, 3]);
    assert_eq!(variances[0].payments, cny(-at(1).payments));
    assert_eq!(variances[1].revenue, cny(710 - at(3).revenue));
    assert_eq!(variances[1].payments, cny(7));
    assert_eq!(variances[1].closing_cash, cny(0));
    let error = out.variances(&actuals, &Rates::default()).unwrap_err();
    assert_eq!(error.field(), "finance.actuals.0.revenue");
}

#[test]
fn a_cohort_is_kept_by_two_rates() {
    let curve = retention(0.2, 0.1, 3);
    let expected = [1.0, 0.8, 0.72, 0.648];
    assert_eq!(curve.len(), expected.len());
    for (found, expected) in curve.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12);
    }
}

#[test]
fn an_amount_without_a_rate_names_its_field() {
    let mut given = given();
    given.rates = Rates::default();
    let error = forecast(&given).unwrap_err();
    assert_eq!(error.field(), "finance.drivers.costs.2.amount");
    let expected = MoneyError::NoRate {
        from: Currency::Usd,
        to: Currency::Cny,
    };
    assert!(matches!(error, FinanceError::Money { error, .. } if error == expected));
}

#[test]
fn impossible_drivers_are_refused_by_name() {
    type Break = fn(&mut Given);
    let breaks: [(&str, Break); 7] = [
        ("finance.drivers.streams.0.churn", |g| {
            g.drivers.streams[0].churn = BasisPoints(10_001);
        }),
        ("finance.drivers.streams.1.growth", |g| {
            g.drivers.streams[1].growth = BasisPoints(-10_001);
        }),
        ("finance.drivers.streams.0.arpa", |g| {
            g.drivers.streams[0].arpa.minor = -1;
        }),
        ("finance.drivers.streams.0", |g| {
            g.drivers.streams[0].growth = BasisPoints(i32::MAX);
        }),
        ("team.roles.0.salary", |g| {
            g.roles[0].salary.minor = i64::MAX;
        }),
        ("finance.drivers.grants.0.co_funding", |g| {
            g.drivers.grants[0].co_funding = BasisPoints(-1);
        }),
        ("funding.tranches.1.amount", |g| {
            g.tranches[1].amount.minor = -5;
        }),
    ];
    for (field, spoil) in breaks {
        let mut given = given();
        spoil(&mut given);
        assert_eq!(forecast(&given).unwrap_err().field(), field);
    }
}
