//! The decision map: what the network, or one of its neurons, answers all over
//! the plane, and the samples on it.

use super::advanced::{Look, MAP_NAMES};
use super::canvas::{output_pixels, signed_pixels};
use super::errors::rings;
use super::fields::fields;
use super::graph::node_name;
use super::layout::{Layout, MapOf, Node};
use super::points::{Group, class_colour, groups};
use super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::canvas::{Colours, put};
use leptos::html;
use leptos::prelude::*;
use neural::data::Task;
use neural::session::RunInfo;
use std::sync::Arc;

const SIDE: f64 = 300.0;

/// The map of the output, or of the node the reader points at.
#[component]
pub fn Plane(
    run: Run,
    layout: Memo<Layout>,
    colours: Colours,
    /// The node to enlarge.
    shown: Memo<Option<Node>>,
) -> impl IntoView {
    let locale = use_locale();
    let canvas = NodeRef::<html::Canvas>::new();
    let look = Memo::new(move |_| run.state.with(|state| state.advanced.map));
    let classes = Memo::new(move |_| run.info().map_or(0, |info| info.task.classes()));
    Effect::new(move || {
        let (Some(canvas), Some(palette), Some(frame)) = (canvas.get(), colours.get(), run.frame())
        else {
            return;
        };
        let one = shown.with(|node| match node.as_ref().map(|node| node.map) {
            Some(MapOf::Neuron(index)) => frame.neuron_maps.get(index).map(|map| (map, false)),
            Some(MapOf::Output(index)) if frame.output_maps.len() > 1 => {
                frame.output_maps.get(index).map(|map| (map, true))
            }
            _ => None,
        });
        match (one, frame.output_maps.first()) {
            (Some((map, absolute)), _) => {
                let hard = look.get() == Look::Hard;
                let mut pixels = Vec::with_capacity(map.cells.len());
                signed_pixels(map, absolute, &palette, hard, &mut pixels);
                put(&canvas, map.side, &pixels);
            }
            (None, Some(first)) => put(
                &canvas,
                first.side,
                &output_pixels(&frame.output_maps, &palette, look.get(), classes.get()),
            ),
            (None, None) => {}
        }
    });
    let title = move || match shown.get() {
        Some(node) => layout.with(|layout| node_name(node.layer, node.index, layout, locale)),
        None => td_string!(locale, network.output_name).to_owned(),
    };
    // Points change with the run, not with its frames.
    let info = Memo::new(move |_| run.info());
    let test = Memo::new(move |_| run.state.with(|state| state.test_points));
    let with_errors = Memo::new(move |_| run.state.with(|state| state.advanced.errors));
    let looks = move || {
        // How unsure a network is, only probabilities tell.
        let words = if classes.get() > 0 {
            vec![
                (0, td_string!(locale, controls.map_soft).to_owned()),
                (1, td_string!(locale, controls.map_hard).to_owned()),
                (2, td_string!(locale, controls.map_entropy).to_owned()),
            ]
        } else {
            vec![
                (0, td_string!(locale, controls.map_value).to_owned()),
                (1, td_string!(locale, controls.map_sign).to_owned()),
            ]
        };
        fields(run).named(
            "map",
            td_string!(locale, controls.map),
            words,
            MAP_NAMES,
            |state| state.advanced.map as usize,
            |state, index| state.advanced.map = Look::ALL[index],
        )
    };
    view! {
        <div class="decision">
            <p class="panel-title">{title}</p>
            <div class="decision-field">
                {still(run)}
                <canvas
                    node_ref=canvas
                    role="img"
                    aria-label=move || td_string!(locale, network.map_of, name = title())
                ></canvas>
                <svg viewBox=format!("0 0 {SIDE} {SIDE}") aria-hidden="true">
                    {move || (classes.get() == 0 && with_errors.get()).then(|| error_rings(run, test.get()))}
                    {move || marks(info.get(), test.get())}
                    {move || extent_labels(info.get())}
                </svg>
            </div>
            {run.stage.shows("legend").then(|| view! { <Legend info look/> })}
            {move || (classes.get() == 0 && with_errors.get()).then(|| view! {
                <p class="rings-hint">{td_string!(locale, controls.rings)}</p>
            })}
            <div class="picture-choices">
                {looks}
                {fields(run).switch("test", td_string!(locale, network.test_points),
                    |state| state.test_points, |state, on| state.test_points = on)}
                {fields(run).switch("values", td_string!(locale, controls.values),
                    |state| state.advanced.values, |state, on| state.advanced.values = on)}
                {move || (classes.get() == 0).then(|| fields(run).switch("errors", td_string!(locale, controls.errors),
                    |state| state.advanced.errors, |state, on| state.advanced.errors = on))}
            </div>
        </div>
    }
    .into_any()
}

/// The coarse map of a prerendered page, under the canvas.
#[cfg(feature = "ssr")]
fn still(run: Run) -> Option<impl IntoView> {
    let frame = run.engine.frame.get_untracked()?;
    let side = super::still::SIDE;
    let cells = super::still::paths(frame.output_maps.first()?)
        .into_iter()
        .map(|(colour, path)| view! { <path fill=colour d=path/> })
        .collect_view();
    Some(view! {
        <svg viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges" aria-hidden="true">{cells}</svg>
    })
}

#[cfg(not(feature = "ssr"))]
fn still(_: Run) {}

/// How far each point is off, as a ring behind it.
fn error_rings(run: Run, test: bool) -> Option<impl IntoView> {
    let (info, frame) = (run.info()?, run.frame()?);
    let plane = info.plane.as_ref()?;
    let mut all = rings(&plane.train, &frame.fitted.train, plane, SIDE);
    if test {
        all.extend(rings(&plane.test, &frame.fitted.test, plane, SIDE));
    }
    let paths = all.into_iter().map(|(colour, width, path)| {
        view! { <path d=path stroke=colour stroke-width=width/> }
    });
    Some(view! { <g class="error-rings" stroke-linecap="round">{paths.collect_view()}</g> })
}

fn marks(info: Option<Arc<RunInfo>>, test: bool) -> Option<impl IntoView> {
    let info = info?;
    let plane = info.plane.as_ref()?;
    let part = |points, class: &'static str| {
        groups(points, &info.task, plane.extent, SIDE)
            .into_iter()
            .map(
                |Group {
                     colour,
                     square,
                     path,
                 }| {
                    let cap = if square { "square" } else { "round" };
                    view! {
                        <g class=class stroke-linecap=cap>
                            <path class="dot-edge" d=path.clone()/>
                            <path class="dot" d=path stroke=colour/>
                        </g>
                    }
                },
            )
            .collect_view()
    };
    Some(view! {
        {part(&plane.train, "dots")}
        {test.then(|| part(&plane.test, "dots dots-test"))}
    })
}

fn extent_labels(info: Option<Arc<RunInfo>>) -> Option<impl IntoView> {
    let info = info?;
    let plane = info.plane.as_ref()?;
    // Scaled values mean little: tables show theirs in their own units.
    let own = |column: usize, value: f32| {
        let text = f64::from(info.scaler.undo(column, value));
        number(text, usize::from(text.abs() < 10.0 && text.fract() != 0.0))
    };
    let [left, right, bottom, top] = plane.extent;
    let name = |column: usize| {
        let name = info.columns.get(column).map(String::as_str);
        match name {
            Some("x1") => "x₁".to_owned(),
            Some("x2") => "x₂".to_owned(),
            name => name.unwrap_or_default().to_owned(),
        }
    };
    let (low, high) = (SIDE - 6.0, 14.0);
    Some(view! {
        <g class="extent">
            <text x="6" y=low - 14.0>{own(1, bottom)}</text>
            <text x="6" y=high>{format!("{} {}", own(1, top), name(1))}</text>
            <text x="6" y=low>{own(0, left)}</text>
            <text x=SIDE - 6.0 y=low text-anchor="end">{format!("{} {}", name(0), own(0, right))}</text>
        </g>
    })
}

#[component]
fn Legend(info: Memo<Option<Arc<RunInfo>>>, look: Memo<Look>) -> impl IntoView {
    let locale = use_locale();
    let content = move || {
        let task = info.get().map(|info| info.task.clone());
        let classes = task.as_ref().map_or(0, Task::classes);
        if classes > 0 && look.get() == Look::Entropy {
            return view! {
                <span>{td_string!(locale, controls.sure)}</span>
                <span class="legend-bar legend-unsure"></span>
                <span>{td_string!(locale, controls.unsure)}</span>
            }
            .into_any();
        }
        match task {
            Some(Task::Classification { classes }) if classes.len() > 2 => classes
                .into_iter()
                .enumerate()
                .map(|(index, name)| {
                    view! {
                        <span class="legend-class">
                            <svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=class_colour(index)/></svg>
                            {name}
                        </span>
                    }
                })
                .collect_view()
                .into_any(),
            Some(Task::Regression) => view! {
                <span>{number(-1.0, 0)}</span>
                <span class="legend-bar"></span>
                <span>{number(1.0, 0)}</span>
            }
            .into_any(),
            two => {
                let names = match two {
                    Some(Task::Classification { classes }) => classes,
                    _ => Vec::new(),
                };
                let name = |index: usize, other: &str| names.get(index).cloned().unwrap_or_else(|| other.to_owned());
                view! {
                    <svg class="legend-dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="var(--negative)"/></svg>
                    <span>{name(0, "A")}</span>
                    <span class="legend-bar"></span>
                    <span>{name(1, "B")}</span>
                    <svg class="legend-dot" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="var(--positive)"/></svg>
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="legend" role="group" aria-label=td_string!(locale, explorable.legend)>{content}</div>
    }
}
