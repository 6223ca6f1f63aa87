//! The simulation: reproducible, and right where the answer is known.

use venture::plan::bounded::List;
use venture::plan::finance::{Cost, Driver, Drivers, Inputs, MONTHS, Resolved, Stream, Tranche};
use venture::plan::money::{Currency, Money};
use venture::plan::montecarlo::{MOST_RUNS, Range, SimulationError, Uncertainty};
use venture::plan::rates::Rates;
use venture::plan::units::BasisPoints;

/// 1,000 in cash, 100 a month of cost, 800 from an investor in month 8.
fn base() -> Resolved {
    let cny = |major| Money::major(major, Currency::Cny);
    let drivers = Drivers {
        opening_cash: cny(1_000),
        costs: List::new(vec![Cost {
            amount: cny(100),
            ..Cost::default()
        }])
        .unwrap(),
        streams: List::new(vec![Stream {
            arpa: cny(1),
            new_customers: 0,
            ..Stream::default()
        }])
        .unwrap(),
        ..Drivers::default()
    };
    let tranches = [Tranche {
        amount: cny(800),
        month: 8,
        ..Tranche::default()
    }];
    Inputs {
        currency: Currency::Cny,
        rates: &Rates::default(),
        drivers: &drivers,
        roles: &[],
        tranches: &tranches,
    }
    .resolve()
    .unwrap()
}

fn uncertain(driver: Driver, low: i32, likely: i32, high: i32) -> Uncertainty {
    let range = Range {
        driver,
        low: BasisPoints(low),
        likely: BasisPoints(likely),
        high: BasisPoints(high),
    };
    Uncertainty {
        ranges: List::new(vec![range]).unwrap(),
        seed: 20_260_101,
    }
}

#[test]
fn without_ranges_it_is_the_forecast() {
    let simulation = Uncertainty::default().simulate(&base(), 10).unwrap().value;
    let months = base().forecast().unwrap().months;
    for (at, month) in months.iter().enumerate() {
        assert_eq!(simulation.p10[at], month.closing_cash);
        assert_eq!(simulation.p90[at], month.closing_cash);
        // 1,800 lasts to month 17; month 18 ends at −100.
        assert_eq!(simulation.ruin[at] > 0.5, at >= 18);
    }
}

#[test]
fn a_seed_gives_the_same_runs_and_another_gives_others() {
    let mut uncertain = uncertain(Driver::Costs, 5_000, 10_000, 20_000);
    let once = uncertain.simulate(&base(), 500).unwrap();
    assert_eq!(once, uncertain.simulate(&base(), 500).unwrap());
    uncertain.seed += 1;
    assert_ne!(once.value, uncertain.simulate(&base(), 500).unwrap().value);
}

#[test]
fn the_probability_is_that_of_the_triangular_distribution() {
    // Costs times a factor from 0.5 over 1 to 2. After 20 months 1,800 is out
    // where the factor exceeds 0.9: 1 − 0.4²/(1.5·0.5) = 0.7867. Before month 8
    // nothing arrives: after 8 payments 1,000 is out above 1.25: 0.75²/(1.5·1).
    let uncertain = uncertain(Driver::Costs, 5_000, 10_000, 20_000);
    let simulation = uncertain.simulate(&base(), MOST_RUNS).unwrap().value;
    // Standard errors 0.0029 and 0.0034.
    assert!(
        (simulation.ruin[19] - 0.7867).abs() < 0.012,
        "{}",
        simulation.ruin[19]
    );
    assert!(
        (simulation.ruin[7] - 0.375).abs() < 0.014,
        "{}",
        simulation.ruin[7]
    );
    assert!(simulation.ruin.windows(2).all(|pair| pair[0] <= pair[1]));
    for at in 0..MONTHS {
        assert!(simulation.p10[at] <= simulation.p50[at]);
        assert!(simulation.p50[at] <= simulation.p90[at]);
    }
}

#[test]
fn late_money_is_ruin_where_cash_ends_before_it() {
    // Three months late is month 11: the cash of 1,000 is out in month 10.
    let late = uncertain(Driver::TrancheDelay, 30_000, 30_000, 30_000);
    let simulation = late.simulate(&base(), 1).unwrap().value;
    assert!(simulation.ruin[9] < 0.5 && simulation.ruin[10] > 0.5);
    let in_time = uncertain(Driver::TrancheDelay, 20_000, 20_000, 20_000);
    assert!(in_time.simulate(&base(), 1).unwrap().value.ruin[10] < 0.5);
}

#[test]
fn ranges_out_of_order_and_too_many_runs_are_refused() {
    let disordered = SimulationError::Disordered { index: 0 };
    for (low, likely, high) in [(-1, 0, 1), (2, 1, 3), (1, 3, 2)] {
        let found = uncertain(Driver::Price, low, likely, high).simulate(&base(), 1);
        assert_eq!(found.unwrap_err(), disordered);
    }
    for runs in [0, MOST_RUNS + 1] {
        let found = Uncertainty::default().simulate(&base(), runs);
        assert_eq!(found.unwrap_err(), SimulationError::Runs);
    }
    let huge = uncertain(Driver::Costs, i32::MAX, i32::MAX, i32::MAX);
    assert!(huge.simulate(&base(), 1).is_ok());
}
