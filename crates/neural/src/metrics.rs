//! How good predictions are.

use serde::{Deserialize, Serialize};

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
    pub fn accuracy(&self) -> Option<f32> {
        share(self.right(), self.total())
    }

    /// Of the samples taken for a class, the share that is of it.
    pub fn precision(&self, class: usize) -> Option<f32> {
        let taken = (0..self.classes as usize).map(|k| self.get(k, class)).sum();
        share(self.get(class, class), taken)
    }

    /// Of a class's samples, the share that was taken for it.
    pub fn recall(&self, class: usize) -> Option<f32> {
        let truly = (0..self.classes as usize).map(|k| self.get(class, k)).sum();
        share(self.get(class, class), truly)
    }

    /// The harmonic mean of precision and recall, 0 where both are 0.
    pub fn f1(&self, class: usize) -> Option<f32> {
        let (p, r) = (self.precision(class)?, self.recall(class)?);
        Some(if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        })
    }
}

fn share(part: u32, whole: u32) -> Option<f32> {
    (whole > 0).then(|| part as f32 / whole as f32)
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
        assert!((confusion.f1(1).unwrap() - 0.4).abs() < 1e-6);
        assert_eq!(Confusion::new(2).accuracy(), None);
    }

    #[test]
    fn the_most_probable_class_is_taken() {
        assert_eq!(class_of(&[0.49]), 0);
        assert_eq!(class_of(&[0.5]), 1);
        assert_eq!(class_of(&[0.2, 0.4, 0.4]), 1);
    }
}
