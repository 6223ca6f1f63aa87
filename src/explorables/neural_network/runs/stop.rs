//! When training stops by itself: the choice, and what the figure says when it
//! has.

use super::super::run::Run;
use super::super::state::State;
use crate::explorables::state::{Fault, Key, choice, number, write_number};
use crate::i18n::{self, td_string, use_locale};
use leptos::prelude::*;
use neural::session::{StopReason, StopRule, Watch};

/// Most epochs of a rule.
pub const MOST_EPOCHS: f64 = 1_000_000.0;
/// Greatest loss to stop at.
pub const MOST_LOSS: f64 = 100.0;
/// Names of the watched parts in the address.
pub const WATCH_NAMES: &[&str] = &["test", "train"];

/// The rule as the reader chooses it; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StopChoice {
    /// Stop after this epoch.
    pub epochs: u32,
    /// Stop at this loss.
    pub loss: f64,
    /// Stop after so many epochs without a new least loss.
    pub patience: u32,
    /// Which loss, as an index into [`WATCH_NAMES`].
    pub watch: usize,
}

impl StopChoice {
    /// The engine's rule.
    pub fn rule(&self) -> StopRule {
        StopRule {
            epochs: (self.epochs > 0).then_some(self.epochs),
            loss: (self.loss > 0.0).then_some(self.loss as f32),
            patience: (self.patience > 0).then_some(self.patience),
            watch: if self.watch == 0 {
                Watch::Test
            } else {
                Watch::Train
            },
        }
    }
}

fn whole(text: &str) -> Result<u32, Fault> {
    let value = number(text, 0.0, MOST_EPOCHS)?;
    if value.fract() == 0.0 {
        Ok(value as u32)
    } else {
        Err(Fault::Unreadable)
    }
}

/// Stop after this epoch.
pub const EPOCHS_KEY: Key<State> = Key {
    name: "epochs",
    get: |state| state.stop.epochs.to_string(),
    set: |state, text| whole(text).map(|value| state.stop.epochs = value),
};
/// Stop at this loss.
pub const GOAL_KEY: Key<State> = Key {
    name: "goal",
    get: |state| write_number(state.stop.loss),
    set: |state, text| number(text, 0.0, MOST_LOSS).map(|value| state.stop.loss = value),
};
/// Stop after so many epochs without a new least loss.
pub const PATIENCE_KEY: Key<State> = Key {
    name: "patience",
    get: |state| state.stop.patience.to_string(),
    set: |state, text| whole(text).map(|value| state.stop.patience = value),
};
/// Which loss the rule watches.
pub const WATCH_KEY: Key<State> = Key {
    name: "watch",
    get: |state| WATCH_NAMES[state.stop.watch].to_owned(),
    set: |state, text| choice(text, WATCH_NAMES).map(|index| state.stop.watch = index),
};

/// Why the run stands, if a rule stopped it.
#[component]
pub fn Stopped(run: Run) -> impl IntoView {
    let locale = use_locale();
    let reason = Memo::new(move |_| {
        let frame = run.frame()?;
        Some((frame.stopped?, frame.epoch))
    });
    let watched = move || {
        let watch = run.state.with(|state| state.stop.watch);
        if watch == 0 {
            td_string!(locale, runs.watch_test)
        } else {
            td_string!(locale, runs.watch_train)
        }
    };
    move || {
        reason.get().map(|(reason, epoch)| {
            let loss = |value: f64| i18n::number(value, 4);
            let (text, best) = match reason {
                StopReason::Epochs => {
                    let text = td_string!(locale, runs.stopped_epochs, count = epoch);
                    (text, None)
                }
                StopReason::Loss => {
                    let goal = run.state.with(|state| state.stop.loss);
                    let text = td_string!(
                        locale,
                        runs.stopped_loss,
                        epoch = epoch,
                        watched = watched(),
                        goal = loss(goal)
                    );
                    (text, None)
                }
                StopReason::Patience {
                    loss: least,
                    epoch: best,
                    step,
                } => {
                    let text = td_string!(
                        locale,
                        runs.stopped_patience,
                        watched = watched(),
                        count = epoch - best,
                        best = best,
                        least = loss(f64::from(least))
                    );
                    (text, Some((best, step)))
                }
            };
            let back = best.map(|(best, step)| {
                let go = move |_| {
                    run.playing.set(false);
                    run.seek(step);
                };
                view! { <button on:click=go>{td_string!(locale, runs.to_best, epoch = best)}</button> }
            });
            view! {
                <div class="notice" role="status">
                    <p>{text}{td_string!(locale, runs.stopped_on)}</p>
                    {back}
                </div>
            }
        })
    }
}
