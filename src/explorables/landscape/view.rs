//! The figure on the reader's own network: its parts on one trial.

use super::chart::Chart;
use super::controls::{NetworkChoice, Sights, Start};
use super::link::Link;
use super::picture::Picture;
use super::range::Range;
use super::state::{CONTROLS, KEYS, State};
use super::table::Table;
use super::trial::Trial;
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use crate::ui::canvas::Probe;
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
    Effect::new(move || {
        stage
            .query
            .set(state.with(|state| encode(KEYS, &State::default(), state)));
    });
    follow_requests(trial);
    let raced = Memo::new(move |_| trial.raced());
    let colours = RwSignal::new(None);
    view! {
        <div class="race">
            <Probe colours/>
            <NetworkChoice trial/>
            <Link trial/>
            <Start trial/>
            <div class="race-main">
                <div class="race-picture">
                    <Picture trial raced colours/>
                    <Sights trial raced/>
                </div>
                <div class="race-side">
                    <Table trial raced/>
                    {stage.shows("chart").then(|| view! { <Chart trial raced/> })}
                </div>
            </div>
            <Range trial/>
        </div>
    }
    .into_any()
}

/// What the prose, the page's tools and an embedding page ask for.
fn follow_requests(trial: Trial) {
    // A figure that is built anew does not repeat what was asked before.
    let seen = trial.stage.request.with_untracked(|(count, _)| *count);
    Effect::new(move || {
        let (count, request) = trial.stage.request.get();
        if count == seen {
            return;
        }
        untrack(|| {
            let (base, query) = match request {
                Some(Request::Set(query)) => (trial.state.get_untracked(), query),
                Some(Request::Replace(query)) => (State::default(), query),
                Some(Request::Do(action)) => return trial.act(&action),
                None => return,
            };
            let (next, problems) = decode(KEYS, &base, &query);
            trial.stage.problems.set(problems);
            trial.state.set(next);
            if let Some(action) = value_of(&query, "do") {
                trial.act(&action);
            }
        });
    });
}
