//! The settings that are searched, each on its scale.

use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Setting {
    /// η.
    LearningRate,
    /// Neurons of the hidden layer.
    Width,
    /// λ of the L2 penalty.
    L2,
    /// Dropout, in percent.
    Dropout,
}

/// How the values of a setting are spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps.
    Linear,
    /// Equal factors.
    Logarithmic,
}

/// A setting and its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dimension {
    /// The setting.
    pub setting: Setting,
    /// The least and the greatest value.
    pub range: [f64; 2],
    /// How they are spaced.
    pub scale: Scale,
}

impl Dimension {
    /// The value a share of the way along the scale, 0 to 1. Neurons are whole.
    pub fn at(&self, share: f64) -> f64 {
        let [low, high] = self.range;
        let value = match self.scale {
            Scale::Linear => low + share * (high - low),
            Scale::Logarithmic => low * libm::pow(high / low, share),
        };
        if self.setting == Setting::Width {
            value.round()
        } else {
            value
        }
    }

    /// How far along the scale a value is: the inverse of [`Dimension::at`], but
    /// for rounding.
    pub fn share(&self, value: f64) -> f64 {
        let [low, high] = self.range;
        match self.scale {
            Scale::Linear => (value - low) / (high - low),
            Scale::Logarithmic => libm::log(value / low) / libm::log(high / low),
        }
    }
}

/// The settings that are searched together.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    /// Its dimensions.
    pub dimensions: Vec<Dimension>,
}

impl Space {
    /// The most settings.
    pub const MOST: usize = 4;

    /// The first so many of: learning rate, width, L2, dropout.
    pub fn of(count: usize) -> Self {
        let dimension = |setting, range, scale| Dimension {
            setting,
            range,
            scale,
        };
        let mut dimensions = vec![
            dimension(Setting::LearningRate, [0.001, 1.0], Scale::Logarithmic),
            dimension(Setting::Width, [2.0, 64.0], Scale::Logarithmic),
            dimension(Setting::L2, [1e-5, 0.1], Scale::Logarithmic),
            dimension(Setting::Dropout, [0.0, 60.0], Scale::Linear),
        ];
        dimensions.truncate(count.clamp(1, Self::MOST));
        Self { dimensions }
    }

    /// Combinations of `levels` values of each setting.
    pub fn combinations(&self, levels: u32) -> usize {
        (levels.max(1) as usize).pow(self.dimensions.len() as u32)
    }

    /// Every combination of `levels` values of each setting: the middles of as many
    /// equal parts of its scale. The last setting changes fastest.
    pub fn grid(&self, levels: u32) -> Vec<Vec<f64>> {
        let levels = levels.max(1) as usize;
        (0..self.combinations(levels as u32))
            .map(|number| {
                let mut rest = number;
                let mut values: Vec<f64> = (self.dimensions.iter().rev())
                    .map(|dimension| {
                        let level = rest % levels;
                        rest /= levels;
                        dimension.at((level as f64 + 0.5) / levels as f64)
                    })
                    .collect();
                values.reverse();
                values
            })
            .collect()
    }

    /// A combination at random, uniform on each scale.
    pub fn draw(&self, rng: &mut Rng) -> Vec<f64> {
        let dimensions = self.dimensions.iter();
        dimensions
            .map(|dimension| dimension.at(f64::from(rng.unit())))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn scales_go_there_and_back() {
        for dimension in Space::of(4).dimensions {
            assert!((dimension.at(0.0) - dimension.range[0]).abs() < 1e-12);
            assert!((dimension.at(1.0) - dimension.range[1]).abs() < 1e-9);
            for share in [0.0, 0.25, 0.5, 0.9] {
                let back = dimension.share(dimension.at(share));
                let rounding = if dimension.setting == Setting::Width {
                    0.1
                } else {
                    1e-9
                };
                assert!(
                    (back - share).abs() < rounding,
                    "{dimension:?} {share} {back}"
                );
            }
        }
        let rate = Space::of(1).dimensions[0];
        // Half-way on a logarithmic scale is the geometric mean.
        assert!((rate.at(0.5) - 0.001_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let space = Space::of(3);
        let grid = space.grid(3);
        assert_eq!(grid.len(), 27);
        let text = |values: &Vec<f64>| format!("{values:?}");
        assert_eq!(grid.iter().map(text).collect::<BTreeSet<_>>().len(), 27);
        for dimension in 0..3 {
            let values: BTreeSet<_> = grid.iter().map(|v| v[dimension].to_bits()).collect();
            assert_eq!(values.len(), 3);
        }
        assert!(grid[0][2] < grid[1][2] && grid[0][0] == grid[1][0]);
    }

    #[test]
    fn random_draws_try_as_many_values_as_there_are_trials() {
        // That is Bergstra and Bengio's point: a grid of 16 tries 4.
        let space = Space::of(2);
        let mut rng = Rng::new(1, 1);
        let draws: Vec<_> = (0..16).map(|_| space.draw(&mut rng)).collect();
        let rates: BTreeSet<_> = draws.iter().map(|v| v[0].to_bits()).collect();
        assert_eq!(rates.len(), 16);
        for values in &draws {
            for (value, dimension) in values.iter().zip(&space.dimensions) {
                assert!((dimension.range[0]..=dimension.range[1]).contains(value));
            }
        }
        let on_grid: BTreeSet<_> = space.grid(4).iter().map(|v| v[0].to_bits()).collect();
        assert_eq!(on_grid.len(), 4);
    }
}
