//! The parts of an error: bias, variance, noise (Geman, Bienenstock and Doursat
//! 1992).
//!
//! Many training sets are drawn from one noisy curve, their places one in each of
//! as many equal parts of the range, and the same model is fitted to each: a sum of cosines, as many as its width, by least squares (of several
//! exact fits the one with the smallest coefficients). At each place the
//! predictions scatter; how far their mean is off the truth is the bias, how far
//! they scatter round it the variance.

use super::least_squares::minimum_norm;
use crate::rng::Rng;
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;
use std::ops::RangeInclusive;

/// Training examples of a set.
pub const EXAMPLES: RangeInclusive<u32> = 5..=60;
/// Cosines of the model.
pub const WIDTH: RangeInclusive<u32> = 1..=30;
/// Deviation of the noise.
pub const NOISE: RangeInclusive<f64> = 0.0..=1.0;
/// Training sets.
pub const SETS: u32 = 100;
/// Fitted curves that are kept to be drawn.
const KEPT: usize = 30;
/// Places at which curves are compared, from −1 to 1 at equal distances.
pub const PLACES: usize = 81;

/// What is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakingApart {
    /// Cosines of the model whose curves are kept.
    pub width: u32,
    /// Training examples of each set.
    pub examples: u32,
    /// Deviation of the noise on every example.
    pub noise: f64,
    /// Decides the draws.
    pub seed: u32,
}

impl Default for TakingApart {
    fn default() -> Self {
        Self {
            width: 4,
            examples: 20,
            noise: 0.3,
            seed: 42,
        }
    }
}

impl TakingApart {
    /// Whether its settings are within their limits.
    pub fn is_sound(&self) -> bool {
        EXAMPLES.contains(&self.examples)
            && WIDTH.contains(&self.width)
            && NOISE.contains(&self.noise)
    }
}

/// An error's parts, means over the places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// Cosines of the model.
    pub width: u32,
    /// (mean prediction − truth)².
    pub bias: f64,
    /// (prediction − mean prediction)².
    pub variance: f64,
    /// The noise's variance, which no model can take away.
    pub noise: f64,
    /// (prediction − a fresh noisy example)², measured and not summed up: it comes
    /// near bias + variance + noise as far as chance allows.
    pub measured: f64,
}

impl Parts {
    /// Bias + variance + noise.
    pub fn sum(&self) -> f64 {
        self.bias + self.variance + self.noise
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// The chosen width.
    pub width: u32,
    /// The truth at each of [`PLACES`].
    pub truth: Vec<f32>,
    /// The mean prediction at the chosen width.
    pub mean: Vec<f32>,
    /// Some sets' curves at the chosen width.
    pub fits: Vec<Vec<f32>>,
    /// The first set's examples, x and y.
    pub examples: Vec<[f32; 2]>,
    /// The parts at each width from 1.
    pub sweep: Vec<Parts>,
}

/// The true curve: not one of the model's, however wide that is.
pub fn truth(x: f64) -> f64 {
    libm::sin(PI * x) + 0.5 * libm::sin(2.0 * PI * x)
}

/// The place with this number.
pub fn place(at: usize) -> f64 {
    2.0 * at as f64 / (PLACES - 1) as f64 - 1.0
}

/// The model's features at some x: a column of each cosine cos(kπ(x + 1)/2).
fn features(xs: &[f64], width: u32) -> Vec<f64> {
    let cosine = |k: u32, x: f64| libm::cos(f64::from(k) * PI * (x + 1.0) / 2.0);
    (0..width)
        .flat_map(|k| xs.iter().map(move |x| cosine(k, *x)))
        .collect()
}

/// Training sets, widths and fits, a fit a step.
#[derive(Debug)]
pub struct Decomposition {
    what: TakingApart,
    sets: Vec<(Vec<f64>, Vec<f64>)>,
    /// The fresh noise at each place for each set.
    fresh: Vec<f64>,
    /// The width under way, and its predictions so far, [`PLACES`] a set.
    width: u32,
    predictions: Vec<f64>,
    grid: Vec<f64>,
    found: Apart,
}

impl Decomposition {
    /// `None` if a setting is out of its limits.
    pub fn new(what: TakingApart) -> Option<Self> {
        if !what.is_sound() {
            return None;
        }
        let mut rng = Rng::new(u64::from(what.seed), 111);
        let mut set = || -> (Vec<f64>, Vec<f64>) {
            // One in each of as many equal parts of the range: places at random, but
            // no gap so wide that the fit there is a matter of luck alone.
            let xs: Vec<f64> = (0..what.examples)
                .map(|at| (f64::from(at) + f64::from(rng.unit())) / f64::from(what.examples))
                .map(|share| 2.0 * share - 1.0)
                .collect();
            let ys = xs
                .iter()
                .map(|x| truth(*x) + what.noise * f64::from(rng.normal()));
            let ys = ys.collect();
            (xs, ys)
        };
        let sets: Vec<_> = (0..SETS).map(|_| set()).collect();
        let mut rng = Rng::new(u64::from(what.seed), 112);
        let fresh = (0..SETS as usize * PLACES).map(|_| what.noise * f64::from(rng.normal()));
        let (xs, ys) = &sets[0];
        let examples = xs.iter().zip(ys).map(|(x, y)| [*x as f32, *y as f32]);
        Some(Self {
            what,
            fresh: fresh.collect(),
            width: *WIDTH.start(),
            predictions: Vec::new(),
            grid: (0..PLACES).map(place).collect(),
            found: Apart {
                width: what.width,
                truth: (0..PLACES).map(|at| truth(place(at)) as f32).collect(),
                examples: examples.collect(),
                ..Apart::default()
            },
            sets,
        })
    }

    /// How much is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.found.sweep.len() as f32 / *WIDTH.end() as f32
    }

    /// Fits one set at one width; whether all is done.
    pub fn step(&mut self) -> bool {
        if self.width > *WIDTH.end() {
            return true;
        }
        let set = self.predictions.len() / PLACES;
        let (xs, ys) = &self.sets[set];
        let weights = minimum_norm(&features(xs, self.width), xs.len(), ys);
        let from = self.predictions.len();
        self.predictions.resize(from + PLACES, 0.0);
        for (column, weight) in features(&self.grid, self.width)
            .chunks_exact(PLACES)
            .zip(&weights)
        {
            for (sum, feature) in self.predictions[from..].iter_mut().zip(column) {
                *sum += weight * feature;
            }
        }
        if set + 1 == self.sets.len() {
            self.close();
        }
        self.width > *WIDTH.end()
    }

    /// Takes the present width's predictions apart, and goes to the next.
    fn close(&mut self) {
        let sets = f64::from(SETS);
        let (mut bias, mut variance, mut measured) = (0.0, 0.0, 0.0);
        let mut means = Vec::with_capacity(PLACES);
        for at in 0..PLACES {
            let truth = truth(self.grid[at]);
            let here = || self.predictions[at..].iter().step_by(PLACES);
            let mean = here().sum::<f64>() / sets;
            bias += (mean - truth) * (mean - truth);
            for (prediction, noise) in here().zip(self.fresh[at..].iter().step_by(PLACES)) {
                variance += (prediction - mean) * (prediction - mean) / sets;
                let off = prediction - truth - noise;
                measured += off * off / sets;
            }
            means.push(mean as f32);
        }
        let places = PLACES as f64;
        self.found.sweep.push(Parts {
            width: self.width,
            bias: bias / places,
            variance: variance / places,
            noise: self.what.noise * self.what.noise,
            measured: measured / places,
        });
        if self.width == self.what.width {
            self.found.mean = means;
            let fits = self.predictions.chunks_exact(PLACES).take(KEPT);
            self.found.fits = fits
                .map(|fit| fit.iter().map(|y| *y as f32).collect())
                .collect();
        }
        self.predictions.clear();
        self.width += 1;
    }

    /// What is found so far.
    pub fn found(&self) -> &Apart {
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(what: TakingApart) -> Apart {
        let mut work = Decomposition::new(what).unwrap();
        while !work.step() {}
        assert_eq!(work.share(), 1.0);
        work.found().clone()
    }

    #[test]
    fn the_parts_sum_to_the_measured_error() {
        let found = done(TakingApart::default());
        assert_eq!(found.sweep.len(), 30);
        for parts in found.sweep.iter().filter(|parts| parts.width <= 12) {
            // 8,100 noisy examples: the noise's own mean square is within 5%.
            let off = (parts.measured / parts.sum() - 1.0).abs();
            assert!(off < 0.08, "{parts:?}");
        }
    }

    #[test]
    fn without_noise_the_parts_are_the_error_to_the_last_digit() {
        // Then measured = mean (f − truth)², and the identity is algebra.
        for parts in done(TakingApart {
            noise: 0.0,
            ..TakingApart::default()
        })
        .sweep
        {
            let off = (parts.measured - parts.sum()).abs();
            assert!(off <= 1e-10 * parts.sum().max(1.0), "{parts:?}");
        }
    }

    #[test]
    fn bias_falls_with_the_width_and_variance_rises_up_to_the_examples() {
        let found = done(TakingApart::default());
        let at = |width: usize| found.sweep[width - 1];
        assert!(at(1).bias > 0.4 && at(8).bias < 0.05, "{:?}", found.sweep);
        assert!(at(1).variance < at(8).variance && at(8).variance < at(19).variance);
        let least = found
            .sweep
            .iter()
            .min_by(|a, b| a.sum().total_cmp(&b.sum()))
            .unwrap();
        assert!((3..=9).contains(&least.width), "{least:?}");
    }

    #[test]
    fn the_variance_is_that_of_least_squares() {
        // Of p nearly orthogonal features it is σ²·p/n.
        let found = done(TakingApart::default());
        for parts in found
            .sweep
            .iter()
            .filter(|parts| (4..=10).contains(&parts.width))
        {
            let expected = 0.09 * f64::from(parts.width) / 20.0;
            assert!((parts.variance / expected - 1.0).abs() < 0.25, "{parts:?}");
        }
    }

    #[test]
    fn a_constant_model_is_the_mean_of_the_examples() {
        let found = done(TakingApart {
            width: 1,
            ..TakingApart::default()
        });
        let first: f32 = found.examples.iter().map(|[_, y]| y).sum::<f32>() / 20.0;
        assert!(found.fits[0].iter().all(|y| (y - first).abs() < 1e-5));
        assert_eq!((found.fits.len(), found.mean.len()), (30, PLACES));
        // Its bias is the curve's own variance, 1/2 + 1/8.
        assert!(
            (found.sweep[0].bias - 0.625).abs() < 0.03,
            "{:?}",
            found.sweep[0]
        );
    }

    #[test]
    fn settings_out_of_range_are_refused() {
        let refused = |what| Decomposition::new(what).is_none();
        let fine = TakingApart::default();
        assert!(
            refused(TakingApart { width: 0, ..fine }) && refused(TakingApart { width: 31, ..fine })
        );
        assert!(refused(TakingApart {
            examples: 4,
            ..fine
        }));
        assert!(refused(TakingApart {
            noise: f64::NAN,
            ..fine
        }));
    }
}
