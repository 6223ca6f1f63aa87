//! Measures against scikit-learn and `SciPy`; see `fixtures/sklearn_metrics.py`.
#![allow(clippy::unwrap_used)]

use neural::metrics::calibration::{
    Labelled, brier, negative_log_likelihood, reliability, temperature,
};
use neural::metrics::ranking::{average_precision, precision_recall, roc, roc_area};
use neural::metrics::threshold::{Counts, Scored};
use neural::metrics::{Average, Confusion};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Fixture {
    binary: Vec<Binary>,
    classes: Vec<Classes>,
    temperature: Temperature,
}

#[derive(Deserialize)]
struct Binary {
    positive: Vec<bool>,
    score: Vec<f64>,
    threshold: f64,
    /// True negatives, false positives, false negatives, true positives.
    confusion: [u32; 4],
    accuracy: f64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    roc: [Vec<Value>; 3],
    roc_area: Option<f64>,
    precision_recall: [Vec<Value>; 3],
    average_precision: Option<f64>,
    brier: f64,
    calibration: [Vec<f64>; 2],
}

#[derive(Deserialize)]
struct Classes {
    truth: Vec<usize>,
    taken: Vec<usize>,
    count: usize,
    averages: Value,
}

#[derive(Deserialize)]
struct Temperature {
    logits: Vec<Vec<f64>>,
    truth: Vec<usize>,
    loss: f64,
    best: f64,
    scaled_loss: f64,
}

fn fixture() -> Fixture {
    serde_json::from_str(include_str!("fixtures/sklearn_metrics.json")).unwrap()
}

#[track_caller]
fn close(ours: Option<f64>, theirs: Option<f64>) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => assert!(
            (ours - theirs).abs() <= 1e-9 || ours.total_cmp(&theirs).is_eq(),
            "{ours} for {theirs}"
        ),
        (ours, theirs) => assert_eq!(ours, theirs),
    }
}

fn number(value: &Value) -> Option<f64> {
    if value == "inf" {
        return Some(f64::INFINITY);
    }
    value.as_f64()
}

#[track_caller]
fn all_close(ours: impl ExactSizeIterator<Item = f64>, theirs: &[Value]) {
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.zip(theirs) {
        close(Some(ours), number(theirs));
    }
}

impl Binary {
    fn samples(&self) -> Vec<Scored> {
        let pairs = self.score.iter().zip(&self.positive);
        let one = |(&score, &positive): (&f64, &bool)| Scored { score, positive };
        pairs.map(one).collect()
    }
}

#[test]
fn decisions_at_a_threshold_agree() {
    for case in fixture().binary {
        let counts = Counts::at(&case.samples(), case.threshold);
        let [tn, fp, fn_, tp] = case.confusion;
        assert_eq!(
            counts,
            Counts {
                true_positives: tp,
                false_positives: fp,
                false_negatives: fn_,
                true_negatives: tn,
            }
        );
        close(counts.accuracy(), Some(case.accuracy));
        close(counts.precision(), case.precision);
        close(counts.recall(), case.recall);
        close(counts.f1(), case.f1);
    }
}

#[test]
fn curves_and_their_areas_agree() {
    for case in fixture().binary {
        let samples = case.samples();
        let curve = roc(&samples);
        let [at, false_positive, true_positive] = &case.roc;
        let points = curve.as_deref().unwrap_or_default();
        all_close(points.iter().map(|point| point.threshold), at);
        let rates = points.iter().map(|point| point.false_positive_rate);
        all_close(rates, false_positive);
        let rates = points.iter().map(|point| point.true_positive_rate);
        all_close(rates, true_positive);
        close(curve.as_deref().map(roc_area), case.roc_area);

        let curve = precision_recall(&samples);
        let [at, precision, recall] = &case.precision_recall;
        let points = curve.as_deref().unwrap_or_default();
        // Theirs end in a point of recall 0 that stands for no decision.
        let some = at.len();
        all_close(points.iter().rev().map(|point| point.threshold), at);
        let ours = points.iter().rev().map(|point| point.precision);
        all_close(ours, &precision[..some]);
        let ours = points.iter().rev().map(|point| point.recall);
        all_close(ours, &recall[..some]);
        close(
            curve.as_deref().map(average_precision),
            case.average_precision,
        );
    }
}

#[test]
fn calibration_agrees() {
    for case in fixture().binary {
        let samples = case.samples();
        close(brier(&samples), Some(case.brier));
        let [promised, came] = &case.calibration;
        if promised.is_empty() {
            continue;
        }
        let bins = reliability(&samples, 10);
        assert_eq!(bins.len(), promised.len());
        for (bin, (promised, came)) in bins.iter().zip(promised.iter().zip(came)) {
            close(Some(bin.mean_score), Some(*promised));
            close(Some(bin.positive), Some(*came));
        }
    }
}

type Measure = fn(Counts) -> Option<f64>;

#[test]
fn averages_over_classes_agree() {
    for case in fixture().classes {
        let mut confusion = Confusion::new(case.count);
        for (&truth, &taken) in case.truth.iter().zip(&case.taken) {
            confusion.add(truth, taken);
        }
        let measures: [Measure; 3] = [Counts::precision, Counts::recall, Counts::f1];
        for (name, measure) in ["precision", "recall", "f1"].into_iter().zip(measures) {
            for (class, theirs) in case.averages[format!("{name} each")]
                .as_array()
                .unwrap()
                .iter()
                .enumerate()
            {
                close(measure(confusion.against_the_rest(class)), number(theirs));
            }
            for (kind, average) in [
                ("micro", Average::Micro),
                ("macro", Average::Macro),
                ("weighted", Average::Weighted),
            ] {
                let theirs = &case.averages[format!("{name} {kind}")];
                close(confusion.average(measure, average), number(theirs));
            }
        }
    }
}

#[test]
fn the_temperature_agrees() {
    let case = fixture().temperature;
    let samples: Vec<_> = (case.logits.into_iter().zip(case.truth))
        .map(|(logits, class)| Labelled { logits, class })
        .collect();
    let found = temperature(&samples).unwrap();
    // Theirs is where the loss stops falling in double precision: half its digits.
    assert!((found - case.best).abs() < 1e-6 * found, "{found}");
    close(negative_log_likelihood(&samples, 1.0), Some(case.loss));
    close(
        negative_log_likelihood(&samples, found),
        Some(case.scaled_loss),
    );
}
