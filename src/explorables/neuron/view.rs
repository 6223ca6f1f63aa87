//! The neuron's figure: its parts on one state.

use super::arithmetic::Arithmetic;
use super::controls::Controls;
use super::diagram::Diagram;
use super::plane::Plane;
use super::state::{CONTROLS, KEYS, State, readings};
use crate::explorables::state::{decode, encode, host_problems};
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
    stage.readings.set(readings(&start));
    let state = RwSignal::new(start);

    Effect::new(move || {
        let state = state.get();
        stage.query.set(encode(KEYS, &State::default(), &state));
        stage.readings.set(readings(&state));
    });
    Effect::new(move || {
        let (_, request) = stage.request.get();
        let (base, query) = match request {
            Some(Request::Set(query)) => (state.get_untracked(), query),
            Some(Request::Replace(query)) => (State::default(), query),
            Some(Request::Do(_)) | None => return,
        };
        let (next, problems) = decode(KEYS, &base, &query);
        stage.problems.set(problems);
        state.set(next);
    });

    view! {
        <div class="neuron">
            <Plane state/>
            <div class="neuron-side">
                <Diagram state/>
                <Arithmetic state/>
            </div>
            <Controls state stage/>
        </div>
    }
    .into_any()
}
