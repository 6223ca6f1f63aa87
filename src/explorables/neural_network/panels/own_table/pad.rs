//! The pad on which points are painted: with a pointer, or by keys.

use super::brush::{CLASSES, Dot, EXTENT, Painting, RADIUS};
use super::desk::Desk;
use crate::explorables::neural_network::points::class_colour;
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use leptos::svg;
use neural::table::MIN_ROWS;
use std::fmt::Write;
use web_sys::{KeyboardEvent, PointerEvent};

/// Units of the picture for one of the plane.
const SCALE: f32 = 20.0;
/// A step of the arrow keys.
const STEP: f32 = 0.5;
/// What the tools are numbered up to: the classes, then the eraser.
const ERASER: usize = CLASSES.len();

/// A point of the plane.
type Place = (f32, f32);

fn on_picture((x1, x2): Place) -> Place {
    ((x1 + EXTENT) * SCALE, (EXTENT - x2) * SCALE)
}

/// The dots of a class as one path.
fn path(dots: &[Dot], class: usize) -> String {
    let mut path = String::new();
    for dot in dots.iter().filter(|dot| dot.class == class) {
        let (x, y) = on_picture((dot.x1, dot.x2));
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x:.1} {y:.1}h0");
    }
    path
}

/// A plane to paint on, and the tools. What is painted goes to the desk, and is
/// trained on as soon as it can be.
#[component]
pub fn Brush(desk: Desk) -> impl IntoView {
    let locale = use_locale();
    let tool = RwSignal::new(0_usize);
    let painting = RwSignal::new(Painting::default());
    // Between two strokes the table in the field says what stands on the pad.
    Effect::new(move || {
        let read = desk.given.with(|given| {
            let text = std::str::from_utf8(&given.as_ref()?.bytes).ok()?;
            Painting::read(text)
        });
        painting.set(read.unwrap_or_default());
    });
    let tools = (0..=ERASER)
        .map(|index| {
            let name = if index == ERASER {
                td_string!(locale, panels.eraser).to_owned()
            } else {
                td_string!(
                    locale,
                    panels.brush_class,
                    name = CLASSES[index].to_string()
                )
            };
            let swatch = (index < ERASER).then(|| {
                view! {
                    <svg class="legend-dot" viewBox="0 0 10 10" aria-hidden="true">
                        <circle cx="5" cy="5" r="5" fill=class_colour(index)/>
                    </svg>
                }
            });
            view! {
                <button
                    aria-pressed=move || (tool.get() == index).to_string()
                    on:click=move |_| tool.set(index)
                >
                    {swatch}
                    {name}
                </button>
            }
        })
        .collect_view();
    let clear = move |_| {
        painting.set(Painting::default());
        desk.paint(&Painting::default(), MIN_ROWS);
    };
    let count = move || {
        let count = painting.with(|painting| painting.dots.len()) as u32;
        td_string!(locale, panels.brush_count, count = count)
    };
    view! {
        <div class="brush" role="group" aria-label=td_string!(locale, panels.brush)>
            <p class="panel-title">{td_string!(locale, panels.brush)}</p>
            <div class="brush-tools">
                {tools}
                <button on:click=clear>{td_string!(locale, network.clear)}</button>
            </div>
            <Plane desk tool painting/>
            <p class="panel-hint" id="brush-hint">
                {td_string!(locale, panels.brush_hint, rows = MIN_ROWS)}
            </p>
            <p class="figure-status">{count}</p>
        </div>
    }
    .into_any()
}

/// The plane itself.
#[component]
fn Plane(desk: Desk, tool: RwSignal<usize>, painting: RwSignal<Painting>) -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<svg::Svg>::new();
    // The pointer that paints, and where it was.
    let stroke = RwSignal::new(None::<(i32, Place)>);
    let cursor = RwSignal::new((0.0_f32, 0.0_f32));
    // Told only once the keyboard is in use.
    let keyed = RwSignal::new(false);
    let place = move |event: &PointerEvent| -> Option<Place> {
        let frame = node.get_untracked()?.get_bounding_client_rect();
        (frame.width() > 0.0).then(|| {
            let scale = f64::from(2.0 * EXTENT) / frame.width();
            let x1 = (f64::from(event.client_x()) - frame.left()) * scale;
            let x2 = (f64::from(event.client_y()) - frame.top()) * scale;
            (x1 as f32 - EXTENT, EXTENT - x2 as f32)
        })
    };
    let at_point = move |place: Place| {
        painting.update(|painting| match tool.get_untracked() {
            ERASER => painting.erase(place),
            class => painting.put(place, class),
        });
    };
    let done = move || painting.with_untracked(|painting| desk.paint(painting, MIN_ROWS));
    let on_down = move |event: PointerEvent| {
        if event.button() != 0 || stroke.get_untracked().is_some() {
            return;
        }
        if let (Some(place), Some(svg)) = (place(&event), node.get_untracked()) {
            let _ = svg.set_pointer_capture(event.pointer_id());
            keyed.set(false);
            stroke.set(Some((event.pointer_id(), place)));
            at_point(place);
        }
    };
    let on_move = move |event: PointerEvent| {
        let (Some((pointer, from)), Some(to)) = (stroke.get_untracked(), place(&event)) else {
            return;
        };
        if pointer != event.pointer_id() {
            return;
        }
        let before = painting.with_untracked(|painting| painting.dots.len());
        painting.update(|painting| match tool.get_untracked() {
            ERASER => painting.erase(to),
            class => painting.paint(from, to, class),
        });
        // A way too short for a point adds up with the next one.
        let moved = painting.with_untracked(|painting| painting.dots.len() != before);
        if moved || tool.get_untracked() == ERASER {
            stroke.set(Some((pointer, to)));
        }
    };
    let on_up = move |event: PointerEvent| {
        if stroke
            .get_untracked()
            .is_some_and(|(pointer, _)| pointer == event.pointer_id())
        {
            stroke.set(None);
            done();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (x1, x2) = cursor.get_untracked();
        let within = |value: f32| value.clamp(-EXTENT, EXTENT);
        let key = event.key();
        match key.as_str() {
            "ArrowLeft" => cursor.set((within(x1 - STEP), x2)),
            "ArrowRight" => cursor.set((within(x1 + STEP), x2)),
            "ArrowUp" => cursor.set((x1, within(x2 + STEP))),
            "ArrowDown" => cursor.set((x1, within(x2 - STEP))),
            " " | "Enter" => {
                at_point((x1, x2));
                done();
            }
            "Delete" | "Backspace" => {
                painting.update(|painting| painting.erase((x1, x2)));
                done();
            }
            "1" | "2" | "3" | "0" => {
                let chosen = key.parse::<usize>().unwrap_or_default();
                tool.set(chosen.checked_sub(1).unwrap_or(ERASER));
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        keyed.set(true);
    };
    let told = move || {
        if !keyed.get() {
            return String::new();
        }
        let (x1, x2) = cursor.get();
        let count = painting.with(|painting| painting.dots.len());
        td_string!(
            locale,
            panels.brush_at,
            x = number(f64::from(x1), 1),
            y = number(f64::from(x2), 1),
            count = count
        )
    };
    let side = 2.0 * EXTENT * SCALE;
    let middle = EXTENT * SCALE;
    let dots = (0..CLASSES.len())
        .map(|class| {
            let path = move || painting.with(|painting| path(&painting.dots, class));
            view! { <path class="dot" d=path stroke=class_colour(class)/> }
        })
        .collect_view();
    view! {
        <svg
            node_ref=node
            class="pad brush-pad"
            viewBox=format!("0 0 {side} {side}")
            role="application"
            tabindex="0"
            aria-label=td_string!(locale, panels.brush)
            aria-describedby="brush-hint"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_up
            on:keydown=on_key
        >
            <path class="pad-grid" d=format!("M{middle} 0v{side}M0 {middle}h{side}")/>
            <g class="dots" stroke-linecap="round">{dots}</g>
            <circle
                class="pad-pen"
                r=RADIUS * SCALE
                cx=move || on_picture(cursor.get()).0
                cy=move || on_picture(cursor.get()).1
            />
        </svg>
        <p class="visually-hidden" role="status">{told}</p>
    }
    .into_any()
}
