//! Examples and random features, drawn anew each time.

use super::super::least_squares::{minimum_norm, ridge};
use super::{Descending, WidthError};
use crate::data::Dataset;
use crate::rng::Rng;

/// A draw of examples, before it is fitted.
#[derive(Debug, Default)]
pub(super) struct Draw {
    examples: usize,
    tests: usize,
    /// Numbers of a row.
    columns: usize,
    classes: usize,
    /// Pixels less the training examples' mean: training rows, then test rows.
    rows: Vec<f64>,
    /// Class codes of the training rows, a column per class.
    targets: Vec<f64>,
    /// The test rows' classes.
    truth: Vec<usize>,
    /// Features of the training rows, a column per feature.
    train: Vec<f64>,
    /// Features of the test rows.
    test: Vec<f64>,
}

impl Draw {
    /// Draws the examples, and gives some of those to train on a wrong class.
    pub fn new(what: &Descending, data: &Dataset, tests: usize, rng: &mut Rng) -> Self {
        let (examples, columns) = (what.examples as usize, data.names.len());
        let classes = data.task.classes();
        let mut order: Vec<usize> = (0..data.len()).collect();
        rng.shuffle(&mut order);
        order.truncate(examples + tests);
        let row = |at: &usize| &data.rows[at * columns..(at + 1) * columns];
        let mut mean = vec![0.0; columns];
        for at in &order[..examples] {
            for (sum, value) in mean.iter_mut().zip(row(at)) {
                *sum += f64::from(*value) / examples as f64;
            }
        }
        let centred = |at: &usize| {
            let values = row(at).iter().zip(&mean).map(|(v, m)| f64::from(*v) - m);
            values.collect::<Vec<_>>()
        };
        let rows = order.iter().flat_map(centred).collect();
        let class = |at: &usize| data.targets[*at] as usize;
        let mut labels: Vec<usize> = order[..examples].iter().map(class).collect();
        let wrong = (what.wrong / 100.0 * examples as f32).round() as usize;
        for label in &mut labels[..wrong] {
            let on = 1 + rng.below(classes as u32 - 1) as usize;
            *label = (*label + on) % classes;
        }
        let column = |class| labels.iter().map(move |label| code(*label, class, classes));
        Self {
            examples,
            tests,
            columns,
            classes,
            rows,
            targets: (0..classes).flat_map(column).collect(),
            truth: order[examples..].iter().map(class).collect(),
            train: Vec::new(),
            test: Vec::new(),
        }
    }

    /// Features there are.
    pub fn features(&self) -> usize {
        self.train.len() / self.examples.max(1)
    }

    /// One more feature of all rows.
    pub fn add_feature(&mut self, rng: &mut Rng) {
        let scale = 1.0 / (self.columns as f64).sqrt();
        let weights: Vec<f64> = (0..self.columns)
            .map(|_| f64::from(rng.normal()) * scale)
            .collect();
        for (at, row) in self.rows.chunks_exact(self.columns).enumerate() {
            let z: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let part = if at < self.examples {
                &mut self.train
            } else {
                &mut self.test
            };
            part.push(z.max(0.0));
        }
    }

    /// Fits the last layer on the first `width` features.
    pub fn fit(&self, width: usize, penalty: f64) -> WidthError {
        let (examples, tests) = (self.examples, self.tests);
        let train = &self.train[..width * examples];
        let test = &self.test[..width * tests];
        let weights = if penalty > 0.0 {
            ridge(train, examples, &self.targets, penalty)
        } else {
            minimum_norm(train, examples, &self.targets)
        };
        let answers = |features: &[f64], rows: usize| {
            let mut answers = vec![0.0; rows * self.classes];
            for (weights, answers) in weights
                .chunks_exact(width)
                .zip(answers.chunks_exact_mut(rows))
            {
                for (column, weight) in features.chunks_exact(rows).zip(weights) {
                    for (answer, feature) in answers.iter_mut().zip(column) {
                        *answer += weight * feature;
                    }
                }
            }
            answers
        };
        let of_train = answers(train, examples);
        let off = |(answer, target): (&f64, &f64)| (answer - target) * (answer - target);
        let train_error = of_train.iter().zip(&self.targets).map(off).sum::<f64>();
        let of_test = answers(test, tests);
        let (mut error, mut wrong) = (0.0, 0.0);
        for (row, truth) in self.truth.iter().enumerate() {
            let mut best = (0, f64::NEG_INFINITY);
            for class in 0..self.classes {
                let answer = of_test[class * tests + row];
                let off = answer - code(*truth, class, self.classes);
                error += off * off;
                if answer > best.1 {
                    best = (class, answer);
                }
            }
            wrong += f64::from(u8::from(best.0 != *truth));
        }
        WidthError {
            width: width as u32,
            train: train_error / examples as f64,
            test: error / tests as f64,
            wrong: wrong / tests as f64,
            norm: weights.iter().map(|w| w * w).sum::<f64>().sqrt(),
        }
    }
}

/// A class as a number of its own for each class: one-hot, less the mean.
fn code(label: usize, class: usize, classes: usize) -> f64 {
    f64::from(u8::from(label == class)) - 1.0 / classes as f64
}
