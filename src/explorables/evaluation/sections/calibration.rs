//! Whether probabilities are shares: the reliability diagram, before and after
//! temperature scaling.

use super::super::chart::{unit, unit_axes, unit_view};
use super::super::numbers::share;
use super::super::threshold::Scaled;
use super::super::trial::Trial;
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use neural::metrics::calibration::Bin;

/// Radius of a range's mark: its area is its share of the rows.
fn radius(bin: &Bin, of: usize) -> f64 {
    2.5 + 13.0 * (f64::from(bin.count) / of.max(1) as f64).sqrt()
}

/// The diagram, the measures, the ranges.
#[component]
pub fn Calibration(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let judged = trial.judged;
    let bins = move |at: usize| {
        judged.with(|judged| {
            judged
                .as_ref()
                .map(|judged| judged.calibration[at].bins.clone())
        })
    };
    let marks = move |at: usize, class: &'static str| {
        move || {
            let rows = judged.with(|judged| judged.as_ref().map_or(0, |judged| judged.test.len()));
            let bins = bins(at).unwrap_or_default();
            let line = unit().polyline(bins.iter().map(|bin| (bin.mean_score, bin.positive)));
            let dots = bins
                .iter()
                .map(|bin| {
                    let (x, y) = unit().project((bin.mean_score, bin.positive));
                    view! { <circle cx=x cy=y r=radius(bin, rows)/> }
                })
                .collect_view();
            view! { <g class=class><polyline points=line/>{dots}</g> }
        }
    };
    let measure = move |at: usize, which: usize| {
        move || {
            let value = judged.with(|judged| {
                let found = &judged.as_ref()?.calibration[at];
                [found.loss, found.brier, found.error][which]
            });
            number(value.unwrap_or(f64::NAN), 4)
        }
    };
    let rows = [
        td_string!(locale, evaluation.log_loss),
        td_string!(locale, evaluation.brier),
        td_string!(locale, evaluation.calibration_error),
    ]
    .into_iter()
    .enumerate()
    .map(|(which, name)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{measure(0, which)}</td>
                <td class="number">{measure(1, which)}</td>
            </tr>
        }
    })
    .collect_view();
    let verdict = move || {
        judged.with(|judged| {
            let judged = judged.as_ref()?;
            let [before, after] = judged.calibration.each_ref().map(|found| found.loss);
            let temperature = number(judged.temperature, 2);
            Some(if after? < before? {
                td_string!(locale, evaluation.scaling_helps, temperature = temperature)
            } else {
                td_string!(
                    locale,
                    evaluation.scaling_does_not,
                    temperature = temperature
                )
            })
        })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, evaluation.calibration_hint)}</p>
        <Scaled trial/>
        <div class="evaluation-side">
            <svg class="chart" viewBox=unit_view() role="img" aria-label=td_string!(locale, evaluation.reliability)>
                {unit_axes(td_string!(locale, evaluation.promised), td_string!(locale, evaluation.came))}
                <polyline class="curve-chance" points=unit().polyline([(0.0, 0.0), (1.0, 1.0)])/>
                {marks(0, "reliability-before")}
                {marks(1, "reliability-after")}
            </svg>
            <div>
                <p class="legend">
                    <span class="key-before" aria-hidden="true">"●"</span> {td_string!(locale, evaluation.before)}
                    <span class="key-after" aria-hidden="true">"●"</span> {td_string!(locale, evaluation.after)}
                </p>
                <table class="run-table">
                    <caption>{td_string!(locale, evaluation.on_test)}</caption>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{td_string!(locale, evaluation.before)}</th>
                            <th scope="col">{td_string!(locale, evaluation.after)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="scaling-verdict" role="status">{verdict}</p>
            </div>
        </div>
        <details class="more">
            <summary>{td_string!(locale, evaluation.as_table)}</summary>
            <Ranges trial/>
        </details>
    }
    .into_any()
}

/// The ranges of the probabilities in use.
#[component]
fn Ranges(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let rows = move || {
        let at = usize::from(trial.cut().scaled);
        let bins = trial.judged.with(|judged| {
            judged
                .as_ref()
                .map(|judged| judged.calibration[at].bins.clone())
        });
        bins.unwrap_or_default()
            .into_iter()
            .map(|bin| {
                view! {
                    <tr>
                        <th scope="row" class="number">{format!("{}–{}", number(bin.low, 1), number(bin.high, 1))}</th>
                        <td class="number">{number(f64::from(bin.count), 0)}</td>
                        <td class="number">{share(Some(bin.mean_score))}</td>
                        <td class="number">{share(Some(bin.positive))}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    let caption = td_string!(locale, evaluation.ranges);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, evaluation.range)}</th>
                        <th scope="col">{td_string!(locale, evaluation.rows)}</th>
                        <th scope="col">{td_string!(locale, evaluation.promised)}</th>
                        <th scope="col">{td_string!(locale, evaluation.came)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
