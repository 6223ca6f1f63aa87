//! The forecast against `fixtures/finance.py`, and its figures by hand.

use serde::Deserialize;
use venture::plan::finance::{
    Actual, Cost, Driver, Drivers, FinanceError, Forecast, Inputs, Resolved, Role, Runway, Tranche,
    default_alive,
};
use venture::plan::money::{Currency, Money, MoneyError};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

#[derive(Deserialize)]
pub struct Given {
    pub drivers: Drivers,
    pub roles: Vec<Role>,
    pub tranches: Vec<Tranche>,
    pub rates: Rates,
}

pub fn given() -> Given {
    serde_json::from_str(include_str!("../fixtures/finance-input.json")).unwrap()
}

pub fn forecast(given: &Given) -> Result<Forecast, FinanceError> {
    resolve(given)?.forecast()
}

fn resolve(given: &Given) -> Result<Resolved, FinanceError> {
    Inputs {
        currency: Currency::Cny,
        rates: &given.rates,
        drivers: &given.drivers,
        roles: &given.roles,
        tranches: &given.tranches,
    }
    .resolve()
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
fn a_month_that_ends_with_nothing_is_not_out_of_cash() {
    let rates = Rates::default();
    let mut drivers = Drivers {
        opening_cash: cny(20),
        ..Drivers::default()
    };
    let cost = Cost {
        amount: cny(10),
        ..Cost::default()
    };
    drivers.costs.push(cost).unwrap();
    let inputs = Inputs {
        currency: Currency::Cny,
        rates: &rates,
        drivers: &drivers,
        roles: &[],
        tranches: &[],
    };
    let out = inputs.resolve().unwrap().forecast().unwrap();
    assert_eq!(out.months[1].closing_cash, 0);
    assert_eq!(out.runway().value, Runway::Until(2));
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
fn gross_margin_is_what_cogs_leave() {
    let out = forecast(&given()).unwrap();
    let row = &out.months[20];
    let margin = out.gross_margin(20).unwrap().value;
    assert!((row.revenue as f64 * (1.0 - margin) - row.cogs as f64).abs() < 1e-3);
    let idle = Forecast {
        months: vec![venture::plan::finance::Month::default()],
        ..out
    };
    assert!(idle.gross_margin(0).is_none());
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
fn default_alive_takes_the_growth_of_three_months() {
    let out = forecast(&given()).unwrap();
    let (before, row) = (&out.months[17], &out.months[20]);
    let growth = (row.revenue as f64 / before.revenue as f64).powf(1.0 / 3.0) - 1.0;
    let money = |minor| Money::new(minor, Currency::Cny);
    let found = out.default_alive(20).unwrap();
    let used: f64 = found.inputs[3].value.parse().unwrap();
    assert!((used - growth).abs() < 1e-12);
    let expected = default_alive(
        money(row.closing_cash),
        money(row.revenue),
        money(row.payments),
        growth,
    );
    assert_eq!(found.value, expected.value);
    assert!(out.default_alive(2).is_none());
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
            cogs: None,
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
fn a_driver_is_changed_wherever_it_drives() {
    type Change = fn(&mut Given);
    let cases: [(Driver, i32, Change); 10] = [
        (Driver::NewCustomers, 20_000, |g| {
            for stream in &mut g.drivers.streams {
                stream.new_customers *= 2;
            }
        }),
        (Driver::Price, 30_000, |g| {
            for stream in &mut g.drivers.streams {
                stream.arpa.minor *= 3;
            }
        }),
        (Driver::Churn, 20_000, |g| {
            for stream in &mut g.drivers.streams {
                stream.churn.0 *= 2;
            }
        }),
        (Driver::Cogs, 20_000, |g| {
            for stream in &mut g.drivers.streams {
                stream.cogs.minor *= 2;
            }
        }),
        (Driver::Costs, 20_000, |g| {
            for cost in &mut g.drivers.costs {
                cost.amount.minor *= 2;
            }
        }),
        (Driver::Salaries, 20_000, |g| {
            for role in &mut g.roles {
                role.salary.minor *= 2;
            }
        }),
        (Driver::SalesDelay, 20_000, |g| {
            for stream in &mut g.drivers.streams {
                stream.start += 2;
            }
        }),
        (Driver::TrancheDelay, 30_000, |g| {
            for tranche in &mut g.tranches {
                tranche.month += 3;
            }
        }),
        (Driver::GrantDelay, 10_000, |g| {
            for grant in &mut g.drivers.grants {
                grant.lag += 1;
            }
        }),
        (Driver::Tranches, 0, |g| {
            for tranche in &mut g.tranches {
                tranche.amount.minor = 0;
            }
        }),
    ];
    let plain = forecast(&given()).unwrap();
    for (driver, to, change) in cases {
        let mut given = given();
        let mut resolved = resolve(&given).unwrap();
        resolved.shift(driver, BasisPoints(to)).unwrap();
        change(&mut given);
        let expected = forecast(&given).unwrap();
        assert_eq!(resolved.forecast().unwrap(), expected, "{driver:?}");
        assert_ne!(plain, expected, "{driver:?}");
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
    let breaks: [(&str, Break); 8] = [
        ("team.roles.0.on_cost", |g| {
            g.roles[0].on_cost = BasisPoints(-1);
        }),
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
