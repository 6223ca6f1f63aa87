//! Numbers of any size, written shortly, and what the prose may show. Pure.

use super::choices::{RULE_NAMES, RULES};
use super::race::{Race, distance};
use crate::explorables::Readings;
use crate::i18n::number;

/// A number of any size in four or five digits: `0.0213`, `1.25×10⁻⁷`.
pub fn figure(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() || size == 0.0 {
        number(value, 0)
    } else if !(1e-3..1e5).contains(&size) {
        scientific(value)
    } else {
        number(
            value,
            if size >= 100.0 {
                1
            } else if size >= 1.0 {
                3
            } else {
                4
            },
        )
    }
}

fn scientific(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent
        .chars()
        .map(|digit| match digit {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            other => char::from_u32(0x2070 + other.to_digit(10).unwrap_or(0)).unwrap_or(other),
        })
        .collect();
    format!("{digits}×10{raised}").replacen('-', "−", 1)
}

/// A place of the plane.
pub fn place([x, y]: [f64; 2]) -> String {
    format!("({}, {})", figure(x), figure(y))
}

/// Everything the prose may show of a race: the step, and of each rule its height
/// above the lowest point and its distance from it.
pub fn readings(race: &Race) -> Readings {
    let mut all = Readings::new();
    all.insert("optimisers.step".to_owned(), race.step().to_string());
    for (rule, name) in RULE_NAMES.iter().enumerate() {
        let lane = race.lanes.iter().find(|lane| lane.rule == rule);
        let height = lane.map_or(f64::NAN, super::race::Lane::height);
        let far = lane.map_or(f64::NAN, |lane| distance(race.plan().surface, lane.at()));
        let rate = lane.map_or(f64::NAN, |lane| {
            let entrant = race
                .plan()
                .entrants
                .iter()
                .find(|one| one.rule == lane.rule);
            entrant.map_or(f64::NAN, |one| f64::from(one.rate))
        });
        all.insert(format!("optimisers.{name}_height"), figure(height));
        all.insert(format!("optimisers.{name}_distance"), figure(far));
        all.insert(format!("optimisers.{name}_rate"), short(rate));
    }
    let nearest = race.nearest().map_or("–", |lane| RULES[lane.rule].name);
    all.insert("optimisers.nearest".to_owned(), nearest.to_owned());
    all
}

/// A rate as it was chosen, to the last digit; one that a schedule has come to,
/// shortly.
pub fn short(value: f64) -> String {
    let exact = (value as f32).to_string();
    if value.is_finite() && exact.len() <= 8 {
        exact
    } else {
        figure(value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::State;
    use super::*;

    #[test]
    fn numbers_of_any_size_stay_short() {
        for (value, text) in [
            (0.0, "0"),
            (0.021_345, "0.0213"),
            (-1.25, "−1.250"),
            (1234.56, "1234.6"),
            (1.25e-7, "1.25×10⁻⁷"),
            (-3.4e12, "−3.40×10¹²"),
            (4.56e-9, "4.56×10⁻⁹"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(figure(value), text);
        }
    }

    #[test]
    fn rates_stand_as_they_were_chosen() {
        for (rate, text) in [
            (0.02, "0.02"),
            (0.000_001, "0.000001"),
            (0.000_015_000_001, "1.50×10⁻⁵"),
            (0.123_456_789, "0.1235"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(short(rate), text);
        }
    }

    #[test]
    fn the_prose_can_name_every_rule() {
        let readings = readings(&Race::new(State::default().plan()));
        assert_eq!(readings["optimisers.step"], "0");
        // ½(2.5² + 20·1.5²) = 25.625.
        assert_eq!(readings["optimisers.gd_height"], "25.625");
        assert_eq!(readings["optimisers.gd_rate"], "0.02");
        assert_eq!(readings["optimisers.adamw_height"], "–");
        assert!(readings.contains_key("optimisers.nearest"));
    }
}
