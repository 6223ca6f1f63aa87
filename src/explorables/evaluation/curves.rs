//! All thresholds at once: the ROC and the precision–recall curve, with bands.

use super::chart::{unit, unit_axes, unit_view};
use super::judge::{Cut, Part};
use super::numbers::{area, areas, chance, share};
use super::trial::Trial;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use neural::job::RATES;
use neural::metrics::bootstrap::Interval;
use neural::metrics::threshold::Counts;

/// A line of rates.
type Line = Vec<(f64, f64)>;

/// The outline of a band: along its upper ends and back along its lower ones.
fn outline(band: &[Option<Interval>]) -> Line {
    let last = (RATES - 1) as f64;
    let ends = |of: fn(&Interval) -> f64| {
        let places = band.iter().enumerate();
        places.filter_map(move |(place, found)| Some((place as f64 / last, of(found.as_ref()?))))
    };
    let back: Line = ends(|band| band.low).collect();
    ends(|band| band.high)
        .chain(back.into_iter().rev())
        .collect()
}

/// A line of level and upright pieces without the points that lie between their
/// ends: of hundreds of thresholds few are corners.
fn corners(line: impl IntoIterator<Item = (f64, f64)>) -> Line {
    let same = |a: f64, b: f64, c: f64| a.total_cmp(&b).is_eq() && b.total_cmp(&c).is_eq();
    let mut kept = Line::new();
    for point in line {
        if let [.., a, b] = kept[..]
            && (same(a.0, b.0, point.0) || same(a.1, b.1, point.1))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// Both curves, and the table of them.
#[component]
pub fn Curves(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let bands = Memo::new(move |_| trial.curves());
    let counts = Memo::new(move |_| {
        let judged = trial.judged.get()?;
        Some(judged.counts(Part::Test, trial.cut()))
    });
    let roc = Memo::new(move |_| {
        trial.judged.with(|judged| {
            let (curve, area) = judged.as_ref()?.roc.as_ref()?;
            let line = curve
                .iter()
                .map(|p| (p.false_positive_rate, p.true_positive_rate));
            Some((corners(line), *area))
        })
    });
    let precision_recall = Memo::new(move |_| {
        trial.judged.with(|judged| {
            let (curve, area) = judged.as_ref()?.precision_recall.as_ref()?;
            // Between two recalls the precision is that of the higher one.
            let mut line = Line::new();
            let mut before = 0.0;
            for point in curve {
                line.push((before, point.precision));
                line.push((point.recall, point.precision));
                before = point.recall;
            }
            Some((corners(line), *area))
        })
    });
    let prevalence = Memo::new(move |_| {
        let counts = counts.get()?;
        let all = counts.positives() + counts.negatives();
        (all > 0).then(|| f64::from(counts.positives()) / f64::from(all))
    });
    let roc_told = move || {
        let band = bands.with(|bands| areas(bands.as_ref().and_then(|bands| bands.roc_area)));
        td_string!(
            locale,
            evaluation.roc_area,
            area = area(roc.with(|roc| roc.as_ref().map(|(_, area)| *area))),
            band = band
        )
    };
    let pr_told = move || {
        let band =
            bands.with(|bands| areas(bands.as_ref().and_then(|bands| bands.average_precision)));
        td_string!(
            locale,
            evaluation.pr_area,
            area = area(precision_recall.with(|found| found.as_ref().map(|(_, area)| *area))),
            band = band,
            share = share(prevalence.get())
        )
    };
    view! {
        <div class="evaluation-curves">
            <Picture
                label=td_string!(locale, evaluation.roc)
                x=td_string!(locale, evaluation.false_positive_rate)
                y=td_string!(locale, evaluation.recall)
                line=Signal::derive(move || roc.with(|roc| roc.as_ref().map(|roc| roc.0.clone())).unwrap_or_default())
                band=Signal::derive(move || bands.with(|bands| bands.as_ref().map(|b| outline(&b.roc))).unwrap_or_default())
                chance=Signal::derive(move || vec![(0.0, 0.0), (1.0, 1.0)])
                point=Signal::derive(move || {
                    let counts = counts.get()?;
                    Some((counts.false_positive_rate()?, counts.recall()?))
                })
                told=Signal::derive(roc_told)
            />
            <Picture
                label=td_string!(locale, evaluation.pr)
                x=td_string!(locale, evaluation.recall)
                y=td_string!(locale, evaluation.precision)
                line=Signal::derive(move || {
                    precision_recall.with(|found| found.as_ref().map(|found| found.0.clone())).unwrap_or_default()
                })
                band=Signal::derive(move || {
                    bands.with(|bands| bands.as_ref().map(|b| outline(&b.precision_recall))).unwrap_or_default()
                })
                chance=Signal::derive(move || prevalence.get().map_or_else(Line::new, |share| vec![(0.0, share), (1.0, share)]))
                point=Signal::derive(move || {
                    let counts = counts.get()?;
                    Some((counts.recall()?, counts.precision()?))
                })
                told=Signal::derive(pr_told)
            />
        </div>
        <details class="more">
            <summary>{td_string!(locale, evaluation.as_table)}</summary>
            <Thresholds trial/>
        </details>
    }
    .into_any()
}

#[component]
fn Picture(
    label: &'static str,
    x: &'static str,
    y: &'static str,
    line: Signal<Line>,
    band: Signal<Line>,
    chance: Signal<Line>,
    point: Signal<Option<(f64, f64)>>,
    told: Signal<String>,
) -> impl IntoView {
    let draw = move |line: Signal<Line>| move || unit().polyline(line.get());
    let mark = move || {
        point.get().map(|point| {
            let (x, y) = unit().project(point);
            view! { <circle class="curve-now" cx=x cy=y r="6"/> }
        })
    };
    view! {
        <div class="panel evaluation-curve">
            <p class="panel-title">{label}</p>
            <svg class="chart" viewBox=unit_view() role="img" aria-label=move || format!("{label}. {}", told.get())>
                {unit_axes(x, y)}
                <polygon class="curve-band" points=draw(band)/>
                <polyline class="curve-chance" points=draw(chance)/>
                <polyline class="curve-line" points=draw(line)/>
                {mark}
            </svg>
            <p class="panel-hint">{told}</p>
        </div>
    }
    .into_any()
}

/// Thresholds at which the table tells the rates.
const TOLD: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

#[component]
fn Thresholds(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let rows = TOLD
        .map(|threshold| {
            let rate = move |of: fn(Counts) -> Option<f64>| {
                move || {
                    let judged = trial.judged.get();
                    let scaled = trial.cut().scaled;
                    let counts =
                        judged.map(|judged| judged.counts(Part::Test, Cut { threshold, scaled }));
                    share(counts.and_then(of))
                }
            };
            view! {
                <tr>
                    <th scope="row" class="number">{chance(threshold)}</th>
                    <td class="number">{rate(Counts::recall)}</td>
                    <td class="number">{rate(Counts::false_positive_rate)}</td>
                    <td class="number">{rate(Counts::precision)}</td>
                </tr>
            }
        })
        .collect_view();
    let caption = td_string!(locale, evaluation.thresholds);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, evaluation.threshold)}</th>
                        <th scope="col">{td_string!(locale, evaluation.recall)}</th>
                        <th scope="col">{td_string!(locale, evaluation.false_positive_rate)}</th>
                        <th scope="col">{td_string!(locale, evaluation.precision)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_draw_the_same_line() {
        let line = [
            (0.0, 0.0),
            (0.0, 0.2),
            (0.0, 0.5),
            (0.1, 0.5),
            (0.3, 0.5),
            (0.4, 0.9),
        ];
        let drawn = [(0.0, 0.0), (0.0, 0.5), (0.3, 0.5), (0.4, 0.9)];
        assert_eq!(corners(line), drawn);
        assert!(corners([]).is_empty());
    }

    #[test]
    fn a_band_is_closed_and_leaves_out_what_is_not_known() {
        let at = |low, high| Some(Interval { low, high });
        let mut band = vec![None; RATES];
        band[0] = at(0.0, 0.5);
        band[RATES - 1] = at(0.9, 1.0);
        assert_eq!(
            outline(&band),
            [(0.0, 0.5), (1.0, 1.0), (1.0, 0.9), (0.0, 0.0)]
        );
        assert!(outline(&[]).is_empty());
    }
}
