//! Bias, variance and noise.

use super::super::bench::{Bench, Task};
use super::super::chart::{Axis, Picture, Series, legend};
use super::super::progress::Progress;
use super::super::state::{COSINES, POINTS};
use super::fits::fits;
use crate::i18n::{Locale, number, td_string, use_locale};
use leptos::prelude::*;
use neural::job::Finding;
use neural::tuning::bias_variance::{Apart, Parts};

/// Decades of the error's axis.
const DECADES: f64 = 4.0;

/// A part's class, and its value.
type Part = (&'static str, fn(&Parts) -> f64);

const PARTS: [Part; 5] = [
    ("series-bias", |parts| parts.bias),
    ("series-variance", |parts| parts.variance),
    ("series-noise", |parts| parts.noise),
    ("series-train", Parts::sum),
    ("series-test", |parts| parts.measured),
];

fn names(locale: Locale) -> [&'static str; 5] {
    [
        td_string!(locale, tuning.bias),
        td_string!(locale, tuning.variance),
        td_string!(locale, tuning.noise_part),
        td_string!(locale, tuning.sum),
        td_string!(locale, tuning.measured),
    ]
}

/// The panel.
#[component]
pub fn PartsPanel(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let label = Signal::derive(move || td_string!(locale, tuning.parts_run).to_owned());
    let found = move || match bench.found(Task::Parts).as_deref() {
        Some(Finding::Apart(found)) => Some(shown(bench, found, locale).into_any()),
        _ => None,
    };
    view! {
        <p class="panel-hint">{td_string!(locale, tuning.parts_hint)}</p>
        <div class="choices">
            {bench.fields().whole("width", td_string!(locale, tuning.cosines), COSINES,
                |state| state.parts.width, |state, value| state.parts.width = value)}
            {bench.fields().whole("points", td_string!(locale, tuning.points), POINTS,
                |state| state.parts.examples, |state, value| state.parts.examples = value)}
            {bench.fields().pick("noise", td_string!(locale, tuning.deviation), &[0.0, 0.1, 0.3, 0.5],
                |state| state.parts.noise, |state, value| state.parts.noise = value)}
        </div>
        <Progress bench task=Task::Parts label name=td_string!(locale, tuning.parts)/>
        {found}
    }
    .into_any()
}

fn shown(bench: Bench, found: &Apart, locale: Locale) -> impl IntoView + use<> {
    let widths = || found.sweep.iter().map(|parts| f64::from(parts.width));
    // The width whose curves were kept; the reader may have chosen another since.
    let kept = found.width;
    let at = found.sweep.iter().find(|parts| parts.width == kept);
    let series: Vec<_> = (PARTS.into_iter().zip(names(locale)))
        .map(|((class, of), name)| Series {
            class,
            name,
            points: found
                .sweep
                .iter()
                .map(|parts| (f64::from(parts.width), of(parts)))
                .collect(),
        })
        .collect();
    let values = series
        .iter()
        .flat_map(|line| &line.points)
        .map(|point| point.1);
    let picture = Picture {
        name: td_string!(locale, tuning.error),
        across: td_string!(locale, tuning.cosines),
        label: td_string!(locale, tuning.parts_label).to_owned(),
        x: Axis::linear(1.0, widths()),
        y: Axis::logarithmic(values, DECADES),
        marks: vec![(
            f64::from(kept),
            td_string!(locale, tuning.width_mark, width = kept),
        )],
        series: series.clone(),
    };
    let keys: Vec<_> = series.iter().map(|line| (line.class, line.name)).collect();
    let told = at.map(|parts| told(parts, found, locale));
    let take = move |width| bench.state.update(|state| state.parts.width = width);
    view! {
        <div class="tuning-two">
            {fits(found, locale)}
            <div>
                {picture.view()}
                {legend(&keys)}
            </div>
        </div>
        <p class="tuning-gap">{told}</p>
        {table(found, locale, take)}
    }
}

fn told(parts: &Parts, found: &Apart, locale: Locale) -> String {
    let short = |value: f64| number(value, 3);
    let best = (found.sweep.iter()).min_by(|a, b| a.sum().total_cmp(&b.sum()));
    td_string!(
        locale,
        tuning.parts_told,
        width = parts.width,
        bias = short(parts.bias),
        variance = short(parts.variance),
        noise = short(parts.noise),
        sum = short(parts.sum()),
        measured = short(parts.measured),
        best = best.map_or(0, |parts| parts.width)
    )
}

fn table<F: Fn(u32) + Copy + Send + 'static>(
    found: &Apart,
    locale: Locale,
    take: F,
) -> impl IntoView + use<F> {
    let heads = names(locale).map(|name| view! { <th scope="col">{name}</th> });
    let heads = heads.collect_view();
    let rows = found.sweep.iter().map(|parts| {
        let width = parts.width;
        let cells = PARTS.map(|(_, of)| view! { <td class="number">{super::super::chart::short(of(parts))}</td> });
        let name = td_string!(locale, tuning.take_width, width = width);
        view! {
            <tr>
                <th scope="row">{width}</th>
                {cells.collect_view()}
                <td><button aria-label=name on:click=move |_| take(width)>{td_string!(locale, tuning.take)}</button></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="tuning-numbers">
            <summary>{td_string!(locale, tuning.numbers)}</summary>
            <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, tuning.parts)>
                <table class="run-table tuning-table">
                    <caption>{td_string!(locale, tuning.parts_caption)}</caption>
                    <thead><tr><th scope="col">{td_string!(locale, tuning.cosines)}</th>{heads}<td></td></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
