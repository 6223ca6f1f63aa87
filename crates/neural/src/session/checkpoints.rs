//! Where a run has been, so that it can be gone back in.

use crate::trainer::{Checkpoint, Trainer};

/// The most bytes of all checkpoints together, about.
const BYTES: usize = 24_000_000;
/// The most checkpoints.
const MOST: usize = 64;

/// Checkpoints at the ends of epochs, ever further apart as the run grows, and
/// after every change that the reader made. From a checkpoint the steps up to the
/// next one can be made again, bit for bit.
#[derive(Debug)]
pub struct Checkpoints {
    kept: Vec<Kept>,
    stride: u32,
    most: usize,
    latest: u64,
}

#[derive(Debug)]
struct Kept {
    /// After a change by hand: without it the steps that follow would be others.
    pinned: bool,
    at: Checkpoint,
}

impl Checkpoints {
    /// The start of a run.
    pub fn new(trainer: &Trainer) -> Self {
        let at = trainer.checkpoint();
        Self {
            most: (BYTES / at.bytes().max(1)).clamp(4, MOST),
            kept: vec![Kept { pinned: true, at }],
            stride: 1,
            latest: 0,
        }
    }

    /// The earliest and the latest step that can be gone to.
    pub fn reach(&self) -> (u64, u64) {
        (
            self.kept.first().map_or(self.latest, |k| k.at.step()),
            self.latest,
        )
    }

    /// Takes note of a step made, and keeps it if it ends an epoch that is due.
    pub fn passed(&mut self, trainer: &Trainer, end_of_epoch: bool) {
        let step = trainer.step_number();
        if step <= self.latest {
            return;
        }
        self.latest = step;
        if end_of_epoch && trainer.epoch().is_multiple_of(self.stride) {
            self.keep(trainer, false);
        }
    }

    /// Keeps the present state, which the reader has changed; what came after it
    /// is forgotten.
    pub fn changed(&mut self, trainer: &Trainer) {
        let step = trainer.step_number();
        self.kept.retain(|k| k.at.step() < step);
        self.latest = step;
        self.keep(trainer, true);
    }

    fn keep(&mut self, trainer: &Trainer, pinned: bool) {
        let at = trainer.checkpoint();
        self.kept.push(Kept { pinned, at });
        while self.kept.len() > self.most {
            let before = self.kept.len();
            self.stride = self.stride.saturating_mul(2);
            let stride = self.stride;
            (self.kept).retain(|k| k.pinned || k.at.epoch().is_multiple_of(stride));
            if self.kept.len() == before {
                // Changes by hand alone: the oldest are given up, and with them the
                // steps between them.
                self.kept.drain(..before / 2);
            }
        }
    }

    /// The last checkpoint at or before a step within reach.
    pub fn before(&self, step: u64) -> Option<&Checkpoint> {
        let found = self.kept.iter().rev().find(|k| k.at.step() <= step);
        found.filter(|_| step <= self.latest).map(|k| &k.at)
    }
}
