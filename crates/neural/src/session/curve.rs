//! The curve of losses, of bounded length however long a run.

use super::{Curve, CurvePoint, MAX_CURVE_POINTS};

/// Keeps the points at multiples of a stride, which doubles when they become too
/// many.
#[derive(Clone, Debug)]
pub struct History {
    points: Vec<CurvePoint>,
    stride: u32,
    sent: usize,
    replace: bool,
}

impl History {
    /// A curve whose first frame replaces what a page shows.
    pub fn new() -> Self {
        Self {
            points: Vec::with_capacity(MAX_CURVE_POINTS),
            stride: 1,
            sent: 0,
            replace: true,
        }
    }

    /// Whether the curve lacks a point for an epoch.
    pub fn wants(&self, epoch: u32) -> bool {
        epoch.is_multiple_of(self.stride) && self.points.last().is_none_or(|p| p.epoch < epoch)
    }

    /// Forgets what came after an epoch.
    pub fn cut(&mut self, epoch: u32) {
        let kept = self.points.partition_point(|p| p.epoch <= epoch);
        self.replace |= kept < self.points.len();
        self.points.truncate(kept);
    }

    /// Forgets an epoch and what came after it.
    pub fn cut_from(&mut self, epoch: u32) {
        let kept = self.points.partition_point(|p| p.epoch < epoch);
        self.replace |= kept < self.points.len();
        self.points.truncate(kept);
    }

    /// Adds a point.
    pub fn push(&mut self, point: CurvePoint) {
        if self.points.len() == MAX_CURVE_POINTS {
            self.stride *= 2;
            self.points.retain(|p| p.epoch.is_multiple_of(self.stride));
            self.replace = true;
            if !point.epoch.is_multiple_of(self.stride) {
                return;
            }
        }
        self.points.push(point);
    }

    /// What is new since the last call.
    pub fn take(&mut self) -> Curve {
        let from = if self.replace { 0 } else { self.sent };
        let curve = Curve {
            stride: self.stride,
            replace: self.replace,
            points: self.points[from..].to_vec(),
        };
        self.sent = self.points.len();
        self.replace = false;
        curve
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Metrics;

    #[test]
    fn a_page_that_follows_has_every_point_and_never_too_many() {
        let mut history = History::new();
        let mut shown: Vec<CurvePoint> = Vec::new();
        for epoch in 0..10_000 {
            if history.wants(epoch) {
                history.push(CurvePoint {
                    epoch,
                    train: Metrics::default(),
                    test: Metrics::default(),
                });
            }
            if epoch % 7 == 0 {
                let curve = history.take();
                if curve.replace {
                    shown.clear();
                }
                shown.extend(curve.points);
                assert!(shown.len() <= MAX_CURVE_POINTS);
                assert!(
                    shown
                        .windows(2)
                        .all(|w| w[1].epoch - w[0].epoch == curve.stride)
                );
                assert_eq!(shown[0].epoch, 0);
            }
        }
        assert_eq!(history.stride, 16);
    }
}
