//! The jobs behind the figure: the race and the range test, on samples that may
//! have to be fetched first.

use super::figures;
use super::state::State;
use crate::engine::{Errand, use_engine};
use crate::explorables::Stage;
use crate::explorables::fields::Bound;
use crate::explorables::neural_network::samples::{self, Supply};
use crate::site::{SiteRoot, use_site};
use leptos::prelude::*;
use neural::job::{Finding, Job, Raced, Racing, Ranged};
use neural::session::Data;
use std::sync::Arc;

/// The actions that a link may ask for.
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &["run", "range", "stop"];

/// What stands in the way of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The shipped file is on its way.
    Fetching,
    /// It could not be fetched.
    NotFetched,
    /// The reader hasn't given a table in this visit.
    NoTable,
    /// No rule is ticked.
    Nobody,
}

/// The figure's jobs, shared by its parts.
#[derive(Clone, Copy)]
pub struct Trial {
    /// The reader's choices.
    pub state: RwSignal<State>,
    /// The page around the figure.
    pub stage: Stage,
    /// The race.
    pub race: Errand,
    /// The range test.
    pub range: Errand,
    /// What stands in the way.
    pub obstacle: RwSignal<Option<Obstacle>>,
    /// The race that was last asked for.
    asked: RwSignal<Option<Racing>>,
    /// The rules of that race, in its order.
    pub rules: RwSignal<Vec<usize>>,
    /// The rule that was last tested.
    pub tested: RwSignal<usize>,
    site: StoredValue<SiteRoot>,
}

impl Trial {
    /// The controls of the reader's choices.
    pub fn fields(self) -> Bound<State> {
        Bound::new(self.state, self.stage)
    }

    /// No job yet.
    pub fn new(state: RwSignal<State>, stage: Stage) -> Self {
        let engine = use_engine();
        let trial = Self {
            state,
            stage,
            race: Errand::new(engine),
            range: Errand::new(engine),
            obstacle: RwSignal::new(None),
            asked: RwSignal::new(None),
            rules: RwSignal::new(Vec::new()),
            tested: RwSignal::new(state.with_untracked(|state| state.tested)),
            site: StoredValue::new(use_site()),
        };
        Effect::new(move || {
            if let Some(message) = engine.fault.get() {
                stage.fault.set(Some(message));
            }
        });
        Effect::new(move || {
            let (raced, rules) = (trial.raced(), trial.rules.get());
            let raced = raced.as_deref().map(|raced| (raced, &rules[..]));
            let readings = state.with(|state| figures::readings(state, raced));
            stage.readings.set(readings);
        });
        trial
    }

    /// What the last race came to, or has come to so far.
    pub fn raced(self) -> Option<Arc<Raced>> {
        match self.race.finding.get().as_deref() {
            Some(Finding::Raced(raced)) => Some(Arc::new(raced.clone())),
            _ => None,
        }
    }

    /// What the last range test found.
    pub fn ranged(self) -> Option<Ranged> {
        match self.range.finding.get().as_deref() {
            Some(Finding::Ranged(ranged)) => Some(ranged.clone()),
            _ => None,
        }
    }

    /// Whether the choices have changed since the last race was asked for.
    pub fn is_stale(self) -> bool {
        self.asked.with(|asked| {
            asked.as_ref().is_some_and(|asked| {
                let now = self.state.with(|state| state.racing(Data::Keep));
                now.is_none_or(|now| {
                    let asked = Racing {
                        data: Data::Keep,
                        ..asked.clone()
                    };
                    now != asked
                })
            })
        })
    }

    /// Starts the race.
    pub fn run(self) {
        self.with_data(move |data| {
            let race = self.state.with_untracked(|state| state.racing(data));
            let Some(race) = race else {
                self.obstacle.set(Some(Obstacle::Nobody));
                return;
            };
            self.rules.set(self.state.with_untracked(State::runners));
            self.asked.set(Some(Racing {
                data: Data::Keep,
                ..race.clone()
            }));
            self.race.finding.set(None);
            self.race.start(Job::Race(race));
        });
    }

    /// Starts the range test.
    pub fn test(self) {
        self.with_data(move |data| {
            let test = self.state.with_untracked(|state| state.testing(data));
            self.tested
                .set(self.state.with_untracked(|state| state.tested));
            self.range.start(Job::Rates(test));
        });
    }

    /// An action of a link.
    pub fn act(self, action: &str) {
        match action {
            "run" => self.run(),
            "range" => self.test(),
            "stop" => {
                self.race.cancel();
                self.range.cancel();
            }
            _ => {}
        }
    }

    /// Does something with the samples, once they are at hand.
    fn with_data(self, go: impl FnOnce(Data) + 'static) {
        let data = self.state.with_untracked(State::data);
        if let Some(samples) = samples::whole(data) {
            self.obstacle.set(None);
            return go(samples);
        }
        let Supply::Fetch(file) = samples::supply(data) else {
            self.obstacle.set(Some(Obstacle::NoTable));
            return;
        };
        if self.obstacle.get_untracked() == Some(Obstacle::Fetching) {
            return;
        }
        self.obstacle.set(Some(Obstacle::Fetching));
        let address = self.site.with_value(|site| site.file(file.path()));
        leptos::task::spawn_local(async move {
            let fetched = file.fetch(&address).await;
            // The reader may have left, or gone on to other data.
            let now = self.state.try_with_untracked(State::data);
            let _ = self.obstacle.try_set(None);
            match (fetched.and_then(|()| samples::whole(data)), now) {
                (Some(samples), Some(now)) if now == data => go(samples),
                (None, Some(_)) => self.obstacle.set(Some(Obstacle::NotFetched)),
                _ => {}
            }
        });
    }
}
