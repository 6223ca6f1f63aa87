//! A training run as a state machine: commands in, events and frames out. It
//! reads no clock and touches no page; a Web Worker, a page without workers and
//! a test host it alike.

pub(crate) mod bytes;
mod checkpoints;
mod command;
mod config;
mod curve;
mod event;
mod frame;
mod maps;
mod pace;
mod problem;
mod run;
mod stop;
pub mod trace;

pub use command::*;
pub use config::*;
pub use event::*;
pub use frame::*;
pub(crate) use maps::Grid;
pub use problem::*;
pub use run::{generate, trainer};
pub use stop::{StopReason, StopRule, Watch};

use crate::data::{self, Dataset};
use crate::loss::Loss;
use crate::table;
use run::Run;

/// The most rows that one [`Command::Predict`] may ask about.
pub const MAX_PREDICT_ROWS: usize = 1000;

/// What [`Session::advance`] did, and when it wants to be called again.
#[derive(Clone, Debug, PartialEq)]
pub struct Advance {
    /// Mini-batches trained.
    pub steps: u32,
    /// What happened on the way.
    pub events: Vec<Event>,
    /// When there is more to do.
    pub next: Next,
}

/// When a session has more to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// Not before another command.
    Idle,
    /// At once.
    Now,
    /// After this many seconds: the chosen speed is kept.
    After(f64),
}

/// Hosts one run at a time.
#[derive(Debug, Default)]
pub struct Session {
    run: Option<Run>,
    digits: Option<Dataset>,
    table: Option<Dataset>,
    maps: MapSize,
    stop: StopRule,
}

impl Session {
    /// A session without a run.
    pub fn new() -> Self {
        Self::default()
    }

    /// Obeys a command. A page does well to take a [`frame`](Self::frame) after it.
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        match command {
            Command::Load { run, config, data } => vec![match self.load(run, config, data) {
                Ok(info) => Event::Loaded(Box::new(info)),
                Err(error) => Event::LoadFailed { run, error },
            }],
            Command::Maps(size) => {
                self.maps = size;
                if let Some(run) = &mut self.run {
                    run.set_maps(size);
                }
                Vec::new()
            }
            Command::StopAt(rule) => {
                self.stop = rule;
                if let Some(run) = &mut self.run {
                    run.set_stop(rule);
                }
                Vec::new()
            }
            Command::Preview {
                request,
                bytes,
                options,
            } => vec![Event::Previewed {
                request,
                result: table::preview(&bytes, &options),
            }],
            other => match &mut self.run {
                Some(run) => run.handle(other),
                None => vec![Event::Refused(CommandError::NoRun)],
            },
        }
    }

    fn load(&mut self, run: u32, config: RunConfig, data: Data) -> Result<RunInfo, LoadError> {
        let mut problems = config.validate();
        if !problems.is_empty() {
            return Err(LoadError::Config(problems));
        }
        let (digits, table) = match data {
            Data::Keep => (None, None),
            Data::Digits(bytes) => (Some(data::digits(&bytes).map_err(LoadError::Digits)?), None),
            Data::Table { bytes, options } => {
                let (_, data) = table::dataset(&bytes, &options).map_err(LoadError::Table)?;
                (None, Some(data))
            }
        };
        let made;
        let data = match config.source {
            Source::Shape(shape) => {
                made = run::generate(&config, shape);
                &made
            }
            Source::Digits => {
                (digits.as_ref().or(self.digits.as_ref())).ok_or(LoadError::NoData)?
            }
            Source::Table => (table.as_ref().or(self.table.as_ref())).ok_or(LoadError::NoData)?,
        };
        if data.names.len() == 2 && config.features.is_empty() {
            problems.push(Problem::NoFeatures);
        }
        if config.loss == Some(Loss::CrossEntropy) && data.task.classes() == 0 {
            problems.push(Problem::LossNeedsClasses);
        }
        if !problems.is_empty() {
            return Err(LoadError::Config(problems));
        }
        let mut loaded = Run::new(run, config, data, self.maps);
        loaded.set_stop(self.stop);
        self.digits = digits.or(self.digits.take());
        self.table = table.or(self.table.take());
        Ok(self.run.insert(loaded).info())
    }

    /// Trains whole mini-batches until `keep_going` says no, the chosen speed is
    /// reached, or there is nothing to do. `now` is any clock that runs forward,
    /// in seconds; `keep_going` is asked every 20 microseconds or so.
    pub fn advance(&mut self, now: f64, keep_going: &mut dyn FnMut() -> bool) -> Advance {
        match &mut self.run {
            Some(run) => run.advance(now, keep_going),
            None => Advance {
                steps: 0,
                events: Vec::new(),
                next: Next::Idle,
            },
        }
    }

    /// Whether anything in a frame has changed since the last one was taken.
    pub fn frame_due(&self) -> bool {
        self.run.as_ref().is_some_and(Run::frame_due)
    }

    /// The run as it stands. The curve's points are those since the last frame,
    /// so every frame taken is to be shown, or its points kept.
    pub fn frame(&mut self) -> Option<Frame> {
        self.run.as_mut().map(Run::frame)
    }
}
