//! What the prose may show of a race, and numbers worded for reading. Pure.

use super::state::State;
use crate::explorables::Readings;
use crate::explorables::optimisers::choices::{RULE_NAMES, RULES};
use crate::explorables::optimisers::figures::figure;
use crate::i18n::{number, percent};
use neural::job::{Raced, Way};

/// A way's last loss.
pub fn last_loss(way: &Way) -> f64 {
    way.notes
        .last()
        .map_or(f64::NAN, |note| f64::from(note.loss))
}

/// The share of the ways' variance that the plane shows.
pub fn shown_variance(raced: &Raced) -> Option<f64> {
    let variance = raced.scene.as_ref()?.variance?;
    Some(variance.iter().map(|share| f64::from(*share)).sum())
}

/// The one with the lowest loss at its end, as a place among the ways.
pub fn best(raced: &Raced) -> Option<usize> {
    (0..raced.ways.len())
        .filter(|index| !raced.ways[*index].diverged && last_loss(&raced.ways[*index]).is_finite())
        .min_by(|a, b| last_loss(&raced.ways[*a]).total_cmp(&last_loss(&raced.ways[*b])))
}

/// Everything the prose may show: each rule's last loss, the best one, what the
/// plane shows of the ways' variance.
pub fn readings(state: &State, raced: Option<(&Raced, &[usize])>) -> Readings {
    let mut all = Readings::new();
    let mut put = |name: &str, text: String| {
        all.insert(format!("loss-landscape.{name}"), text);
    };
    put("epochs", state.epochs.to_string());
    put("seed", state.network.seed.to_string());
    for (rule, name) in RULE_NAMES.iter().enumerate() {
        let loss = raced.and_then(|(raced, rules)| {
            let place = rules.iter().position(|other| *other == rule)?;
            raced.ways.get(place).map(last_loss)
        });
        put(&format!("{name}_loss"), figure(loss.unwrap_or(f64::NAN)));
    }
    let winner = raced.and_then(|(raced, rules)| Some(RULES[*rules.get(best(raced)?)?].name));
    put("best", winner.unwrap_or("–").to_owned());
    let variance = raced.and_then(|(raced, _)| shown_variance(raced));
    put("variance", percent(variance.unwrap_or(f64::NAN), 0));
    let parameters = raced.map_or(f64::NAN, |(raced, _)| f64::from(raced.parameters));
    put("parameters", number(parameters, 0));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::landscape::Note;

    fn way(loss: f32, diverged: bool) -> Way {
        Way {
            notes: vec![Note {
                epoch: 1.0,
                step: 25,
                loss,
            }],
            diverged,
        }
    }

    #[test]
    fn the_best_is_the_lowest_of_those_that_arrived() {
        let raced = Raced {
            ways: vec![way(0.3, false), way(0.1, true), way(0.2, false)],
            parameters: 25,
            ..Raced::default()
        };
        assert_eq!(best(&raced), Some(2));
        let readings = readings(&State::default(), Some((&raced, &[1, 2, 6])));
        assert_eq!(readings["loss-landscape.best"], "Adam");
        assert_eq!(readings["loss-landscape.sgd_loss"], "0.3000");
        assert_eq!(readings["loss-landscape.gd_loss"], "–");
        assert_eq!(readings["loss-landscape.variance"], "–");
        assert_eq!(readings["loss-landscape.parameters"], "25");
        assert_eq!(best(&Raced::default()), None);
    }
}
