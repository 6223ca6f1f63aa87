//! Loss and accuracy over the epochs, on the training and on the test part.

use super::fields::fields;
use super::run::Run;
use crate::i18n::{number, td_string, use_locale};
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::metrics::Metrics;
use neural::session::CurvePoint;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 110.0;
/// Points of a line: more than that no screen shows.
const MARKS: usize = 240;
/// Milliseconds between two drawings while it trains: a line of hundreds of points
/// moves by less than its width in one repaint, and costs as much as all the maps.
const PACE: f64 = 80.0;

/// What a chart shows.
#[derive(Clone, Copy, PartialEq)]
enum Quantity {
    Loss,
    LogLoss,
    Accuracy,
}

impl Quantity {
    fn of(self, metrics: &Metrics) -> f64 {
        match self {
            Self::Loss => f64::from(metrics.loss),
            // What is 0 in single precision stands at the foot of the chart.
            Self::LogLoss => f64::from(metrics.loss.max(1e-7)).log10(),
            Self::Accuracy => metrics.accuracy.map_or(f64::NAN, f64::from),
        }
    }

    /// The range of the vertical axis for values up to `most` and down to `least`.
    fn range(self, least: f64, most: f64) -> (f64, f64) {
        match self {
            Self::Loss => (0.0, round_up(most)),
            Self::LogLoss => (least.floor().min(most.ceil() - 1.0), most.ceil()),
            Self::Accuracy => (0.0, 1.0),
        }
    }

    fn label(self, value: f64) -> String {
        match self {
            Self::Loss => number(
                value,
                usize::from(value.fract() != 0.0) * if value < 0.2 { 2 } else { 1 },
            ),
            Self::LogLoss => {
                let value = 10f64.powf(value);
                number(value, (-value.log10()).max(0.0).round() as usize)
            }
            Self::Accuracy => crate::i18n::percent(value, 0),
        }
    }
}

/// The least of 1, 2, 5, 10, … times a power of ten that is no less than `value`.
fn round_up(value: f64) -> f64 {
    if !(value.is_finite() && value > 0.0) {
        return 1.0;
    }
    let magnitude = 10f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|nice| nice * magnitude)
        .find(|nice| *nice >= value * 0.999_999)
        .unwrap_or(10.0 * magnitude)
}

#[derive(Clone, Copy, PartialEq)]
struct Axes {
    epochs: f64,
    range: (f64, f64),
}

impl Axes {
    fn of(curve: &[CurvePoint], pinned: &[CurvePoint], quantity: Quantity) -> Self {
        let last = |curve: &[CurvePoint]| curve.last().map_or(0, |point| point.epoch);
        let epochs = last(curve).max(last(pinned));
        let values = curve
            .iter()
            .chain(pinned)
            .flat_map(|point| [quantity.of(&point.train), quantity.of(&point.test)])
            .filter(|value| value.is_finite());
        let (least, most) = values.fold((f64::MAX, f64::MIN), |(least, most), value| {
            (least.min(value), most.max(value))
        });
        let range = if least > most {
            quantity.range(0.0, 1.0)
        } else {
            quantity.range(least, most)
        };
        Self {
            epochs: round_up(f64::from(epochs).max(10.0)),
            range,
        }
    }

    fn projection(self) -> Projection {
        Projection::new((0.0, self.epochs), self.range, WIDTH, HEIGHT)
    }
}

/// The `points` of a line, thinned.
fn line(curve: &[CurvePoint], axes: Axes, value: impl Fn(&CurvePoint) -> f64) -> String {
    let step = curve.len().div_ceil(MARKS).max(1);
    let last = curve.len().saturating_sub(1);
    let kept = curve
        .iter()
        .enumerate()
        .filter(|(index, _)| index % step == 0 || *index == last)
        .map(|(_, point)| (f64::from(point.epoch), value(point)));
    axes.projection().polyline(kept)
}

/// Both charts.
#[component]
pub fn Curves(run: Run) -> impl IntoView {
    let locale = use_locale();
    let logarithmic = Memo::new(move |_| run.state.with(|state| state.advanced.logarithmic));
    let loss = Signal::derive(move || {
        if logarithmic.get() {
            Quantity::LogLoss
        } else {
            Quantity::Loss
        }
    });
    let classes = Memo::new(move |_| run.info().is_none_or(|info| info.task.classes() > 0));
    let drawn = drawings(run);
    view! {
        <div class="curves">
            <Chart run drawn quantity=loss name=td_string!(locale, network.loss)/>
            {move || classes.get().then(|| view! {
                <Chart run drawn quantity=Signal::stored(Quantity::Accuracy) name=td_string!(locale, network.accuracy)/>
            })}
            <div class="curves-foot">
                <span class="legend">
                    <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true"><line class="series-train" x1="0" y1="3" x2="24" y2="3"/></svg>
                    {td_string!(locale, network.train)}
                    <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true"><line class="series-test" x1="0" y1="3" x2="24" y2="3"/></svg>
                    {td_string!(locale, network.test)}
                    {move || run.lab.pinned.with(Option::is_some).then(|| view! {
                        <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true"><line class="series-train series-pinned" x1="0" y1="3" x2="24" y2="3"/></svg>
                        {td_string!(locale, runs.baseline)}
                    })}
                </span>
                {fields(run).switch("log", td_string!(locale, network.log_scale),
                    |state| state.advanced.logarithmic, |state, on| state.advanced.logarithmic = on)}
            </div>
        </div>
    }
    .into_any()
}

/// Counts the drawings of the curves, which follow the run at a slower pace while
/// it trains, and at once when it stands.
fn drawings(run: Run) -> RwSignal<u32> {
    let drawn = RwSignal::new(0_u32);
    Effect::new(move |last: Option<f64>| {
        run.engine.curve.track();
        run.lab.spare.curve.track();
        let playing = run.playing.get();
        let now = js_sys::Date::now();
        match last {
            Some(last) if playing && now - last < PACE => last,
            _ => {
                drawn.update(|drawn| *drawn = drawn.wrapping_add(1));
                now
            }
        }
    });
    drawn
}

#[component]
fn Chart(
    run: Run,
    /// Changes when the curves are to be drawn again.
    drawn: RwSignal<u32>,
    quantity: Signal<Quantity>,
    name: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let curve = run.engine.curve;
    let axes = Memo::new(move |_| {
        drawn.track();
        let shown = run.info().is_some();
        curve.with_untracked(|curve| {
            let curve = if shown { &curve[..] } else { &[] };
            (run.lab).with_curve(|pinned| Axes::of(curve, pinned, quantity.get()))
        })
    });
    let points = move |value: fn(&CurvePoint) -> &Metrics| {
        move || {
            drawn.track();
            let (axes, quantity, shown) = (axes.get(), quantity.get(), run.info().is_some());
            curve.with_untracked(|curve| {
                let curve = if shown { &curve[..] } else { &[] };
                line(curve, axes, |point| quantity.of(value(point)))
            })
        }
    };
    let pinned = move |value: fn(&CurvePoint) -> &Metrics| {
        move || {
            drawn.track();
            let (axes, quantity) = (axes.get(), quantity.get());
            (run.lab).with_curve(|curve| line(curve, axes, |point| quantity.of(value(point))))
        }
    };
    view! {
        <svg
            class="chart"
            viewBox=format!("-38 -16 {} {}", WIDTH + 46.0, HEIGHT + 34.0)
            role="img"
            aria-label=td_string!(locale, network.chart, name = name)
        >
            <text class="chart-name" x="0" y="-5">{name}</text>
            <g class="axes">{move || axis_marks(axes.get(), quantity.get())}</g>
            <text class="chart-epochs" x=WIDTH y=HEIGHT + 15.0 text-anchor="end">
                {move || td_string!(locale, network.epochs, count = axes.get().epochs as u32)}
            </text>
            <polyline class="series-train series-pinned" points=pinned(|point| &point.train)/>
            <polyline class="series-test series-pinned" points=pinned(|point| &point.test)/>
            <polyline class="series-train" points=points(|point| &point.train)/>
            <polyline class="series-test" points=points(|point| &point.test)/>
        </svg>
    }
    .into_any()
}

fn axis_marks(axes: Axes, quantity: Quantity) -> impl IntoView {
    let (from, to) = axes.range;
    let count = if quantity == Quantity::LogLoss {
        (to - from).round().clamp(1.0, 5.0) as usize
    } else {
        4
    };
    ticks(from, to, count)
        .into_iter()
        .map(|tick| {
            let (_, y) = axes.projection().project((0.0, tick));
            view! {
                <line x1="0" x2=WIDTH y1=y y2=y/>
                <text x="-5" y=y + 4.0 text-anchor="end">{quantity.label(tick)}</text>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(losses: &[f32]) -> Vec<CurvePoint> {
        let metrics = |loss: f32| Metrics {
            loss,
            accuracy: Some(0.5),
        };
        (0..)
            .zip(losses)
            .map(|(epoch, loss)| CurvePoint {
                epoch,
                train: metrics(*loss),
                test: metrics(*loss * 2.0),
            })
            .collect()
    }

    #[test]
    fn axes_are_round_and_hold_every_point() {
        let axes = Axes::of(&curve(&[0.7, 0.5, 0.2]), &[], Quantity::Loss);
        assert_eq!((axes.epochs, axes.range), (10.0, (0.0, 2.0)));
        let axes = Axes::of(&curve(&[0.7, 0.05]), &[], Quantity::LogLoss);
        assert_eq!(axes.range, (-2.0, 1.0));
        let none = Axes::of(&[], &[], Quantity::Accuracy);
        assert_eq!(none.range, (0.0, 1.0));
        assert!(
            Axes::of(&curve(&[f32::NAN]), &[], Quantity::Loss)
                .range
                .1
                .is_finite()
        );
    }

    #[test]
    fn long_curves_are_thinned_to_their_last_point() {
        let curve = curve(&vec![0.5; 1000]);
        let axes = Axes::of(&curve, &[], Quantity::Loss);
        let text = line(&curve, axes, |point| f64::from(point.train.loss));
        assert!(text.split(' ').count() <= MARKS + 1);
        assert!(text.ends_with("299.7,55.0"), "{text}");
    }

    #[test]
    fn levels_are_labelled_plainly() {
        assert_eq!(Quantity::LogLoss.label(-3.0), "0.001");
        assert_eq!(Quantity::LogLoss.label(1.0), "10");
        assert_eq!(Quantity::Loss.label(0.5), "0.5");
        assert_eq!(Quantity::Accuracy.label(0.25), "25%");
    }
}
