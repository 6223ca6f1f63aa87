//! The walk behind the figure: from the reader's choices to what is looked at,
//! and the steps back and forth.

use super::present::Present;
use super::scene::Walker;
use super::state::{NUMBER, State};
use crate::explorables::Stage;
use crate::explorables::choices::Dataset;
use crate::explorables::shipped::File;
use crate::site::use_site;
use leptos::prelude::*;
use std::time::Duration;

/// Time between two sub-steps of slow play.
const PACE: Duration = Duration::from_millis(1400);

/// The walk, shared by the figure's parts.
#[derive(Clone, Copy)]
pub struct Run {
    /// The reader's choices.
    pub state: RwSignal<State>,
    /// The page around the figure.
    pub stage: Stage,
    /// What is looked at, once there are samples.
    pub present: Memo<Option<Present>>,
    /// The batch, from 1, beyond which there is none.
    pub diverged: Memo<Option<usize>>,
    /// Whether the samples are still missing.
    pub missing: Memo<bool>,
    /// Whether they could not be fetched.
    pub failed: RwSignal<bool>,
    /// Whether it goes on by itself.
    pub playing: RwSignal<bool>,
    arrived: RwSignal<u32>,
    address: StoredValue<String>,
}

impl Run {
    /// The walk of the choices.
    pub fn new(state: RwSignal<State>, stage: Stage) -> Self {
        let arrived = RwSignal::new(0_u32);
        // What decides the numbers; the rest of the state only looks at them.
        let wanted = Memo::new(move |_| state.with(State::without_place));
        let walker = StoredValue::new(Walker::default());
        let outcome = Memo::new(move |_| {
            arrived.track();
            let gone = walker.try_update_value(|walker| wanted.with(|state| walker.go(state)));
            gone.unwrap_or_default()
        });
        let present = Memo::new(move |_| {
            let scene = outcome.with(|outcome| outcome.scene.clone())?;
            Some(state.with(|state| Present::new(scene, state)))
        });
        let run = Self {
            state,
            stage,
            present,
            diverged: Memo::new(move |_| outcome.with(|outcome| outcome.diverged)),
            missing: Memo::new(move |_| outcome.with(|outcome| outcome.missing)),
            failed: RwSignal::new(false),
            playing: RwSignal::new(false),
            arrived,
            address: StoredValue::new(use_site().file(File::Digits.path())),
        };
        Effect::new(move || {
            if run.missing.get() {
                run.fetch();
            }
        });
        run.follow_clock();
        run
    }

    /// The same walk, whose present follows in a task of its own: a step changes
    /// more than can be drawn at once.
    #[must_use]
    pub fn following(self) -> Self {
        let shown = RwSignal::new(self.present.get_untracked());
        let due = StoredValue::new(false);
        Effect::new(move |before: Option<()>| {
            self.present.track();
            if before.is_none() || due.get_value() {
                return;
            }
            due.set_value(true);
            let follow = move || {
                due.try_set_value(false);
                if let Some(present) = self.present.try_get_untracked() {
                    let _ = shown.try_set(present);
                }
            };
            set_timeout(follow, Duration::ZERO);
        });
        Self {
            present: Memo::new(move |_| shown.get()),
            ..self
        }
    }

    /// Fetches the digits.
    pub fn fetch(self) {
        self.failed.set(false);
        let address = self.address.get_value();
        leptos::task::spawn_local(async move {
            let fetched = File::Digits.fetch(&address).await;
            // The reader may have left meanwhile.
            if fetched.is_some() {
                let _ = self.arrived.try_update(|count| *count += 1);
            } else {
                let _ = self.failed.try_set(true);
            }
        });
    }

    /// While it plays, a sub-step at a time.
    fn follow_clock(self) {
        Effect::new(move || {
            if !self.playing.get() {
                return;
            }
            let tick = move || {
                if self.playing.try_get_untracked() == Some(true) && !self.forward() {
                    let _ = self.playing.try_set(false);
                }
            };
            match set_interval_with_handle(tick, PACE) {
                Ok(handle) => on_cleanup(move || handle.clear()),
                Err(_) => self.playing.set(false),
            }
        });
    }

    /// One sub-step on, into the next batch after the last; false where there
    /// is none.
    pub fn forward(self) -> bool {
        let Some(present) = self.present.try_get_untracked().flatten() else {
            return false;
        };
        if self.go(present.position + 1) {
            return true;
        }
        self.next_batch()
    }

    /// One sub-step back, into the batch before from the first.
    pub fn back(self) {
        let Some(present) = self.present.get_untracked() else {
            return;
        };
        match present.position.checked_sub(1) {
            Some(position) => {
                self.go(position);
            }
            None if present.scene.step.number > 0 => {
                let last = present.scene.stages.last().copied();
                self.state.update(|state| {
                    state.number = present.scene.step.number as u32;
                    state.at = last.unwrap_or(state.at);
                });
            }
            None => {}
        }
    }

    /// Goes to a sub-step of this batch by its place; false if there is none.
    pub fn go(self, position: usize) -> bool {
        let Some(present) = self.present.try_get_untracked().flatten() else {
            return false;
        };
        let Some(stage) = present.scene.stages.get(position).copied() else {
            return false;
        };
        self.state.try_update(|state| state.at = stage).is_some()
    }

    /// To the start of the batch; there, to the first batch.
    pub fn first(self) {
        let Some(present) = self.present.get_untracked() else {
            return;
        };
        if present.position == 0 {
            self.state.update(|state| state.number = 1);
        } else {
            self.go(0);
        }
    }

    /// To the start of the next batch; false if there is none.
    pub fn next_batch(self) -> bool {
        let Some(present) = self.present.try_get_untracked().flatten() else {
            return false;
        };
        let next = present.scene.step.number as u32 + 2;
        let there = self.diverged.try_get_untracked().flatten().is_none();
        if !there || !NUMBER.contains(&next) {
            return false;
        }
        let moved = self.state.try_update(|state| {
            state.number = next;
            state.at = neural::backprop::Stage::Batch;
        });
        moved.is_some()
    }

    /// Plays or stops.
    pub fn toggle(self) {
        self.playing.update(|playing| *playing = !*playing);
    }

    /// Another draw of points, weights and order.
    pub fn reseed(self) {
        let drawn = (js_sys::Math::random() * 9999.0) as u32 + 1;
        self.state.update(|state| {
            let same = state.seed == drawn;
            state.seed = if same { drawn + 1 } else { drawn };
            state.number = 1;
        });
    }

    /// Takes other data.
    pub fn choose(self, data: Dataset) {
        self.state.update(|state| *state = state.on(data));
    }

    /// An action by its name in links.
    pub fn act(self, action: &str) {
        match action {
            "play" => self.playing.set(true),
            "pause" => self.playing.set(false),
            "forward" => {
                self.forward();
            }
            "back" => self.back(),
            "first" => self.first(),
            "next" => {
                self.next_batch();
            }
            "reseed" => self.reseed(),
            _ => {}
        }
    }
}

/// The actions of [`Run::act`].
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &[
    "play", "pause", "forward", "back", "first", "next", "reseed",
];
