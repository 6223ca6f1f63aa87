//! The same network on other rows: k folds, each once the test part.

use super::super::head::Start;
use super::super::numbers::{area, share, spread};
use super::super::state::FOLDS;
use super::super::trial::Trial;
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::ui::controls::Slider;
use crate::ui::plot::{Projection, ticks};
use leptos::prelude::*;
use neural::job::{Finding, Fold};

const WIDTH: f64 = 300.0;
const ROW: f64 = 34.0;

/// A measure of a fold: its name, its value, and how it is written.
type Measure = (
    &'static str,
    fn(&Fold) -> Option<f64>,
    fn(Option<f64>) -> String,
);

fn measures(locale: Locale) -> [Measure; 3] {
    [
        (
            td_string!(locale, evaluation.accuracy),
            |fold| fold.accuracy,
            share,
        ),
        ("F1", |fold| fold.f1, share),
        (
            td_string!(locale, evaluation.roc_short),
            |fold| fold.area,
            area,
        ),
    ]
}

/// The choices, and what is found.
#[component]
pub fn Folds(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let found = move || {
        let finding = trial.folds.finding.get()?;
        let Finding::Folds(folds) = &*finding else {
            return None;
        };
        Some(view! {
            {picture(folds, locale)}
            {table(folds, locale)}
        })
    };
    let told = move || {
        let finding = trial.folds.finding.get()?;
        let Finding::Folds(folds) = &*finding else {
            return None;
        };
        let accuracies: Vec<f64> = folds.iter().filter_map(|fold| fold.accuracy).collect();
        let (mean, deviation) = spread(&accuracies)?;
        (!trial.folds.busy()).then(|| {
            td_string!(
                locale,
                evaluation.folds_told,
                folds = folds.len(),
                mean = percent(mean, 1),
                deviation = number(deviation.unwrap_or(f64::NAN) * 100.0, 1)
            )
        })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, evaluation.folds_hint)}</p>
        <div class="controls">
            <Slider
                label=td_string!(locale, evaluation.folds)
                value=Signal::derive(move || f64::from(state.with(|state| state.folds)))
                min=f64::from(*FOLDS.start())
                max=f64::from(*FOLDS.end())
                step=1.0
                decimals=0
                on_change=Callback::new(move |value: f64| state.update(|state| state.folds = value.round() as u32))
            />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.with(|state| state.stratified)
                    on:change=move |event| state.update(|state| state.stratified = event_target_checked(&event))
                />
                {td_string!(locale, evaluation.stratified)}
            </label>
        </div>
        <Start
            errand=trial.folds
            label=td_string!(locale, evaluation.cross_validate)
            start=Callback::new(move |()| trial.cross_validate())
        />
        <p role="status">{told}</p>
        {found}
    }
    .into_any()
}

/// The measures on the scale from the least of them to 1.
fn picture(folds: &[Fold], locale: Locale) -> impl IntoView + use<> {
    let measures = measures(locale);
    let values = |of: fn(&Fold) -> Option<f64>| folds.iter().filter_map(of).collect::<Vec<f64>>();
    let all = measures.iter().flat_map(|(_, of, _)| values(*of));
    let least = (all.fold(1.0, f64::min) * 10.0).floor().min(9.0) / 10.0;
    let height = ROW * measures.len() as f64;
    let projection = Projection::new((least, 1.0), (0.0, 1.0), WIDTH, height);
    let marks = ticks(least, 1.0, 5)
        .into_iter()
        .map(|tick| {
            let (x, _) = projection.project((tick, 0.0));
            view! {
                <line x1=x x2=x y1="0" y2=height/>
                <text x=x y=height + 14.0 text-anchor="middle">{number(tick, 2)}</text>
            }
        })
        .collect_view();
    let rows = measures
        .into_iter()
        .enumerate()
        .map(|(row, (name, of, _))| {
            let y = ROW * (row as f64 + 0.65);
            let found = values(of);
            let mean = spread(&found).map(|(mean, _)| {
                let (x, _) = projection.project((mean, 0.0));
                view! { <line class="fold-mean" x1=x x2=x y1=y - 9.0 y2=y + 9.0/> }
            });
            let dots = found
                .into_iter()
                .map(|value| {
                    let (x, _) = projection.project((value, 0.0));
                    view! { <circle class="fold-dot" cx=x cy=y r="5"/> }
                })
                .collect_view();
            view! { <text class="fold-name" x="0" y=y - 11.0>{name}</text>{dots}{mean} }
        })
        .collect_view();
    view! {
        <svg
            class="chart fold-chart"
            viewBox=format!("-16 -4 {} {}", WIDTH + 32.0, height + 24.0)
            role="img"
            aria-label=td_string!(locale, evaluation.folds_label)
        >
            <g class="axes" aria-hidden="true">{marks}</g>
            {rows}
        </svg>
    }
}

fn table(folds: &[Fold], locale: Locale) -> impl IntoView + use<> {
    let measures = measures(locale);
    let heads = measures
        .map(|(name, ..)| view! { <th scope="col">{name}</th> })
        .collect_view();
    let rows = folds
        .iter()
        .enumerate()
        .map(|(at, fold)| {
            let cells = measures
                .map(|(_, of, write)| view! { <td class="number">{write(of(fold))}</td> })
                .collect_view();
            let rows: u32 = fold.classes.iter().sum();
            view! {
                <tr>
                    <th scope="row">{at + 1}</th>
                    <td class="number">{rows}</td>
                    <td class="number">{fold.classes.last().copied()}</td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let summary = measures
        .map(|(_, of, write)| {
            let values: Vec<f64> = folds.iter().filter_map(of).collect();
            let told = spread(&values).map_or_else(
                || "–".to_owned(),
                |(mean, deviation)| format!("{} ± {}", write(Some(mean)), write(deviation)),
            );
            view! { <td class="number">{told}</td> }
        })
        .collect_view();
    let caption = td_string!(locale, evaluation.folds_table);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, evaluation.fold)}</th>
                        <th scope="col">{td_string!(locale, evaluation.rows)}</th>
                        <th scope="col">{td_string!(locale, evaluation.positives)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="3">{td_string!(locale, evaluation.mean_deviation)}</th>
                        {summary}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
