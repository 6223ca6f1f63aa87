//! Functions of two variables on which optimisers can be watched: how high the
//! ground is, which way it falls, and where it is lowest.
//!
//! The classic ones are as in Jamil and Yang (2013), *A Literature Survey of
//! Benchmark Functions for Global Optimization Problems*, arXiv 1308.4008.

pub mod race;

use serde::{Deserialize, Serialize};

/// A point of the plane.
pub type Point = [f64; 2];

/// A function of two variables.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Surface {
    /// ½(x² + κ·y²): a bowl, κ times as steep along y as along x.
    Quadratic {
        /// The condition number κ, from 1.
        condition: f64,
    },
    /// ½(u² + 100·v²) with the axes turned by 30°: a valley along no axis, which
    /// a rule that scales each axis by itself cannot make round.
    Ravine,
    /// (1 − x)² + 100(y − x²)² (Rosenbrock 1960): a flat valley along a parabola.
    Rosenbrock,
    /// (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)² (Beale 1958):
    /// plains with steep cliffs.
    Beale,
    /// (x² + y − 11)² + (x + y² − 7)² (Himmelblau 1972): four minima of one height.
    Himmelblau,
    /// ½(x² − y²) + y⁴/4: a pass between two minima, flat where one stands on it.
    Saddle,
    /// ½(x² + y²), whose gradient is seen only with noise, as that of a batch is.
    NoisyBowl {
        /// Standard deviation of the noise on each part of the gradient.
        noise: f64,
    },
}

/// What to show of a surface, and where to begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The lowest x and y.
    pub low: Point,
    /// The highest x and y.
    pub high: Point,
    /// A start from which the rules differ.
    pub start: Point,
}

/// The turn of the ravine's axes: cosine and sine of 30°.
const TURN: (f64, f64) = (0.866_025_403_784_438_6, 0.5);
/// How much steeper the ravine is across than along.
const ACROSS: f64 = 100.0;

impl Surface {
    /// The height at a point.
    pub fn height(self, [x, y]: Point) -> f64 {
        match self {
            Self::Quadratic { condition } => 0.5 * (x * x + condition * y * y),
            Self::Ravine => {
                let (u, v) = turned([x, y]);
                0.5 * (u * u + ACROSS * v * v)
            }
            Self::Rosenbrock => square(1.0 - x) + 100.0 * square(y - x * x),
            Self::Beale => beale([x, y]).iter().map(|(term, _)| term * term).sum(),
            Self::Himmelblau => square(x * x + y - 11.0) + square(x + y * y - 7.0),
            Self::Saddle => 0.5 * (x * x - y * y) + square(y * y) / 4.0,
            Self::NoisyBowl { .. } => 0.5 * (x * x + y * y),
        }
    }

    /// The gradient at a point, without noise.
    pub fn gradient(self, [x, y]: Point) -> Point {
        match self {
            Self::Quadratic { condition } => [x, condition * y],
            Self::Ravine => {
                let (u, v) = turned([x, y]);
                let (c, s) = TURN;
                [c * u - s * ACROSS * v, s * u + c * ACROSS * v]
            }
            Self::Rosenbrock => {
                let off = y - x * x;
                [-2.0 * (1.0 - x) - 400.0 * x * off, 200.0 * off]
            }
            Self::Beale => beale([x, y])
                .iter()
                .fold([0.0, 0.0], |[gx, gy], (term, slope)| {
                    [gx + 2.0 * term * slope[0], gy + 2.0 * term * slope[1]]
                }),
            Self::Himmelblau => {
                let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
                [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
            }
            Self::Saddle => [x, y * y * y - y],
            Self::NoisyBowl { .. } => [x, y],
        }
    }

    /// Standard deviation of the noise on each part of the gradient that a rule
    /// sees.
    pub fn noise(self) -> f64 {
        match self {
            Self::NoisyBowl { noise } => noise,
            _ => 0.0,
        }
    }

    /// The lowest points.
    pub fn minima(self) -> &'static [Point] {
        match self {
            Self::Quadratic { .. } | Self::Ravine | Self::NoisyBowl { .. } => &[[0.0, 0.0]],
            Self::Rosenbrock => &[[1.0, 1.0]],
            Self::Beale => &[[3.0, 0.5]],
            Self::Himmelblau => &[
                [3.0, 2.0],
                [-2.805_118_086_952_745, 3.131_312_518_250_573],
                [-3.779_310_253_377_747, -3.283_185_991_286_17],
                [3.584_428_340_330_492, -1.848_126_526_964_404],
            ],
            Self::Saddle => &[[0.0, 1.0], [0.0, -1.0]],
        }
    }

    /// What to show, and where to begin.
    pub fn view(self) -> View {
        let square = |half: f64, start| View {
            low: [-half, -half],
            high: [half, half],
            start,
        };
        match self {
            Self::Quadratic { .. } | Self::NoisyBowl { .. } => square(3.0, [-2.5, 1.5]),
            Self::Ravine => square(3.0, [-2.2, 1.4]),
            Self::Rosenbrock => View {
                low: [-2.0, -1.0],
                high: [2.0, 3.0],
                start: [-1.2, 1.0],
            },
            Self::Beale => square(4.5, [1.0, 1.5]),
            Self::Himmelblau => square(5.0, [-0.5, -0.5]),
            // A hair off the ridge, on which nothing would ever move sideways.
            Self::Saddle => square(2.0, [1.6, 0.01]),
        }
    }
}

fn square(x: f64) -> f64 {
    x * x
}

/// A point along the ravine and across it.
fn turned([x, y]: Point) -> (f64, f64) {
    let (c, s) = TURN;
    (c * x + s * y, c * y - s * x)
}

/// Beale's three terms a − x + xyⁿ, each with its slopes by x and by y.
fn beale([x, y]: Point) -> [(f64, Point); 3] {
    let term = |a: f64, power: f64, before: f64, n: f64| {
        (a - x + x * power, [power - 1.0, x * n * before])
    };
    [
        term(1.5, y, 1.0, 1.0),
        term(2.25, y * y, y, 2.0),
        term(2.625, y * y * y, y * y, 3.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Surface; 7] = [
        Surface::Quadratic { condition: 20.0 },
        Surface::Ravine,
        Surface::Rosenbrock,
        Surface::Beale,
        Surface::Himmelblau,
        Surface::Saddle,
        Surface::NoisyBowl { noise: 0.5 },
    ];

    proptest! {
        #[test]
        fn gradients_are_the_slopes(which in 0_usize..7, x in -3.0_f64..3.0, y in -3.0_f64..3.0) {
            let surface = ALL[which];
            let h = 1e-5;
            let [gx, gy] = surface.gradient([x, y]);
            let slope = |a, b| (surface.height(a) - surface.height(b)) / (2.0 * h);
            let (dx, dy) = (slope([x + h, y], [x - h, y]), slope([x, y + h], [x, y - h]));
            let scale = 1.0 + gx.abs() + gy.abs();
            prop_assert!((gx - dx).abs() < 1e-5 * scale, "{surface:?} {gx} {dx}");
            prop_assert!((gy - dy).abs() < 1e-5 * scale, "{surface:?} {gy} {dy}");
        }

        #[test]
        fn nothing_is_lower_than_the_minima(which in 0_usize..7, x in -5.0_f64..5.0, y in -5.0_f64..5.0) {
            let surface = ALL[which];
            let lowest = surface.height(surface.minima()[0]);
            prop_assert!(surface.height([x, y]) >= lowest - 1e-12);
        }
    }

    #[test]
    fn minima_are_flat_and_in_view() {
        for surface in ALL {
            let view = surface.view();
            for &minimum in surface.minima() {
                let [gx, gy] = surface.gradient(minimum);
                assert!(gx.abs() < 1e-9 && gy.abs() < 1e-9, "{surface:?}");
                let height = surface.height(minimum);
                let lowest = if surface == Surface::Saddle {
                    -0.25
                } else {
                    0.0
                };
                assert!((height - lowest).abs() < 1e-12, "{surface:?} {height}");
                let ends = view.low.into_iter().zip(view.high);
                for (part, (low, high)) in minimum.into_iter().zip(ends) {
                    assert!(low < part && part < high, "{surface:?}");
                }
            }
            assert!(surface.height(view.start) > surface.height(surface.minima()[0]) + 0.2);
        }
    }
}
