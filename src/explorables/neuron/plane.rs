//! The plane of the two inputs: the neuron's output everywhere, the line where
//! it is undecided, the input as a point and the weights as an arrow.

use super::state::{EXTENT, State};
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::{Projection, line_in_square, ticks};
use crate::ui::scale::colour;
use leptos::prelude::*;
use leptos::svg;
use leptos::web_sys::PointerEvent;

const SIZE: f64 = 320.0;

#[derive(Clone, Copy, PartialEq)]
enum Handle {
    Input,
    Weights,
}

/// A finger on a handle drags it and not the page: `touch-action` does not
/// reach shapes inside a drawing.
fn keep_still(event: leptos::ev::TouchEvent) {
    event.prevent_default();
}

fn projection() -> Projection {
    Projection::new((-EXTENT, EXTENT), (-EXTENT, EXTENT), SIZE, SIZE)
}

/// The plane, with the point and the arrow to drag. The sliders do the same
/// from the keyboard, so the handles are the pointer's alone.
#[component]
pub fn Plane(state: RwSignal<State>) -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<svg::Svg>::new();
    let dragged = RwSignal::new(None::<Handle>);
    let field = StoredValue::new(crate::ui::ids::unique("neuron-field"));

    let move_to = move |event: &PointerEvent, handle: Handle| {
        let Some(svg) = node.get_untracked() else {
            return;
        };
        let frame = svg.get_bounding_client_rect();
        if frame.width() <= 0.0 {
            return;
        }
        let pixel = (
            (f64::from(event.client_x()) - frame.left()) / frame.width() * SIZE,
            (f64::from(event.client_y()) - frame.top()) / frame.height() * SIZE,
        );
        let (x, y) = projection().invert(pixel);
        let place = [x, y].map(|value| (value.clamp(-EXTENT, EXTENT) * 20.0).round() / 20.0);
        state.update(|state| match handle {
            Handle::Input => state.x = place,
            Handle::Weights => state.w = place,
        });
    };
    let grab = move |handle: Handle| {
        move |event: PointerEvent| {
            event.prevent_default();
            event.stop_propagation();
            if let Some(svg) = node.get_untracked() {
                let _ = svg.set_pointer_capture(event.pointer_id());
            }
            dragged.set(Some(handle));
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some(handle) = dragged.get_untracked() {
            move_to(&event, handle);
        }
    };
    let release = move |_| dragged.set(None);

    let label = move || {
        let state = state.get();
        let neuron = state.evaluate();
        td_string!(
            locale,
            neuron.state,
            z = number(neuron.z, 2),
            output = number(neuron.output, 2)
        )
    };
    view! {
        <div class="neuron-plane">
            <svg
                node_ref=node
                class="plane"
                viewBox=format!("-26 -8 {} {}", SIZE + 34.0, SIZE + 34.0)
                role="img"
                aria-label=move || format!("{} {}", td_string!(locale, neuron.plane), label())
                on:pointermove=on_move
                on:pointerup=release
                on:pointercancel=release
            >
                <defs>{move || gradient(&state.get(), field.get_value())}</defs>
                <rect
                    class="plane-field"
                    width=SIZE
                    height=SIZE
                    fill=format!("url(#{})", field.get_value())
                    on:pointerdown=move |event| move_to(&event, Handle::Input)
                />
                <g class="axes" aria-hidden="true">{axes()}</g>
                {move || line(&state.get())}
                {move || points(&state.get())}
                {move || arrow(&state.get())}
                <circle
                    class="handle"
                    on:touchstart=keep_still
                    r="22"
                    cx=move || projection().project((state.get().w[0], state.get().w[1])).0
                    cy=move || projection().project((state.get().w[0], state.get().w[1])).1
                    on:pointerdown=grab(Handle::Weights)
                />
                <circle
                    class="input-point"
                    r="8"
                    fill=move || { let state = state.get(); colour(state.signed(state.evaluate().output)) }
                    cx=move || projection().project((state.get().x[0], state.get().x[1])).0
                    cy=move || projection().project((state.get().x[0], state.get().x[1])).1
                />
                <circle
                    class="handle"
                    on:touchstart=keep_still
                    r="22"
                    cx=move || projection().project((state.get().x[0], state.get().x[1])).0
                    cy=move || projection().project((state.get().x[0], state.get().x[1])).1
                    on:pointerdown=grab(Handle::Input)
                />
            </svg>
            <Legend state/>
        </div>
    }
}

/// Along the weights the output changes, across them it doesn't, so the whole
/// field is one linear gradient, sampled from the neuron itself.
fn gradient(state: &State, id: String) -> impl IntoView + use<> {
    const STOPS: usize = 48;
    let norm = state.w[0].hypot(state.w[1]);
    let direction = if norm < 1e-9 {
        [1.0, 0.0]
    } else {
        state.w.map(|w| w / norm)
    };
    let reach = EXTENT * 2f64.sqrt();
    let end = |sign: f64| {
        projection().project((direction[0] * reach * sign, direction[1] * reach * sign))
    };
    let (from, to) = (end(-1.0), end(1.0));
    let state = *state;
    let stops = (0..=STOPS)
        .map(|stop| {
            let share = stop as f64 / STOPS as f64;
            let along = (2.0 * share - 1.0) * reach;
            let output = state.evaluate_at(direction.map(|d| d * along)).output;
            view! { <stop offset=share stop-color=colour(state.signed(output))/> }
        })
        .collect_view();
    view! {
        <linearGradient id=id gradientUnits="userSpaceOnUse" x1=from.0 y1=from.1 x2=to.0 y2=to.1>
            {stops}
        </linearGradient>
    }
}

fn axes() -> impl IntoView {
    let (zero, _) = projection().project((0.0, 0.0));
    let labels = ticks(-EXTENT, EXTENT, 6)
        .into_iter()
        .map(|tick| {
            let (x, y) = projection().project((tick, tick));
            view! {
                <text x=x y=SIZE + 16.0 text-anchor="middle">{number(tick, 0)}</text>
                <text x="-8" y=y + 4.0 text-anchor="end">{number(tick, 0)}</text>
            }
        })
        .collect_view();
    view! {
        <line x1="0" x2=SIZE y1=zero y2=zero/>
        <line y1="0" y2=SIZE x1=zero x2=zero/>
        {labels}
        <text class="axis-name" x=SIZE - 6.0 y=zero - 6.0 text-anchor="end">"x₁"</text>
        <text class="axis-name" x=zero + 6.0 y="14">"x₂"</text>
    }
}

fn line(state: &State) -> Option<impl IntoView + use<>> {
    line_in_square(state.w, state.b, EXTENT).map(|ends| {
        let [from, to] = ends.map(|end| projection().project(end));
        view! { <line class="decision-line" x1=from.0 y1=from.1 x2=to.0 y2=to.1/> }
    })
}

fn points(state: &State) -> impl IntoView + use<> {
    let state = *state;
    state
        .points()
        .into_iter()
        .map(|(place, wanted)| {
            let (x, y) = projection().project((place[0], place[1]));
            let z = state.evaluate_at(place).z;
            let right = if wanted { z > 0.0 } else { z < 0.0 };
            let class = if right {
                "task-point"
            } else {
                "task-point task-point-wrong"
            };
            view! {
                <g class=class>
                    <circle r="9" cx=x cy=y fill=colour(if wanted { 1.0 } else { -1.0 })/>
                    <text x=x y=y + 4.5 text-anchor="middle">{if wanted { "1" } else { "0" }}</text>
                </g>
            }
        })
        .collect_view()
}

fn arrow(state: &State) -> impl IntoView + use<> {
    let (x0, y0) = projection().project((0.0, 0.0));
    let (x1, y1) = projection().project((state.w[0], state.w[1]));
    let length = (x1 - x0).hypot(y1 - y0).max(1e-6);
    let (ux, uy) = ((x1 - x0) / length, (y1 - y0) / length);
    let wing = |side: f64| {
        format!(
            "{:.1},{:.1}",
            x1 - 11.0 * ux - side * 5.0 * uy,
            y1 - 11.0 * uy + side * 5.0 * ux
        )
    };
    view! {
        <g class="weight-arrow">
            <line x1=x0 y1=y0 x2=x1 - 8.0 * ux y2=y1 - 8.0 * uy/>
            <polygon points=format!("{x1:.1},{y1:.1} {} {}", wing(1.0), wing(-1.0))/>
            <text x=x1 + 10.0 * ux y=y1 + 10.0 * uy + 4.0 text-anchor=if ux < 0.0 { "end" } else { "start" }>"w"</text>
        </g>
    }
}

#[component]
fn Legend(state: RwSignal<State>) -> impl IntoView {
    let locale = use_locale();
    let ends = move || {
        let state = state.get();
        match super::state::ACTIVATIONS[state.activation].0 {
            "sigmoid" | "step" => (number(0.0, 0), number(1.0, 0)),
            "tanh" => (number(-1.0, 0), number(1.0, 0)),
            _ => (number(-EXTENT, 0), number(EXTENT, 0)),
        }
    };
    let status = move || {
        let state = state.get();
        if state.w == [0.0, 0.0] {
            td_string!(locale, neuron.line_none).to_owned()
        } else if state.task > 0 {
            td_string!(locale, neuron.task_score, right = state.right())
        } else {
            String::new()
        }
    };
    view! {
        <div class="legend" aria-label=td_string!(locale, explorable.legend) role="group">
            <span>{move || ends().0}</span>
            <span class="legend-bar"></span>
            <span>{move || ends().1}</span>
            <span class="legend-name">{td_string!(locale, neuron.output)}</span>
        </div>
        <p class="figure-status" role="status">{status}</p>
    }
}
