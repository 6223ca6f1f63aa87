//! The run behind the figure: from the reader's choices to commands, from the
//! engine's answers to what the views show.

use super::changes;
use super::choices::Dataset;
use super::runs::{self, Lab};
use super::samples::{self, Supply};
use super::state::State;
use crate::engine::Client;
use crate::explorables::Stage;
use crate::site::{SiteRoot, use_site};
use leptos::prelude::*;
use neural::session::{
    Change, Command, Data, Frame, LoadError, Part, RunConfig, RunInfo, RunState,
};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

/// How long a run goes on without a figure: a change of language takes the old
/// figure away before the new one stands.
const GRACE: Duration = Duration::from_secs(2);

thread_local! {
    /// Figures on the page.
    static FIGURES: Cell<u32> = const { Cell::new(0) };
}

/// What stands between the reader's choice and a run on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// The shipped file is on its way.
    Fetching,
    /// It could not be fetched.
    NotFetched,
    /// The reader hasn't given a table yet.
    NoTable,
    /// The engine refused the run.
    Refused(LoadError),
}

/// The run, shared by the figure's parts.
#[derive(Clone, Copy)]
pub struct Run {
    /// The engine.
    pub engine: Client,
    /// The reader's choices.
    pub state: RwSignal<State>,
    /// The page around the figure.
    pub stage: Stage,
    /// Whether the reader wants it to play.
    pub playing: RwSignal<bool>,
    /// Why there is no run on the present choices.
    pub obstacle: RwSignal<Option<Obstacle>>,
    /// Experiments with it.
    pub lab: Lab,
    site: StoredValue<SiteRoot>,
    /// The next choices are to start anew, even where the run could go on.
    anew: StoredValue<bool>,
    /// The run goes back, and the choices are to follow it.
    seeking: StoredValue<bool>,
}

impl Run {
    /// A run that isn't started yet.
    pub fn new(engine: Client, state: RwSignal<State>, stage: Stage) -> Self {
        Self {
            engine,
            state,
            stage,
            playing: RwSignal::new(false),
            obstacle: RwSignal::new(None),
            lab: Lab::new(engine),
            site: StoredValue::new(use_site()),
            anew: StoredValue::new(false),
            seeking: StoredValue::new(false),
        }
    }

    /// What is loaded, if it is of the data chosen.
    pub fn info(self) -> Option<Arc<RunInfo>> {
        if self.obstacle.get().is_some() {
            return None;
        }
        let source = self.state.with(|state| state.data.source());
        self.engine
            .info
            .get()
            .filter(|info| info.config.source == source)
    }

    /// The latest snapshot of [`Run::info`]'s run.
    pub fn frame(self) -> Option<Arc<Frame>> {
        let info = self.info()?;
        self.engine
            .frame
            .get()
            .filter(|frame| frame.run == info.run)
    }

    /// Starts: goes on with the engine's run if it is of these choices, loads
    /// one if not, and follows the choices from then on.
    pub fn start(self) {
        let plan = Memo::new(move |_| self.state.with(|state| (state.data, state.config())));
        Effect::new(move |before: Option<Dataset>| {
            let (data, config) = plan.get();
            untrack(|| {
                let goes_on = match before {
                    None => self.attach(data, &config),
                    Some(before) => before == data && self.change(&config),
                };
                if !goes_on {
                    self.load();
                }
            });
            data
        });
        let rule = Memo::new(move |_| self.state.with(|state| state.stop.rule()));
        Effect::new(move || self.engine.send(Command::StopAt(rule.get())));
        runs::follow_arrival(self);
        let speed = Memo::new(move |_| self.state.with(State::epochs_per_second));
        Effect::new(move |before: Option<()>| {
            speed.track();
            if before.is_some() && self.playing.get_untracked() {
                self.play();
            }
        });
        self.follow_engine();
        self.follow_page();
    }

    /// Takes over the engine's run, if it is the one wanted.
    fn attach(self, data: Dataset, config: &RunConfig) -> bool {
        if self.engine.fault.get().is_some() {
            self.engine.restart();
            samples::forget_sent();
            return false;
        }
        let same = self.engine.sent.get().is_some_and(|(run, sent)| {
            *sent == *config && self.engine.info.get().is_some_and(|info| info.run == run)
        });
        if same && samples::engine_has(data) {
            let running = |frame: Arc<Frame>| frame.state == RunState::Running;
            self.playing
                .set(self.engine.frame.get().is_some_and(running));
            return true;
        }
        false
    }

    /// The next choices start anew: those of a link describe a whole experiment.
    pub fn start_anew(self) {
        self.anew.set_value(true);
    }

    /// Goes on with other choices, where what is learnt so far can stay.
    fn change(self, config: &RunConfig) -> bool {
        let anew = self.anew.try_update_value(std::mem::take) == Some(true);
        let trained = (self.engine.frame.get()).is_some_and(|frame| frame.step > 0);
        let sent = self.engine.sent.get();
        let Some((run, sent)) = sent.filter(|_| self.obstacle.get().is_none()) else {
            return false;
        };
        if *sent == *config {
            return true;
        }
        // Before the first step the seed decides the weights, so that whoever
        // opens the address has the same ones.
        let commands = (trained && !anew).then(|| changes::between(&sent, config));
        let Some(commands) = commands.flatten() else {
            return false;
        };
        self.seeking.set_value(false);
        for command in commands {
            self.engine.send(command);
        }
        self.engine.sent.set(Some((run, Arc::new(config.clone()))));
        true
    }

    /// Loads a run of the present choices; it plays if the present one does.
    pub fn load(self) {
        self.anew.set_value(false);
        self.seeking.set_value(false);
        let (data, config) = self
            .state
            .with_untracked(|state| (state.data, state.config()));
        match samples::supply(data) {
            Supply::Ready(supply) => self.send(data, config, supply),
            Supply::Missing => {
                self.halt();
                self.obstacle.set(Some(Obstacle::NoTable));
            }
            Supply::Fetch(file) => {
                self.engine_pauses();
                if self.obstacle.get_untracked() == Some(Obstacle::Fetching) {
                    return;
                }
                self.obstacle.set(Some(Obstacle::Fetching));
                let address = self.site.with_value(|site| site.file(file.path()));
                leptos::task::spawn_local(async move {
                    let fetched = file.fetch(&address).await;
                    // The reader may have left, or gone on to other data.
                    let Some(now) = self.state.try_get_untracked() else {
                        return;
                    };
                    let _ = self.obstacle.try_set(None);
                    if fetched.is_some() || now.data != data {
                        self.load();
                    } else {
                        self.playing.set(false);
                        self.obstacle.set(Some(Obstacle::NotFetched));
                    }
                });
            }
        }
    }

    fn send(self, data: Dataset, config: RunConfig, supply: Data) {
        self.obstacle.set(None);
        let rule = self.state.with_untracked(|state| state.stop.rule());
        self.engine.send(Command::StopAt(rule));
        self.engine.load(config, supply);
        self.lab.restarted();
        samples::sent(data);
        if self.playing.get_untracked() {
            self.play();
        }
    }

    /// Takes the reader's table and loads it.
    pub fn take_table(self, bytes: Vec<u8>, options: neural::table::Options) {
        samples::keep_own(bytes, options);
        self.lab.table_replaced();
        if self
            .state
            .with_untracked(|state| state.data == Dataset::Own)
        {
            self.load();
        } else {
            self.state.update(|state| *state = state.on(Dataset::Own));
        }
    }

    /// What the engine has to say apart from frames.
    fn follow_engine(self) {
        let engine = self.engine;
        Effect::new(move || {
            if let Some(message) = engine.fault.get() {
                self.playing.set(false);
                self.stage.fault.set(Some(message));
            }
        });
        Effect::new(move || {
            if let Some(error) = engine.failure.get() {
                samples::forget_sent();
                self.playing.set(false);
                self.obstacle.set(Some(Obstacle::Refused(error)));
            }
        });
        Effect::new(move || {
            if engine.diverged.get().is_some() {
                self.playing.set(false);
            }
        });
        Effect::new(move || {
            let stopped = |frame: Arc<Frame>| frame.stopped.is_some();
            if engine.frame.get().is_some_and(stopped) {
                self.playing.set(false);
            }
        });
        Effect::new(move || {
            let info = engine.info.get();
            let (Some(info), true) = (info, self.seeking.get_value()) else {
                return;
            };
            let sent = engine.sent.get_untracked();
            if sent.is_some_and(|(run, sent)| run == info.run && *sent != info.config) {
                let config = Arc::new(info.config.clone());
                self.engine.sent.set(Some((info.run, config)));
                self.state.update(|state| state.adopt(&info.config));
            }
        });
    }

    /// A page that is hidden, or left, doesn't train.
    fn follow_page(self) {
        // Effects run in the browser alone, where the counts belong.
        let mounted = StoredValue::new(false);
        Effect::new(move || {
            if !mounted.get_value() {
                mounted.set_value(true);
                FIGURES.set(FIGURES.get() + 1);
            }
            let hidden = window_event_listener_untyped("visibilitychange", move |_| {
                if self.playing.try_get_untracked() != Some(true) {
                    return;
                }
                if document().hidden() {
                    self.engine_pauses();
                } else {
                    self.play();
                }
            });
            on_cleanup(move || hidden.remove());
        });
        on_cleanup(move || {
            if mounted.try_get_value() != Some(true) {
                return;
            }
            FIGURES.set(FIGURES.get() - 1);
            let engine = self.engine;
            set_timeout(
                move || {
                    let running = engine.frame.try_get_untracked().flatten();
                    if FIGURES.get() == 0
                        && running.is_some_and(|frame| frame.state == RunState::Running)
                    {
                        engine.send(Command::Pause);
                    }
                },
                GRACE,
            );
        });
    }

    /// Whether the engine has, or will have, a run of the present choices.
    fn loaded(self) -> bool {
        self.engine.sent.with_untracked(Option::is_some)
            && self.obstacle.with_untracked(Option::is_none)
    }

    fn engine_pauses(self) {
        if self.engine.sent.with_untracked(Option::is_some) {
            self.engine.send(Command::Pause);
        }
    }

    /// Stops playing.
    pub fn halt(self) {
        self.playing.set(false);
        self.engine_pauses();
    }

    /// Plays at the chosen speed; a run that is still to be loaded plays then.
    pub fn play(self) {
        if self.engine.diverged.with_untracked(Option::is_some) {
            return;
        }
        self.playing.set(true);
        if self.loaded() {
            let epochs_per_second = self.state.with_untracked(State::epochs_per_second);
            self.engine.send(Command::Play { epochs_per_second });
        }
    }

    /// Plays or stops.
    pub fn toggle(self) {
        if self.playing.get_untracked() {
            self.halt();
        } else {
            self.play();
        }
    }

    /// Trains one mini-batch.
    pub fn step(self) {
        self.command(Command::StepBatch);
    }

    /// Trains to the end of the present epoch.
    pub fn epoch(self) {
        self.command(Command::StepEpoch);
    }

    /// Back to the start of the same run.
    pub fn rewind(self) {
        self.command(Command::Rewind);
        self.lab.restarted();
    }

    /// Goes to a step that the run has been at.
    pub fn seek(self, step: u64) {
        self.seeking.set_value(true);
        self.command(Command::Seek { step });
    }

    /// Sets a weight or a bias.
    pub fn set(self, part: Part, value: f32) {
        self.edit(Command::Set { part, value });
    }

    /// Keeps a part of the network as it is, or lets it go.
    pub fn freeze(self, part: Part, frozen: bool) {
        self.edit(Command::Freeze { part, frozen });
    }

    /// Takes one neuron out of a hidden layer.
    pub fn remove_neuron(self, layer: usize, unit: usize) {
        let sent = self.engine.sent.get_untracked();
        let Some((run, sent)) = sent.filter(|_| self.loaded()) else {
            return;
        };
        let mut config = (*sent).clone();
        match config.hidden.get_mut(layer) {
            Some(hidden) if hidden.units > 1 && unit < hidden.units as usize => hidden.units -= 1,
            _ => return,
        }
        self.edit(Command::Reshape(Change::RemoveNeuron {
            layer: layer as u32,
            unit: unit as u32,
        }));
        self.engine.sent.set(Some((run, Arc::new(config))));
        self.state.update(|state| state.hidden[layer] -= 1);
    }

    /// A change by hand; a run that plays plays on.
    fn edit(self, command: Command) {
        self.seeking.set_value(false);
        if self.loaded() {
            self.engine.send(command);
        }
    }

    fn command(self, command: Command) {
        self.playing.set(false);
        if self.loaded() {
            self.engine.send(command);
        }
    }

    /// Another draw of points, weights and order.
    pub fn reseed(self) {
        let drawn = (js_sys::Math::random() * 9999.0) as u32 + 1;
        self.state.update(|state| {
            state.seed = if state.seed == drawn {
                drawn + 1
            } else {
                drawn
            };
        });
    }

    /// An action by its name in links; false for a name that isn't one.
    pub fn act(self, action: &str) -> bool {
        match action {
            "play" => self.play(),
            "pause" => self.halt(),
            "step" => self.step(),
            "rewind" => self.rewind(),
            "reseed" => self.reseed(),
            _ => return false,
        }
        true
    }
}

/// The actions of [`Run::act`].
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &["play", "pause", "step", "rewind", "reseed"];
