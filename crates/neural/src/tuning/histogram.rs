//! How a network's weights are spread.

use crate::network::Network;
use serde::{Deserialize, Serialize};

/// Bins of a histogram.
pub const BINS: usize = 40;

/// A network's weights, without its biases.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The bins lie between −bound and bound, all of one width. It is 1, 2 or 5
    /// times a power of ten.
    pub bound: f32,
    /// Weights in each of [`BINS`] bins.
    pub bins: Vec<u32>,
    /// Weights there are.
    pub count: u32,
    /// Weights that are exactly zero.
    pub zeros: u32,
    /// √Σw².
    pub norm: f32,
}

impl Weights {
    /// Those of a network.
    pub fn of(network: &Network) -> Self {
        let places = network.places().iter();
        let weights = places.flat_map(|place| &network.parameters[place.weights.clone()]);
        Self::count(weights.copied())
    }

    /// Those of a list.
    pub fn count(weights: impl Iterator<Item = f32> + Clone) -> Self {
        let most = weights.clone().fold(0.0, |most: f32, w| most.max(w.abs()));
        let bound = round_up(most);
        let mut found = Self {
            bound,
            bins: vec![0; BINS],
            ..Self::default()
        };
        let mut squares = 0.0;
        for weight in weights {
            let place = f32::midpoint(weight / bound, 1.0) * BINS as f32;
            // What is no number counts in the first bin rather than nowhere.
            found.bins[(place as usize).min(BINS - 1)] += 1;
            found.count += 1;
            found.zeros += u32::from(weight == 0.0);
            squares += f64::from(weight) * f64::from(weight);
        }
        found.norm = squares.sqrt() as f32;
        found
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no less than `value`; 1
/// for what is not above zero and finite.
fn round_up(value: f32) -> f32 {
    if !(value.is_finite() && value > 0.0) {
        return 1.0;
    }
    let (mut power, value) = (1e-6, f64::from(value));
    while 10.0 * power < value {
        power *= 10.0;
    }
    let nice = [1.0, 2.0, 5.0, 10.0].map(|nice| nice * power);
    nice.into_iter()
        .find(|nice| *nice >= value)
        .unwrap_or(value) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_in_the_bin_of_its_size() {
        let weights = [-1.5, -0.01, 0.0, 0.0, 0.01, 1.99, 2.0];
        let found = Weights::count(weights.iter().copied());
        assert_eq!((found.bound, found.count, found.zeros), (2.0, 7, 2));
        assert_eq!(found.bins.iter().sum::<u32>(), 7);
        // Bins are 0.1 wide.
        assert_eq!((found.bins[5], found.bins[19], found.bins[20]), (1, 1, 3));
        assert_eq!(found.bins[39], 2);
        let squares: f32 = weights.iter().map(|w| w * w).sum();
        assert!((found.norm - squares.sqrt()).abs() < 1e-5);
    }

    #[test]
    fn bounds_are_round() {
        assert_eq!(
            [0.3, 0.5, 0.51, 7.0, 12.0].map(round_up),
            [0.5, 0.5, 1.0, 10.0, 20.0]
        );
        assert_eq!([0.0, f32::NAN, f32::INFINITY].map(round_up), [1.0; 3]);
        assert_eq!(Weights::count(std::iter::empty()).count, 0);
    }
}
