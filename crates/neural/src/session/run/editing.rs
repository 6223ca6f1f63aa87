//! Changes by hand, and going back.

use super::super::stop::Watcher;
use super::super::{
    Change, CommandError, Event, Hidden, MAX_PARAMETER, Part, RunConfig, RunState, Tuning,
};
use super::{Goal, Pace, Run, rules};
use crate::network::Reshape;
use std::ops::Range;

type Done = Result<Vec<Event>, CommandError>;

impl Run {
    /// Goes to a step that was made before: back to a checkpoint if need be, and
    /// from there by training, which makes the same steps again.
    pub(super) fn seek(&mut self, step: u64) -> Done {
        let (least, most) = self.checkpoints.reach();
        let Some(checkpoint) = self.checkpoints.before(step) else {
            return Err(CommandError::OutOfReach { least, most });
        };
        let now = self.trainer.step_number();
        let on_the_way = (checkpoint.step()..=step).contains(&now);
        let mut events = Vec::new();
        if self.state == RunState::Diverged || !on_the_way {
            let old_shape = self.trainer.network().spec().clone();
            self.trainer.restore(checkpoint.clone());
            if *self.trainer.network().spec() != old_shape {
                self.shape_changed();
            }
            if self.follow_trainer() {
                events.push(Event::Reshaped(Box::new(self.info())));
            }
        }
        self.watcher = Watcher::new(self.watcher.rule);
        self.state = RunState::Paused;
        self.due = true;
        if self.trainer.step_number() < step {
            self.start(Pace::new(None), Some(Goal::Step(step)))?;
        }
        Ok(events)
    }

    /// Sets the configuration to what the trainer was brought back to; whether it
    /// is another.
    fn follow_trainer(&mut self) -> bool {
        let rules = self.trainer.rules();
        let config = self.config.clone().tuned(Tuning {
            learning_rate: rules.learning_rate,
            schedule: rules.schedule,
            l1: rules.l1,
            l2: rules.l2,
            weight_decay: rules.weight_decay,
            clip: rules.clip,
        });
        let layers = &self.trainer.network().spec().layers;
        let hidden = &layers[..layers.len() - 1];
        let same = hidden
            .iter()
            .copied()
            .eq(self.config.hidden.iter().map(Hidden::spec));
        let tuned = config != self.config;
        self.config = config;
        if !same {
            self.config.hidden = hidden.iter().map(Hidden::of).collect();
        }
        tuned || !same
    }

    pub(super) fn tune(&mut self, tuning: Tuning) -> Done {
        let config = checked(self.config.clone().tuned(tuning))?;
        self.config = config;
        self.trainer.set_rules(rules(&self.config, self.objective));
        self.changed();
        Ok(Vec::new())
    }

    pub(super) fn set(&mut self, part: Part, value: f32) -> Done {
        if !(-MAX_PARAMETER..=MAX_PARAMETER).contains(&value) {
            return Err(CommandError::WrongValue);
        }
        if !matches!(part, Part::Weight { .. } | Part::Bias { .. }) {
            return Err(CommandError::NoSuchPart);
        }
        for (place, _) in self.parameters_of(part)? {
            self.trainer.parameters_mut()[place] = value;
        }
        self.changed();
        Ok(Vec::new())
    }

    pub(super) fn restore(&mut self, parameters: &[f32], running: &[f32]) -> Done {
        let finite = parameters.iter().chain(running).all(|v| v.is_finite());
        if !finite || !self.trainer.set_network(parameters, running) {
            return Err(CommandError::WrongWeights);
        }
        self.state = RunState::Paused;
        self.watcher = Watcher::new(self.watcher.rule);
        self.changed();
        // The point of the present epoch is that of the new weights.
        self.history.cut_from(self.trainer.epoch());
        self.record();
        Ok(Vec::new())
    }

    pub(super) fn freeze(&mut self, part: Part, frozen: bool) -> Done {
        for (start, end) in self.parameters_of(part)? {
            self.trainer.freeze(start..end, frozen);
        }
        self.changed();
        Ok(Vec::new())
    }

    pub(super) fn reshape(&mut self, change: Change) -> Done {
        let mut hidden = self.config.hidden.clone();
        let at = |layer: u32| {
            let there = (layer as usize) < self.config.hidden.len();
            there
                .then_some(layer as usize)
                .ok_or(CommandError::NoSuchPart)
        };
        let reshape = match change {
            Change::AddNeuron { layer } => {
                let layer = at(layer)?;
                hidden[layer].units += 1;
                Reshape::AddNeuron { layer }
            }
            Change::RemoveNeuron { layer, unit } => {
                let (layer, unit) = (at(layer)?, unit as usize);
                if unit >= hidden[layer].units as usize {
                    return Err(CommandError::NoSuchPart);
                }
                hidden[layer].units -= 1;
                Reshape::RemoveNeuron { layer, unit }
            }
            Change::AddLayer { at, hidden: new } => {
                let at = at as usize;
                if at > hidden.len() {
                    return Err(CommandError::NoSuchPart);
                }
                hidden.insert(at, new);
                Reshape::AddLayer {
                    at,
                    layer: new.spec(),
                }
            }
            Change::RemoveLayer { layer } => {
                let layer = at(layer)?;
                hidden.remove(layer);
                Reshape::RemoveLayer { layer }
            }
        };
        self.config = checked(RunConfig {
            hidden,
            ..self.config.clone()
        })?;
        self.trainer.reshape(reshape, self.config.init);
        self.shape_changed();
        self.changed();
        Ok(vec![Event::Reshaped(Box::new(self.info()))])
    }

    /// After a change by hand: what came later no longer follows.
    fn changed(&mut self) {
        self.checkpoints.changed(&self.trainer);
        self.history.cut(self.trainer.epoch());
        self.due = true;
    }

    /// The places of a part in the flat vector, as starts and ends.
    fn parameters_of(&self, part: Part) -> Result<Vec<(usize, usize)>, CommandError> {
        let places = self.trainer.network().places();
        let find = |layer: u32, unit: u32| {
            let place = places
                .get(layer as usize)
                .filter(|p| (unit as usize) < p.units);
            place
                .map(|p| (p, unit as usize))
                .ok_or(CommandError::NoSuchPart)
        };
        let one = |place: usize| (place, place + 1);
        let all = |range: &Range<usize>| (range.start, range.end);
        Ok(match part {
            Part::Weight { layer, unit, input } => {
                let (place, unit) = find(layer, unit)?;
                if input as usize >= place.inputs {
                    return Err(CommandError::NoSuchPart);
                }
                vec![one(place.weights.start
                    + unit * place.inputs
                    + input as usize)]
            }
            Part::Bias { layer, unit } => {
                let (place, unit) = find(layer, unit)?;
                vec![one(place.biases.start + unit)]
            }
            Part::Neuron { layer, unit } => {
                let (place, unit) = find(layer, unit)?;
                let first = place.weights.start + unit * place.inputs;
                let mut parts = vec![
                    (first, first + place.inputs),
                    one(place.biases.start + unit),
                ];
                if !place.norm.is_empty() {
                    let gain = place.norm.start + unit;
                    parts.extend([one(gain), one(gain + place.units)]);
                }
                parts
            }
            Part::Layer { layer } => {
                let (place, _) = find(layer, 0)?;
                vec![all(&place.weights), all(&place.biases), all(&place.norm)]
            }
        })
    }
}

fn checked(config: RunConfig) -> Result<RunConfig, CommandError> {
    match config.validate() {
        problems if problems.is_empty() => Ok(config),
        problems => Err(CommandError::Config(problems)),
    }
}
