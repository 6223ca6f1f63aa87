//! The levels as a polygon, with the table that says the same.

use crate::i18n::{td_string, use_locale};
use crate::pages::check::data::{dimension_name, model};
use leptos::prelude::*;
use std::f64::consts::TAU;
use std::fmt::Write as _;
use venture::readiness::HIGHEST;

/// Half the side of the picture, and the radius of the highest level.
const HALF: f64 = 160.0;
const RADIUS: f64 = 128.0;
/// Where the axes' numbers stand.
const LABELS: f64 = 146.0;

/// The point on axis `at` of `count`, the first straight up, clockwise.
fn point(at: usize, count: usize, radius: f64) -> (f64, f64) {
    let angle = TAU * at as f64 / count.max(1) as f64;
    (HALF + radius * angle.sin(), HALF - radius * angle.cos())
}

/// The radius of a level.
fn radius(level: u8) -> f64 {
    RADIUS * f64::from(level) / f64::from(HIGHEST)
}

/// The `points` of the polygon of the levels.
fn polygon(levels: &[u8]) -> String {
    let mut points = String::new();
    for (at, level) in levels.iter().enumerate() {
        let (x, y) = point(at, levels.len(), radius(*level));
        let gap = if points.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(points, "{gap}{x:.1},{y:.1}");
    }
    points
}

/// The picture and the table.
#[component]
pub fn Radar(levels: Vec<u8>, bottleneck: usize) -> impl IntoView {
    let locale = use_locale();
    let count = levels.len();
    let rings = (1..=HIGHEST)
        .map(|level| view! { <polygon class="radar-ring" points=polygon(&vec![level; count])/> })
        .collect_view();
    let axes = (0..count)
        .map(|at| {
            let (x, y) = point(at, count, RADIUS);
            let (label_x, label_y) = point(at, count, LABELS);
            let class = if at == bottleneck { "radar-label radar-least" } else { "radar-label" };
            view! {
                <line class="radar-axis" x1=HALF y1=HALF x2=format!("{x:.1}") y2=format!("{y:.1}")/>
                <text class=class x=format!("{label_x:.1}") y=format!("{:.1}", label_y + 5.0) text-anchor="middle">
                    {(at + 1).to_string()}
                </text>
            }
        })
        .collect_view();
    let dots = levels
        .iter()
        .enumerate()
        .map(|(at, level)| {
            let (x, y) = point(at, count, radius(*level));
            view! { <circle class="radar-dot" cx=format!("{x:.1}") cy=format!("{y:.1}") r="4"/> }
        })
        .collect_view();
    let rows = model()
        .dimension
        .iter()
        .zip(&levels)
        .enumerate()
        .map(|(at, (dimension, level))| {
            let least = (at == bottleneck)
                .then(|| view! { <strong class="report-mark">{td_string!(locale, check.bottleneck)}</strong> });
            view! {
                <tr>
                    <th scope="row">{format!("{}. ", at + 1)}{dimension_name(locale, &dimension.id)} " " {least}</th>
                    <td class="number">{td_string!(locale, check.level_of, level = u32::from(*level))}</td>
                </tr>
            }
        })
        .collect_view();
    let shape = polygon(&levels);
    view! {
        <div class="radar">
            <svg viewBox="0 0 320 320" role="img" aria-label=td_string!(locale, check.radar)>
                {rings}
                {axes}
                <polygon class="radar-shape" points=shape/>
                {dots}
            </svg>
            <div class="table">
                <table>
                    <caption class="visually-hidden">{td_string!(locale, check.levels)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, check.dimension)}</th>
                            <th scope="col">{td_string!(locale, check.level)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_axis_points_up_and_the_third_of_eight_right() {
        assert_eq!(
            polygon(&[5, 0, 5, 0, 5, 0, 5, 0]),
            "160.0,32.0 160.0,160.0 288.0,160.0 160.0,160.0 160.0,288.0 160.0,160.0 32.0,160.0 160.0,160.0"
        );
    }

    #[test]
    fn no_levels_draw_nothing() {
        assert_eq!(polygon(&[]), "");
    }
}
