//! Synthetic sets: points in the plane, and a function of one number.

use super::{Dataset, Scaling, Task};
use crate::rng::Rng;
use serde::{Deserialize, Serialize};
use std::f32::consts::TAU;

/// Half the side of the square that is shown: points lie within ±6.
pub const SHAPE_EXTENT: f32 = 6.0;
const RADIUS: f32 = 5.0;

/// A way to strew points: over the plane, or along one axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A disc of one class inside a ring of the other.
    #[default]
    Circle,
    /// Opposite quadrants share a class.
    Xor,
    /// Two round clouds, around (2, 2) and (−2, −2).
    Gauss,
    /// Two spiral arms.
    Spiral,
    /// Regression: a plane rising along the diagonal, from −1 to 1.
    Plane,
    /// Regression: six bumps of height ±1.
    Hills,
    /// Three spiral arms, a class each.
    Arms,
    /// Regression on one column: a wavy function of x₁.
    Wave,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 8] = [
        Self::Circle,
        Self::Xor,
        Self::Gauss,
        Self::Spiral,
        Self::Plane,
        Self::Hills,
        Self::Arms,
        Self::Wave,
    ];

    /// Classes; 0 where the targets are numbers.
    pub fn classes(self) -> usize {
        match self {
            Self::Plane | Self::Hills | Self::Wave => 0,
            Self::Arms => 3,
            Self::Circle | Self::Xor | Self::Gauss | Self::Spiral => 2,
        }
    }

    /// Columns of a sample.
    pub fn columns(self) -> usize {
        if self == Self::Wave { 1 } else { 2 }
    }

    /// Draws `samples` points. `noise` is a share, 0 to 0.5: it moves points
    /// across the border, or widens the clouds.
    pub fn generate(self, samples: usize, noise: f32, rng: &mut Rng) -> Dataset {
        let mut rows = Vec::with_capacity(2 * samples);
        let mut targets = Vec::with_capacity(samples);
        for i in 0..samples {
            // Two halves of (nearly) one size, each along its own half of the set.
            let second = i >= samples.div_ceil(2);
            let (along, of) = if second {
                (i - samples.div_ceil(2), samples / 2)
            } else {
                (i, samples.div_ceil(2))
            };
            let share = along as f32 / of.max(1) as f32;
            let (x, y, target) = if self == Self::Arms {
                arm(i, samples, noise, rng)
            } else {
                self.point(second, share, noise, rng)
            };
            rows.extend(&[x, y][..self.columns()]);
            targets.push(target);
        }
        let task = match self.classes() {
            0 => Task::Regression,
            classes => Task::Classification {
                classes: ["A", "B", "C"][..classes]
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
            },
        };
        Dataset {
            names: ["x1", "x2"][..self.columns()]
                .iter()
                .map(ToString::to_string)
                .collect(),
            rows,
            targets,
            task,
            scaling: Scaling::None,
        }
    }

    fn point(self, second: bool, share: f32, noise: f32, rng: &mut Rng) -> (f32, f32, f32) {
        let class = |b: bool| f32::from(u8::from(b));
        match self {
            Self::Circle => {
                let r = if second {
                    rng.uniform(0.7 * RADIUS, RADIUS)
                } else {
                    rng.uniform(0.0, 0.5 * RADIUS)
                };
                let (sin, cos) = sin_cos(rng.uniform(0.0, TAU));
                let (x, y) = (r * sin, r * cos);
                let moved_x = x + noise * rng.uniform(-RADIUS, RADIUS);
                let moved_y = y + noise * rng.uniform(-RADIUS, RADIUS);
                let inside = moved_x * moved_x + moved_y * moved_y < 0.25 * RADIUS * RADIUS;
                (x, y, class(inside))
            }
            Self::Xor => {
                // A gap along the axes keeps the classes apart.
                let apart = |v: f32| if v > 0.0 { v + 0.3 } else { v - 0.3 };
                let x = apart(rng.uniform(-RADIUS, RADIUS));
                let y = apart(rng.uniform(-RADIUS, RADIUS));
                let moved_x = x + noise * rng.uniform(-RADIUS, RADIUS);
                let moved_y = y + noise * rng.uniform(-RADIUS, RADIUS);
                (x, y, class(moved_x * moved_y >= 0.0))
            }
            Self::Gauss => {
                // Variance 0.5 without noise, 4 at the most.
                let deviation = (0.5 + 7.0 * noise).sqrt();
                let centre = if second { -2.0 } else { 2.0 };
                let x = centre + deviation * rng.normal();
                let y = centre + deviation * rng.normal();
                (x, y, class(!second))
            }
            Self::Spiral => {
                let turn = if second { 0.5 } else { 0.0 };
                let r = RADIUS * share;
                let (sin, cos) = sin_cos(TAU * (1.75 * share + turn));
                let x = r * sin + noise * rng.uniform(-1.0, 1.0);
                let y = r * cos + noise * rng.uniform(-1.0, 1.0);
                (x, y, class(!second))
            }
            Self::Plane | Self::Hills => {
                let x = rng.uniform(-SHAPE_EXTENT, SHAPE_EXTENT);
                let y = rng.uniform(-SHAPE_EXTENT, SHAPE_EXTENT);
                let at_x = x + noise * rng.uniform(-SHAPE_EXTENT, SHAPE_EXTENT);
                let at_y = y + noise * rng.uniform(-SHAPE_EXTENT, SHAPE_EXTENT);
                let target = if self == Self::Plane {
                    ((at_x + at_y) / 10.0).clamp(-1.0, 1.0)
                } else {
                    hills(at_x, at_y)
                };
                (x, y, target)
            }
            Self::Wave => {
                let x = rng.uniform(-SHAPE_EXTENT, SHAPE_EXTENT);
                (x, 0.0, wave(x) + 0.8 * noise * rng.uniform(-1.0, 1.0))
            }
            // Its points come from `arm`.
            Self::Arms => (0.0, 0.0, 0.0),
        }
    }
}

/// A point of one of three arms, which take turns.
fn arm(i: usize, samples: usize, noise: f32, rng: &mut Rng) -> (f32, f32, f32) {
    let class = (i % 3) as f32;
    let share = (i / 3) as f32 / samples.div_ceil(3).max(1) as f32;
    let (sin, cos) = sin_cos(TAU * (0.9 * share + class / 3.0));
    let r = RADIUS * (0.1 + 0.9 * share);
    let x = r * sin + noise * rng.uniform(-1.0, 1.0);
    let y = r * cos + noise * rng.uniform(-1.0, 1.0);
    (x, y, class)
}

/// Two sines within ±0.6, so that the noise stays within ±1.
fn wave(x: f32) -> f32 {
    0.35 * libm::sinf(x) + 0.25 * libm::sinf(2.5 * x)
}

/// Cones of radius 2, alternately up and down, in two rows of three; where they
/// would overlap the higher one counts.
fn hills(x: f32, y: f32) -> f32 {
    const PEAKS: [(f32, f32, f32); 6] = [
        (-4.0, 2.5, 1.0),
        (0.0, 2.5, -1.0),
        (4.0, 2.5, 1.0),
        (-4.0, -2.5, -1.0),
        (0.0, -2.5, 1.0),
        (4.0, -2.5, -1.0),
    ];
    let mut height = 0.0_f32;
    for (px, py, sign) in PEAKS {
        let distance = ((x - px) * (x - px) + (y - py) * (y - py)).sqrt();
        let here = sign * (1.0 - distance / 2.0).max(0.0);
        if here.abs() > height.abs() {
            height = here;
        }
    }
    height
}

fn sin_cos(angle: f32) -> (f32, f32) {
    (libm::sinf(angle), libm::cosf(angle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(shape: Shape, noise: f32, seed: u64) -> Dataset {
        shape.generate(500, noise, &mut Rng::new(seed, 0))
    }

    #[test]
    fn without_noise_the_classes_are_apart() {
        for (point, &t) in set(Shape::Circle, 0.0, 1)
            .rows
            .chunks(2)
            .zip(&set(Shape::Circle, 0.0, 1).targets)
        {
            let r = point[0].hypot(point[1]);
            assert!(if t > 0.5 {
                r < 2.5
            } else {
                (3.49..5.01).contains(&r)
            });
        }
        let xor = set(Shape::Xor, 0.0, 1);
        for (point, &t) in xor.rows.chunks(2).zip(&xor.targets) {
            assert_eq!(point[0] * point[1] > 0.0, t > 0.5);
            assert!(point[0].abs() >= 0.3 && point[1].abs() >= 0.3);
        }
    }

    #[test]
    fn the_wave_is_a_function_and_noise_blurs_it() {
        for (x, y) in set(Shape::Wave, 0.0, 1)
            .rows
            .iter()
            .zip(set(Shape::Wave, 0.0, 1).targets)
        {
            let exact = 0.35 * f64::from(*x).sin() + 0.25 * (2.5 * f64::from(*x)).sin();
            assert!((f64::from(y) - exact).abs() < 1e-6);
        }
        let noisy = set(Shape::Wave, 0.5, 1);
        let off = |(x, y): (&f32, &f32)| (y - wave(*x)).abs();
        let worst = noisy
            .rows
            .iter()
            .zip(&noisy.targets)
            .map(off)
            .fold(0.0, f32::max);
        assert!((0.35..=0.4).contains(&worst), "{worst}");
    }

    #[test]
    fn every_shape_is_repeatable_and_of_the_size_asked() {
        for shape in Shape::ALL {
            for noise in [0.0, 0.25, 0.5] {
                let (a, b) = (set(shape, noise, 3), set(shape, noise, 3));
                assert_eq!(a, b);
                // A spiral without noise has nothing random but its order.
                let fixed = matches!(shape, Shape::Spiral | Shape::Arms) && noise == 0.0;
                assert!(fixed || a.rows != set(shape, noise, 4).rows, "{shape:?}");
                assert_eq!((a.len(), a.rows.len()), (500, 500 * shape.columns()));
                assert!(a.rows.iter().all(|v| v.is_finite()));
                match shape.classes() {
                    0 => assert!(a.targets.iter().all(|t| (-1.0..=1.0).contains(t))),
                    classes => {
                        for class in 0..classes {
                            let of = a.targets.iter().filter(|t| **t == class as f32);
                            assert!(of.count() > 500 / classes / 2, "{shape:?}");
                        }
                        assert_eq!(a.task.classes(), classes);
                    }
                }
            }
        }
    }
}
