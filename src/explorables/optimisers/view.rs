//! The race's figure: its parts on one run.

use super::chart::Chart;
use super::controls::{Ground, More, Sights, Transport};
use super::explain::Explain;
use super::figures::readings;
use super::picture::Picture;
use super::run::Run;
use super::state::{CONTROLS, KEYS, State};
use super::table::{Table, Told};
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use crate::ui::canvas::Probe;
use leptos::ev::KeyboardEvent;
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
    let run = Run::new(state, stage);
    stage.readings.set(run.race.with_value(readings));
    Effect::new(move || {
        stage
            .query
            .set(state.with(|state| encode(KEYS, &State::default(), state)));
    });
    run.follow();
    follow_requests(run);

    let colours = RwSignal::new(None);
    // The space bar plays, where no control takes it.
    let on_key = move |event: KeyboardEvent| {
        let own = event.target() == event.current_target();
        if own && event.key() == " " {
            event.prevent_default();
            run.toggle();
        }
    };
    view! {
        <div class="race" tabindex="-1" on:keydown=on_key>
            <Probe colours/>
            <div class="race-head choices"><Ground run/></div>
            <Transport run/>
            <Told run/>
            <div class="race-main">
                <div class="race-picture">
                    <Picture run colours/>
                    <Sights run/>
                </div>
                <div class="race-side">
                    <Table run/>
                    {stage.shows("chart").then(|| view! { <Chart run/> })}
                </div>
            </div>
            <Explain run/>
            <More run/>
        </div>
    }
    .into_any()
}

/// What the prose, the page's tools and an embedding page ask for.
fn follow_requests(run: Run) {
    // A figure that is built anew does not repeat what was asked before.
    let seen = run.stage.request.with_untracked(|(count, _)| *count);
    Effect::new(move || {
        let (count, request) = run.stage.request.get();
        if count == seen {
            return;
        }
        untrack(|| {
            let (base, query) = match request {
                Some(Request::Set(query)) => (run.state.get_untracked(), query),
                Some(Request::Replace(query)) => (State::default(), query),
                Some(Request::Do(action)) => return run.act(&action),
                None => return,
            };
            let (next, problems) = decode(KEYS, &base, &query);
            run.stage.problems.set(problems);
            run.begin(next, value_of(&query, "do").as_deref());
        });
    });
}
