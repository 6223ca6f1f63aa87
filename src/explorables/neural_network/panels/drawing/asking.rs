//! Asks the network about the drawing, again whenever either changes.

use super::super::next_request;
use super::ink::Paper;
use crate::engine::Client;
use leptos::prelude::*;
use neural::data::DIGIT_PIXELS;
use neural::session::{Command, Prediction, RunInfo, Source};

/// How long an answer may take, in milliseconds, before the question is taken
/// for lost: the engine may have been given another run meanwhile.
const PATIENCE: f64 = 1000.0;

#[derive(Default)]
struct Asked {
    /// The question on its way, and when it was sent.
    pending: Option<(u32, f64)>,
    /// The drawing or the network changed since.
    stale: bool,
}

/// The network's answer to the drawing.
#[derive(Clone, Copy)]
pub struct Asking {
    engine: Client,
    paper: RwSignal<Paper>,
    /// The latest; `None` while nothing is drawn, or nobody can read it.
    pub answer: RwSignal<Option<Prediction>>,
    asked: StoredValue<Asked>,
}

/// Whether the run is one that reads digits.
pub fn reads_digits(info: &RunInfo) -> bool {
    info.config.source == Source::Digits && info.columns.len() == DIGIT_PIXELS
}

impl Asking {
    /// Nothing asked yet.
    pub fn new(engine: Client, paper: RwSignal<Paper>) -> Self {
        Self {
            engine,
            paper,
            answer: RwSignal::new(None),
            asked: StoredValue::new(Asked::default()),
        }
    }

    /// Follows the drawing and the training. One question at a time, so that
    /// none queue up behind a busy engine.
    pub fn follow(self) {
        Effect::new(move || {
            self.paper.track();
            self.engine.frame.track();
            let reads = (self.engine.info)
                .with(|info| info.as_ref().is_some_and(|info| reads_digits(info)));
            untrack(|| {
                if reads && !self.paper.with(Paper::is_empty) {
                    self.asked.update_value(|asked| asked.stale = true);
                    self.ask();
                } else {
                    self.asked.set_value(Asked::default());
                    self.answer.set(None);
                }
            });
        });
        Effect::new(move || {
            let Some((request, predictions)) = self.engine.predicted.get() else {
                return;
            };
            let pending = self.asked.with_value(|asked| asked.pending);
            if pending.is_some_and(|(number, _)| number == request) {
                self.asked.update_value(|asked| asked.pending = None);
                self.answer.set(predictions.into_iter().next());
                self.ask();
            }
        });
    }

    fn ask(self) {
        let now = js_sys::Date::now();
        let request = self.asked.try_update_value(|asked| {
            let waiting = asked.pending.is_some_and(|(_, at)| now - at < PATIENCE);
            if waiting || !asked.stale {
                return None;
            }
            let request = next_request();
            asked.stale = false;
            asked.pending = Some((request, now));
            Some(request)
        });
        if let Some(Some(request)) = request {
            let rows = self.paper.with_untracked(|paper| paper.digit().to_vec());
            self.engine.send(Command::Predict { request, rows });
        }
    }
}
