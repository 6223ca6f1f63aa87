//! A function of one number: the samples, the network's curve, or a neuron's,
//! and the error of each sample as the line between them.

use super::fields::fields;
use super::graph::node_name;
use super::layout::{Layout, MapOf, Node};
use super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::session::{Map, Plane, Point, RunInfo};
use std::fmt::Write;
use std::sync::Arc;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 240.0;

fn projection(plane: &Plane) -> Projection {
    let [left, right, bottom, top] = plane.extent.map(f64::from);
    Projection::new((left, right), (bottom, top), WIDTH, HEIGHT)
}

/// A map's row of cells as a line over the plane's first axis.
fn line(map: &Map, plane: &Plane) -> String {
    let [left, right, ..] = plane.extent.map(f64::from);
    let along =
        |cell: usize| left + (right - left) * (cell as f64 + 0.5) / f64::from(map.side.max(1));
    let points = (0..map.cells.len()).map(|cell| (along(cell), f64::from(map.value(cell))));
    projection(plane).polyline(points)
}

/// A vertical line from each sample to what is predicted for it.
fn errors(points: &[Point], fitted: &[f32], plane: &Plane) -> String {
    let projection = projection(plane);
    let mut path = String::new();
    for (point, fitted) in points.iter().zip(fitted) {
        let (x, y) = projection.project((f64::from(point.x1), f64::from(point.x2)));
        let (_, to) = projection.project((f64::from(point.x1), f64::from(*fitted)));
        if to.is_finite() {
            let _ = write!(path, "M{x:.1} {y:.1}V{to:.1}");
        }
    }
    path
}

fn dots(points: &[Point], plane: &Plane) -> String {
    let projection = projection(plane);
    let mut path = String::new();
    for point in points {
        let (x, y) = projection.project((f64::from(point.x1), f64::from(point.x2)));
        let _ = write!(path, "M{x:.1} {y:.1}h0");
    }
    path
}

/// The picture; `shown` is the neuron whose curve is asked for.
#[component]
pub fn Curve(run: Run, layout: Memo<Layout>, shown: Memo<Option<Node>>) -> impl IntoView {
    let locale = use_locale();
    let info = Memo::new(move |_| run.info());
    let plane = move |info: &Arc<RunInfo>| info.plane.clone();
    let test = Memo::new(move |_| run.state.with(|state| state.test_points));
    let with_errors = Memo::new(move |_| run.state.with(|state| state.advanced.errors));
    let hidden = Memo::new(move |_| {
        shown.with(|node| match node.as_ref().map(|node| node.map) {
            Some(MapOf::Neuron(index)) => Some(index),
            _ => None,
        })
    });
    let curve = move || {
        let (info, frame) = (run.info()?, run.frame()?);
        let plane = info.plane.as_ref()?;
        let map = match hidden.get() {
            Some(index) => frame.neuron_maps.get(index)?,
            None => frame.output_maps.first()?,
        };
        Some(line(map, plane))
    };
    let error_lines = move || {
        if !with_errors.get() || hidden.get().is_some() {
            return None;
        }
        let (info, frame) = (run.info()?, run.frame()?);
        let plane = info.plane.as_ref()?;
        let mut path = errors(&plane.train, &frame.fitted.train, plane);
        if test.get() {
            path.push_str(&errors(&plane.test, &frame.fitted.test, plane));
        }
        Some(path)
    };
    let title = move || match shown.get() {
        Some(node) => layout.with(|layout| node_name(node.layer, node.index, layout, locale)),
        None => td_string!(locale, network.output_name).to_owned(),
    };
    let samples = move || {
        let plane = plane(&info.get()?)?;
        let test = test.get().then(|| dots(&plane.test, &plane));
        Some(view! {
            <g class="dots" stroke-linecap="round">
                <path class="dot" d=dots(&plane.train, &plane) stroke="var(--ink-soft)"/>
            </g>
            {test.map(|path| view! {
                <g class="dots dots-test" stroke-linecap="round">
                    <path class="dot-edge" d=path.clone()/>
                    <path class="dot" d=path stroke="var(--accent)"/>
                </g>
            })}
        })
    };
    view! {
        <div class="decision">
            <p class="panel-title">{title}</p>
            <svg
                class="fit"
                viewBox=format!("-34 -8 {} {}", WIDTH + 42.0, HEIGHT + 30.0)
                role="img"
                aria-label=move || td_string!(locale, controls.curve_of, name = title())
            >
                <g class="axes">{move || info.get().and_then(|info| axes(&info))}</g>
                {samples}
                <path class="fit-errors" d=error_lines/>
                <polyline class="fit-line" points=curve/>
            </svg>
            <div class="picture-choices">
                {fields(run).switch("test", td_string!(locale, network.test_points),
                    |state| state.test_points, |state, on| state.test_points = on)}
                {fields(run).switch("errors", td_string!(locale, controls.errors),
                    |state| state.advanced.errors, |state, on| state.advanced.errors = on)}
            </div>
        </div>
    }
    .into_any()
}

/// Ticks in the data's own units.
fn axes(info: &RunInfo) -> Option<impl IntoView + use<>> {
    let plane = info.plane.as_ref()?;
    let projection = projection(plane);
    let own = |scaler: &neural::data::Scaler, value: f32| f64::from(scaler.undo(0, value));
    let [left, right, bottom, top] = plane.extent;
    let scaled =
        |scaler: &neural::data::Scaler, value: f64| f64::from(scaler.apply(0, value as f32));
    let decimals = |from: f64, to: f64| {
        usize::from((to - from).abs() < 10.0) + usize::from((to - from).abs() < 1.0)
    };
    let (from, to) = (own(&info.scaler, left), own(&info.scaler, right));
    let across = ticks(from, to, 6).into_iter().map(|tick| {
        let (x, _) = projection.project((scaled(&info.scaler, tick), 0.0));
        view! {
            <line x1=x x2=x y1="0" y2=HEIGHT/>
            <text x=x y=HEIGHT + 14.0 text-anchor="middle">{number(tick, decimals(from, to) - usize::from(decimals(from, to) > 0))}</text>
        }
    });
    let across = across.collect_view();
    let (from, to) = (
        own(&info.target_scaler, bottom),
        own(&info.target_scaler, top),
    );
    let up = ticks(from, to, 5).into_iter().map(|tick| {
        let (_, y) = projection.project((0.0, scaled(&info.target_scaler, tick)));
        view! {
            <line x1="0" x2=WIDTH y1=y y2=y/>
            <text x="-5" y=y + 4.0 text-anchor="end">{number(tick, decimals(from, to))}</text>
        }
    });
    let up = up.collect_view();
    Some(view! {
        {across}
        {up}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane() -> Plane {
        Plane {
            extent: [-6.0, 6.0, -1.0, 1.0],
            train: Vec::new(),
            test: Vec::new(),
        }
    }

    #[test]
    fn a_cell_stands_for_its_middle() {
        let map = Map {
            side: 2,
            scale: 1.0,
            cells: vec![1, 255],
        };
        assert_eq!(line(&map, &plane()), "75.0,240.0 225.0,0.0");
    }

    #[test]
    fn an_error_reaches_from_the_sample_to_the_prediction() {
        let point = |target| Point {
            x1: 0.0,
            x2: target,
            target,
        };
        let path = errors(&[point(0.0), point(1.0)], &[-1.0, f32::NAN], &plane());
        assert_eq!(path, "M150.0 120.0V240.0");
        assert_eq!(dots(&[point(0.0)], &plane()), "M150.0 120.0h0");
    }
}
