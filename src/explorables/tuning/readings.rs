//! What the prose may show. Pure.

use super::state::State;
use crate::explorables::Readings;
use crate::i18n::{number, percent};
use neural::job::{CureRun, SearchRun, Widened, peak};

/// What has been found.
#[derive(Default)]
pub struct Found<'a> {
    /// The run shown.
    pub run: Option<&'a CureRun>,
    /// The sweep of the width.
    pub descent: Option<&'a Widened>,
    /// The search.
    pub search: Option<&'a SearchRun>,
}

/// Accuracies of a run, from 0 to 1: training, test, and the gap between them.
pub fn gap(run: &CureRun) -> [f64; 3] {
    let scores = run.scores();
    let [train, test] =
        [scores.train, scores.test].map(|metrics| f64::from(metrics.accuracy.unwrap_or(f32::NAN)));
    [train, test, train - test]
}

/// The values by name.
pub fn readings(state: &State, found: &Found) -> Readings {
    let share = |value: f64| percent(value, 1);
    let count = |value: Option<u32>| number(value.map_or(f64::NAN, f64::from), 0);
    let [train, test, between] = found.run.map_or([f64::NAN; 3], gap);
    let top = found.descent.and_then(|found| peak(&found.curve));
    [
        ("examples", state.run.trained_on().to_string()),
        ("hidden", state.run.hidden.to_string()),
        ("parameters", count(found.run.map(|run| run.parameters))),
        ("train", share(train)),
        ("test", share(test)),
        ("gap", number(between * 100.0, 1)),
        ("threshold", state.descent.examples.to_string()),
        ("peak", count(top.map(|point| point.width))),
        ("trials", state.search.trials().to_string()),
        (
            "budget",
            (state.search.trials() * state.search.epochs).to_string(),
        ),
        (
            "spent",
            count(
                found
                    .search
                    .map(|run| run.methods.iter().map(|sought| sought.spent).sum()),
            ),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (format!("tuning.{name}"), value))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::job::Scores;
    use neural::metrics::Metrics;

    #[test]
    fn before_anything_is_found_the_settings_are_known() {
        let readings = readings(&State::default(), &Found::default());
        assert_eq!(readings["tuning.examples"], "100");
        assert_eq!(readings["tuning.trials"], "16");
        assert_eq!(readings["tuning.budget"], "480");
        assert_eq!(readings["tuning.gap"], "–");
        assert_eq!(readings["tuning.spent"], "–");
    }

    #[test]
    fn the_gap_is_in_points() {
        let metrics = |accuracy| Metrics {
            loss: 0.0,
            accuracy: Some(accuracy),
        };
        let run = CureRun {
            kept: 3,
            curve: vec![Scores {
                epoch: 3,
                train: metrics(1.0),
                validation: metrics(0.5),
                test: metrics(0.75),
            }],
            ..CureRun::default()
        };
        let found = Found {
            run: Some(&run),
            ..Found::default()
        };
        assert_eq!(readings(&State::default(), &found)["tuning.gap"], "25.0");
    }
}
