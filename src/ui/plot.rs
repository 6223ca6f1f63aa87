//! The mathematics of plots: from data to pixels and back. Pure.

use std::fmt::Write as _;

/// An affine map between a rectangle of data and a rectangle of pixels whose
/// y axis points down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    x: (f64, f64),
    y: (f64, f64),
    width: f64,
    height: f64,
}

impl Projection {
    /// Data ranges `x` and `y` onto `width` × `height` pixels. An empty range
    /// is widened, so that a constant can be drawn.
    pub fn new(x: (f64, f64), y: (f64, f64), width: f64, height: f64) -> Self {
        Self {
            x: widen(x),
            y: widen(y),
            width,
            height,
        }
    }

    /// Pixels of a data point.
    pub fn project(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (
            (x - self.x.0) / (self.x.1 - self.x.0) * self.width,
            (self.y.1 - y) / (self.y.1 - self.y.0) * self.height,
        )
    }

    /// The data point at pixels.
    pub fn invert(&self, (px, py): (f64, f64)) -> (f64, f64) {
        (
            self.x.0 + px / self.width * (self.x.1 - self.x.0),
            self.y.1 - py / self.height * (self.y.1 - self.y.0),
        )
    }

    /// The `points` attribute of a polyline; points that are not finite are left out.
    pub fn polyline(&self, points: impl IntoIterator<Item = (f64, f64)>) -> String {
        let mut text = String::new();
        for point in points {
            let (x, y) = self.project(point);
            if x.is_finite() && y.is_finite() {
                if !text.is_empty() {
                    text.push(' ');
                }
                // Writing to a string cannot fail.
                let _ = write!(text, "{x:.1},{y:.1}");
            }
        }
        text
    }
}

fn widen((from, to): (f64, f64)) -> (f64, f64) {
    if from < to {
        (from, to)
    } else {
        (from - 0.5, from + 0.5)
    }
}

/// The part of the line `w·x + b = 0` inside the square of half-width `extent`
/// round the origin, as its two ends; `None` where there is no line, or it
/// misses the square.
pub fn line_in_square(w: [f64; 2], b: f64, extent: f64) -> Option<[(f64, f64); 2]> {
    let norm = w[0].hypot(w[1]);
    if norm < 1e-9 {
        return None;
    }
    // Nearest point to the origin, and the line's direction.
    let foot = (-b * w[0] / (norm * norm), -b * w[1] / (norm * norm));
    let along = (-w[1] / norm, w[0] / norm);
    // Liang–Barsky: the interval of t for which foot + t·along is inside.
    let (mut least, mut most) = (f64::NEG_INFINITY, f64::INFINITY);
    for (position, step) in [(foot.0, along.0), (foot.1, along.1)] {
        if step.abs() < 1e-12 {
            if position.abs() > extent {
                return None;
            }
        } else {
            let (t0, t1) = ((-extent - position) / step, (extent - position) / step);
            least = least.max(t0.min(t1));
            most = most.min(t0.max(t1));
        }
    }
    (least < most).then(|| [least, most].map(|t| (foot.0 + t * along.0, foot.1 + t * along.1)))
}

/// Round values that divide a range into about `count` steps.
/// (Heckbert, *Nice Numbers for Graph Labels*, Graphics Gems, 1990.)
pub fn ticks(from: f64, to: f64, count: usize) -> Vec<f64> {
    let span = to - from;
    if !span.is_finite() || span <= 0.0 || count == 0 {
        return Vec::new();
    }
    let rough = span / count as f64;
    let magnitude = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|nice| nice * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * magnitude);
    let first = (from / step).ceil() as i64;
    let last = (to / step + 1e-9).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projecting_and_inverting_are_inverse() {
        let projection = Projection::new((-3.0, 3.0), (0.0, 10.0), 300.0, 100.0);
        assert_eq!(projection.project((-3.0, 0.0)), (0.0, 100.0));
        assert_eq!(projection.project((3.0, 10.0)), (300.0, 0.0));
        let (x, y) = projection.invert(projection.project((1.25, 7.5)));
        assert!((x - 1.25).abs() < 1e-12 && (y - 7.5).abs() < 1e-12);
    }

    #[test]
    fn a_constant_can_be_drawn() {
        let projection = Projection::new((0.0, 0.0), (2.0, 2.0), 10.0, 10.0);
        assert_eq!(projection.project((0.0, 2.0)), (5.0, 5.0));
        assert_eq!(
            projection.polyline([(0.0, 2.0), (f64::NAN, 1.0)]),
            "5.0,5.0"
        );
    }

    #[test]
    fn the_line_ends_on_the_square_and_solves_its_equation() {
        for (w, b) in [
            ([1.2, 0.8], -0.4),
            ([0.0, 2.0], 1.0),
            ([-3.0, 0.0], 2.0),
            ([1.0, 1.0], 0.0),
        ] {
            for (x1, x2) in line_in_square(w, b, 3.0).expect("crosses") {
                assert!((w[0] * x1 + w[1] * x2 + b).abs() < 1e-9);
                assert!((x1.abs().max(x2.abs()) - 3.0).abs() < 1e-9);
            }
        }
        assert_eq!(line_in_square([0.0, 0.0], 1.0, 3.0), None);
        assert_eq!(line_in_square([0.1, 0.0], 3.0, 3.0), None);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(
            ticks(0.0, 1.0, 5),
            [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]
        );
        assert_eq!(ticks(-3.0, 3.0, 6), [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]);
        assert!(ticks(1.0, 1.0, 5).is_empty());
    }
}
