//! A shape for each thing that walks, so that colour is not all that tells them
//! apart. Pure.

use std::fmt::Write;

/// Shapes that there are.
pub const SHAPES: usize = 8;

/// The corners of a shape around the origin, within the unit circle: circle,
/// triangle, square, diamond, triangle down, pentagon, star, cross.
pub fn corners(shape: usize) -> Vec<[f64; 2]> {
    let around = |count: usize, turn: f64, radius: &dyn Fn(usize) -> f64| {
        (0..count)
            .map(|corner| {
                let angle = (turn + 360.0 * corner as f64 / count as f64).to_radians();
                [radius(corner) * angle.sin(), -radius(corner) * angle.cos()]
            })
            .collect()
    };
    match shape % SHAPES {
        0 => around(20, 0.0, &|_| 0.9),
        1 => around(3, 0.0, &|_| 1.0),
        2 => around(4, 45.0, &|_| 1.0),
        3 => around(4, 0.0, &|_| 1.0),
        4 => around(3, 180.0, &|_| 1.0),
        5 => around(5, 0.0, &|_| 1.0),
        6 => around(10, 0.0, &|corner| if corner % 2 == 0 { 1.0 } else { 0.45 }),
        _ => around(8, 0.0, &|corner| if corner % 2 == 0 { 1.0 } else { 0.35 }),
    }
}

/// A shape as the `points` of a polygon around a middle.
pub fn polygon(shape: usize, (x, y): (f64, f64), radius: f64) -> String {
    let mut text = String::new();
    for [dx, dy] in corners(shape) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{:.1},{:.1} ", x + dx * radius, y + dy * radius);
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_differ_and_fit_their_circle() {
        let all: Vec<_> = (0..SHAPES).map(corners).collect();
        for (index, shape) in all.iter().enumerate() {
            assert!(shape.iter().all(|[x, y]| x.hypot(*y) < 1.0 + 1e-9));
            assert!(all[..index].iter().all(|other| other != shape));
        }
        assert_eq!(
            polygon(3, (10.0, 20.0), 5.0),
            "10.0,15.0 15.0,20.0 10.0,25.0 5.0,20.0"
        );
    }
}
