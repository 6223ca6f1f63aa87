//! Weights that come with an address or a file: they are put into the run as
//! soon as its network is there.

use super::super::run::Run;
use super::super::state::State;
use crate::explorables::state::Key;
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use neural::network::Norm;
use neural::session::{Command, RunInfo};
use portable::weights::{Weights, WeightsError};
use std::sync::Arc;

/// Weights on their way into the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Arriving {
    /// As the address has them, so that they stay in it until training goes on;
    /// empty if they come from a file.
    pub text: String,
    /// What was read.
    pub weights: Result<Arc<Weights>, WeightsError>,
}

/// The trained weights, in [`portable::weights`]' form.
pub const WEIGHTS_KEY: Key<State> = Key {
    name: "w",
    get: |state| {
        let arriving = state.start.as_ref();
        arriving.map_or_else(String::new, |arriving| arriving.text.clone())
    },
    set: |state, text| {
        // What is wrong is told by the figure, in more words than a key's fault has.
        state.start = (!text.is_empty()).then(|| {
            let weights = Weights::decode(text).map(Arc::new);
            let kept = if weights.is_ok() { text } else { "" };
            Arriving {
                text: kept.to_owned(),
                weights,
            }
        });
        Ok(())
    },
};

/// What came of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// They are in the network, trained for so many epochs.
    Taken(u32),
    /// They could not be read.
    Refused(WeightsError),
    /// They are of another network: how many numbers it has, how many came.
    Misfit(usize, usize),
}

/// Parameters and running statistics of a run's network.
fn counts(info: &RunInfo) -> (usize, usize) {
    let batch = info.config.hidden.iter().filter(|h| h.norm == Norm::Batch);
    let running = batch.map(|hidden| 2 * hidden.units as usize).sum();
    (info.parameters as usize, running)
}

/// Puts weights into each run that is loaded while they wait, until training goes
/// on from them.
pub fn follow(run: Run) {
    let arrival = run.lab.arrival;
    let loaded = Memo::new(move |_| {
        let info = run.info()?;
        let sent = run.engine.sent.get()?;
        (sent.0 == info.run).then_some(info.run)
    });
    let start = Memo::new(move |_| run.state.with(|state| state.start.clone()));
    Effect::new(move || {
        let (Some(arriving), Some(_)) = (start.get(), loaded.get()) else {
            return;
        };
        let Some(info) = untrack(|| run.info()) else {
            return;
        };
        let outcome = match arriving.weights {
            Err(error) => Arrival::Refused(error),
            Ok(weights) => {
                let came = (weights.parameters.len(), weights.running.len());
                let needed = counts(&info);
                if came == needed {
                    run.engine.send(Command::Restore {
                        parameters: weights.parameters.clone(),
                        running: weights.running.clone(),
                    });
                    Arrival::Taken(weights.epoch)
                } else {
                    Arrival::Misfit(needed.0 + needed.1, came.0 + came.1)
                }
            }
        };
        if !matches!(outcome, Arrival::Taken(_)) {
            run.state.update(|state| state.start = None);
        }
        arrival.set(Some(outcome));
    });
    // Once it trains on, the weights are the run's own.
    let trained = Memo::new(move |_| run.frame().is_some_and(|frame| frame.step > 0));
    Effect::new(move || {
        if trained.get() && run.state.with_untracked(|state| state.start.is_some()) {
            run.state.update(|state| state.start = None);
        }
    });
}

/// What came of weights in the address, in words.
#[component]
pub fn Arrived(run: Run) -> impl IntoView {
    let locale = use_locale();
    let arrival = run.lab.arrival;
    move || {
        arrival.get().map(|arrival_now| {
            let (problem, text) = match arrival_now {
                Arrival::Taken(epochs) => {
                    (false, td_string!(locale, runs.weights_taken, count = epochs))
                }
                Arrival::Refused(WeightsError::Newer(_)) => {
                    (true, td_string!(locale, runs.weights_newer).to_owned())
                }
                Arrival::Refused(_) => {
                    (true, td_string!(locale, runs.weights_damaged).to_owned())
                }
                Arrival::Misfit(needed, came) => {
                    let count = |value: usize| number(value as f64, 0);
                    let text = td_string!(
                        locale,
                        runs.weights_misfit,
                        needed = count(needed),
                        came = count(came)
                    );
                    (true, text)
                }
            };
            let class = if problem { "notice notice-problem" } else { "notice" };
            view! {
                <div class=class role="status">
                    <p>{text}</p>
                    <button on:click=move |_| arrival.set(None)>{td_string!(locale, shell.dismiss)}</button>
                </div>
            }
        })
    }
}
