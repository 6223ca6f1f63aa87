//! The surface with the rules on it: a map whose start is dragged, or a relief
//! that turns.

use super::choices::RULES;
use super::figures::place;
use super::run::Run;
use super::state::REACH;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::canvas::{Colours, watch_width};
use crate::ui::plot::{Projection, ticks};
use crate::ui::terrain::draw::{self, Walker};
use crate::ui::terrain::ground::Ground;
use crate::ui::terrain::relief::arrow;
use crate::ui::terrain::sight::Sight;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::{html, svg};
use std::sync::Arc;
use web_sys::PointerEvent;

/// Corners of the ground each way.
const CORNERS: usize = 121;
/// Units of the drawing over the canvas.
const SIDE: f64 = 400.0;
/// How far the start is dragged in one press of a key, in shares of the picture.
const NUDGE: f64 = 0.025;
/// Degrees that a press of a key turns.
const TURN: f64 = 5.0;
/// Degrees that the relief turns under a drag across the picture.
const SWEEP: f64 = 240.0;

/// What the pointer drags.
#[derive(Clone, Copy, PartialEq)]
enum Drag {
    Start,
    /// From this place of the pointer.
    Camera(f64, f64),
}

/// The picture.
#[component]
pub fn Picture(run: Run, colours: Colours) -> impl IntoView {
    let locale = use_locale();
    let state = run.state;
    let surface = Memo::new(move |_| state.with(super::state::State::surface));
    let look = Memo::new(move |_| state.with(super::state::State::look));
    let relief = Memo::new(move |_| state.with(|state| state.relief));
    let start = Memo::new(move |_| state.with(super::state::State::start));
    let shown = Memo::new(move |_| state.with(|state| state.shown));
    let ground = Memo::new(move |_| {
        let surface = surface.get();
        let view = surface.view();
        let height = |at| surface.height(at);
        Arc::new(Ground::of(view.low, view.high, CORNERS, height))
    });
    let below = NodeRef::<html::Canvas>::new();
    let above = NodeRef::<html::Canvas>::new();
    let width = watch_width(below);
    let side = Memo::new(move |_| {
        let density = window().device_pixel_ratio().clamp(1.0, 2.0);
        (width.get() * density).round()
    });
    Effect::new(move || {
        if let (Some(canvas), Some(palette), true) = (below.get(), colours.get(), side.get() > 0.0)
        {
            let ground = ground.get();
            let sight = Sight {
                ground: &ground,
                look: look.get(),
                side: side.get(),
            };
            draw::surface(&canvas, &sight, &palette);
        }
    });
    Effect::new(move || {
        run.drawn.track();
        let (Some(canvas), Some(palette), true) = (above.get(), colours.get(), side.get() > 0.0)
        else {
            return;
        };
        let (ground, shown) = (ground.get(), shown.get());
        let sight = Sight {
            ground: &ground,
            look: look.get(),
            side: side.get(),
        };
        run.race.with_value(|race| {
            let walkers: Vec<_> = race
                .lanes
                .iter()
                .map(|lane| Walker {
                    colour: palette.class(lane.rule, 1.0, RULES.len()),
                    shape: lane.rule,
                    trail: &lane.trail,
                    chosen: lane.rule == shown,
                })
                .collect();
            let lowest = race.plan().surface.minima();
            draw::walkers(
                &canvas,
                &sight,
                &palette,
                lowest,
                Some(race.plan().start),
                &walkers,
            );
        });
    });

    let node = NodeRef::<svg::Svg>::new();
    let dragged = StoredValue::new(None::<Drag>);
    // Where the pointer is, in shares of the picture.
    let share = move |event: &PointerEvent| {
        let frame = node.get_untracked()?.get_bounding_client_rect();
        (frame.width() > 0.0).then(|| {
            (
                (f64::from(event.client_x()) - frame.left()) / frame.width(),
                (f64::from(event.client_y()) - frame.top()) / frame.height(),
            )
        })
    };
    let put_start = move |(x, y): (f64, f64)| {
        let view = surface.get_untracked().view();
        let shares = [x.clamp(0.0, 1.0), 1.0 - y.clamp(0.0, 1.0)];
        let at = [0, 1].map(|axis| {
            let value = view.low[axis] + (view.high[axis] - view.low[axis]) * shares[axis];
            (value * 100.0).round() / 100.0
        });
        state.update(|state| state.start = at.map(Some));
    };
    let hold = move |event: &PointerEvent, drag: Drag| {
        if let Some(svg) = node.get_untracked() {
            let _ = svg.set_pointer_capture(event.pointer_id());
        }
        dragged.set_value(Some(drag));
    };
    let on_down = move |event: PointerEvent| {
        let Some(at) = share(&event) else { return };
        if relief.get_untracked() {
            hold(&event, Drag::Camera(at.0, at.1));
        } else if event.pointer_type() != "touch" && run.stage.shows("start") {
            // A finger that is put down here may be about to scroll.
            put_start(at);
            hold(&event, Drag::Start);
        }
    };
    let on_handle = move |event: PointerEvent| {
        event.stop_propagation();
        hold(&event, Drag::Start);
    };
    let on_move = move |event: PointerEvent| {
        let (Some(drag), Some(at)) = (dragged.get_value(), share(&event)) else {
            return;
        };
        match drag {
            Drag::Start => put_start(at),
            Drag::Camera(x, y) => {
                turn(run, (x - at.0) * SWEEP, (at.1 - y) * SWEEP / 2.0);
                dragged.set_value(Some(Drag::Camera(at.0, at.1)));
            }
        }
    };
    let release = move |_| dragged.set_value(None);
    let on_key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 0.2 } else { 1.0 };
        let Some((x, y)) = arrow(&event.key()) else {
            return;
        };
        let (x, y) = (x * step, y * step);
        event.prevent_default();
        if relief.get_untracked() {
            turn(run, -x * TURN, y * TURN);
        } else if run.stage.shows("start") {
            let view = surface.get_untracked().view();
            let at = start.get_untracked();
            let moved = [x, y];
            let next = [0, 1].map(|axis| {
                let by = moved[axis] * NUDGE * (view.high[axis] - view.low[axis]);
                ((at[axis] + by) * 1000.0).round() / 1000.0
            });
            state.update(|state| state.start = next.map(|part| Some(part.clamp(-REACH, REACH))));
        }
    };
    let label = move || {
        if relief.get() {
            let (turn, tilt) = state.with(|state| (state.camera.turn, state.camera.tilt));
            let (turn, tilt) = (number(turn, 0), number(tilt, 0));
            td_string!(locale, optimisers.relief_label, turn = turn, tilt = tilt)
        } else {
            td_string!(locale, optimisers.map_label, place = place(start.get()))
        }
    };
    let handle = move || {
        let view = surface.get().view();
        let (x, y) = projection(view.low, view.high).project((start.get()[0], start.get()[1]));
        (!relief.get() && run.stage.shows("start")).then(|| {
            view! {
                <circle class="handle" r="22" cx=x cy=y on:pointerdown=on_handle on:touchstart=keep_still/>
            }
        })
    };
    view! {
        <div class="terrain" class:terrain-relief=move || relief.get()>
            {still(&surface.get_untracked())}
            <canvas class="terrain-ground" node_ref=below aria-hidden="true"></canvas>
            <canvas class="terrain-walkers" node_ref=above aria-hidden="true"></canvas>
            <svg
                class="terrain-hands"
                node_ref=node
                viewBox=format!("0 0 {SIDE} {SIDE}")
                role="application"
                tabindex="0"
                aria-label=label
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=release
                on:pointercancel=release
                on:keydown=on_key
            >
                <g class="terrain-axes" aria-hidden="true">
                    {move || (!relief.get()).then(|| axes(surface.get().view()))}
                </g>
                {handle}
            </svg>
        </div>
    }
    .into_any()
}

/// A finger on the handle drags it and not the page: `touch-action` does not
/// reach shapes inside a drawing.
fn keep_still(event: leptos::ev::TouchEvent) {
    event.prevent_default();
}

/// Turns the relief by so many degrees.
fn turn(run: Run, across: f64, up: f64) {
    run.state
        .update(|state| state.camera = state.camera.turned(across, up));
}

fn projection(low: [f64; 2], high: [f64; 2]) -> Projection {
    Projection::new((low[0], high[0]), (low[1], high[1]), SIDE, SIDE)
}

/// Ticks along the lower and the left edge, inside the picture.
fn axes(view: neural::surface::View) -> impl IntoView + use<> {
    let projection = projection(view.low, view.high);
    let inside = |at: f64| (24.0..SIDE - 24.0).contains(&at);
    let across = ticks(view.low[0], view.high[0], 6)
        .into_iter()
        .filter_map(|tick| {
            let (x, _) = projection.project((tick, 0.0));
            inside(x).then(
                || view! { <text x=x y=SIDE - 6.0 text-anchor="middle">{number(tick, 0)}</text> },
            )
        });
    let across = across.collect_view();
    let up = ticks(view.low[1], view.high[1], 6)
        .into_iter()
        .filter_map(|tick| {
            let (_, y) = projection.project((0.0, tick));
            inside(y).then(|| view! { <text x="6" y=y + 4.0>{number(tick, 0)}</text> })
        });
    let up = up.collect_view();
    view! {
        {across}
        {up}
        <text class="axis-name" x=SIDE - 8.0 y=SIDE - 6.0 text-anchor="end">"x"</text>
        <text class="axis-name" x="6" y="16">"y"</text>
    }
}

/// The contours in a page that no program has reached yet, under the canvases.
#[cfg(feature = "ssr")]
fn still(surface: &neural::surface::Surface) -> impl IntoView + use<> {
    use std::fmt::Write;
    let view = surface.view();
    let ground = Ground::of(view.low, view.high, 33, |at| surface.height(at));
    let projection = projection(view.low, view.high);
    let mut path = String::new();
    for level in ground.levels(8) {
        for [from, to] in crate::ui::terrain::contours::contour(&ground, level) {
            let ((x0, y0), (x1, y1)) = (
                projection.project((from[0], from[1])),
                projection.project((to[0], to[1])),
            );
            let _ = write!(path, "M{x0:.0} {y0:.0}L{x1:.0} {y1:.0}");
        }
    }
    view! {
        <svg class="terrain-still" viewBox=format!("0 0 {SIDE} {SIDE}") aria-hidden="true">
            <path d=path/>
        </svg>
    }
}

#[cfg(not(feature = "ssr"))]
fn still(_: &neural::surface::Surface) {}
