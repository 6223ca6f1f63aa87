//! The evaluation's figure: its parts on one trial.

use super::curves::Curves;
use super::head::Head;
use super::histogram::Histogram;
use super::matrix::Matrix;
use super::measures::Measures;
use super::readings::readings;
use super::sections::Sections;
use super::state::{CONTROLS, KEYS, State};
use super::threshold::Threshold;
use super::trial::Trial;
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use leptos::prelude::*;

/// The view on a stage.
pub fn view(stage: Stage) -> AnyView {
    let (start, problems) = stage.initial.with_value(|query| {
        let (start, mut problems) = decode(KEYS, &State::default(), query);
        problems.extend(host_problems(CONTROLS, query));
        (start, problems)
    });
    stage.problems.set(problems);
    let state = RwSignal::new(start);
    let trial = Trial::new(state, stage);
    #[cfg(feature = "ssr")]
    if let Some(found) = super::still::predictions(&start.model) {
        trial.found.set(Some((start.model, found)));
    }
    let told = move || state.with(|state| readings(state, trial.judged.get().as_deref()));
    stage.readings.set(untrack(told));
    Effect::new(move || {
        stage
            .query
            .set(encode(KEYS, &State::default(), &state.get()));
        stage.readings.set(told());
    });
    follow_requests(trial);
    trial.start();

    view! {
        <div class="evaluation">
            <Head trial/>
            <div class="evaluation-main">
                <div class="evaluation-scores">
                    <Histogram trial/>
                    {stage.shows("threshold").then(|| view! { <Threshold trial/> })}
                </div>
                <div class="evaluation-counts">
                    <Matrix trial/>
                    <Measures trial/>
                </div>
            </div>
            {stage.shows("curves").then(|| view! { <Curves trial/> })}
            <Sections trial/>
        </div>
    }
    .into_any()
}

/// What the prose, the page's tools and an embedding page ask for.
fn follow_requests(trial: Trial) {
    let stage = trial.stage;
    // A figure that is built anew does not repeat what was asked before.
    let seen = stage.request.with_untracked(|(count, _)| *count);
    Effect::new(move || {
        let (count, request) = stage.request.get();
        if count == seen {
            return;
        }
        let (base, query) = match request {
            Some(Request::Set(query)) => (trial.state.get_untracked(), query),
            Some(Request::Replace(query)) => (State::default(), query),
            Some(Request::Do(action)) => return untrack(|| trial.act(&action)),
            None => return,
        };
        let (next, problems) = decode(KEYS, &base, &query);
        stage.problems.set(problems);
        trial.state.set(next);
        if let Some(section) = value_of(&query, "open") {
            untrack(|| trial.open(&section));
        }
        if let Some(action) = value_of(&query, "do") {
            untrack(|| trial.act(&action));
        }
    });
}
