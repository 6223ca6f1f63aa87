//! One network trained by one rule, noting its loss and its weights on the way.

use crate::batch::{Batch, WIDE};
use crate::evaluate::evaluate;
use crate::network::{Network, Workspace};
use crate::optimiser::Optimiser;
use crate::trainer::{Samples, Trainer};
use serde::{Deserialize, Serialize};

/// A rule and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entrant {
    /// The rule of the step.
    pub optimiser: Optimiser,
    /// η.
    pub rate: f32,
    /// λ of λ/2·Σw², through the gradient.
    pub l2: f32,
    /// λ of w ← w·(1 − η·λ), apart from it.
    pub weight_decay: f32,
    /// Whether each step sees all the samples, so that an epoch is one step.
    pub whole: bool,
}

/// Where a training was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Epochs done, parts included.
    pub epoch: f32,
    /// Steps done.
    pub step: u32,
    /// The loss over the whole training part.
    pub loss: f32,
}

/// A training's way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Where it was, from its start on.
    pub notes: Vec<Note>,
    /// Its parameters at each note.
    pub weights: Vec<Vec<f32>>,
    /// Whether it left all bounds after its last step.
    pub diverged: bool,
}

/// A training under way.
#[derive(Debug)]
pub struct Course {
    trainer: Trainer,
    work: Workspace,
    /// Steps until the end.
    steps: u64,
    /// Notes until the end, the start apart.
    wanted: u64,
    track: Track,
}

impl Course {
    /// A training of so many epochs, with about `notes` notes on the way besides
    /// that of the start.
    pub fn new(trainer: Trainer, epochs: u32, notes: u32) -> Self {
        let steps = u64::from(epochs) * trainer.batches_per_epoch() as u64;
        Self {
            work: Workspace::new(trainer.network().spec(), WIDE.width()),
            steps,
            wanted: u64::from(notes.max(1)).min(steps.max(1)),
            track: Track::default(),
            trainer,
        }
    }

    /// Steps between two questions whether to keep going.
    pub fn quantum(&self) -> usize {
        self.trainer.quantum()
    }

    /// Notes where the training is.
    fn note(&mut self, set: &Batch) {
        let network = self.trainer.network();
        let objective = self.trainer.rules().objective;
        let loss = evaluate(network, objective, set, &mut self.work, None).loss;
        let step = self.trainer.step_number();
        self.track.notes.push(Note {
            epoch: (step as f64 / self.trainer.batches_per_epoch() as f64) as f32,
            step: step as u32,
            loss,
        });
        self.track.weights.push(network.parameters.clone());
    }

    /// Takes one step; whether there are more to take. `set` is all of `samples`.
    pub fn step(&mut self, samples: Samples<'_>, set: &Batch) -> bool {
        if self.track.notes.is_empty() {
            self.note(set);
        }
        let before = self.trainer.step_number();
        if before >= self.steps || self.track.diverged {
            return false;
        }
        if self.trainer.step(samples).is_err() {
            self.track.diverged = true;
            return false;
        }
        // Evenly over the steps, and at the last one.
        let due = |step: u64| step * self.wanted / self.steps;
        if due(before + 1) > due(before) {
            self.note(set);
        }
        before + 1 < self.steps
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> f32 {
        if self.track.diverged {
            return 1.0;
        }
        (self.trainer.step_number() as f64 / self.steps.max(1) as f64) as f32
    }

    /// The network where the training is.
    pub fn network(&self) -> &Network {
        self.trainer.network()
    }

    /// The way so far.
    pub fn into_track(self) -> Track {
        self.track
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::init::Init;
    use crate::loss::{Head, Loss, Objective};
    use crate::network::{LayerSpec, Spec};
    use crate::rng::Rng;
    use crate::rules::Rules;

    fn samples() -> (Vec<f32>, Vec<f32>) {
        let mut rng = Rng::new(2, 0);
        let rows: Vec<f32> = (0..100).map(|_| rng.normal()).collect();
        let label = |row: &[f32]| f32::from(u8::from(row[0] > row[1]));
        let targets = rows.chunks_exact(2).map(label).collect();
        (rows, targets)
    }

    fn trainer(rate: f32) -> Trainer {
        let spec = Spec {
            inputs: 2,
            layers: vec![
                LayerSpec::dense(3, Activation::Tanh),
                LayerSpec::dense(1, Activation::Linear),
            ],
        };
        let objective = Objective {
            head: Head::Binary,
            loss: Loss::CrossEntropy,
        };
        Trainer::new(spec, Init::Xavier, Rules::sgd(objective, rate, 10), 50, 7)
    }

    fn run(rate: f32, epochs: u32, notes: u32) -> Track {
        let (rows, targets) = samples();
        let set = Batch::whole(&rows, 2, &targets);
        let part = Samples {
            rows: &rows,
            targets: &targets,
        };
        let mut course = Course::new(trainer(rate), epochs, notes);
        while course.step(part, &set) {}
        assert!((course.share() - 1.0).abs() < 1e-6);
        course.into_track()
    }

    #[test]
    fn notes_are_even_and_end_with_the_end() {
        let track = run(0.1, 20, 10);
        let steps: Vec<_> = track.notes.iter().map(|note| note.step).collect();
        assert_eq!(steps, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
        assert_eq!(track.weights.len(), 11);
        assert!((track.notes[10].epoch - 20.0).abs() < 1e-6);
        assert!(track.notes[10].loss < 0.7 * track.notes[0].loss);
        assert_eq!(track.weights[0], trainer(0.1).network().parameters);
        // Fewer steps than notes.
        assert_eq!(run(0.1, 1, 40).notes.len(), 6);
    }

    #[test]
    fn a_course_that_diverges_keeps_its_last_note() {
        let track = run(f32::MAX, 20, 10);
        assert!(track.diverged);
        assert!(track.notes.iter().all(|note| note.loss.is_finite()));
    }
}
