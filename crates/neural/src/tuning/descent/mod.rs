//! Double descent: the error of a model over its width, from one feature to many
//! more than there are examples (Belkin, Hsu, Ma and Mandal 2019,
//! arXiv:1812.11118).
//!
//! The model has random features, ReLU(w·(x − x̄)) with fixed normal w (Rahimi and
//! Recht 2007), and only its last layer is fitted, by least squares to the
//! classes' one-hot codes less their mean: exactly, and of all exact fits the one
//! with the smallest weights. So nothing of the curve is owed to an optimiser that
//! stopped early. A wider model has all the features of a narrower one.

mod draw;

use crate::data::Dataset;
use crate::rng::Rng;
use draw::Draw;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Training examples.
pub const EXAMPLES: RangeInclusive<u32> = 10..=60;
/// Percent of the training examples that have a wrong class.
pub const WRONG: RangeInclusive<f32> = 0.0..=50.0;
/// Draws of examples and features of which the median is taken.
pub const REPEATS: RangeInclusive<u32> = 1..=20;
/// λ of the penalty; 0 for the smallest exact fit.
pub const PENALTY: RangeInclusive<f64> = 0.0..=10.0;
/// The greatest width, as a multiple of the number of examples.
pub const WIDEST: f64 = 10.0;
/// Examples on which the error is measured.
const TEST: usize = 400;

/// What is swept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Descending {
    /// Training examples.
    pub examples: u32,
    /// Percent of them that have a wrong class.
    pub wrong: f32,
    /// How many draws of examples and features.
    pub repeats: u32,
    /// λ of λ·‖w‖² beside the mean squared error; 0 for none.
    pub penalty: f64,
    /// Decides the draws.
    pub seed: u32,
}

impl Default for Descending {
    fn default() -> Self {
        Self {
            examples: 40,
            wrong: 10.0,
            repeats: 5,
            penalty: 0.0,
            seed: 42,
        }
    }
}

impl Descending {
    /// Whether its settings are within their limits.
    pub fn is_sound(&self) -> bool {
        EXAMPLES.contains(&self.examples)
            && WRONG.contains(&self.wrong)
            && REPEATS.contains(&self.repeats)
            && PENALTY.contains(&self.penalty)
    }
}

/// The error at a width: medians over the draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WidthError {
    /// Features.
    pub width: u32,
    /// Mean squared error over the training examples, summed over the classes.
    pub train: f64,
    /// The same over the test examples.
    pub test: f64,
    /// Share of the test examples that are put into a wrong class.
    pub wrong: f64,
    /// √Σw² of the fitted layer.
    pub norm: f64,
}

/// The widths that are tried: dense round the number of examples.
pub fn widths(examples: u32) -> Vec<u32> {
    const SHARES: [f64; 26] = [
        0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 1.3, 1.5,
        1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, WIDEST,
    ];
    let mut widths: Vec<u32> = [1.0, 2.0]
        .into_iter()
        .chain(SHARES.map(|share| share * f64::from(examples)))
        .map(|width| width.round().max(1.0) as u32)
        .collect();
    widths.sort_unstable();
    widths.dedup();
    widths
}

/// A sweep under way.
#[derive(Debug)]
pub struct Descent {
    what: Descending,
    data: Dataset,
    test: usize,
    widths: Vec<u32>,
    rng: Rng,
    draw: Draw,
    /// Of each draw that is done, each width's errors; the last may be under way.
    found: Vec<Vec<WidthError>>,
}

impl Descent {
    /// A sweep over a data set of classes. `None` if it has too few rows.
    pub fn new(what: Descending, data: Dataset) -> Option<Self> {
        let spare = data.len().checked_sub(what.examples as usize)?;
        let classes = data.task.classes();
        (spare > 0 && classes > 1 && what.is_sound()).then(|| Self {
            test: spare.min(TEST),
            widths: widths(what.examples),
            rng: Rng::new(u64::from(what.seed), 110),
            draw: Draw::default(),
            found: Vec::new(),
            what,
            data,
        })
    }

    /// The widths that are tried.
    pub fn widths(&self) -> &[u32] {
        &self.widths
    }

    /// How much is done, 0 to 1.
    pub fn share(&self) -> f32 {
        let each = self.widths.len();
        let done = self.found.iter().map(Vec::len).sum::<usize>();
        done as f32 / (each * self.what.repeats as usize) as f32
    }

    /// Draws that are done.
    pub fn draws(&self) -> u32 {
        let whole = |found: &&Vec<WidthError>| found.len() == self.widths.len();
        self.found.iter().filter(whole).count() as u32
    }

    /// Does a piece of the work, a millisecond or a few; whether all is done.
    pub fn step(&mut self) -> bool {
        if self.draws() == self.what.repeats {
            return true;
        }
        if self.found.len() == self.draws() as usize {
            self.draw = Draw::new(&self.what, &self.data, self.test, &mut self.rng);
            self.found.push(Vec::new());
            return false;
        }
        let Some(width) = self.found.last().map(|found| self.widths[found.len()]) else {
            return true;
        };
        // Some features at a time: each costs a pass over all rows.
        for _ in 0..8 {
            if self.draw.features() < width as usize {
                self.draw.add_feature(&mut self.rng);
            }
        }
        if self.draw.features() >= width as usize {
            let error = self.draw.fit(width as usize, self.what.penalty);
            if let Some(found) = self.found.last_mut() {
                found.push(error);
            }
        }
        self.draws() == self.what.repeats
    }

    /// The medians of what is done so far; widths that no draw has reached are
    /// missing.
    pub fn curve(&self) -> Vec<WidthError> {
        (0..self.widths.len())
            .filter_map(|at| {
                let there: Vec<&WidthError> =
                    self.found.iter().filter_map(|draw| draw.get(at)).collect();
                let of = |value: fn(&WidthError) -> f64| {
                    median(there.iter().map(|error| value(error)).collect())
                };
                Some(WidthError {
                    width: self.widths[at],
                    train: of(|error| error.train)?,
                    test: of(|error| error.test)?,
                    wrong: of(|error| error.wrong)?,
                    norm: of(|error| error.norm)?,
                })
            })
            .collect()
    }
}

/// The middle value, or the mean of both; `None` without any.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = values[(values.len() - 1) / 2];
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Shape;

    fn points() -> Dataset {
        // Two columns alone have few different features; ten noisy ones have many.
        let plane = Shape::Gauss.generate(500, 20.0, &mut Rng::new(1, 1));
        let mut rng = Rng::new(2, 2);
        let rows = plane.rows.chunks_exact(2).flat_map(|point| {
            let noise: Vec<f32> = (0..8).map(|_| rng.normal()).collect();
            [point, &noise].concat()
        });
        Dataset {
            rows: rows.collect(),
            names: (0..10).map(|column| column.to_string()).collect(),
            ..plane
        }
    }

    fn done(what: Descending) -> Vec<WidthError> {
        let mut descent = Descent::new(what, points()).unwrap();
        let mut steps = 0;
        while !descent.step() {
            steps += 1;
            assert!(steps < 100_000, "it never ends");
        }
        assert_eq!((descent.share(), descent.draws()), (1.0, what.repeats));
        descent.curve()
    }

    #[test]
    fn widths_reach_from_one_over_the_threshold_far_beyond() {
        let widths = widths(40);
        assert!(widths.is_sorted_by(|a, b| a < b));
        assert_eq!((widths[0], widths.last()), (1, Some(&400)));
        assert!(widths.contains(&40) && widths.contains(&38) && widths.contains(&42));
    }

    #[test]
    fn the_error_peaks_at_the_threshold_and_falls_again() {
        let what = Descending {
            wrong: 15.0,
            ..Descending::default()
        };
        let curve = done(what);
        let peak = curve
            .iter()
            .max_by(|a, b| a.test.total_cmp(&b.test))
            .unwrap();
        assert!((32..=48).contains(&peak.width), "{peak:?}");
        let last = curve.last().unwrap();
        assert!(last.test < peak.test / 3.0, "{last:?} {peak:?}");
        assert!(last.norm < peak.norm);
        // From the threshold on the training examples are met exactly.
        for point in &curve {
            if point.width >= 60 {
                assert!(point.train < 1e-12, "{point:?}");
            }
        }
        assert!(curve[2].train > 1e-3);
    }

    #[test]
    fn a_penalty_takes_the_peak_away() {
        let with = |penalty| {
            let curve = done(Descending {
                penalty,
                ..Descending::default()
            });
            curve.iter().map(|point| point.test).fold(0.0, f64::max)
        };
        assert!(with(0.1) < with(0.0) / 3.0);
    }

    #[test]
    fn settings_out_of_range_and_few_rows_are_refused() {
        let refused = |what| Descent::new(what, points()).is_none();
        let fine = Descending::default();
        assert!(!refused(fine));
        assert!(refused(Descending {
            examples: 500,
            ..fine
        }));
        assert!(refused(Descending {
            wrong: 51.0,
            ..fine
        }));
        assert!(refused(Descending { repeats: 0, ..fine }));
        assert!(refused(Descending {
            penalty: f64::NAN,
            ..fine
        }));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
