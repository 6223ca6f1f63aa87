//! Playing, stepping, and the pace of it.

use super::super::stop::Watcher;
use super::super::{Advance, CommandError, CurvePoint, Event, Next, RunState, Watch};
use super::{Checkpoints, Goal, History, Pace, Run, trainer};
use crate::evaluate::evaluate;
use crate::trainer::{Diverged, Samples};

impl Run {
    pub(super) fn play(
        &mut self,
        epochs_per_second: Option<f32>,
    ) -> Result<Vec<Event>, CommandError> {
        let speed = epochs_per_second.map(f64::from);
        if speed.is_some_and(|s| !s.is_finite() || s <= 0.0) {
            return Err(CommandError::WrongSpeed);
        }
        let steps = speed.map(|s| s * self.trainer.batches_per_epoch() as f64);
        self.start(Pace::new(steps), None)
    }

    pub(super) fn start(
        &mut self,
        pace: Pace,
        goal: Option<Goal>,
    ) -> Result<Vec<Event>, CommandError> {
        if self.state == RunState::Diverged {
            return Err(CommandError::Diverged);
        }
        self.watcher.goes_on();
        self.state = RunState::Running;
        self.pace = pace;
        self.goal = goal;
        self.due = true;
        Ok(Vec::new())
    }

    pub(super) fn pause(&mut self) {
        if self.state == RunState::Running {
            self.state = RunState::Paused;
            self.due = true;
        }
    }

    pub(super) fn step_batch(&mut self) -> Result<Vec<Event>, CommandError> {
        if self.state == RunState::Diverged {
            return Err(CommandError::Diverged);
        }
        self.watcher.goes_on();
        self.state = RunState::Paused;
        self.due = true;
        Ok(match self.step() {
            Ok(_) => Vec::new(),
            Err(Diverged) => vec![self.diverged()],
        })
    }

    pub(super) fn rewind(&mut self) {
        self.trainer = trainer(&self.config, &self.data, self.objective);
        self.checkpoints = Checkpoints::new(&self.trainer);
        self.history = History::new();
        self.watcher = Watcher::new(self.watcher.rule);
        self.state = RunState::Paused;
        self.due = true;
        self.record();
    }

    /// One mini-batch, and the curve's point after the last one of an epoch;
    /// whether it was that one.
    fn step(&mut self) -> Result<bool, Diverged> {
        let samples = Samples {
            rows: &self.data.train.inputs,
            targets: &self.data.train.targets,
        };
        let end_of_epoch = self.trainer.step(samples)?;
        if end_of_epoch && self.history.wants(self.trainer.epoch()) {
            self.record();
        }
        self.checkpoints.passed(&self.trainer, end_of_epoch);
        Ok(end_of_epoch)
    }

    fn diverged(&mut self) -> Event {
        self.state = RunState::Diverged;
        self.due = true;
        Event::Diverged {
            run: self.id,
            step: self.trainer.step_number(),
        }
    }

    /// Adds the curve's point for the present epoch.
    pub(super) fn record(&mut self) {
        let (network, work) = (self.trainer.network(), &mut self.work);
        let mut over = |set| evaluate(network, self.objective, set, work, None);
        let point = CurvePoint {
            epoch: self.trainer.epoch(),
            train: over(&self.train),
            test: over(&self.test),
        };
        self.history.push(point);
    }

    /// Whether the rule stops the run after the present epoch. Steps that are made
    /// again on the way to one made before don't count.
    fn rule_met(&mut self) -> bool {
        if matches!(self.goal, Some(Goal::Step(_))) {
            return false;
        }
        let loss = self.watcher.wants_loss().then(|| {
            let set = match self.watcher.rule.watch {
                Watch::Test => &self.test,
                Watch::Train => &self.train,
            };
            let (network, work) = (self.trainer.network(), &mut self.work);
            evaluate(network, self.objective, set, work, None).loss
        });
        let (epoch, step) = (self.trainer.epoch(), self.trainer.step_number());
        self.watcher.passed(epoch, step, loss)
    }

    fn at_goal(&self) -> bool {
        match self.goal {
            Some(Goal::Epoch(epoch)) => self.trainer.epoch() >= epoch,
            Some(Goal::Step(step)) => self.trainer.step_number() >= step,
            None => false,
        }
    }

    pub fn advance(&mut self, now: f64, keep_going: &mut dyn FnMut() -> bool) -> Advance {
        let mut done = Advance {
            steps: 0,
            events: Vec::new(),
            next: Next::Idle,
        };
        if self.state != RunState::Running {
            return done;
        }
        let quantum = self.trainer.quantum() as u64;
        let mut granted = self.pace.granted(now);
        while granted > 0 {
            for _ in 0..quantum.min(granted) {
                let Ok(end_of_epoch) = self.step() else {
                    done.events.push(self.diverged());
                    return done;
                };
                self.pace.spend();
                done.steps += 1;
                self.due = true;
                if (end_of_epoch && self.rule_met()) || self.at_goal() {
                    self.state = RunState::Paused;
                    return done;
                }
            }
            granted -= quantum.min(granted);
            if !keep_going() {
                break;
            }
        }
        done.next = match self.pace.wait() {
            Some(seconds) if seconds > 0.0 => Next::After(seconds),
            _ => Next::Now,
        };
        done
    }
}
