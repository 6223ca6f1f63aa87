//! The network's figure: its parts on one run.

use super::choices::Dataset;
use super::curve::Curve;
use super::curves::Curves;
use super::errors::Errors;
use super::figures::Figures;
use super::filters::Filters;
use super::graph::{Folded, Graph};
use super::inside::Inside;
use super::layout::Layout;
use super::notices::Notices;
use super::panels::{Confusion, Drawing, Examples, OwnTable};
use super::plane::Plane;
use super::readings;
use super::run::Run;
use super::runs::{Arrived, Runs, Stopped};
use super::scrub::Scrub;
use super::settings::{DataChoice, Settings};
use super::spot::Spot;
use super::state::{CONTROLS, KEYS, State};
use super::transport::Transport;
use crate::engine::{HostKind, use_engine};
use crate::explorables::state::{decode, encode, host_problems, value_of};
use crate::explorables::{Request, Stage};
use crate::ui::canvas::Probe;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use neural::session::{Command, MapSize};

/// The view on a stage.
pub fn view(stage: Stage) -> AnyView {
    let (start, problems) = stage.initial.with_value(|query| {
        let (start, mut problems) = decode(KEYS, &State::default(), query);
        problems.extend(host_problems(CONTROLS, query));
        (start, problems)
    });
    stage.problems.set(problems);
    let engine = use_engine();
    #[cfg(feature = "ssr")]
    prerender(engine, stage, &start);
    let state = RwSignal::new(start);
    let run = Run::new(engine, state, stage);

    Effect::new(move || {
        stage
            .query
            .set(state.with(|state| encode(KEYS, &State::default(), state)));
    });
    Effect::new(move || {
        // Before the first frame the text has the prerendered numbers.
        if let (Some(info), Some(frame)) = (run.info(), run.frame()) {
            let readings = state.with(|state| readings::readings(state, Some(&info), Some(&frame)));
            stage.readings.set(readings);
        }
    });
    run.start();
    follow_requests(run);

    let layout = Memo::new(move |_| {
        let info = run.info();
        state.with(|state| Layout::of(state, info.as_deref()))
    });
    let plane = Memo::new(move |_| layout.with(|layout| layout.plane));
    let hovered = RwSignal::new(None);
    let spot = RwSignal::new(None::<Spot>);
    // A layout that lost the node has nothing to enlarge.
    let shown = Memo::new(move |_| {
        let (hovered, open) = (hovered.get(), spot.get());
        layout.with(|layout| {
            let of_open = layout
                .nodes
                .iter()
                .find(|node| open.is_some_and(|open| open.is(node)));
            let hovered = hovered.filter(|node| layout.nodes.contains(node));
            hovered.or_else(|| of_open.cloned())
        })
    });
    let curve = Memo::new(move |_| {
        let of_data = state.with(|state| state.data.shape().map(|shape| shape.columns() == 1));
        of_data.unwrap_or_else(|| run.info().is_some_and(|info| info.columns.len() == 1))
    });
    let colours = RwSignal::new(None);
    follow_maps(run, layout, curve);

    let host = move || {
        engine.host_kind.get().map(|kind| match kind {
            HostKind::Worker => "worker",
            HostKind::Slices => "slices",
        })
    };
    // The space bar plays, where no control takes it.
    let on_key = move |event: KeyboardEvent| {
        let own = event.target() == event.current_target();
        if own && event.key() == " " {
            event.prevent_default();
            run.toggle();
        }
    };
    view! {
        <div class="network" tabindex="-1" data-engine=host on:keydown=on_key>
            <Probe colours/>
            <div class="network-head">
                <DataChoice run/>
                <Transport run/>
            </div>
            <Notices run/>
            <Arrived run/>
            <Stopped run/>
            <div class="network-main">
                {move || if plane.get() {
                    view! {
                        <Graph run layout colours hovered spot/>
                        {move || if curve.get() {
                            view! { <Curve run layout shown/> }.into_any()
                        } else {
                            view! { <Plane run layout colours shown/> }.into_any()
                        }}
                    }
                    .into_any()
                } else {
                    view! { <Folded run layout spot/> }.into_any()
                }}
                <Inside run layout spot/>
                <div class="network-progress">
                    <Figures run/>
                    <Scrub run/>
                    <Curves run/>
                </div>
            </div>
            <Filters run colours spot/>
            <Errors run/>
            <Beside run/>
            <Settings run/>
            <Runs run layout spot/>
        </div>
    }
    .into_any()
}

/// The panels of the present data set: the reader's own table, a digit to
/// draw, what the network makes of the test part.
#[component]
fn Beside(run: Run) -> impl IntoView {
    let engine = run.engine;
    let data = Memo::new(move |_| run.state.with(|state| state.data));
    let accept = Callback::new(move |(bytes, options)| run.take_table(bytes, options));
    move || match data.get() {
        Dataset::Own => view! {
            <OwnTable engine accept/>
            <Confusion engine/>
        }
        .into_any(),
        Dataset::Digits => view! {
            <div class="network-panels">
                <Drawing engine/>
                <Examples engine/>
            </div>
            <Confusion engine/>
        }
        .into_any(),
        Dataset::Penguins => view! {
            <Examples engine/>
            <Confusion engine/>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// The first numbers and pictures, computed while the page is made.
#[cfg(feature = "ssr")]
fn prerender(engine: crate::engine::Client, stage: Stage, state: &State) {
    use std::sync::Arc;
    if let Some((info, frame)) = readings::at_start(state) {
        stage
            .readings
            .set(readings::readings(state, Some(&info), Some(&frame)));
        engine.curve.set(frame.curve.points.clone());
        engine.info.set(Some(Arc::new(info)));
        engine.frame.set(Some(Arc::new(frame)));
    }
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
        let (base, query) = match request {
            Some(Request::Set(query)) => (run.state.get_untracked(), query),
            Some(Request::Replace(query)) => {
                // Reset stops and goes back to the start, whatever has changed.
                if query.is_empty() {
                    run.rewind();
                }
                (State::default(), query)
            }
            Some(Request::Do(action)) => {
                run.act(&action);
                return;
            }
            None => return,
        };
        let (next, problems) = decode(KEYS, &base, &query);
        run.stage.problems.set(problems);
        if next.config() != run.state.with_untracked(State::config) {
            run.start_anew();
        }
        run.state.set(next);
        if let Some(action) = value_of(&query, "do") {
            run.act(&action);
        }
    });
}

/// Asks the engine for the maps in use: none outside the plane, coarser ones
/// for wide networks.
fn follow_maps(run: Run, layout: Memo<Layout>, curve: Memo<bool>) {
    let size = Memo::new(move |_| {
        layout.with(|layout| {
            let neurons: usize = layout.sizes.iter().sum();
            match (layout.plane, neurons) {
                (false, _) => MapSize {
                    output: 0,
                    neurons: 0,
                },
                (true, _) if curve.get() => MapSize {
                    output: 200,
                    neurons: 100,
                },
                (true, 0..=64) => MapSize {
                    output: 100,
                    neurons: 30,
                },
                (true, _) => MapSize {
                    output: 80,
                    neurons: 16,
                },
            }
        })
    });
    Effect::new(move || {
        let size = size.get();
        run.engine.send(Command::Maps(size));
    });
}
