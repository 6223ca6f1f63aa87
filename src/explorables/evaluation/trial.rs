//! The trial behind the figure: from the reader's choices to jobs, from their
//! findings to what the views show.

use super::judge::{Cut, Judged, Part};
use super::model;
use super::samples::Origin;
use super::state::{LEAK_NAMES, Model, SECTION_NAMES, State};
use crate::engine::{Errand, use_engine};
use crate::explorables::Stage;
use crate::site::{SiteRoot, use_site};
use leptos::prelude::*;
use neural::job::{
    Bands, Bootstrap, CurveBands, DecisionBands, Finding, Folding, Job, Leak, Leaking, Predictions,
};
use neural::metrics::threshold::{Costs, Scored};
use neural::session::Data;
use std::cell::RefCell;
use std::sync::Arc;

/// What a link in the prose may ask for.
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &["train", "cheapest", "classes", "folds", "leak"];

/// Resamples of an interval.
pub const RESAMPLES: u32 = 1000;
/// The share of them that it holds.
pub const LEVEL: f64 = 0.95;

/// What stands between the reader's choice and a job on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A shipped file is on its way.
    Fetching,
    /// It could not be fetched.
    NotFetched,
}

/// A model, and its answers.
pub type Found = (Model, Arc<Predictions>);

thread_local! {
    /// A change of language takes the figure away and brings another.
    static KEPT: RefCell<Option<Found>> = const { RefCell::new(None) };
}

/// The trial, shared by the figure's parts.
#[derive(Clone, Copy)]
pub struct Trial {
    /// The reader's choices.
    pub state: RwSignal<State>,
    /// The page around the figure.
    pub stage: Stage,
    /// The training of the model.
    pub training: Errand,
    /// The last model trained.
    pub found: RwSignal<Option<Found>>,
    /// Its answers, judged.
    pub judged: Memo<Option<Arc<Judged>>>,
    /// Bands of the present threshold's measures.
    pub decision_bands: Errand,
    /// Bands of the curves.
    pub curve_bands: Errand,
    /// A model of several classes.
    pub several: Errand,
    /// A cross-validation.
    pub folds: Errand,
    /// A leak.
    pub leak: Errand,
    /// Why no job can start on the present choices.
    pub obstacle: RwSignal<Option<Obstacle>>,
    /// Told when a link asks for an open section.
    pub show_section: Trigger,
    site: StoredValue<SiteRoot>,
    asked: StoredValue<Option<Model>>,
    /// Of which model the cross-validation and the leak are.
    beside: StoredValue<[Option<Model>; 2]>,
    /// Of which set and model the several classes are.
    several_of: StoredValue<Option<(usize, Model)>>,
}

impl Trial {
    /// A trial in an engine of its own: what is trained elsewhere goes on.
    pub fn new(state: RwSignal<State>, stage: Stage) -> Self {
        let engine = use_engine().beside();
        on_cleanup(move || engine.stop());
        engine.keep_apart_from(use_engine());
        let found = RwSignal::new(None::<Found>);
        let errand = || Errand::new(engine);
        Self {
            state,
            stage,
            training: errand(),
            found,
            judged: Memo::new(move |_| {
                found.with(|found| {
                    let (_, predictions) = found.as_ref()?;
                    Judged::of(predictions).map(Arc::new)
                })
            }),
            decision_bands: errand(),
            curve_bands: errand(),
            several: errand(),
            folds: errand(),
            leak: errand(),
            obstacle: RwSignal::new(None),
            show_section: Trigger::new(),
            site: StoredValue::new(use_site()),
            asked: StoredValue::new(None),
            beside: StoredValue::new([None; 2]),
            several_of: StoredValue::new(None),
        }
    }

    /// The present threshold.
    pub fn cut(self) -> Cut {
        self.state.with(|state| Cut {
            threshold: state.threshold,
            scaled: state.scaled,
        })
    }

    /// The present costs.
    pub fn costs(self) -> Costs {
        self.state.with(|state| Costs {
            false_positive: state.costs[0],
            false_negative: state.costs[1],
        })
    }

    /// Sets the threshold.
    pub fn set_threshold(self, threshold: f64) {
        self.state
            .update(|state| state.threshold = threshold.clamp(0.0, 1.0));
    }

    /// Whether the answers shown are those of the model that is chosen.
    pub fn up_to_date(self) -> bool {
        let model = self.state.with(|state| state.model);
        self.found
            .with(|found| found.as_ref().is_some_and(|(of, _)| *of == model))
    }

    /// The samples, if they are at hand; if not, they are fetched, and `then` comes
    /// again.
    fn at_hand(self, origin: Origin, then: impl FnOnce() + 'static) -> Option<Data> {
        if let Some(data) = origin.data() {
            self.obstacle.set(None);
            return Some(data);
        }
        let file = origin.file()?;
        let address = self.site.with_value(|site| site.file(file.path()));
        self.obstacle.set(Some(Obstacle::Fetching));
        leptos::task::spawn_local(async move {
            let kept = file.fetch(&address).await;
            // The reader may have left.
            if self.state.try_get_untracked().is_none() {
                return;
            }
            let obstacle = kept.is_none().then_some(Obstacle::NotFetched);
            let _ = self.obstacle.try_set(obstacle);
            if kept.is_some() {
                then();
            }
        });
        None
    }

    fn model(self) -> Model {
        self.state.with_untracked(|state| state.model)
    }

    /// Trains the model that is chosen.
    pub fn train(self) {
        let model = self.model();
        let Some(data) = self.at_hand(model.origin(), move || self.train()) else {
            return;
        };
        self.asked.set_value(Some(model));
        self.training.start(Job::Predict(model.setup(data)));
    }

    /// Trains a model of several classes.
    pub fn train_several(self) {
        let (several, model) = self
            .state
            .with_untracked(|state| (state.several, state.model));
        let origin = model::several(several).origin;
        if let Some(data) = self.at_hand(origin, move || self.train_several()) {
            self.several_of.set_value(Some((several, model)));
            self.several.finding.set(None);
            let setup = model.setup_on(origin, data);
            self.several.start(Job::Predict(setup));
        }
    }

    /// Starts the cross-validation.
    pub fn cross_validate(self) {
        let model = self.model();
        if let Some(data) = self.at_hand(model.origin(), move || self.cross_validate()) {
            let (folds, stratified) = self
                .state
                .with_untracked(|state| (state.folds, state.stratified));
            self.beside.update_value(|of| of[0] = Some(model));
            self.folds.finding.set(None);
            self.folds.start(Job::Folds(Folding {
                setup: model.setup(data),
                folds,
                stratified,
            }));
        }
    }

    /// Trains with a leak and without it.
    pub fn spring_leak(self) {
        let model = self.model();
        if let Some(data) = self.at_hand(model.origin(), move || self.spring_leak()) {
            let leak = match LEAK_NAMES[self.state.with_untracked(|state| state.leak)] {
                "selection" => Leak::Selection,
                "answer" => Leak::Answer,
                _ => Leak::Duplicates,
            };
            self.beside.update_value(|of| of[1] = Some(model));
            self.leak.finding.set(None);
            let setup = model.setup(data);
            self.leak.start(Job::Leak(Leaking { setup, leak }));
        }
    }

    /// Takes the threshold that is cheapest on the validation part.
    pub fn take_cheapest(self) {
        let (costs, scaled) = untrack(|| (self.costs(), self.cut().scaled));
        let best = self
            .judged
            .with_untracked(|judged| judged.as_ref()?.cheapest(Part::Validation, scaled, costs));
        if let Some(best) = best {
            self.set_threshold(best.threshold);
        }
    }

    /// Does what a link asks for.
    pub fn act(self, action: &str) {
        match action {
            "train" => self.train(),
            "cheapest" => self.take_cheapest(),
            "classes" => self.train_several(),
            "folds" => self.cross_validate(),
            "leak" => self.spring_leak(),
            _ => return,
        }
        if let Some(section) = section_of(action) {
            self.open(section);
        }
    }

    /// Opens a section.
    pub fn open(self, section: &str) {
        if let Some(index) = SECTION_NAMES.iter().position(|name| *name == section) {
            self.state.update(|state| state.open = index);
            self.show_section.notify();
        }
    }

    /// Bands of the decisions at the present threshold.
    pub fn decided(self) -> Option<DecisionBands> {
        match &*self.decision_bands.finding.get()? {
            Finding::Bands(Bands::Decisions(bands)) => Some(bands.clone()),
            _ => None,
        }
    }

    /// Bands of the curves.
    pub fn curves(self) -> Option<CurveBands> {
        match &*self.curve_bands.finding.get()? {
            Finding::Bands(Bands::Curves(bands)) => Some(bands.clone()),
            _ => None,
        }
    }

    /// Trains what is chosen, now and whenever it changes, and follows what is
    /// found.
    pub fn start(self) {
        let model = Memo::new(move |_| self.state.with(|state| state.model));
        Effect::new(move || {
            let model = model.get();
            untrack(|| {
                // A link may have started one on this very model.
                for (errand, of) in [self.folds, self.leak]
                    .into_iter()
                    .zip(self.beside.get_value())
                {
                    if of != Some(model) {
                        errand.cancel();
                        errand.finding.set(None);
                    }
                }
                let kept = KEPT.with_borrow(Clone::clone);
                if let Some(kept) = kept.filter(|(of, _)| *of == model) {
                    self.training.cancel();
                    self.found.set(Some(kept));
                } else {
                    self.train();
                }
            });
        });
        Effect::new(move || {
            let Some(finding) = self.training.finding.get() else {
                return;
            };
            if let (Finding::Predictions(predictions), Some(model)) =
                (&*finding, self.asked.get_value())
            {
                let found = (model, Arc::new(predictions.clone()));
                KEPT.set(Some(found.clone()));
                self.found.set(Some(found));
            }
        });
        let bootstrap = |samples: Vec<Scored>, threshold| {
            Job::Bootstrap(Bootstrap {
                samples,
                threshold,
                resamples: RESAMPLES,
                level: LEVEL,
                seed: 1,
            })
        };
        Effect::new(move || {
            if let Some(judged) = self.judged.get() {
                let job = bootstrap(judged.test.clone(), None);
                self.curve_bands.start(job);
            }
        });
        let score = Memo::new(move |_| {
            let judged = self.judged.get()?;
            // Infinite scores are beyond all others.
            Some(judged.score_at(self.cut()).clamp(-1e9, 1e9))
        });
        Effect::new(move || {
            if let (Some(judged), Some(score)) = (self.judged.get(), score.get()) {
                let job = bootstrap(judged.test.clone(), Some(score));
                self.decision_bands.start(job);
            }
        });
        let several = Memo::new(move |_| self.state.with(|state| (state.several, state.model)));
        Effect::new(move || {
            if self.several_of.get_value() != Some(several.get()) {
                self.several.cancel();
                self.several.finding.set(None);
            }
        });
        Effect::new(move || {
            if let Some(message) = self.training.engine.fault.get() {
                self.stage.fault.set(Some(message));
            }
        });
    }
}

/// The section in which an action's outcome stands.
fn section_of(action: &str) -> Option<&'static str> {
    match action {
        "cheapest" => Some("costs"),
        "classes" => Some("classes"),
        "folds" => Some("folds"),
        "leak" => Some("leak"),
        _ => None,
    }
}
