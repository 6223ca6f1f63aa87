//! What is looked at: a batch's step at one of its sub-steps, for one of its
//! samples, and which of its numbers have been computed by then. Pure.

use super::scene::Scene;
use super::state::State;
use neural::backprop::{LayerPass, Parameter, SamplePass, Slot, Stage};
use std::sync::Arc;

/// Whether a number is there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Not computed yet.
    Not,
    /// Computed by an earlier sub-step.
    Before,
    /// Computed by the present one.
    Now,
}

impl Seen {
    /// Whether there is a number.
    pub fn is_there(self) -> bool {
        self != Self::Not
    }
}

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Present {
    /// The batch's step.
    pub scene: Arc<Scene>,
    /// The present sub-step's place among them.
    pub position: usize,
    /// The sample, `None` for the batch's mean.
    pub sample: Option<usize>,
    /// The parameter in focus; the network has it.
    pub focus: Parameter,
}

impl PartialEq for Present {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scene, &other.scene)
            && self.position == other.position
            && self.sample == other.sample
            && self.focus == other.focus
    }
}

impl Present {
    /// What `state` looks at; what the network or the batch lacks is replaced
    /// by what is nearest.
    pub fn new(scene: Arc<Scene>, state: &State) -> Self {
        let most = scene.step.pass.samples.len().saturating_sub(1);
        Self {
            position: position(&scene.stages, state.at),
            sample: state.sample.map(|sample| (sample as usize).min(most)),
            focus: there(&scene, state.focus),
            scene,
        }
    }

    /// The present sub-step.
    pub fn stage(&self) -> Stage {
        let stages = &self.scene.stages;
        stages.get(self.position).copied().unwrap_or(Stage::Batch)
    }

    /// Whether what `stage` computes is there.
    pub fn seen(&self, stage: Stage) -> Seen {
        let at = self.scene.stages.iter().position(|known| *known == stage);
        match at {
            Some(at) if at == self.position => Seen::Now,
            Some(at) if at < self.position => Seen::Before,
            _ => Seen::Not,
        }
    }

    /// The last layer that the present sub-step is about, the output for the loss.
    pub fn layer(&self) -> Option<usize> {
        match self.stage() {
            Stage::Batch => None,
            Stage::Loss => self.scene.layers().checked_sub(1),
            stage => stage.layer(),
        }
    }

    /// The sample that is looked at, if it is one.
    pub fn sample(&self) -> Option<&SamplePass> {
        self.scene.step.pass.samples.get(self.sample?)
    }

    /// One of a layer's numbers for the sample that is looked at, if `stage`,
    /// which computes it, has been reached.
    pub fn value(
        &self,
        stage: Stage,
        layer: usize,
        unit: usize,
        of: fn(&LayerPass) -> &[f64],
    ) -> Option<(f64, Seen)> {
        let seen = self.seen(stage);
        let pass = self.sample()?.layers.get(layer)?;
        let value = of(pass).get(unit).copied();
        value.filter(|_| seen.is_there()).map(|value| (value, seen))
    }

    /// What the network says, as far as it has been computed.
    pub fn prediction(&self, unit: usize) -> Option<(f64, Seen)> {
        let seen = self.seen(Stage::Activation(self.scene.layers().checked_sub(1)?));
        let value = self.sample()?.output.predictions.get(unit).copied();
        value.filter(|_| seen.is_there()).map(|value| (value, seen))
    }

    /// A parameter's gradient, of the sample or the batch's mean, once it has
    /// been computed.
    pub fn gradient(&self, at: Parameter) -> Option<(f64, Seen)> {
        let seen = self.seen(Stage::Gradient(at.layer));
        let value = match self.sample() {
            Some(sample) => sample.slope(at),
            None => self.scene.step.pass.slope(at),
        };
        value.filter(|_| seen.is_there()).map(|value| (value, seen))
    }

    /// A parameter, before or after the update.
    pub fn parameter(&self, at: Parameter) -> Option<(f64, Seen)> {
        let seen = self.seen(Stage::Update(at.layer));
        let step = &self.scene.step;
        if seen.is_there() {
            step.updated_value(at).map(|value| (value, seen))
        } else {
            step.value(at).map(|value| (value, Seen::Before))
        }
    }

    /// Whether all weights have moved, so that the loss can be measured again.
    pub fn is_updated(&self) -> bool {
        self.position + 1 == self.scene.stages.len()
    }
}

/// The place of a sub-step, or of its like in a network with fewer layers.
fn position(stages: &[Stage], wanted: Stage) -> usize {
    let find = |wanted: Stage| stages.iter().position(|stage| *stage == wanted);
    let of_layer = |layer: usize| match wanted {
        Stage::Batch | Stage::Loss => wanted,
        Stage::Sum(_) => Stage::Sum(layer),
        Stage::Activation(_) => Stage::Activation(layer),
        Stage::Delta(_) => Stage::Delta(layer),
        Stage::Gradient(_) => Stage::Gradient(layer),
        Stage::Back(_) => Stage::Back(layer),
        Stage::Update(_) => Stage::Update(layer),
    };
    let layers = (0..=wanted.layer().unwrap_or_default()).rev();
    layers
        .map(of_layer)
        .find_map(find)
        // A network without hidden layers sends nothing further back.
        .or_else(|| find(Stage::Gradient(0)))
        .unwrap_or_default()
}

/// The parameter, or the nearest that the network has.
fn there(scene: &Scene, wanted: Parameter) -> Parameter {
    let layers = &scene.step.layers;
    let layer = wanted.layer.min(layers.len().saturating_sub(1));
    let Some(dense) = layers.get(layer) else {
        return wanted;
    };
    Parameter {
        layer,
        unit: wanted.unit.min(dense.units().saturating_sub(1)),
        slot: match wanted.slot {
            Slot::Bias => Slot::Bias,
            Slot::Weight(input) => Slot::Weight(input.min(dense.inputs.saturating_sub(1))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Walker;
    use super::*;

    fn present(change: impl FnOnce(&mut State)) -> Present {
        let mut state = State::default();
        change(&mut state);
        let scene = Walker::default().go(&state).scene.unwrap();
        Present::new(scene, &state)
    }

    #[test]
    fn a_number_is_absent_until_its_sub_step() {
        let at = |stage: Stage| present(|state| state.at = stage);
        let sum = |present: &Present| {
            present
                .value(Stage::Sum(0), 0, 1, |pass| &pass.sums)
                .map(|(_, seen)| seen)
        };
        assert_eq!(sum(&at(Stage::Batch)), None);
        assert_eq!(sum(&at(Stage::Sum(0))), Some(Seen::Now));
        assert_eq!(sum(&at(Stage::Update(2))), Some(Seen::Before));
        let focus = State::default().focus;
        assert_eq!(at(Stage::Delta(0)).gradient(focus), None);
        let (gradient, seen) = at(Stage::Gradient(0)).gradient(focus).unwrap();
        assert_eq!(seen, Seen::Now);
        assert!(gradient.abs() > 1e-6);
        assert_eq!(at(Stage::Sum(2)).prediction(0), None);
        assert!(at(Stage::Activation(2)).prediction(0).is_some());
    }

    #[test]
    fn the_update_moves_the_weight_by_the_mean_gradient() {
        let before = present(|state| state.at = Stage::Gradient(0));
        let after = present(|state| {
            state.at = Stage::Update(0);
            state.sample = None;
        });
        let focus = before.focus;
        let (held, _) = before.parameter(focus).unwrap();
        let (moved, seen) = after.parameter(focus).unwrap();
        let (mean, _) = after.gradient(focus).unwrap();
        assert_eq!(seen, Seen::Now);
        assert!((moved - (held - 0.3 * mean)).abs() < 1e-7);
        assert!(!after.is_updated());
        assert!(present(|state| state.at = Stage::Update(2)).is_updated());
    }

    #[test]
    fn what_a_smaller_network_lacks_is_replaced() {
        let small = present(|state| {
            state.hidden = vec![];
            state.at = Stage::Back(1);
            state.sample = Some(7);
            state.focus = Parameter {
                layer: 3,
                unit: 15,
                slot: Slot::Weight(60),
            };
        });
        assert_eq!(small.stage(), Stage::Gradient(0));
        assert_eq!(small.sample, Some(3));
        let nearest = Parameter {
            layer: 0,
            unit: 0,
            slot: Slot::Weight(1),
        };
        assert_eq!(small.focus, nearest);
        let shallow = present(|state| state.at = Stage::Delta(3));
        assert_eq!(shallow.stage(), Stage::Delta(2));
    }

    #[test]
    fn the_mean_has_gradients_and_no_sums() {
        let mean = present(|state| {
            state.sample = None;
            state.at = Stage::Update(2);
        });
        assert_eq!(mean.value(Stage::Sum(0), 0, 0, |pass| &pass.sums), None);
        assert_eq!(mean.prediction(0), None);
        assert!(mean.gradient(mean.focus).is_some());
    }
}
