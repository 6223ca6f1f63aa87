//! The measures at the threshold: the fraction, its value, and how far it may be
//! off.

use super::judge::Part;
use super::numbers::{share, shares};
use super::trial::Trial;
use crate::i18n::{number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::job::DecisionBands;
use neural::metrics::bootstrap::Interval;
use neural::metrics::threshold::Counts;

/// A measure: its name, the fraction, its value, and its interval.
#[derive(Clone, Copy)]
struct Measure {
    name: &'static str,
    fraction: fn(Counts) -> (u32, u32),
    value: fn(Counts) -> Option<f64>,
    band: fn(&DecisionBands) -> Option<Interval>,
}

/// The table.
#[component]
pub fn Measures(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let counts = Memo::new(move |_| {
        let judged = trial.judged.get()?;
        Some(judged.counts(Part::Test, trial.cut()))
    });
    let bands = Memo::new(move |_| trial.decided());
    let measures = [
        Measure {
            name: td_string!(locale, evaluation.accuracy),
            fraction: |c| {
                let right = c.true_positives + c.true_negatives;
                (right, c.positives() + c.negatives())
            },
            value: Counts::accuracy,
            band: |bands| bands.accuracy,
        },
        Measure {
            name: td_string!(locale, evaluation.precision),
            fraction: |c| (c.true_positives, c.true_positives + c.false_positives),
            value: Counts::precision,
            band: |bands| bands.precision,
        },
        Measure {
            name: td_string!(locale, evaluation.recall),
            fraction: |c| (c.true_positives, c.positives()),
            value: Counts::recall,
            band: |bands| bands.recall,
        },
        Measure {
            name: "F1",
            fraction: |c| {
                let twice = 2 * c.true_positives;
                (twice, twice + c.false_positives + c.false_negatives)
            },
            value: Counts::f1,
            band: |bands| bands.f1,
        },
    ];
    let rows = measures
        .map(|measure| {
            let fraction = move || {
                counts.get().map_or_else(String::new, |counts| {
                    let (part, whole) = (measure.fraction)(counts);
                    format!(
                        "{} ÷ {}",
                        number(f64::from(part), 0),
                        number(f64::from(whole), 0)
                    )
                })
            };
            let value = move || share(counts.get().and_then(measure.value));
            let band = move || bands.with(|bands| shares(bands.as_ref().and_then(measure.band)));
            view! {
                <tr>
                    <th scope="row">{measure.name}</th>
                    <td class="number">{value}</td>
                    <td class="number">{band}</td>
                    <td class="number measure-fraction">{fraction}</td>
                </tr>
            }
        })
        .collect_view();
    let majority = move || {
        let judged = trial.judged.get();
        let share = judged.and_then(|judged| judged.majority());
        td_string!(
            locale,
            evaluation.majority,
            share = percent(share.unwrap_or(f64::NAN), 1)
        )
    };
    view! {
        <table class="run-table evaluation-measures">
            <caption>{td_string!(locale, evaluation.measures)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{td_string!(locale, evaluation.value)}</th>
                    <th scope="col">{td_string!(locale, evaluation.interval)}</th>
                    <th scope="col">{td_string!(locale, evaluation.fraction)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="panel-hint">{majority}</p>
    }
    .into_any()
}
