//! The way that something has gone, thinned to what can be seen. Pure.

/// Points of a way that are kept for the picture.
const MOST: usize = 2000;

/// A way, without points that lie closer to their forerunner than the eye sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    points: Vec<[f64; 2]>,
    /// The least distance of two points.
    gap: f64,
    /// Where the way ends now; it may not be kept yet.
    end: Option<[f64; 2]>,
}

impl Trail {
    /// A way that begins here, whose points are at least `gap` apart.
    pub fn new(start: [f64; 2], gap: f64) -> Self {
        Self {
            points: vec![start],
            gap,
            end: None,
        }
    }

    /// Goes on to a point.
    pub fn go(&mut self, to: [f64; 2]) {
        let far = self
            .points
            .last()
            .is_none_or(|last| (to[0] - last[0]).hypot(to[1] - last[1]) >= self.gap);
        if far {
            if self.points.len() >= MOST {
                // The oldest quarter is given up at once, which is cheap, and rare.
                self.points.drain(..MOST / 4);
            }
            self.points.push(to);
            self.end = None;
        } else {
            self.end = Some(to);
        }
    }

    /// The points to be drawn, in order.
    pub fn points(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        self.points.iter().copied().chain(self.end)
    }

    /// Where it ends.
    pub fn end(&self) -> Option<[f64; 2]> {
        self.points().last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_points_are_left_out_and_the_end_is_kept() {
        let mut trail = Trail::new([0.0, 0.0], 1.0);
        for step in 1..=25 {
            trail.go([f64::from(step) * 0.1, 0.0]);
        }
        let xs: Vec<_> = trail.points().map(|[x, _]| x).collect();
        assert_eq!(xs.len(), 4);
        assert!((xs[3] - 2.5).abs() < 1e-12 && (xs[1] - 1.0).abs() < 1e-9);
        assert_eq!(trail.end().map(|[_, y]| y), Some(0.0));
    }

    #[test]
    fn an_endless_way_stays_short() {
        let mut trail = Trail::new([0.0, 0.0], 1.0);
        for step in 1..=100_000_u32 {
            trail.go([f64::from(step % 2) * 5.0, f64::from(step)]);
        }
        assert!(trail.points().count() <= MOST + 1);
        assert_eq!(trail.end(), Some([0.0, 100_000.0]));
    }
}
