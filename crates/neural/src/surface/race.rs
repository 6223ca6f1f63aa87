//! Rules of learning that walk over a surface from one start, step by step.

use super::{Point, Surface};
use crate::optimiser::{Optimiser, State, is_sound};
use crate::rng::Rng;
use crate::rules::Schedule;

/// One rule on its way.
#[derive(Clone, Debug)]
pub struct Runner {
    optimiser: Optimiser,
    rate: f32,
    schedule: Schedule,
    decay: f32,
    noise: Option<f64>,
    state: State,
    at: [f32; 2],
    rng: Rng,
    steps: u32,
}

/// What one step did, for the rule written out with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it began.
    pub from: [f32; 2],
    /// η at this step, schedule and all.
    pub rate: f32,
    /// The surface's slope as the rule saw it, noise and all.
    pub seen: [f32; 2],
    /// The gradient that the rule followed: `seen`, and λ·w where the weight
    /// decay goes through it.
    pub gradient: [f32; 2],
    /// The memory before the step.
    pub before: State,
    /// Velocity or first moment afterwards, and the squares' sum or mean; empty
    /// where the rule has none.
    pub memory: State,
    /// Where it ended.
    pub to: [f32; 2],
}

/// The walk has left all bounds: the rate is too high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the walk diverged")]
pub struct Diverged;

impl Runner {
    /// A rule at its start. Equal seeds see equal noise, whatever the rule.
    pub fn new(optimiser: Optimiser, rate: f32, start: Point, seed: u64) -> Self {
        Self {
            optimiser,
            rate,
            schedule: Schedule::default(),
            decay: 0.0,
            noise: None,
            state: optimiser.state(2),
            at: start.map(|part| part as f32),
            rng: Rng::new(seed, 1),
            steps: 0,
        }
    }

    /// The rate changes by this schedule, in which an epoch is a step.
    #[must_use]
    pub fn with_schedule(self, schedule: Schedule) -> Self {
        Self { schedule, ..self }
    }

    /// Weights decay by λ: apart from the gradient with [`Optimiser::AdamW`], as a
    /// part of it with every other rule. (`PyTorch`'s `weight_decay` does the same.)
    #[must_use]
    pub fn with_decay(self, decay: f32) -> Self {
        Self { decay, ..self }
    }

    /// Each part of the gradient that the rule sees has noise of this standard
    /// deviation, whatever the surface's own: none where it sees all the data.
    #[must_use]
    pub fn with_noise(self, noise: f64) -> Self {
        Self {
            noise: Some(noise),
            ..self
        }
    }

    /// Where the rule is.
    pub fn at(&self) -> Point {
        self.at.map(f64::from)
    }

    /// Steps made.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// Takes one step. One that diverges is not taken.
    pub fn step(&mut self, surface: Surface) -> Result<Step, Diverged> {
        let noise = self.noise.unwrap_or_else(|| surface.noise());
        let slope = surface.gradient(self.at());
        let seen = slope.map(|part| (part + noise * f64::from(self.rng.normal())) as f32);
        let from = self.at;
        let apart = self.optimiser == Optimiser::AdamW;
        let gradient = if apart {
            seen
        } else {
            [0, 1].map(|axis| seen[axis] + self.decay * from[axis])
        };
        let rate = self.rate * self.schedule.factor(u64::from(self.steps), self.steps, 1);
        let mut to = from;
        let mut memory = self.state.clone();
        self.optimiser
            .step(rate, &from, &gradient, &mut memory, &mut to);
        if apart {
            for (to, from) in to.iter_mut().zip(from) {
                *to -= rate * self.decay * from;
            }
        }
        if !is_sound(&to) || !is_sound(&gradient) {
            return Err(Diverged);
        }
        self.at = to;
        let before = std::mem::replace(&mut self.state, memory.clone());
        self.steps += 1;
        Ok(Step {
            from,
            rate,
            seen,
            gradient,
            before,
            memory,
            to,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(runner: &mut Runner, surface: Surface, steps: usize) -> Point {
        for _ in 0..steps {
            runner.step(surface).unwrap();
        }
        runner.at()
    }

    /// On a quadratic, plain descent multiplies each coordinate by 1 − η·λ.
    #[test]
    fn descent_on_a_bowl_is_geometric() {
        let surface = Surface::Quadratic { condition: 5.0 };
        let mut runner = Runner::new(Optimiser::Sgd, 0.1, [2.0, 1.0], 1);
        let [x, y] = walk(&mut runner, surface, 10);
        assert!((x - 2.0 * 0.9_f64.powi(10)).abs() < 1e-6);
        assert!((y - 0.5_f64.powi(10)).abs() < 1e-6);
        assert_eq!(runner.steps(), 10);
    }

    /// It diverges where η exceeds 2 ÷ λ, and stays where it was.
    #[test]
    fn too_high_a_rate_diverges_and_says_so() {
        let surface = Surface::Quadratic { condition: 100.0 };
        let mut runner = Runner::new(Optimiser::Sgd, 0.021, [1.0, 1.0], 1);
        let ended = (0..10_000).find_map(|_| runner.step(surface).err());
        assert_eq!(ended, Some(Diverged));
        assert!(runner.at()[1].abs() > 1e10 && runner.at()[1].is_finite());
        let before = runner.at();
        assert_eq!(runner.step(surface), Err(Diverged));
        assert_eq!(runner.at(), before);
    }

    #[test]
    fn momentum_and_adam_pass_descent_in_the_valley() {
        let height = |optimiser, rate| {
            let surface = Surface::Rosenbrock;
            let mut runner = Runner::new(optimiser, rate, surface.view().start, 1);
            surface.height(walk(&mut runner, surface, 500))
        };
        let descent = height(Optimiser::Sgd, 0.001);
        assert!(height(Optimiser::Momentum, 0.001) < 0.5 * descent);
        assert!(height(Optimiser::Adam, 0.05) < 0.5 * descent);
    }

    /// With noise of deviation σ, plain descent at a bowl of slope 1 ends up
    /// spread by √(η·σ² ÷ (2 − η)) around the bottom.
    #[test]
    fn noise_keeps_a_rule_from_settling() {
        let surface = Surface::NoisyBowl { noise: 1.0 };
        let mut runner = Runner::new(Optimiser::Sgd, 0.1, [0.0, 0.0], 3);
        walk(&mut runner, surface, 200);
        let mut squares = 0.0;
        for _ in 0..20_000 {
            let [x, y] = walk(&mut runner, surface, 1);
            squares += f64::midpoint(x * x, y * y);
        }
        let expected = 0.1 / 1.9;
        assert!((squares / 20_000.0 - expected).abs() < 0.05 * expected);
    }

    #[test]
    fn the_same_seed_sees_the_same_noise_whatever_the_rule() {
        let surface = Surface::NoisyBowl { noise: 1.0 };
        let noise = |optimiser| {
            let mut runner = Runner::new(optimiser, 0.0, [1.0, 1.0], 9);
            (0..5)
                .map(|_| runner.step(surface).unwrap().gradient)
                .collect::<Vec<_>>()
        };
        assert_eq!(noise(Optimiser::Sgd), noise(Optimiser::Adam));
    }

    /// On a bowl of slope 1, a rate that falls along half a cosine leaves
    /// Π(1 − η·½(1 + cos πt/n)) of the way.
    #[test]
    fn the_rate_follows_the_schedule() {
        use crate::rules::Decay;
        let surface = Surface::Quadratic { condition: 1.0 };
        let schedule = Schedule {
            warm_up: 4,
            decay: Decay::Cosine { epochs: 20 },
        };
        let mut runner = Runner::new(Optimiser::Sgd, 0.3, [2.0, 0.0], 1).with_schedule(schedule);
        let [x, _] = walk(&mut runner, surface, 20);
        let expected: f64 = (0..20)
            .map(|step| {
                let t = f64::from(step);
                let rise = ((t + 1.0) / 4.0).min(1.0);
                let fall = 0.5 * (1.0 + (std::f64::consts::PI * t / 20.0).cos());
                1.0 - 0.3 * rise * fall
            })
            .product();
        assert!((x - 2.0 * expected).abs() < 1e-6, "{x} {expected}");
        assert!(runner.step(surface).unwrap().rate < 1e-6);
    }

    /// Decay through the gradient rests where slope and pull cancel. `AdamW`'s
    /// shortens w by 1 − η·λ, whatever the slope.
    #[test]
    fn decay_goes_through_the_gradient_or_past_it() {
        let surface = Surface::Saddle;
        // Along x = 0 the saddle's slope by y is y³ − y: with λ it rests at √(1 − λ).
        let mut runner = Runner::new(Optimiser::Sgd, 0.1, [0.0, 0.5], 1).with_decay(0.36);
        let [_, y] = walk(&mut runner, surface, 2000);
        assert!((y - 0.8).abs() < 1e-5, "{y}");
        let flat = Surface::Quadratic { condition: 1.0 };
        let step = |decay| {
            let mut runner = Runner::new(Optimiser::AdamW, 0.1, [2.0, -1.0], 1).with_decay(decay);
            runner.step(flat).unwrap().to
        };
        let (plain, decayed) = (step(0.0), step(0.5));
        for (axis, w) in [2.0, -1.0].into_iter().enumerate() {
            assert!((plain[axis] - decayed[axis] - 0.1 * 0.5 * w).abs() < 1e-6);
        }
    }

    #[test]
    fn a_rule_that_sees_all_the_data_sees_no_noise() {
        let surface = Surface::NoisyBowl { noise: 1.0 };
        let mut runner = Runner::new(Optimiser::Sgd, 0.1, [1.0, -1.0], 9).with_noise(0.0);
        assert_eq!(runner.step(surface).unwrap().seen, [1.0, -1.0]);
    }
}
