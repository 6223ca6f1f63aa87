//! How good predictions are.
//!
//! [`Confusion`] counts decisions between classes. For a yes-or-no question,
//! [`threshold`] decides at a score and prices the mistakes, [`ranking`] draws
//! the curves over all thresholds, [`bootstrap`] says how sure a measure is,
//! [`calibration`] whether scores are probabilities, and [`folds`] cuts a set for
//! cross-validation. Measures that are not defined are `None`, never 0.

pub mod bootstrap;
pub mod calibration;
pub mod folds;
pub mod ranking;
pub mod threshold;

use serde::{Deserialize, Serialize};
use threshold::Counts;

/// Loss and accuracy over a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Mean loss, without penalties. For regression on a table it is in units of
    /// the target's scaled values.
    pub loss: f32,
    /// Share of the samples whose most probable class is right; `None` for regression.
    pub accuracy: Option<f32>,
}

/// How far a regression's predictions are from the targets, over a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Errors {
    /// Mean absolute error, in the target's own units.
    pub mae: f32,
    /// Root of the mean squared error, in the target's own units.
    pub rmse: f32,
    /// Coefficient of determination, 1 − Σ(t − y)²/Σ(t − t̄)²; `None` where all
    /// targets are equal.
    pub r2: Option<f32>,
}

/// How often each class was taken for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    /// Number of classes.
    pub classes: u32,
    /// classes × classes counts, row-major: a row per true class, a column per
    /// predicted one.
    pub counts: Vec<u32>,
}

impl Confusion {
    /// No sample yet.
    pub fn new(classes: usize) -> Self {
        Self {
            classes: classes as u32,
            counts: vec![0; classes * classes],
        }
    }

    /// Counts one sample.
    pub fn add(&mut self, truth: usize, predicted: usize) {
        let classes = self.classes as usize;
        if truth < classes && predicted < classes {
            self.counts[truth * classes + predicted] += 1;
        }
    }

    /// Samples of class `truth` taken for class `predicted`.
    pub fn get(&self, truth: usize, predicted: usize) -> u32 {
        self.counts[truth * self.classes as usize + predicted]
    }

    /// All samples counted.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Samples taken for what they are.
    pub fn right(&self) -> u32 {
        (0..self.classes as usize).map(|k| self.get(k, k)).sum()
    }

    /// Share of the samples taken for what they are; `None` without samples.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.right(), self.total())
    }

    /// The decisions about one class, all others being negative.
    pub fn against_the_rest(&self, class: usize) -> Counts {
        let classes = 0..self.classes as usize;
        let taken: u32 = classes.clone().map(|k| self.get(k, class)).sum();
        let truly: u32 = classes.map(|k| self.get(class, k)).sum();
        let right = self.get(class, class);
        Counts {
            true_positives: right,
            false_positives: taken - right,
            false_negatives: truly - right,
            true_negatives: self.total() + right - taken - truly,
        }
    }

    /// Of the samples taken for a class, the share that is of it.
    pub fn precision(&self, class: usize) -> Option<f64> {
        self.against_the_rest(class).precision()
    }

    /// Of a class's samples, the share that was taken for it.
    pub fn recall(&self, class: usize) -> Option<f64> {
        self.against_the_rest(class).recall()
    }

    /// The harmonic mean of precision and recall, as [`Counts::f1`] takes it.
    pub fn f1(&self, class: usize) -> Option<f64> {
        self.against_the_rest(class).f1()
    }

    /// One number for all classes; `None` where no class has one.
    pub fn average(&self, measure: fn(Counts) -> Option<f64>, average: Average) -> Option<f64> {
        let each = (0..self.classes as usize).map(|class| self.against_the_rest(class));
        let weight = |counts: Counts| match average {
            Average::Weighted => f64::from(counts.positives()),
            _ => 1.0,
        };
        if average == Average::Micro {
            return measure(each.fold(Counts::default(), Counts::and));
        }
        let (mut sum, mut weights) = (0.0, 0.0);
        for counts in each {
            if let Some(value) = measure(counts) {
                sum += weight(counts) * value;
                weights += weight(counts);
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }
}

/// How a measure of each class becomes one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Average {
    /// Over all decisions: each sample counts alike.
    Micro,
    /// The mean over the classes in which it is defined: each counts alike.
    Macro,
    /// The mean over the classes, each by its number of samples.
    Weighted,
}

fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// The most probable class: with one probability, class 1 from ½ upwards, else
/// the largest, the first of equals.
pub fn class_of(probabilities: &[f32]) -> usize {
    match probabilities {
        [p] => usize::from(*p >= 0.5),
        several => {
            let mut best = 0;
            for (k, p) in several.iter().enumerate() {
                if *p > several[best] {
                    best = k;
                }
            }
            best
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_follow_from_the_counts() {
        let mut confusion = Confusion::new(3);
        for (truth, predicted) in [(0, 0), (0, 0), (0, 1), (1, 1), (2, 1), (1, 0)] {
            confusion.add(truth, predicted);
        }
        assert_eq!(confusion.accuracy(), Some(0.5));
        assert_eq!(confusion.precision(0), Some(2.0 / 3.0));
        assert_eq!(confusion.recall(0), Some(2.0 / 3.0));
        assert_eq!(confusion.precision(2), None);
        assert_eq!(confusion.recall(2), Some(0.0));
        assert!((confusion.f1(1).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(confusion.f1(2), Some(0.0));
        assert_eq!(Confusion::new(2).accuracy(), None);
        assert_eq!(Confusion::new(2).f1(0), None);
    }

    #[test]
    fn the_most_probable_class_is_taken() {
        assert_eq!(class_of(&[0.49]), 0);
        assert_eq!(class_of(&[0.5]), 1);
        assert_eq!(class_of(&[0.2, 0.4, 0.4]), 1);
    }
}
