//! The figure: its parts on one bench.

use super::bench::{Bench, Task};
use super::head::{CureSwitches, Head};
use super::progress::Progress;
use super::readings::{Found, readings};
use super::runs::{Made, Pins, Shown};
use super::sections::Sections;
use super::state::{CONTROLS, KEYS, State};
use crate::engine::HostKind;
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use crate::i18n::{td_string, use_locale};
use crate::ui::canvas::Probe;
use leptos::prelude::*;
use neural::job::Finding;

/// The view on a stage.
pub fn view(stage: Stage) -> AnyView {
    let locale = use_locale();
    let (start, problems) = stage.initial.with_value(|query| {
        let (start, mut problems) = decode(KEYS, &State::default(), query);
        problems.extend(host_problems(CONTROLS, query));
        (start, problems)
    });
    stage.problems.set(problems);
    #[cfg(feature = "ssr")]
    stage.readings.set(super::still::still(&start));
    let state = RwSignal::new(start);
    let bench = Bench::new(state, stage);
    Effect::new(move || {
        let query = state.with(|state| encode(KEYS, &State::default(), state));
        stage.query.set(query);
    });
    follow_readings(bench);
    follow_requests(bench);

    let colours = RwSignal::new(None);
    let engine = bench.engine();
    let host = move || {
        engine.host_kind.get().map(|kind| match kind {
            HostKind::Worker => "worker",
            HostKind::Slices => "slices",
        })
    };
    let label = Signal::derive(move || td_string!(locale, tuning.run).to_owned());
    let pinned = move || {
        state.with(|state| state.pins.len() >= super::pins::MOST || state.pins.contains(&state.run))
    };
    let pin = stage.shows("pins").then(|| {
        view! {
            <button disabled=pinned on:click=move |_| bench.pin()>{td_string!(locale, tuning.pin)}</button>
        }
    });
    view! {
        <div class="tuning" data-engine=host>
            <Probe colours/>
            <Head bench/>
            <CureSwitches bench/>
            {stage.shows("run").then(|| view! {
                <Progress bench task=Task::Run label name=td_string!(locale, tuning.run_name)>{pin}</Progress>
            })}
            <Shown bench colours/>
            <Made bench/>
            {stage.shows("pins").then(|| view! { <Pins bench/> })}
            <Sections bench/>
        </div>
    }
    .into_any()
}

/// Keeps the numbers in the prose: of the default state they are in the page, which
/// was made with them, until there is something else to tell.
fn follow_readings(bench: Bench) {
    Effect::new(move |told: Option<bool>| {
        let shown = bench.shown.get();
        let descent = bench.found(Task::Descent);
        let search = bench.found(Task::Search);
        let found = Found {
            run: shown.as_ref().map(|(_, run)| &**run),
            descent: match descent.as_deref() {
                Some(Finding::Widened(found)) => Some(found),
                _ => None,
            },
            search: match search.as_deref() {
                Some(Finding::Search(found)) => Some(found),
                _ => None,
            },
        };
        let nothing = shown.is_none() && descent.is_none() && search.is_none();
        let plain = bench.state.with(|state| *state == State::default());
        if told != Some(true) && nothing && plain {
            return false;
        }
        let readings = bench.state.with(|state| readings(state, &found));
        bench.stage.readings.set(readings);
        true
    });
}

/// What the prose, the page's tools and an embedding page ask for.
fn follow_requests(bench: Bench) {
    let stage = bench.stage;
    // A figure that is built anew does not repeat what was asked before.
    let seen = stage.request.with_untracked(|(count, _)| *count);
    Effect::new(move || {
        let (count, request) = stage.request.get();
        if count == seen {
            return;
        }
        let (base, query) = match request {
            Some(Request::Set(query)) => (bench.state.get_untracked(), query),
            Some(Request::Replace(query)) => {
                if query.is_empty() {
                    bench.clear();
                }
                (State::default(), query)
            }
            Some(Request::Do(action)) => {
                bench.act(&action);
                return;
            }
            None => return,
        };
        let (next, problems) = decode(KEYS, &base, &query);
        stage.problems.set(problems);
        bench.state.set(next);
        if let Some(action) = value_of(&query, "do") {
            bench.act(&action);
        }
    });
}
