//! Runs a sweep's runs one after the other in the second engine.

use super::super::super::choices::Dataset;
use super::super::super::run::Run;
use super::super::super::samples;
use super::super::lab::Busy;
use super::results::{Outcome, Results, Standing};
use super::variable::Variable;
use leptos::prelude::*;
use neural::session::{Command, Data, RunState, StopRule};

/// A sweep in the making.
#[derive(Clone, Copy)]
pub struct Driver {
    run: Run,
    /// The sweep shown.
    pub results: RwSignal<Option<Results>>,
    /// The number of the run that is awaited.
    awaited: StoredValue<Option<u32>>,
}

impl Driver {
    /// Nothing is swept yet. What the second engine answers is followed from now on.
    pub fn new(run: Run) -> Self {
        let driver = Self {
            run,
            results: RwSignal::new(None),
            awaited: StoredValue::new(None),
        };
        driver.follow();
        driver
    }

    /// Starts a sweep from the present settings.
    pub fn start(self, variable: Variable, epochs: u32, seeds: u32) {
        let base = self.run.state.get_untracked();
        let Some(data) = samples::whole(base.data) else {
            return;
        };
        self.run.halt();
        self.run.lab.rest();
        let rule = StopRule {
            epochs: Some(epochs),
            ..StopRule::default()
        };
        self.run.lab.occupy(Busy::Sweeping, rule);
        let results = Results::new(variable, &base, epochs, seeds);
        self.results.set(Some(results));
        self.next(data);
    }

    /// Stops it; what has been found stays.
    pub fn cancel(self) {
        self.end(Standing::Cancelled);
    }

    fn end(self, standing: Standing) {
        self.awaited.set_value(None);
        self.run.lab.rest();
        self.results.update(|results| {
            if let Some(results) = results {
                results.standing = standing;
            }
        });
    }

    fn next(self, data: Data) {
        let next = self
            .results
            .with_untracked(|results| results.as_ref().and_then(Results::next));
        let Some(state) = next else {
            return self.end(Standing::Done);
        };
        let spare = self.run.lab.spare;
        let run = spare.load(state.config(), data);
        self.awaited.set_value(Some(run));
        spare.send(Command::Play {
            epochs_per_second: None,
        });
    }

    fn follow(self) {
        let lab = self.run.lab;
        Effect::new(move || {
            let Some(frame) = lab.spare.frame.get() else {
                return;
            };
            if self.awaited.get_value() != Some(frame.run) {
                return;
            }
            let diverged = frame.state == RunState::Diverged;
            if !diverged && frame.stopped.is_none() {
                return;
            }
            let outcome = if diverged {
                Outcome::Diverged
            } else {
                Outcome::Losses {
                    train: f64::from(frame.train.loss),
                    test: f64::from(frame.test.loss),
                }
            };
            self.results.update(|results| {
                if let Some(results) = results {
                    results.outcomes.push(outcome);
                }
            });
            self.next(Data::Keep);
        });
        Effect::new(move || {
            let failed = lab.spare.failure.get().is_some() || lab.spare.fault.get().is_some();
            if failed && self.awaited.get_value().is_some() {
                self.end(Standing::Failed);
            }
        });
        // A race, or another table, takes the engine away.
        Effect::new(move || {
            if lab.busy.get() != Busy::Sweeping && self.awaited.get_value().is_some() {
                self.end(Standing::Cancelled);
            }
        });
        let data: Memo<Dataset> = Memo::new(move |_| self.run.state.with(|state| state.data));
        Effect::new(move |before: Option<()>| {
            data.track();
            if before.is_some() && self.awaited.get_value().is_some() {
                self.end(Standing::Cancelled);
            }
        });
    }
}
