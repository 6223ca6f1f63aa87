//! A regression's errors: what is predicted against what is true, for every
//! sample, and how far the points of the plane are off.

use super::readings::compact;
use super::run::Run;
use crate::i18n::{td_string, use_locale};
use crate::ui::plot::{Projection, ticks};
use crate::ui::scale::colour;
use leptos::prelude::*;
use neural::session::{Parts, Plane, RunInfo};
use std::fmt::Write;

const SIDE: f64 = 220.0;
/// Widths of the rings round points, by the size of their error.
const LEVELS: i32 = 4;

/// Rings round the points of a plane, wider and stronger the further off:
/// colour, width, path.
pub fn rings(
    points: &[neural::session::Point],
    fitted: &[f32],
    plane: &Plane,
    side: f64,
) -> Vec<(String, f64, String)> {
    let [left, right, bottom, top] = plane.extent.map(f64::from);
    let projection = Projection::new((left, right), (bottom, top), side, side);
    let level = |error: f32| (error.clamp(-1.0, 1.0) * LEVELS as f32).round() as i32;
    (-LEVELS..=LEVELS)
        .filter(|wanted| *wanted != 0)
        .filter_map(|wanted| {
            let mut path = String::new();
            for (point, fitted) in points.iter().zip(fitted) {
                if level(fitted - point.target) == wanted {
                    let (x, y) = projection.project((f64::from(point.x1), f64::from(point.x2)));
                    let _ = write!(path, "M{x:.0} {y:.0}h0");
                }
            }
            let share = f64::from(wanted) / f64::from(LEVELS);
            let width = 8.0 + 9.0 * share.abs();
            (!path.is_empty()).then(|| (colour(share.signum()), width, path))
        })
        .collect()
}

/// Lowest and highest of targets and predictions.
fn range(targets: &Parts, fitted: &Parts) -> (f64, f64) {
    let all = [&targets.train, &targets.test, &fitted.train, &fitted.test];
    let values = all.into_iter().flatten().filter(|value| value.is_finite());
    let (least, most) = values.fold((f32::MAX, f32::MIN), |(least, most), value| {
        (least.min(*value), most.max(*value))
    });
    if least > most {
        (-1.0, 1.0)
    } else {
        (f64::from(least), f64::from(most))
    }
}

fn cloud(targets: &[f32], fitted: &[f32], projection: Projection) -> String {
    let mut path = String::new();
    for (target, fitted) in targets.iter().zip(fitted) {
        let (x, y) = projection.project((f64::from(*target), f64::from(*fitted)));
        if y.is_finite() {
            let _ = write!(path, "M{x:.1} {y:.1}h0");
        }
    }
    path
}

/// Predicted against true, in the target's own units; on the diagonal an answer
/// is right.
#[component]
pub fn Errors(run: Run) -> impl IntoView {
    let locale = use_locale();
    let numbers = Memo::new(move |_| run.info().is_some_and(|info| info.task.classes() == 0));
    let chart = move || {
        let (info, frame) = (run.info()?, run.frame()?);
        let (least, most) = range(&info.targets, &frame.fitted);
        let projection = Projection::new((least, most), (least, most), SIDE, SIDE);
        let test = cloud(&info.targets.test, &frame.fitted.test, projection);
        let train = cloud(&info.targets.train, &frame.fitted.train, projection);
        Some(view! {
            <g class="axes">{marks(&info, projection, (least, most))}</g>
            <line class="diagonal" x1="0" y1=SIDE x2=SIDE y2="0"/>
            <g class="dots" stroke-linecap="round">
                <path class="dot error-train" d=train/>
                <path class="dot error-test" d=test/>
            </g>
        })
    };
    move || {
        let shown = numbers.get() && run.state.with(|state| state.advanced.errors);
        shown.then(|| {
            view! {
                <section class="errors" aria-label=td_string!(locale, controls.errors_title)>
                    <p class="panel-title">{td_string!(locale, controls.errors_title)}</p>
                    <svg
                        class="chart"
                        viewBox=format!("-46 -8 {} {}", SIDE + 54.0, SIDE + 40.0)
                        role="img"
                        aria-label=move || described(run, locale)
                    >
                        {chart}
                        <text class="chart-name" x=SIDE y=SIDE + 28.0 text-anchor="end">{td_string!(locale, controls.true_value)}</text>
                        <text class="chart-name" x="6" y="6">{td_string!(locale, controls.predicted)}</text>
                    </svg>
                    <div class="legend">
                        <svg class="legend-dot" viewBox="0 0 10 10" aria-hidden="true"><circle class="key-train" cx="5" cy="5" r="4"/></svg>
                        {td_string!(locale, network.train)}
                        <svg class="legend-dot" viewBox="0 0 10 10" aria-hidden="true"><circle class="key-test" cx="5" cy="5" r="4"/></svg>
                        {td_string!(locale, network.test)}
                    </div>
                </section>
            }
        })
    }
}

/// The greatest error of the test part in words, in its own units.
fn described(run: Run, locale: crate::i18n::Locale) -> String {
    let worst = run.info().zip(run.frame()).map(|(info, frame)| {
        let pairs = info.targets.test.iter().zip(&frame.fitted.test);
        let scaled = pairs
            .map(|(target, fitted)| (target - fitted).abs())
            .fold(0.0, f32::max);
        f64::from(scaled * info.target_scaler.deviation.first().copied().unwrap_or(1.0))
    });
    let worst = compact(worst.unwrap_or(f64::NAN), 3);
    td_string!(locale, controls.errors_described, worst = worst)
}

fn marks(
    info: &RunInfo,
    projection: Projection,
    (least, most): (f64, f64),
) -> impl IntoView + use<> {
    let own = |value: f64| f64::from(info.target_scaler.undo(0, value as f32));
    let (from, to) = (own(least), own(most));
    let decimals = if to - from < 1.0 {
        2
    } else {
        usize::from(to - from < 10.0)
    };
    ticks(from, to, 4)
        .into_iter()
        .map(|tick| {
            let scaled = f64::from(info.target_scaler.apply(0, tick as f32));
            let (x, y) = projection.project((scaled, scaled));
            view! {
                <line x1="0" x2=SIDE y1=y y2=y/>
                <text x="-5" y=y + 3.0 text-anchor="end">{compact(tick, decimals)}</text>
                <text x=x y=SIDE + 14.0 text-anchor="middle">{compact(tick, decimals)}</text>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::session::Point;

    #[test]
    fn rings_grow_with_the_error_and_tell_its_sign() {
        let point = |target| Point {
            x1: 0.0,
            x2: 0.0,
            target,
        };
        let plane = Plane {
            extent: [-1.0, 1.0, -1.0, 1.0],
            train: Vec::new(),
            test: Vec::new(),
        };
        let points = [point(0.0), point(0.0), point(1.0), point(0.5)];
        let rings = rings(&points, &[0.02, 0.3, -9.0, f32::NAN], &plane, 100.0);
        let told: Vec<_> = rings
            .iter()
            .map(|(colour, width, _)| (colour.clone(), *width))
            .collect();
        assert_eq!(told, [(colour(-1.0), 17.0), (colour(1.0), 10.25)]);
    }

    #[test]
    fn the_chart_holds_every_prediction() {
        let parts = |values: &[f32]| Parts {
            train: values.to_vec(),
            test: Vec::new(),
        };
        assert_eq!(
            range(&parts(&[-1.0, 2.0]), &parts(&[5.0, f32::NAN])),
            (-1.0, 5.0)
        );
        assert_eq!(range(&parts(&[]), &parts(&[])), (-1.0, 1.0));
        let square = Projection::new((0.0, 1.0), (0.0, 1.0), 10.0, 10.0);
        assert_eq!(cloud(&[0.0, 1.0], &[1.0, f32::NAN], square), "M0.0 0.0h0");
    }
}
