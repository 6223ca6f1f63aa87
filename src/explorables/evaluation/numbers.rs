//! Numbers as the figure writes them, and the scale of probabilities. Pure.

use crate::i18n::{number, percent};
use neural::metrics::bootstrap::Interval;

/// The log-odds of a probability; infinite at 0 and 1.
pub fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln()
}

/// The probability of log-odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The number with the fewest decimals above `low` and up to `high`.
pub fn shortest_between(low: f64, high: f64) -> f64 {
    let middle = low.midpoint(high);
    (1..=15)
        .map(|decimals| {
            let scale = 10_f64.powi(decimals);
            (middle * scale).round() / scale
        })
        .find(|candidate| low < *candidate && *candidate <= high)
        .unwrap_or(high)
}

/// A share, or a dash where there is none.
pub fn share(value: Option<f64>) -> String {
    percent(value.unwrap_or(f64::NAN), 1)
}

/// A number from 0 to 1 that is not a share of anything.
pub fn area(value: Option<f64>) -> String {
    number(value.unwrap_or(f64::NAN), 3)
}

/// An interval of shares; empty where there is none.
pub fn shares(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |Interval { low, high }| {
        format!("{}–{}", number(low * 100.0, 1), percent(high, 1))
    })
}

/// An interval of areas; empty where there is none.
pub fn areas(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |Interval { low, high }| {
        format!("{}–{}", number(low, 3), number(high, 3))
    })
}

/// The decimals that tell a probability from 0 and 1.
fn decimals(value: f64) -> usize {
    let margin = value.min(1.0 - value);
    if margin <= 0.0 {
        0
    } else {
        // Two digits of the margin; a tenth has one place, however it is rounded.
        ((-margin.log10() - 1e-9).ceil() + 1.0).clamp(2.0, 6.0) as usize
    }
}

/// A probability with as many decimals as it takes to tell it from 0 and 1.
pub fn chance(value: f64) -> String {
    number(value, decimals(value))
}

/// A probability, rounded as [`chance`] writes it.
pub fn rounded(value: f64) -> f64 {
    let scale = 10_f64.powi(decimals(value) as i32);
    (value * scale).round() / scale
}

/// Mean and standard deviation (with n − 1) of some values; `None` without any,
/// no deviation of one alone.
pub fn spread(values: &[f64]) -> Option<(f64, Option<f64>)> {
    if values.is_empty() {
        return None;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((
        mean,
        (values.len() > 1).then(|| (squares / (count - 1.0)).sqrt()),
    ))
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the values are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_shortest_is_between(a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
            let (low, high) = (a.min(b), a.max(b));
            prop_assume!(high - low > 1e-12);
            let found = shortest_between(low, high);
            prop_assert!(low < found && found <= high, "{} {} {}", low, found, high);
        }

        #[test]
        fn odds_and_probabilities_are_inverse(z in -20.0_f64..20.0) {
            prop_assert!((log_odds(probability(z)) - z).abs() < 1e-6);
        }
    }

    #[test]
    fn few_decimals_are_enough() {
        assert_eq!(shortest_between(0.213, 0.262), 0.24);
        assert_eq!(shortest_between(0.0231, 0.0244), 0.024);
        assert_eq!(shortest_between(-1.0, 0.3), -0.4);
        assert_eq!(shortest_between(1.0, 1.0), 1.0);
        assert_eq!(
            (log_odds(0.0), log_odds(1.0)),
            (f64::NEG_INFINITY, f64::INFINITY)
        );
    }

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(chance(0.5), "0.50");
        assert_eq!(chance(0.024), "0.024");
        assert_eq!(
            (chance(0.9), chance(0.95)),
            ("0.90".to_owned(), "0.950".to_owned())
        );
        assert_eq!(chance(0.0), "0");
        assert_eq!(
            (rounded(0.02412), rounded(0.999_6), rounded(0.5)),
            (0.024, 0.9996, 0.5)
        );
        assert_eq!(share(None), "–");
        let interval = Interval {
            low: 0.8,
            high: 0.9,
        };
        assert_eq!(shares(Some(interval)), "80.0–90.0%");
        assert_eq!(areas(None), "");
    }

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        assert_eq!(spread(&[]), None);
        assert_eq!(spread(&[3.0]), Some((3.0, None)));
        assert_eq!(spread(&[1.0, 3.0]), Some((2.0, Some(2.0_f64.sqrt()))));
    }
}
