//! What the prose may show of the figure.

use super::judge::{Cut, Judged, Part};
use super::numbers::{area, chance, share};
use super::state::State;
use crate::explorables::Readings;
use crate::i18n::number;
use neural::metrics::threshold::{Costs, Counts};

/// Every reading; dashes where no model is trained.
pub fn readings(state: &State, judged: Option<&Judged>) -> Readings {
    let cut = Cut {
        threshold: state.threshold,
        scaled: state.scaled,
    };
    let costs = Costs {
        false_positive: state.costs[0],
        false_negative: state.costs[1],
    };
    let counts = judged.map(|judged| judged.counts(Part::Test, cut));
    let count = |of: Option<u32>| number(of.map_or(f64::NAN, f64::from), 0);
    let cost = |of: Option<f64>| number(of.unwrap_or(f64::NAN), 0);
    let best = judged.and_then(|judged| judged.cheapest(Part::Validation, cut.scaled, costs));
    let cost_at = |threshold| {
        let cut = Cut { threshold, ..cut };
        judged.and_then(|judged| judged.cost(Part::Test, cut, costs))
    };
    let loss = |at: usize| {
        let loss = judged.and_then(|judged| judged.calibration[at].loss);
        number(loss.unwrap_or(f64::NAN), 3)
    };
    [
        ("threshold", chance(state.threshold)),
        ("rows", count(counts.map(|c| c.positives() + c.negatives()))),
        ("positives", count(counts.map(Counts::positives))),
        ("tp", count(counts.map(|c| c.true_positives))),
        ("fp", count(counts.map(|c| c.false_positives))),
        ("fn", count(counts.map(|c| c.false_negatives))),
        ("tn", count(counts.map(|c| c.true_negatives))),
        ("accuracy", share(counts.and_then(Counts::accuracy))),
        ("precision", share(counts.and_then(Counts::precision))),
        ("recall", share(counts.and_then(Counts::recall))),
        ("f1", share(counts.and_then(Counts::f1))),
        ("majority", share(judged.and_then(Judged::majority))),
        ("roc", area(judged.and_then(|j| Some(j.roc.as_ref()?.1)))),
        (
            "pr",
            area(judged.and_then(|j| Some(j.precision_recall.as_ref()?.1))),
        ),
        (
            "temperature",
            number(judged.map_or(f64::NAN, |j| j.temperature), 2),
        ),
        ("loss", loss(0)),
        ("loss_scaled", loss(1)),
        (
            "cheapest",
            best.map_or_else(|| "–".to_owned(), |best| chance(best.threshold)),
        ),
        ("cost", cost(cost_at(cut.threshold))),
        ("cost_half", cost(cost_at(0.5))),
        (
            "cost_cheapest",
            cost(best.and_then(|best| cost_at(best.threshold))),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (format!("evaluation.{name}"), value))
    .collect()
}
