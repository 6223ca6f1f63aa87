//! The plane: the loss as a map or a relief, and the trainings' ways on it.

use super::state::State;
use super::trial::Trial;
use crate::explorables::optimisers::choices::RULES;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::canvas::{Colours, watch_width};
use crate::ui::terrain::draw::{self, Walker};
use crate::ui::terrain::ground::Ground;
use crate::ui::terrain::relief::arrow;
use crate::ui::terrain::sight::Sight;
use crate::ui::terrain::trail::Trail;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::{html, svg};
use neural::job::{Raced, Scene};
use std::sync::Arc;
use web_sys::PointerEvent;

/// Degrees that the relief turns under a drag across the picture.
const SWEEP: f64 = 240.0;

/// The ground of a scene.
fn ground(scene: &Scene) -> Ground {
    Ground::new(
        scene.extent.low.map(f64::from),
        scene.extent.high.map(f64::from),
        scene.side as usize,
        scene.losses.iter().map(|loss| f64::from(*loss)).collect(),
    )
}

/// The ways on a scene's plane.
fn trails(scene: &Scene) -> Vec<Trail> {
    let gap = f64::from(scene.extent.high[0] - scene.extent.low[0]) / 1000.0;
    scene
        .places
        .iter()
        .map(|places| {
            let mut places = places.iter().map(|place| place.map(f64::from));
            let Some(start) = places.next() else {
                return Trail::default();
            };
            let mut trail = Trail::new(start, gap);
            places.for_each(|place| trail.go(place));
            trail
        })
        .collect()
}

/// The picture.
#[component]
pub fn Picture(trial: Trial, raced: Memo<Option<Arc<Raced>>>, colours: Colours) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let look = Memo::new(move |_| state.with(State::look));
    let relief = Memo::new(move |_| state.with(|state| state.relief));
    let scene = Memo::new(move |_| {
        let raced = raced.get()?;
        let scene = raced.scene.as_ref()?;
        Some(Arc::new((ground(scene), trails(scene), scene.middle)))
    });
    let below = NodeRef::<html::Canvas>::new();
    let above = NodeRef::<html::Canvas>::new();
    let width = watch_width(below);
    let side = Memo::new(move |_| {
        let density = window().device_pixel_ratio().clamp(1.0, 2.0);
        (width.get() * density).round()
    });
    Effect::new(move || {
        let (Some(canvas), Some(palette)) = (below.get(), colours.get()) else {
            return;
        };
        let (Some(scene), true) = (scene.get(), side.get() > 0.0) else {
            draw::nothing(&canvas);
            return;
        };
        let sight = Sight {
            ground: &scene.0,
            look: look.get(),
            side: side.get(),
        };
        draw::surface(&canvas, &sight, &palette);
    });
    Effect::new(move || {
        let (Some(canvas), Some(palette)) = (above.get(), colours.get()) else {
            return;
        };
        let (Some(scene), true) = (scene.get(), side.get() > 0.0) else {
            draw::nothing(&canvas);
            return;
        };
        let (ground, trails, middle) = &*scene;
        let sight = Sight {
            ground,
            look: look.get(),
            side: side.get(),
        };
        let rules = trial.rules.get();
        let walkers: Vec<_> = trails
            .iter()
            .zip(&rules)
            .enumerate()
            .map(|(place, (trail, rule))| Walker {
                colour: palette.class(*rule, 1.0, RULES.len()),
                shape: *rule,
                trail,
                chosen: place == *middle as usize,
            })
            .collect();
        let start = trails.iter().find_map(|trail| trail.points().next());
        draw::walkers(&canvas, &sight, &palette, &[], start, &walkers);
    });

    let node = NodeRef::<svg::Svg>::new();
    let dragged = StoredValue::new(None::<(f64, f64)>);
    let share = move |event: &PointerEvent| {
        let frame = node.get_untracked()?.get_bounding_client_rect();
        (frame.width() > 0.0).then(|| {
            (
                (f64::from(event.client_x()) - frame.left()) / frame.width(),
                (f64::from(event.client_y()) - frame.top()) / frame.height(),
            )
        })
    };
    let turn = move |across: f64, up: f64| {
        state.update(|state| state.camera = state.camera.turned(across, up));
    };
    let on_down = move |event: PointerEvent| {
        if let (true, Some(svg)) = (relief.get_untracked(), node.get_untracked()) {
            let _ = svg.set_pointer_capture(event.pointer_id());
            dragged.set_value(share(&event));
        }
    };
    let on_move = move |event: PointerEvent| {
        if let (Some((x, y)), Some(at)) = (dragged.get_value(), share(&event)) {
            turn((x - at.0) * SWEEP, (at.1 - y) * SWEEP / 2.0);
            dragged.set_value(Some(at));
        }
    };
    let release = move |_| dragged.set_value(None);
    let on_key = move |event: KeyboardEvent| {
        if let (true, Some((x, y))) = (relief.get_untracked(), arrow(&event.key())) {
            event.prevent_default();
            let step = if event.shift_key() { 1.0 } else { 5.0 };
            turn(-x * step, y * step);
        }
    };
    let label = move || {
        if scene.with(Option::is_none) {
            td_string!(locale, landscape.nothing_yet).to_owned()
        } else if relief.get() {
            let camera = state.with(|state| state.camera);
            let (turn, tilt) = (number(camera.turn, 0), number(camera.tilt, 0));
            td_string!(locale, landscape.relief_label, turn = turn, tilt = tilt)
        } else {
            td_string!(locale, landscape.map_label).to_owned()
        }
    };
    view! {
        <div class="terrain" class:terrain-relief=move || relief.get()>
            <canvas class="terrain-ground" node_ref=below aria-hidden="true"></canvas>
            <canvas class="terrain-walkers" node_ref=above aria-hidden="true"></canvas>
            <svg
                class="terrain-hands"
                node_ref=node
                viewBox="0 0 400 400"
                role="application"
                tabindex="0"
                aria-label=label
                on:pointerdown=on_down
                on:pointermove=on_move
                on:pointerup=release
                on:pointercancel=release
                on:keydown=on_key
            >
                {move || scene.with(Option::is_none).then(|| view! {
                    <text class="terrain-empty" x="200" y="204" text-anchor="middle" aria-hidden="true">
                        {td_string!(locale, landscape.empty)}
                    </text>
                })}
            </svg>
        </div>
    }
    .into_any()
}
