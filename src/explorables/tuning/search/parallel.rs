//! Parallel coordinates: an axis for each setting and one for the validation
//! loss; a trial is a line across them.

use super::Chosen;
use super::words::{method_name, setting_name, setting_value, trial_text};
use crate::i18n::{Locale, number, td_string};
use leptos::prelude::*;
use neural::job::{SearchRun, Trial};
use neural::tuning::search::Space;
use std::fmt::Write;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 170.0;

/// Losses above so many times the least stand at the top of the axis.
const SPAN: f64 = 4.0;

/// The axis of the loss: the least, and what stands at its top.
fn losses(found: &SearchRun) -> (f64, f64) {
    let trials = found.methods.iter().flat_map(|sought| &sought.trials);
    let losses = trials.filter_map(|trial| Some(f64::from(trial.validation?.loss)));
    let (least, most) = losses.fold((f64::INFINITY, 0.0_f64), |(least, most), loss| {
        (least.min(loss), most.max(loss))
    });
    if least.is_finite() {
        (least, most.min(SPAN * least.max(0.05)).max(least + 0.01))
    } else {
        (0.0, 1.0)
    }
}

/// Where a trial crosses the axes: from 0 at the foot to 1 at the top of each. One
/// that has come to no loss crosses the last at its top.
fn crossings(trial: &Trial, space: &Space, (least, most): (f64, f64)) -> Vec<f64> {
    let settings = space.dimensions.iter().zip(&trial.settings);
    let mut shares: Vec<f64> = settings
        .map(|(dimension, value)| dimension.share(*value))
        .collect();
    let loss = trial
        .validation
        .map_or(most, |metrics| f64::from(metrics.loss));
    shares.push((loss - least) / (most - least));
    for share in &mut shares {
        *share = share.clamp(0.0, 1.0);
    }
    shares
}

fn across(axis: usize, axes: usize) -> f64 {
    WIDTH * axis as f64 / (axes - 1).max(1) as f64
}

fn path(crossings: &[f64]) -> String {
    let mut path = String::new();
    for (axis, share) in crossings.iter().enumerate() {
        let letter = if axis == 0 { 'M' } else { 'L' };
        let (x, y) = (across(axis, crossings.len()), HEIGHT * (1.0 - share));
        // Writing to a string cannot fail.
        let _ = write!(path, "{letter}{x:.1} {y:.1}");
    }
    path
}

/// The picture. A line can be clicked; the list below it steps through all of them
/// by keys.
pub fn parallel(
    found: &SearchRun,
    chosen: RwSignal<Option<Chosen>>,
    locale: Locale,
) -> impl IntoView + use<> {
    let space = Space::of(found.settings.len());
    let range = losses(found);
    let lines = found.methods.iter().enumerate().flat_map(|(method, sought)| {
        let (space, settings) = (&space, &found.settings);
        sought.trials.iter().enumerate().map(move |(at, trial)| {
            let path = path(&crossings(trial, space, range));
            let mine = move || chosen.get() == Some((method, at));
            let best = sought.best == Some(at as u32);
            let class = match (best, sought.method) {
                (true, _) => "trial trial-best",
                (false, neural::tuning::search::Method::Grid) => "trial trial-grid",
                (false, neural::tuning::search::Method::Random) => "trial trial-random",
                (false, neural::tuning::search::Method::Halving) => "trial trial-halving",
            };
            let title = trial_text(sought.method, at, trial, settings, locale);
            view! {
                <g class=class class:trial-chosen=mine on:click=move |_| chosen.set(Some((method, at)))>
                    <title>{title}</title>
                    <path class="trial-reach" d=path.clone()/>
                    <path class="trial-line" d=path/>
                </g>
            }
        })
    });
    let lines = lines.collect_view();
    let axes = space.dimensions.len() + 1;
    let ends = |axis: usize| match space.dimensions.get(axis) {
        Some(dimension) => [0, 1].map(|end| setting_value(dimension.setting, dimension.range[end])),
        None => [number(range.0, 2), number(range.1, 2)],
    };
    let name = |axis: usize| match found.settings.get(axis) {
        Some(setting) => setting_name(*setting, locale),
        None => td_string!(locale, tuning.validation_loss),
    };
    let frame = (0..axes).map(|axis| {
        let x = across(axis, axes);
        let [low, high] = ends(axis);
        let anchor = match axis {
            0 => "start",
            last if last + 1 == axes => "end",
            _ => "middle",
        };
        view! {
            <line class="trial-axis" x1=x x2=x y1="0" y2=HEIGHT/>
            <text x=x y="-20" text-anchor=anchor class="trial-name">{name(axis)}</text>
            <text x=x y="-6" text-anchor=anchor>{high}</text>
            <text x=x y=HEIGHT + 14.0 text-anchor=anchor>{low}</text>
        }
    });
    let frame = frame.collect_view();
    let keys = found.methods.iter().map(|sought| {
        let class = format!("trial-key trial-key-{}", sought.method as u8);
        view! { <span class=class>{method_name(sought.method, locale)}</span> }
    });
    let keys = keys.collect_view();
    view! {
        <div>
            <svg
                class="chart tuning-parallel"
                viewBox=format!("-8 -36 {} {}", WIDTH + 16.0, HEIGHT + 56.0)
                role="img"
                aria-label=td_string!(locale, tuning.parallel_label)
            >
                {frame}
                {lines}
            </svg>
            <p class="legend">{keys}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::job::Sought;
    use neural::metrics::Metrics;
    use neural::tuning::search::{Method, Setting};

    fn trial(rate: f64, loss: Option<f32>) -> Trial {
        Trial {
            settings: vec![rate, 64.0],
            epochs: 1,
            kept: 1,
            validation: loss.map(|loss| Metrics {
                loss,
                accuracy: None,
            }),
            spent: 1,
        }
    }

    #[test]
    fn a_trial_crosses_each_axis_at_its_value() {
        let space = Space::of(2);
        let at = |trial: &Trial| crossings(trial, &space, (0.5, 1.5));
        let middle = at(&trial(0.001_f64.sqrt(), Some(1.0)));
        let expected = [0.5, 1.0, 0.5];
        assert!(
            middle
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-9),
            "{middle:?}"
        );
        assert!((at(&trial(1.0, None))[2] - 1.0).abs() < 1e-12);
        assert_eq!(path(&[0.0, 1.0, 0.5]), "M0.0 170.0L160.0 0.0L320.0 85.0");
    }

    #[test]
    fn losses_far_off_do_not_stretch_the_axis() {
        let found = |trials| SearchRun {
            counts: [1; 3],
            budget: 1,
            settings: vec![Setting::LearningRate, Setting::Width],
            methods: vec![Sought {
                method: Method::Grid,
                trials,
                spent: 1,
                best: None,
                test: None,
            }],
        };
        let range = losses(&found(vec![trial(0.1, Some(0.5)), trial(0.1, Some(90.0))]));
        assert_eq!(range, (0.5, 2.0));
        assert_eq!(losses(&found(Vec::new())), (0.0, 1.0));
    }
}
