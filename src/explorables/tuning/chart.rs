//! Charts of lines, on linear or logarithmic axes. Pure, but for the picture.

use crate::explorables::state::write_number;
use crate::i18n::number;
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;

/// Width of a chart's field.
pub const WIDTH: f64 = 320.0;
/// Height of a chart's field.
pub const HEIGHT: f64 = 150.0;
/// What counts as nothing on a logarithmic axis, as a share of its top.
const LEAST: f64 = 1e-6;

/// An axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    logarithmic: bool,
    /// From and to; on a logarithmic axis powers of ten.
    range: (f64, f64),
    percent: bool,
}

impl Axis {
    /// From `from` to the least round number that holds every value.
    pub fn linear(from: f64, values: impl Iterator<Item = f64>) -> Self {
        let most = values.filter(|v| v.is_finite()).fold(from, f64::max);
        Self {
            logarithmic: false,
            range: (from, if most > from { most } else { from + 1.0 }),
            percent: false,
        }
    }

    /// From 0 to 1, told in percent.
    pub fn share() -> Self {
        Self {
            logarithmic: false,
            range: (0.0, 1.0),
            percent: true,
        }
    }

    /// Whole powers of ten round every value above zero, `decades` of them at most.
    pub fn logarithmic(values: impl Iterator<Item = f64>, decades: f64) -> Self {
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        for value in values.filter(|v| v.is_finite() && *v > 0.0) {
            least = least.min(value);
            most = most.max(value);
        }
        if most == 0.0 {
            (least, most) = (0.1, 1.0);
        }
        let top = most.log10().ceil();
        let bottom = least.max(most * LEAST).log10().floor();
        Self {
            logarithmic: true,
            range: (bottom.max(top - decades).min(top - 1.0), top),
            percent: false,
        }
    }

    /// The same axis, exactly between the ends of some values.
    #[must_use]
    pub fn trimmed(self, from: f64, to: f64) -> Self {
        Self {
            range: (self.place(from), self.place(to)),
            ..self
        }
    }

    /// Where a value lies; what lies below the axis lies on its foot.
    pub fn place(self, value: f64) -> f64 {
        if self.logarithmic {
            value.max(f64::MIN_POSITIVE).log10()
        } else {
            value
        }
    }

    /// Round values on it: where they lie, and their words.
    pub fn marks(self, count: usize) -> Vec<(f64, String)> {
        let (from, to) = self.range;
        if self.logarithmic {
            let decades = (to.floor() - from.ceil()).max(0.0) as i32;
            let step = (decades / count.max(1) as i32).max(1);
            let mut at = from.ceil();
            let mut marks = Vec::new();
            while at <= to + 1e-9 {
                marks.push((at, short(10f64.powf(at))));
                at += f64::from(step);
            }
            return marks;
        }
        let decimals = if to - from < 0.5 {
            2
        } else {
            usize::from(to - from < 5.0)
        };
        let text = |tick| {
            if self.percent {
                crate::i18n::percent(tick, 0)
            } else {
                number(tick, decimals)
            }
        };
        ticks(from, to, count)
            .into_iter()
            .map(|tick| (tick, text(tick)))
            .collect()
    }

    fn clip(self, value: f64) -> f64 {
        // A value beyond the axis leaves a mark on its edge rather than none.
        if value.is_nan() {
            value
        } else {
            self.place(value).clamp(self.range.0, self.range.1)
        }
    }
}

/// A number that may be very large or very small, with few digits.
pub fn short(value: f64) -> String {
    if value == 0.0 || (1e-4..1e5).contains(&value.abs()) {
        let rounded = if value == 0.0 {
            0.0
        } else {
            let digits = 10f64.powf(2.0 - value.abs().log10().floor());
            (value * digits).round() / digits
        };
        write_number(rounded).replace('-', "−")
    } else {
        format!("{value:.1e}").replace('-', "−")
    }
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its class in the style sheet.
    pub class: &'static str,
    /// Its name in the legend.
    pub name: &'static str,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What is drawn upwards.
    pub name: &'static str,
    /// What is drawn to the right.
    pub across: &'static str,
    /// What it shows, for those who don't see it.
    pub label: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Its lines.
    pub series: Vec<Series>,
    /// Vertical marks: where, and what they mark.
    pub marks: Vec<(f64, String)>,
}

impl Picture {
    fn projection(&self) -> Projection {
        Projection::new(self.x.range, self.y.range, WIDTH, HEIGHT)
    }

    /// The picture.
    pub fn view(self) -> impl IntoView + use<> {
        let projection = self.projection();
        let levels = self.y.marks(5).into_iter().map(|(at, text)| {
            let (_, y) = projection.project((0.0, at));
            view! {
                <line x1="0" x2=WIDTH y1=y y2=y/>
                <text x="-5" y=y + 4.0 text-anchor="end">{text}</text>
            }
        });
        let levels = levels.collect_view();
        let places = self.x.marks(5).into_iter().map(|(at, text)| {
            let (x, _) = projection.project((at, 0.0));
            view! { <text x=x y=HEIGHT + 14.0 text-anchor="middle">{text}</text> }
        });
        let places = places.collect_view();
        let lines = self.series.iter().map(|series| {
            let points = (series.points.iter()).map(|(x, y)| (self.x.place(*x), self.y.clip(*y)));
            view! { <polyline class=series.class points=projection.polyline(points)/> }
        });
        let lines = lines.collect_view();
        let marks = self.marks.iter().map(|(at, text)| {
            let (x, _) = projection.project((self.x.place(*at), 0.0));
            // Words on the right of the line, unless they would leave the field.
            let (anchor, off) = if x > WIDTH * 0.6 {
                ("end", -4.0)
            } else {
                ("start", 4.0)
            };
            view! {
                <line class="tuning-mark" x1=x x2=x y1="0" y2=HEIGHT/>
                <text x=x + off y="10" text-anchor=anchor>{text.clone()}</text>
            }
        });
        let marks = marks.collect_view();
        view! {
            <svg
                class="chart tuning-chart"
                viewBox=format!("-44 -18 {} {}", WIDTH + 54.0, HEIGHT + 48.0)
                role="img"
                aria-label=self.label
            >
                <text class="chart-name" x="0" y="-6">{self.name}</text>
                <g class="axes">{levels}{places}</g>
                <text x=WIDTH y=HEIGHT + 27.0 text-anchor="end">{self.across}</text>
                {lines}
                {marks}
            </svg>
        }
    }
}

/// A legend of lines.
pub fn legend(series: &[(&'static str, &'static str)]) -> impl IntoView + use<> {
    let items = series.iter().map(|&(class, name)| {
        view! {
            <span class="tuning-key">
                <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true">
                    <line class=class x1="0" y1="3" x2="24" y2="3"/>
                </svg>
                {name}
            </span>
        }
    });
    view! { <p class="legend">{items.collect_view()}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_axis_holds_every_value() {
        let axis = Axis::linear(0.0, [1.0, 3.5, f64::NAN, f64::INFINITY].into_iter());
        assert_eq!(axis.range, (0.0, 3.5));
        assert_eq!(Axis::linear(0.0, std::iter::empty()).range, (0.0, 1.0));
        let words: Vec<_> = axis.marks(4).into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["0.0", "1.0", "2.0", "3.0"]);
        assert_eq!(Axis::share().marks(5)[1].1, "20%");
    }

    #[test]
    fn a_logarithmic_axis_has_whole_decades_and_no_more_than_asked_for() {
        let axis = Axis::logarithmic([0.02, 30.0].into_iter(), 6.0);
        assert_eq!(axis.range, (-2.0, 2.0));
        let words: Vec<_> = axis.marks(5).into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["0.01", "0.1", "1", "10", "100"]);
        let cut = Axis::logarithmic([1e-30, 1.0, 0.0].into_iter(), 4.0);
        assert_eq!(cut.range, (-4.0, 0.0));
        assert!((cut.clip(1e-30) + 4.0).abs() < 1e-12);
        assert_eq!(
            Axis::logarithmic(std::iter::empty(), 4.0).range,
            (-1.0, 0.0)
        );
        let exact = Axis::logarithmic([1.0, 400.0].into_iter(), 9.0).trimmed(1.0, 400.0);
        assert!((exact.range.1 - 400f64.log10()).abs() < 1e-12);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [0.0, 0.012_345, 123.456, -0.5, 1e-5, 2.5e7].map(short),
            ["0", "0.0123", "123", "−0.5", "1.0e−5", "2.5e7"]
        );
    }
}
