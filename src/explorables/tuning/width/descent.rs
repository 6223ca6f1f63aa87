//! Double descent.

use super::super::bench::{Bench, Task};
use super::super::chart::{Axis, Picture, Series, legend, short};
use super::super::progress::Progress;
use super::super::state::SWEPT;
use crate::i18n::{Locale, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::job::{Finding, Widened, peak};
use neural::tuning::descent::WidthError;

/// Decades of the error's axis.
const DECADES: f64 = 4.0;

/// The panel.
#[component]
pub fn DescentPanel(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let label = Signal::derive(move || td_string!(locale, tuning.descent_run).to_owned());
    let found = move || match bench.found(Task::Descent).as_deref() {
        Some(Finding::Widened(found)) if !found.curve.is_empty() => {
            Some(shown(found, locale).into_any())
        }
        _ => None,
    };
    view! {
        <p class="panel-hint">{td_string!(locale, tuning.descent_hint)}</p>
        <div class="choices">
            {bench.fields().whole("dn", td_string!(locale, tuning.examples), SWEPT,
                |state| state.descent.examples, |state, value| state.descent.examples = value)}
            {bench.fields().pick("dwrong", td_string!(locale, tuning.wrong), &[0.0, 10.0, 20.0, 40.0],
                |state| f64::from(state.descent.wrong), |state, value| state.descent.wrong = value as f32)}
            {bench.fields().pick("ridge", td_string!(locale, tuning.ridge), &[0.0, 0.0001, 0.001, 0.01, 0.1],
                |state| state.descent.penalty, |state, value| state.descent.penalty = value)}
        </div>
        <Progress bench task=Task::Descent label name=td_string!(locale, tuning.descent)/>
        {found}
    }
    .into_any()
}

fn points(found: &Widened, of: fn(&WidthError) -> f64) -> Vec<(f64, f64)> {
    let curve = found.curve.iter();
    curve
        .map(|point| (f64::from(point.width), of(point)))
        .collect()
}

fn shown(found: &Widened, locale: Locale) -> impl IntoView + use<> {
    let widths = || found.curve.iter().map(|point| f64::from(point.width));
    let last = widths().fold(1.0, f64::max);
    let x = Axis::logarithmic(widths(), 9.0).trimmed(1.0, last);
    let mark = (
        f64::from(found.threshold),
        td_string!(locale, tuning.threshold, count = found.threshold),
    );
    let line = |class, name, of| Series {
        class,
        name,
        points: points(found, of),
    };
    let train = td_string!(locale, network.train);
    let test = td_string!(locale, network.test);
    let errors = vec![
        line("series-train", train, |point: &WidthError| point.train),
        line("series-test", test, |point: &WidthError| point.test),
    ];
    let values = found
        .curve
        .iter()
        .flat_map(|point| [point.test, point.train]);
    let error = Picture {
        name: td_string!(locale, tuning.error),
        across: td_string!(locale, tuning.width_axis),
        label: td_string!(locale, tuning.descent_label).to_owned(),
        x,
        y: Axis::logarithmic(values, DECADES),
        series: errors,
        marks: vec![mark.clone()],
    };
    let wrong = Picture {
        name: td_string!(locale, tuning.wrong_share),
        across: td_string!(locale, tuning.width_axis),
        label: td_string!(locale, tuning.wrong_label).to_owned(),
        x,
        y: Axis::share(),
        series: vec![line("series-test", test, |point: &WidthError| point.wrong)],
        marks: vec![mark.clone()],
    };
    let norms = found.curve.iter().map(|point| point.norm);
    let norm = Picture {
        name: td_string!(locale, tuning.norm),
        across: td_string!(locale, tuning.width_axis),
        label: td_string!(locale, tuning.norm_label).to_owned(),
        x,
        y: Axis::logarithmic(norms, DECADES),
        series: vec![line(
            "series-train",
            td_string!(locale, tuning.norm),
            |point: &WidthError| point.norm,
        )],
        marks: vec![mark],
    };
    view! {
        <div class="tuning-three">{error.view()}{wrong.view()}{norm.view()}</div>
        {legend(&[("series-train", train), ("series-test", test)])}
        <p class="tuning-gap">{told(found, locale)}</p>
        {table(found, locale)}
    }
}

fn told(found: &Widened, locale: Locale) -> Option<String> {
    let (top, last) = (peak(&found.curve)?, found.curve.last()?);
    Some(td_string!(
        locale,
        tuning.descent_told,
        draws = found.draws,
        peak = top.width,
        threshold = found.threshold,
        error = short(top.test),
        last = last.width,
        least = short(last.test),
        wrong = percent(last.wrong, 0)
    ))
}

fn table(found: &Widened, locale: Locale) -> impl IntoView + use<> {
    let rows = found.curve.iter().map(|point| {
        view! {
            <tr class:best=point.width == found.threshold>
                <th scope="row">{point.width}</th>
                <td class="number">{short(point.train)}</td>
                <td class="number">{short(point.test)}</td>
                <td class="number">{percent(point.wrong, 0)}</td>
                <td class="number">{short(point.norm)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="tuning-numbers">
            <summary>{td_string!(locale, tuning.numbers)}</summary>
            <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, tuning.descent)>
                <table class="run-table tuning-table">
                    <caption>{td_string!(locale, tuning.descent_caption, draws = found.draws)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, tuning.width_axis)}</th>
                            <th scope="col">{td_string!(locale, tuning.train_error)}</th>
                            <th scope="col">{td_string!(locale, tuning.test_error)}</th>
                            <th scope="col">{td_string!(locale, tuning.wrong_share)}</th>
                            <th scope="col">{td_string!(locale, tuning.norm)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
