//! What the figure's pictures share: axes of probabilities and of rates.

use super::judge::REACH;
use super::numbers::log_odds;
use crate::i18n::number;
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;

/// Width of the picture of rates, without its margins; it is as high.
pub const SIDE: f64 = 220.0;

/// Rates from 0 to 1 each way.
pub fn unit() -> Projection {
    Projection::new((0.0, 1.0), (0.0, 1.0), SIDE, SIDE)
}

/// The view of a picture of rates.
pub fn unit_view() -> String {
    format!("-34 -10 {} {}", SIDE + 46.0, SIDE + 46.0)
}

/// The axes of a picture of rates, with their names.
pub fn unit_axes(x: &'static str, y: &'static str) -> impl IntoView {
    let marks = ticks(0.0, 1.0, 5)
        .into_iter()
        .map(|tick| {
            let (at_x, at_y) = unit().project((tick, tick));
            view! {
                <text x=at_x y=SIDE + 14.0 text-anchor="middle">{number(tick, 1)}</text>
                <text x="-5" y=at_y + 4.0 text-anchor="end">{number(tick, 1)}</text>
            }
        })
        .collect_view();
    view! {
        <g class="axes" aria-hidden="true">
            <line x1="0" x2=SIDE y1=SIDE y2=SIDE/>
            <line x1="0" x2="0" y1="0" y2=SIDE/>
            {marks}
            <text x=SIDE / 2.0 y=SIDE + 31.0 text-anchor="middle">{x}</text>
            <text transform=format!("translate(-25 {}) rotate(-90)", SIDE / 2.0) text-anchor="middle">{y}</text>
        </g>
    }
}

/// Marks of an axis of log-odds, named by the probabilities: place and name.
pub fn odds_marks() -> impl Iterator<Item = (f64, &'static str)> {
    [
        (0.001, "0.1%"),
        (0.01, "1%"),
        (0.1, "10%"),
        (0.5, "50%"),
        (0.9, "90%"),
        (0.99, "99%"),
        (0.999, "99.9%"),
    ]
    .into_iter()
    .map(|(probability, name)| (log_odds(probability), name))
}

/// A threshold's place on an axis of log-odds.
pub fn odds_place(threshold: f64) -> f64 {
    log_odds(threshold).clamp(-REACH, REACH)
}
