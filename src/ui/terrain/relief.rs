//! A relief seen from a side: an orthographic projection of the unit cube. Pure.

/// From where a relief is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Turn around the vertical, in degrees; at 0 one looks along y.
    pub turn: f64,
    /// Height above the horizon, in degrees: 90 is from above.
    pub tilt: f64,
}

/// Tilts that a camera may have, in degrees.
pub const TILT: (f64, f64) = (5.0, 90.0);

/// How high the highest ground stands, in widths of the ground.
const TALL: f64 = 0.55;

/// A turn as one between −180° and 180°.
pub fn wrapped(turn: f64) -> f64 {
    (turn + 180.0).rem_euclid(360.0) - 180.0
}

/// The direction of an arrow key: across to the right, and up.
pub fn arrow(key: &str) -> Option<(f64, f64)> {
    match key {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, 1.0)),
        "ArrowDown" => Some((0.0, -1.0)),
        _ => None,
    }
}

impl Camera {
    /// The camera turned and tilted by so many degrees, within its limits, to a
    /// tenth of a degree.
    #[must_use]
    pub fn turned(self, across: f64, up: f64) -> Self {
        let tenth = |degrees: f64| (degrees * 10.0).round() / 10.0;
        Self {
            turn: wrapped(tenth(self.turn + across)),
            tilt: tenth(self.tilt + up).clamp(TILT.0, TILT.1),
        }
    }

    /// Where a place is in a picture of width and height 1, and how near it is.
    /// `x`, `y` and `z` are shares of the ground's width, depth and height.
    pub fn project(self, [x, y, z]: [f64; 3]) -> ([f64; 2], f64) {
        let (turn, tilt) = (self.turn.to_radians(), self.tilt.to_radians());
        let (x, y, z) = (x - 0.5, y - 0.5, (z - 0.5) * TALL);
        let across = x * turn.cos() + y * turn.sin();
        let away = y * turn.cos() - x * turn.sin();
        let up = z * tilt.cos() + away * tilt.sin();
        let near = z * tilt.sin() - away * tilt.cos();
        // The cube's diagonal fits whatever the turn.
        let fit = 1.0 / (2.0 + TALL * TALL).sqrt();
        ([0.5 + across * fit, 0.5 - up * fit], near)
    }

    /// The order in which rows and columns of a ground are painted, so that near
    /// ground covers far: whether rows go from the greatest y down, and columns
    /// from the greatest x down. On a grid this is exact, without sorting.
    pub fn far_first(self) -> (bool, bool) {
        let turn = self.turn.to_radians();
        (turn.cos() > 0.0, turn.sin() < 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_above_it_is_the_map() {
        let above = Camera {
            turn: 0.0,
            tilt: 90.0,
        };
        let ([x0, y0], _) = above.project([0.0, 0.0, 0.3]);
        let ([x1, y1], _) = above.project([1.0, 1.0, 0.9]);
        assert!(((x1 - x0) - (y0 - y1)).abs() < 1e-12 && x1 > x0);
        // From above, height moves nothing, and high is near.
        let (low, far) = above.project([0.2, 0.4, 0.0]);
        let (high, near) = above.project([0.2, 0.4, 1.0]);
        assert!((low[0] - high[0]).abs() < 1e-12 && (low[1] - high[1]).abs() < 1e-12);
        assert!(near > far);
    }

    #[test]
    fn every_corner_is_in_the_picture_and_lengths_stay() {
        for turn in (-180..180).step_by(7) {
            for tilt in [0.0, 20.0, 45.0, 90.0] {
                let camera = Camera {
                    turn: f64::from(turn),
                    tilt,
                };
                for corner in 0..8 {
                    let place = [0, 1, 2].map(|axis| f64::from(corner >> axis & 1));
                    let ([px, py], near) = camera.project(place);
                    assert!((0.0..=1.0).contains(&px) && (0.0..=1.0).contains(&py));
                    // Orthographic: distance from the middle is kept over the three axes.
                    let fit = (2.0 + TALL * TALL).sqrt();
                    let seen =
                        ((px - 0.5) * fit).powi(2) + ((py - 0.5) * fit).powi(2) + near * near;
                    assert!((seen - (0.5 + 0.25 * TALL * TALL)).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn far_ground_is_painted_first() {
        for turn in [-150.0, -60.0, 30.0, 120.0] {
            let camera = Camera { turn, tilt: 35.0 };
            let (rows_down, columns_down) = camera.far_first();
            let near = |x: f64, y: f64| camera.project([x, y, 0.5]).1;
            assert_eq!(rows_down, near(0.5, 1.0) < near(0.5, 0.0));
            assert_eq!(columns_down, near(1.0, 0.5) < near(0.0, 0.5));
        }
    }

    #[test]
    fn turns_go_the_short_way_round_and_tilts_end() {
        for (turn, short) in [
            (190.0, -170.0),
            (-190.0, 170.0),
            (30.0, 30.0),
            (540.0, -180.0),
        ] {
            assert!((wrapped(turn) - short).abs() < 1e-12);
        }
        let camera = Camera {
            turn: 170.0,
            tilt: 80.0,
        };
        let turned = camera.turned(20.04, 30.0);
        assert!((turned.turn + 170.0).abs() < 1e-9 && (turned.tilt - 90.0).abs() < 1e-9);
        assert!((camera.turned(0.0, -200.0).tilt - TILT.0).abs() < 1e-9);
        assert_eq!(arrow("ArrowUp"), Some((0.0, 1.0)));
        assert_eq!(arrow("Enter"), None);
    }
}
