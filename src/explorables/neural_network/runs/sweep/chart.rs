//! A sweep's curve: final losses against the values tried, evenly spaced.

use super::results::{Results, Spread, Summary};
use crate::explorables::state::write_number;
use crate::i18n::{Locale, number, td_string};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 150.0;
/// From this ratio of the greatest to the least loss, the axis is logarithmic.
const LOG_FROM: f64 = 30.0;
/// What counts as no loss at all on a logarithmic axis.
const LEAST: f64 = 1e-7;

/// The vertical axis.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axis {
    logarithmic: bool,
    range: (f64, f64),
}

impl Axis {
    fn of(summaries: &[Summary]) -> Self {
        let spreads = summaries.iter().flat_map(|s| [s.train, s.test]).flatten();
        let (least, most) = spreads.fold((f64::INFINITY, 0.0_f64), |(least, most), spread| {
            (least.min(spread.least), most.max(spread.most))
        });
        let (least, most) = (least.max(LEAST), most.max(LEAST));
        if least.is_infinite() {
            return Self {
                logarithmic: false,
                range: (0.0, 1.0),
            };
        }
        let logarithmic = most / least >= LOG_FROM;
        let range = if logarithmic {
            (least.log10().floor(), most.log10().ceil())
        } else {
            (0.0, 1.05 * most)
        };
        Self { logarithmic, range }
    }

    fn place(self, loss: f64) -> f64 {
        if self.logarithmic {
            loss.max(LEAST).log10()
        } else {
            loss
        }
    }

    fn label(self, place: f64) -> String {
        if self.logarithmic {
            write_number(10f64.powf(place))
        } else {
            number(place, if self.range.1 < 0.5 { 2 } else { 1 })
        }
    }
}

/// The picture; `take` is called with a value that is clicked. The table beside
/// it says the same to those who don't see it, and has buttons.
pub fn chart(results: &Results, locale: Locale, take: Callback<f64>) -> impl IntoView + use<> {
    let count = results.values.len();
    let summaries: Vec<_> = (0..count).map(|at| results.summary(at)).collect();
    let axis = Axis::of(&summaries);
    let last = (count.max(2) - 1) as f64;
    let projection = Projection::new((-0.4, last + 0.4), axis.range, WIDTH, HEIGHT);
    let (from, to) = axis.range;
    let marks = if axis.logarithmic {
        ((to - from).round() as usize).clamp(1, 5)
    } else {
        4
    };
    let levels = ticks(from, to, marks)
        .into_iter()
        .map(|tick| {
            let (_, y) = projection.project((0.0, tick));
            view! {
                <line x1="0" x2=WIDTH y1=y y2=y/>
                <text x="-5" y=y + 4.0 text-anchor="end">{axis.label(tick)}</text>
            }
        })
        .collect_view();
    let names = results
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let (x, _) = projection.project((at as f64, from));
            view! { <text x=x y=HEIGHT + 15.0 text-anchor="middle">{write_number(*value)}</text> }
        })
        .collect_view();
    let series = |class: &'static str, of: fn(&Summary) -> Option<Spread>| {
        let line = projection.polyline(
            summaries
                .iter()
                .enumerate()
                .filter_map(|(at, summary)| Some((at as f64, axis.place(of(summary)?.mean)))),
        );
        let bars = summaries
            .iter()
            .enumerate()
            .filter_map(|(at, summary)| {
                let spread = of(summary).filter(|s| s.least < s.most)?;
                let (x, y1) = projection.project((at as f64, axis.place(spread.least)));
                let (_, y2) = projection.project((at as f64, axis.place(spread.most)));
                Some(view! { <line class="sweep-spread" x1=x x2=x y1=y1 y2=y2/> })
            })
            .collect_view();
        view! {
            <polyline class=class points=line/>
            <g class=class>{bars}</g>
        }
    };
    let dots = summaries
        .iter()
        .zip(&results.values)
        .enumerate()
        .filter_map(|(at, (summary, value))| {
            let value = *value;
            let (x, y) = projection.project((at as f64, axis.place(summary.test?.mean)));
            let name = td_string!(locale, runs.take_value, value = write_number(value));
            Some(view! {
                <circle class="sweep-dot" cx=x cy=y r="6" on:click=move |_| take.run(value)>
                    <title>{name}</title>
                </circle>
            })
        })
        .collect_view();
    view! {
        <svg
            class="chart sweep-chart"
            viewBox=format!("-42 -16 {} {}", WIDTH + 50.0, HEIGHT + 40.0)
            role="img"
            aria-label=td_string!(locale, runs.sweep_chart, name = results.variable.label(locale))
        >
            <g class="axes">{levels}{names}</g>
            {series("series-train", |summary| summary.train)}
            {series("series-test", |summary| summary.test)}
            {dots}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(train: f64, test: f64) -> Summary {
        let spread = |loss| {
            Some(Spread {
                least: loss,
                mean: loss,
                most: loss,
            })
        };
        Summary {
            train: spread(train),
            test: spread(test),
            diverged: 0,
            done: 1,
        }
    }

    #[test]
    fn the_axis_is_logarithmic_where_losses_are_far_apart() {
        let near = Axis::of(&[summary(0.2, 0.4), summary(0.1, 0.3)]);
        assert!(!near.logarithmic && near.range.0 == 0.0 && near.range.1 > 0.4);
        let far = Axis::of(&[summary(0.0002, 0.4), summary(0.1, 0.3)]);
        assert_eq!((far.logarithmic, far.range), (true, (-4.0, 0.0)));
        assert_eq!(far.label(-3.0), "0.001");
        assert_eq!(Axis::of(&[]).range, (0.0, 1.0));
        assert!(Axis::of(&[summary(0.0, 0.0)]).range.1.is_finite());
    }
}
