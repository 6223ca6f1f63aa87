//! The race under the reader's hands: plays it, steps it, goes back in it.

use super::choices::SPEEDS;
use super::figures;
use super::race::{Plan, Race};
use super::state::State;
use crate::explorables::Stage;
use crate::explorables::fields::Bound;
use crate::ui::motion::is_reduced;
use leptos::prelude::*;
use std::time::Duration;

/// Milliseconds between two updates of what is written while it plays.
const PACE: f64 = 100.0;
/// Steps of one picture at most: a page that slept does not catch up.
const MOST: u32 = 60;
/// Between two pictures where the reader wants no motion: a series of stills.
const STILL: Duration = Duration::from_secs(1);

/// The actions that a link may ask for.
#[cfg(feature = "ssr")]
pub const ACTIONS: &[&str] = &["play", "pause", "step", "rewind"];

/// The race, shared by the figure's parts.
#[derive(Clone, Copy)]
pub struct Run {
    /// The reader's choices.
    pub state: RwSignal<State>,
    /// The page around the figure.
    pub stage: Stage,
    /// The race.
    pub race: StoredValue<Race>,
    /// Told when the picture is to be drawn again.
    pub drawn: Trigger,
    /// Told when what is written is to be written again.
    pub told: Trigger,
    /// Whether it plays.
    pub playing: RwSignal<bool>,
    /// The clock's turn; an older clock stops.
    turn: StoredValue<u32>,
}

impl Run {
    /// The controls of the reader's choices.
    pub fn fields(self) -> Bound<State> {
        Bound::new(self.state, self.stage)
    }

    /// The race of a state, at its start.
    pub fn new(state: RwSignal<State>, stage: Stage) -> Self {
        Self {
            state,
            stage,
            race: StoredValue::new(Race::new(state.with_untracked(State::plan))),
            drawn: Trigger::new(),
            told: Trigger::new(),
            playing: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Follows the choices.
    pub fn follow(self) {
        let plan = Memo::new(move |_| self.state.with(State::plan));
        Effect::new(move || {
            let plan = plan.get();
            if self.race.with_value(|race| *race.plan() != plan) {
                self.take(plan);
            }
        });
    }

    /// Another race. Where only those who run are others, or their rates, it is at
    /// the same step as before, so that a rate can be tried on the whole way;
    /// another course is run from its start.
    fn take(self, plan: Plan) {
        let same_course = self.race.with_value(|race| race.plan().same_course(&plan));
        let step = if same_course { self.step() } else { 0 };
        self.race.set_value(Race::new(plan));
        self.go_to(step);
    }

    /// The race of a link, which describes all of it: at its start, and then what
    /// the link asks for.
    pub fn begin(self, state: State, action: Option<&str>) {
        self.playing.set(false);
        self.race.set_value(Race::new(state.plan()));
        self.state.set(state);
        self.go_to(0);
        if let Some(action) = action {
            self.act(action);
        }
    }

    /// The step it is at.
    pub fn step(self) -> u32 {
        self.race.with_value(Race::step)
    }

    /// Goes to a step, forward or back.
    pub fn go_to(self, step: u32) {
        self.race.update_value(|race| race.go_to(step));
        self.drawn.notify();
        self.tell();
    }

    fn tell(self) {
        self.told.notify();
        self.stage
            .readings
            .set(self.race.with_value(figures::readings));
    }

    /// Stops.
    pub fn pause(self) {
        self.playing.set(false);
        self.tell();
    }

    /// Plays on; a race that is over plays again.
    pub fn play(self) {
        if self.race.with_value(Race::is_over) {
            self.go_to(0);
        }
        if self.race.with_value(|race| race.lanes.is_empty()) {
            return;
        }
        self.playing.set(true);
        let turn = self.turn.with_value(|turn| turn.wrapping_add(1));
        self.turn.set_value(turn);
        let clock = Clock {
            run: self,
            turn,
            owed: 0.0,
            told: now(),
        };
        clock.wait(now());
    }

    /// Plays or stops.
    pub fn toggle(self) {
        if self.playing.get_untracked() {
            self.pause();
        } else {
            self.play();
        }
    }

    /// Stops, and goes so many steps on or back.
    pub fn move_by(self, steps: i32) {
        self.playing.set(false);
        self.go_to(self.step().saturating_add_signed(steps));
    }

    /// Stops, back at the start.
    pub fn rewind(self) {
        self.playing.set(false);
        self.go_to(0);
    }

    /// An action of a link.
    pub fn act(self, action: &str) {
        match action {
            "play" => self.play(),
            "pause" => self.pause(),
            "step" => self.move_by(1),
            "rewind" => self.rewind(),
            _ => {}
        }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// What a playing race carries from picture to picture.
struct Clock {
    run: Run,
    turn: u32,
    /// Steps due, in parts.
    owed: f64,
    /// When it was last written.
    told: f64,
}

impl Clock {
    /// Waits for the next picture.
    fn wait(self, last: f64) {
        let tick = move || self.tick(last);
        if is_reduced() {
            set_timeout(tick, STILL);
        } else {
            request_animation_frame(tick);
        }
    }

    fn tick(mut self, last: f64) {
        let run = self.run;
        // The figure may be gone, or another clock may be running.
        let mine = run.turn.try_get_value() == Some(self.turn);
        if !mine || run.playing.try_get_untracked() != Some(true) {
            return;
        }
        let now = now();
        let speed = run.state.with_untracked(|state| SPEEDS[state.speed]);
        self.owed += (now - last).clamp(0.0, STILL.as_millis() as f64) * speed / 1000.0;
        let steps = self.owed.floor();
        self.owed -= steps;
        let most = if is_reduced() { u32::MAX } else { MOST };
        let target = run.step().saturating_add((steps as u32).min(most));
        if steps > 0.0 {
            run.race.update_value(|race| race.go_to(target));
            run.drawn.notify();
        }
        if run.race.with_value(Race::is_over) {
            run.pause();
            return;
        }
        if now - self.told >= PACE {
            self.told = now;
            run.tell();
        }
        self.wait(now);
    }
}
