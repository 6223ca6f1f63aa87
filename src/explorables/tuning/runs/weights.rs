//! How the weights are spread.

use crate::i18n::{Locale, number, percent, td_string};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::tuning::histogram::Weights;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 90.0;

/// Bars: left edge, top, width and height.
fn bars(weights: &Weights) -> Vec<[f64; 4]> {
    let most = weights.bins.iter().copied().max().unwrap_or(1).max(1);
    // A root, so that few weights far out are seen beside many near zero.
    let root = |count: u32| f64::from(count).sqrt();
    let bound = f64::from(weights.bound);
    let projection = Projection::new((-bound, bound), (0.0, root(most)), WIDTH, HEIGHT);
    let wide = WIDTH / weights.bins.len().max(1) as f64;
    (0..)
        .zip(&weights.bins)
        .map(|(at, count)| {
            let (_, top) = projection.project((0.0, root(*count)));
            [f64::from(at) * wide, top, wide - 0.6, HEIGHT - top]
        })
        .collect()
}

/// The histogram.
pub fn histogram(weights: &Weights, locale: Locale) -> impl IntoView + use<> {
    let bound = f64::from(weights.bound);
    let bars = bars(weights).into_iter().map(|[x, y, width, height]| {
        view! { <rect x=x y=y width=width height=height/> }
    });
    let bars = bars.collect_view();
    let marks = ticks(-bound, bound, 4).into_iter().map(|tick| {
        let x = f64::midpoint(tick / bound, 1.0) * WIDTH;
        let decimals = if bound < 1.0 { 2 } else { 1 };
        view! { <text x=x y=HEIGHT + 14.0 text-anchor="middle">{number(tick, decimals)}</text> }
    });
    let marks = marks.collect_view();
    let zeros = f64::from(weights.zeros) / f64::from(weights.count.max(1));
    let told = td_string!(
        locale,
        tuning.weights_told,
        count = number(f64::from(weights.count), 0),
        norm = number(f64::from(weights.norm), 1),
        zeros = percent(zeros, 0)
    );
    view! {
        <div class="tuning-weights">
            <svg
                class="chart"
                viewBox=format!("-10 -18 {} {}", WIDTH + 20.0, HEIGHT + 38.0)
                role="img"
                aria-label=td_string!(locale, tuning.weights_label)
            >
                <text class="chart-name" x="0" y="-6">{td_string!(locale, tuning.weights)}</text>
                <g class="tuning-bars">{bars}</g>
                {marks}
            </svg>
            <p class="panel-hint">{told}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_bar_fills_the_height_and_a_quarter_is_half_as_tall() {
        let weights = Weights {
            bound: 1.0,
            bins: vec![0, 16, 4],
            ..Weights::default()
        };
        let heights: Vec<f64> = bars(&weights).into_iter().map(|bar| bar[3]).collect();
        assert_eq!(heights, [0.0, HEIGHT, HEIGHT / 2.0]);
        assert!(bars(&Weights::default()).is_empty());
    }
}
