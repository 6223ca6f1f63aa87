//! Loss and accuracy over the epochs, on each part.

use super::super::chart::{Axis, Picture, Series, legend};
use crate::i18n::{Locale, td_string};
use leptos::prelude::*;
use neural::job::{CureRun, Scores};
use neural::metrics::Metrics;

/// The part's class, and its metrics.
type Part = (&'static str, fn(&Scores) -> &Metrics);

const PARTS: [Part; 3] = [
    ("series-train", |scores| &scores.train),
    ("series-choice", |scores| &scores.validation),
    ("series-test", |scores| &scores.test),
];

fn series(run: &CureRun, of: fn(&Metrics) -> f64, names: [&'static str; 3]) -> Vec<Series> {
    let parts = PARTS.into_iter().zip(names);
    parts
        .map(|((class, part), name)| Series {
            class,
            name,
            points: (run.curve.iter())
                .map(|scores| (f64::from(scores.epoch), of(part(scores))))
                .collect(),
        })
        .collect()
}

/// Both charts.
pub fn curves(run: &CureRun, locale: Locale) -> impl IntoView + use<> {
    let names = [
        td_string!(locale, network.train),
        td_string!(locale, tuning.validation),
        td_string!(locale, network.test),
    ];
    let epochs = (run.curve.iter()).map(|scores| f64::from(scores.epoch));
    let x = Axis::linear(0.0, epochs);
    // Before anything is trained there is no best epoch.
    let best = (!run.curve.is_empty()).then(|| {
        let name = td_string!(locale, tuning.best_epoch, epoch = run.best);
        (f64::from(run.best), name)
    });
    let picture = |name, y, series| Picture {
        name,
        across: td_string!(locale, tuning.epoch),
        label: td_string!(locale, tuning.curve_label, name = name),
        x,
        y,
        series,
        marks: best.iter().cloned().collect(),
    };
    let losses = series(run, |metrics| f64::from(metrics.loss), names);
    let values = losses
        .iter()
        .flat_map(|line| &line.points)
        .map(|point| point.1);
    let loss = picture(
        td_string!(locale, network.loss),
        Axis::linear(0.0, values),
        losses.clone(),
    );
    let share = |metrics: &Metrics| f64::from(metrics.accuracy.unwrap_or(f32::NAN));
    let accuracy = picture(
        td_string!(locale, network.accuracy),
        Axis::share(),
        series(run, share, names),
    );
    let keys: Vec<_> = PARTS
        .iter()
        .zip(names)
        .map(|((class, _), name)| (*class, name))
        .collect();
    view! {
        <div class="tuning-curves">
            {accuracy.view()}
            {loss.view()}
            {legend(&keys)}
        </div>
    }
}
