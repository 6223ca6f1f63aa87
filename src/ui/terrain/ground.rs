//! Heights on a grid over a rectangle of the plane, and how high ground is shaded.
//! Pure.

/// Heights at the corners of a square grid, with what is needed to shade them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Least x and y.
    pub low: [f64; 2],
    /// Greatest x and y.
    pub high: [f64; 2],
    /// Corners each way, from 2.
    pub side: usize,
    /// Heights row by row, from the least y up; `NaN` or infinite where there is none.
    pub heights: Vec<f64>,
    /// The lowest of them.
    pub lowest: f64,
    /// A height above the lowest that separates low ground from high.
    scale: f64,
    /// Of the highest.
    most: f64,
}

impl Ground {
    /// The ground of a function.
    pub fn of(
        low: [f64; 2],
        high: [f64; 2],
        side: usize,
        mut height: impl FnMut([f64; 2]) -> f64,
    ) -> Self {
        let at = |axis: usize, index: usize| {
            low[axis] + (high[axis] - low[axis]) * index as f64 / (side - 1).max(1) as f64
        };
        let mut heights = Vec::with_capacity(side * side);
        for row in 0..side {
            for column in 0..side {
                heights.push(height([at(0, column), at(1, row)]));
            }
        }
        Self::new(low, high, side, heights)
    }

    /// The ground of heights that are known.
    pub fn new(low: [f64; 2], high: [f64; 2], side: usize, heights: Vec<f64>) -> Self {
        let mut sorted: Vec<f64> = heights.iter().copied().filter(|h| h.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (lowest, highest) = match sorted[..] {
            [] => (0.0, 1.0),
            [first, .., last] => (first, last),
            [only] => (only, only),
        };
        // A tenth of the ground is lower than this.
        let low_ground = sorted.get(sorted.len() / 10).map_or(1.0, |h| h - lowest);
        let scale = low_ground.max((highest - lowest) * 1e-6).max(1e-12);
        Self {
            low,
            high,
            side,
            heights,
            lowest,
            scale,
            most: ((highest - lowest) / scale).ln_1p().max(1e-12),
        }
    }

    /// A height as a share from the lowest, 0, to the highest, 1. High ground is
    /// pressed together by a logarithm, so that a valley floor keeps its shape
    /// beside walls a thousand times as high.
    pub fn shade(&self, height: f64) -> f64 {
        if height.is_nan() {
            return 1.0;
        }
        let above = (height - self.lowest).max(0.0);
        ((above / self.scale).ln_1p() / self.most).clamp(0.0, 1.0)
    }

    /// The height whose [`Ground::shade`] this is.
    pub fn height_of(&self, shade: f64) -> f64 {
        self.lowest + self.scale * (shade * self.most).exp_m1()
    }

    /// The heights of `count` contour lines, evenly spaced in shade.
    pub fn levels(&self, count: usize) -> Vec<f64> {
        (1..=count)
            .map(|level| self.height_of(level as f64 / (count + 1) as f64))
            .collect()
    }

    /// The height at the corner of a row and a column.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.heights
            .get(row * self.side + column)
            .copied()
            .unwrap_or(f64::NAN)
    }

    /// The place of a corner, fractions of a cell included.
    pub fn place(&self, row: f64, column: f64) -> [f64; 2] {
        let last = (self.side - 1).max(1) as f64;
        [
            self.low[0] + (self.high[0] - self.low[0]) * column / last,
            self.low[1] + (self.high[1] - self.low[1]) * row / last,
        ]
    }

    /// A place as shares of the rectangle's width and height, 0 to 1 inside it.
    pub fn share(&self, place: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (place[axis] - self.low[axis]) / (self.high[axis] - self.low[axis]))
    }

    /// The height at a place between corners, along straight lines; that of the
    /// edge beyond it.
    pub fn height(&self, place: [f64; 2]) -> f64 {
        let last = self.side - 1;
        let [x, y] = self
            .share(place)
            .map(|share| share.clamp(0.0, 1.0) * last as f64);
        let (column, row) = ((x as usize).min(last - 1), (y as usize).min(last - 1));
        let (fx, fy) = (x - column as f64, y - row as f64);
        let along = |row| self.at(row, column) * (1.0 - fx) + self.at(row, column + 1) * fx;
        along(row) * (1.0 - fy) + along(row + 1) * fy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bowl() -> Ground {
        Ground::of([-2.0, -1.0], [2.0, 1.0], 41, |[x, y]| x * x + y * y)
    }

    #[test]
    fn shades_go_from_the_lowest_to_the_highest() {
        let ground = bowl();
        assert!(ground.shade(0.0).abs() < 1e-12);
        assert!((ground.shade(5.0) - 1.0).abs() < 1e-12);
        assert!((ground.shade(7.0) - 1.0).abs() < 1e-12);
        for shade in [0.1, 0.5, 0.9] {
            assert!((ground.shade(ground.height_of(shade)) - shade).abs() < 1e-9);
        }
        let levels = ground.levels(9);
        assert!(levels.is_sorted() && levels[0] > 0.0 && levels[8] < 5.0);
    }

    #[test]
    fn heights_between_corners_lie_on_lines() {
        let plane = Ground::of([0.0, 0.0], [4.0, 2.0], 5, |[x, y]| 3.0 * x - y);
        for (place, height) in [([1.3, 0.7], 3.2), ([0.0, 0.0], 0.0), ([4.0, 2.0], 10.0)] {
            assert!((plane.height(place) - height).abs() < 1e-12);
        }
        // Beyond the edge it is the edge's.
        assert!((plane.height([9.0, 2.0]) - 10.0).abs() < 1e-12);
        assert_eq!(plane.place(4.0, 0.0), [0.0, 2.0]);
    }

    #[test]
    fn ground_without_heights_or_without_slope_can_be_shaded() {
        let none = Ground::new([0.0; 2], [1.0; 2], 2, vec![f64::NAN; 4]);
        assert!((none.shade(f64::NAN) - 1.0).abs() < 1e-12);
        let flat = Ground::new([0.0; 2], [1.0; 2], 2, vec![3.0; 4]);
        assert!(flat.shade(3.0).abs() < 1e-12);
        assert!(flat.levels(3).iter().all(|level| level.is_finite()));
    }
}
