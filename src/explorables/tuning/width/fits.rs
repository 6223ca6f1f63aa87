//! The curves fitted to many training sets, their mean, and the truth.

use super::super::chart::{HEIGHT, WIDTH, legend};
use crate::i18n::{Locale, td_string};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::tuning::bias_variance::{Apart, place};
use std::fmt::Write;

/// Where the picture ends, up and down: the truth reaches 1.3.
const REACH: f64 = 2.5;

fn projection() -> Projection {
    Projection::new((-1.0, 1.0), (-REACH, REACH), WIDTH, HEIGHT)
}

fn line(values: &[f32]) -> String {
    // A curve that leaves the picture goes along its edge, rather than far out.
    let points = values.iter().enumerate();
    let points = points.map(|(at, y)| (place(at), f64::from(*y).clamp(-1.1 * REACH, 1.1 * REACH)));
    projection().polyline(points)
}

fn dots(examples: &[[f32; 2]]) -> String {
    let mut path = String::new();
    for [x, y] in examples {
        let (x, y) = projection().project((f64::from(*x), f64::from(*y)));
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x:.1} {y:.1}h0");
    }
    path
}

/// The picture.
pub fn fits(found: &Apart, locale: Locale) -> impl IntoView + use<> {
    let faint = found
        .fits
        .iter()
        .map(|fit| view! { <polyline class="tuning-fit" points=line(fit)/> });
    let faint = faint.collect_view();
    let levels = ticks(-REACH, REACH, 5).into_iter().map(|tick| {
        let (_, y) = projection().project((0.0, tick));
        view! {
            <line x1="0" x2=WIDTH y1=y y2=y/>
            <text x="-5" y=y + 4.0 text-anchor="end">{crate::i18n::number(tick, 0)}</text>
        }
    });
    let levels = levels.collect_view();
    let keys = [
        ("tuning-fit", td_string!(locale, tuning.fit)),
        ("series-test", td_string!(locale, tuning.mean)),
        ("series-train", td_string!(locale, tuning.truth)),
    ];
    view! {
        <div>
            <svg
                class="chart tuning-fits"
                viewBox=format!("-44 -18 {} {}", WIDTH + 54.0, HEIGHT + 28.0)
                role="img"
                aria-label=td_string!(locale, tuning.fits_label)
            >
                <text class="chart-name" x="0" y="-6">{td_string!(locale, tuning.fits)}</text>
                <g class="axes">{levels}</g>
                <svg x="0" y="0" width=WIDTH height=HEIGHT viewBox=format!("0 0 {WIDTH} {HEIGHT}") class="tuning-clip">
                    {faint}
                    <polyline class="series-train" points=line(&found.truth)/>
                    <polyline class="series-test" points=line(&found.mean)/>
                    <path class="tuning-dots" d=dots(&found.examples)/>
                </svg>
            </svg>
            {legend(&keys)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_goes_from_edge_to_edge_and_stays_near() {
        let mut values = vec![0.0; 81];
        values[80] = 1e9;
        let text = line(&values);
        assert!(text.starts_with("0.0,75.0"), "{text}");
        assert!(text.ends_with("320.0,-7.5"), "{text}");
        assert_eq!(dots(&[[0.0, 0.0]]), "M160.0 75.0h0");
    }
}
