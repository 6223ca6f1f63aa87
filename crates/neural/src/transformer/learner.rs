//! A model in training.

use super::Model;
use super::vector::dot;
use crate::optimiser::{Optimiser, State, is_sound};
use crate::rules::{Decay, Schedule};
use serde::{Deserialize, Serialize};

/// How a model is trained: `AdamW`, a rate that rises in a line and falls along a
/// cosine, gradients cut to a length.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Steps in all.
    pub steps: u32,
    /// Steps over which the rate rises.
    pub warm_up: u32,
    /// The highest rate.
    pub rate: f32,
    /// λ of w ← w·(1 − η·λ), for matrices only.
    pub weight_decay: f32,
    /// The greatest length of the gradient; 0 for none.
    pub clip: f32,
}

impl Plan {
    /// The rate of a step, counted from 0.
    pub fn rate_at(&self, step: u32) -> f32 {
        let schedule = Schedule {
            warm_up: self.warm_up,
            decay: Decay::Cosine { epochs: 1 },
        };
        self.rate * schedule.factor(u64::from(step), 0, self.steps as usize)
    }
}

/// A model with its optimiser's memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The model.
    pub model: Model,
    /// The moments.
    pub state: State,
    /// Steps done.
    pub step: u32,
    next: Vec<f32>,
}

impl Learner {
    /// Before the first step.
    pub fn new(model: Model) -> Self {
        let count = model.parameters.len();
        Self {
            model,
            state: Optimiser::AdamW.state(count),
            step: 0,
            next: vec![0.0; count],
        }
    }

    /// One step along a gradient, which is cut in place. Returns the gradient's
    /// length before; none, and no change, if the step would diverge.
    pub fn update(&mut self, plan: &Plan, gradient: &mut [f32]) -> Option<f32> {
        let squares = gradient
            .chunks(1 << 12)
            .map(|part| f64::from(dot(part, part)));
        let length = squares.sum::<f64>().sqrt() as f32;
        if plan.clip > 0.0 && length > plan.clip {
            let factor = plan.clip / length;
            for g in &mut *gradient {
                *g *= factor;
            }
        }
        let rate = plan.rate_at(self.step);
        let parameters = &mut self.model.parameters;
        Optimiser::AdamW.step(rate, parameters, gradient, &mut self.state, &mut self.next);
        let decay = rate * plan.weight_decay;
        for (_, place) in self.model.layout().tensors() {
            if place.rows > 1 {
                let old = &self.model.parameters[place.range()];
                for (new, old) in self.next[place.range()].iter_mut().zip(old) {
                    *new -= decay * old;
                }
            }
        }
        if !length.is_finite() || !is_sound(&self.next) {
            return None;
        }
        std::mem::swap(&mut self.model.parameters, &mut self.next);
        self.step += 1;
        Some(length)
    }
}
