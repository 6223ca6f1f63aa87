//! A batch's step with what is needed to tell of it. Pure.

use super::state::State;
use crate::explorables::shipped::File;
use neural::backprop::{Stage, Step, Walk, WalkError, stages};
use neural::data::Task;
use neural::loss::Objective;
use neural::session::RunConfig;
use std::sync::Arc;

/// A batch's step.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What was computed.
    pub step: Step,
    /// What is predicted.
    pub task: Task,
    /// η.
    pub rate: f64,
    /// Batches of an epoch.
    pub batches: usize,
    /// The sub-steps, in order.
    pub stages: Vec<Stage>,
    /// Whether the inputs are a picture of 8 × 8, and the layers drawn folded.
    pub folded: bool,
    /// The largest size of an input, sum, output or weight: the end of their colour scale.
    pub largest_value: f64,
    /// The same of a gradient.
    pub largest_gradient: f64,
}

impl Scene {
    fn new(step: Step, walk: &Walk, folded: bool) -> Self {
        let weights = step.layers.iter().flat_map(|layer| &layer.weights);
        let passes = || step.pass.samples.iter().flat_map(|sample| &sample.layers);
        let values = passes().flat_map(|pass| pass.sums.iter().chain(&pass.outputs));
        let gradients = (step.pass.gradient.iter()).flat_map(|layer| &layer.weights);
        let deltas = passes().flat_map(|pass| pass.delta.iter().chain(&pass.back));
        Self {
            largest_value: largest(weights.chain(values)),
            largest_gradient: largest(gradients.chain(deltas)),
            task: walk.data().task.clone(),
            rate: walk.rate(),
            batches: walk.batches_per_epoch(),
            stages: stages(step.layers.len()),
            folded,
            step,
        }
    }

    /// How the outputs are read, and the loss.
    pub fn objective(&self) -> Objective {
        self.step.objective
    }

    /// Layers with weights.
    pub fn layers(&self) -> usize {
        self.step.layers.len()
    }

    /// Whether the layer is the output.
    pub fn is_output(&self, layer: usize) -> bool {
        layer + 1 == self.layers()
    }

    /// Parameters of the network.
    pub fn parameters(&self) -> usize {
        let layers = self.step.layers.iter();
        layers
            .map(|layer| layer.weights.len() + layer.biases.len())
            .sum()
    }

    /// The epoch that the batch is of, from 1.
    pub fn epoch(&self) -> usize {
        self.step.number / self.batches.max(1) + 1
    }

    /// What a target says: a class's name, or `None` for a number.
    pub fn class(&self, target: f64) -> Option<&str> {
        match &self.task {
            Task::Classification { classes } => classes.get(target as usize).map(String::as_str),
            Task::Regression => None,
        }
    }
}

fn largest<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    let most = values.fold(0.0, |most: f64, value| most.max(value.abs()));
    if most > 0.0 { most } else { 1.0 }
}

/// What came of going to a batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The batch, or the last before it that has a finite step.
    pub scene: Option<Arc<Scene>>,
    /// The batch, from 1, whose step is not finite, where the wanted one lies
    /// there or beyond.
    pub diverged: Option<usize>,
    /// The samples are still to be fetched.
    pub missing: bool,
}

/// The walk of one configuration, kept from batch to batch.
#[derive(Debug, Default)]
pub struct Walker(Option<(RunConfig, Walk)>);

impl Walker {
    /// Goes where `state` is.
    pub fn go(&mut self, state: &State) -> Outcome {
        let config = state.config();
        if (self.0.as_ref()).is_none_or(|(walked, _)| *walked != config) {
            self.0 = None;
            let walk = match state.data.shape() {
                Some(shape) => Walk::new(&config, &neural::session::generate(&config, shape)).ok(),
                None => (File::Digits.bytes())
                    .and_then(|bytes| neural::data::digits(&bytes).ok())
                    .and_then(|digits| Walk::new(&config, &digits).ok()),
            };
            let Some(walk) = walk else {
                return Outcome {
                    missing: true,
                    ..Outcome::default()
                };
            };
            self.0 = Some((config, walk));
        }
        let Some((_, walk)) = &mut self.0 else {
            return Outcome::default();
        };
        let folded = state.data.shape().is_none();
        let number = (state.number.max(1) - 1) as usize;
        let reached = walk.step(number).cloned();
        match reached {
            Ok(step) => Outcome {
                scene: Some(Arc::new(Scene::new(step, walk, folded))),
                ..Outcome::default()
            },
            Err(WalkError::Diverged | WalkError::Empty | WalkError::Layers) => {
                let walked = walk.walked();
                let last = walked.checked_sub(1);
                let last = last.and_then(|last| walk.step(last).ok().cloned());
                Outcome {
                    scene: last.map(|step| Arc::new(Scene::new(step, walk, folded))),
                    diverged: Some(walked + 1),
                    missing: false,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::choices::Dataset as Choice;

    #[test]
    fn it_goes_on_where_it_was_and_anew_with_other_choices() {
        let mut walker = Walker::default();
        let at = |number: u32, rate: f64| State {
            rate,
            number,
            ..State::default()
        };
        let first = walker.go(&at(1, 0.3)).scene.unwrap();
        let third = walker.go(&at(3, 0.3)).scene.unwrap();
        assert_eq!((first.step.number, third.step.number), (0, 2));
        assert_ne!(first.step.layers, third.step.layers);
        assert_eq!(walker.go(&at(1, 0.3)).scene.unwrap(), first);
        let other = walker.go(&at(3, 1.0)).scene.unwrap();
        assert_ne!(other.step.layers, third.step.layers);
        assert_eq!(first.parameters(), 2 * 3 + 3 + 3 * 2 + 2 + 2 + 1);
        // 250 points train, four at a time.
        assert_eq!((first.batches, first.epoch()), (63, 1));
        assert_eq!(walker.go(&at(64, 0.3)).scene.unwrap().epoch(), 2);
    }

    #[test]
    fn every_set_of_points_can_be_walked() {
        for data in Choice::ALL.into_iter().filter(|data| data.is_shape()) {
            let outcome = Walker::default().go(&State::default().on(data));
            let scene = outcome.scene.unwrap();
            assert!(
                scene.step.pass.loss.is_finite() && !scene.folded,
                "{data:?}"
            );
            assert!(scene.largest_gradient > 0.0 && scene.largest_value > 0.0);
        }
    }

    #[test]
    fn digits_are_missing_until_they_are_kept() {
        File::Digits.forget();
        let state = State::default().on(Choice::Digits);
        let mut walker = Walker::default();
        assert!(walker.go(&state).missing);
        File::Digits.at_hand().unwrap();
        let outcome = walker.go(&state);
        assert!(!outcome.missing);
        let scene = outcome.scene.unwrap();
        assert!(scene.folded);
        assert_eq!(scene.parameters(), 64 * 8 + 8 + 8 * 10 + 10);
        assert_eq!(scene.class(7.0), Some("7"));
    }

    #[test]
    fn a_walk_that_leaves_the_finite_numbers_stops_before() {
        let state = State {
            data: Choice::Plane,
            activation: 0,
            rate: 10.0,
            number: 200,
            hidden: vec![4, 4, 4],
            ..State::default()
        };
        let outcome = Walker::default().go(&state);
        let bad = outcome.diverged.unwrap();
        let last = outcome.scene.unwrap();
        assert_eq!(last.step.number + 2, bad);
        assert!(last.step.loss_after.is_finite());
    }
}
