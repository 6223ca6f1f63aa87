//! More than two classes: the matrix, each class's measures, and the three ways
//! to make one number of them.

use super::super::head::Start;
use super::super::matrix::level;
use super::super::model::several;
use super::super::numbers::share;
use super::super::state::SEVERAL_NAMES;
use super::super::trial::Trial;
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::ui::controls::Select;
use leptos::prelude::*;
use neural::job::Finding;
use neural::metrics::threshold::Counts;
use neural::metrics::{Average, Confusion};

/// A measure of two classes.
type Measure = fn(Counts) -> Option<f64>;

const MEASURES: [Measure; 3] = [Counts::precision, Counts::recall, Counts::f1];

/// The choice, and what is found.
#[component]
pub fn Classes(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let options = SEVERAL_NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            (
                (*name).to_owned(),
                (several(index).label)(locale).to_owned(),
            )
        })
        .collect::<Vec<_>>();
    let found = move || {
        let finding = trial.several.finding.get()?;
        let Finding::Predictions(found) = &*finding else {
            return None;
        };
        let confusion = found.test.confusion(found.classes.len());
        Some(view! {
            {matrix(&confusion, &found.classes, locale)}
            {measures(&confusion, &found.classes, locale)}
        })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, evaluation.several_hint)}</p>
        <div class="choices">
            <Select
                label=td_string!(locale, evaluation.several_data)
                options
                value=Signal::derive(move || SEVERAL_NAMES[state.with(|state| state.several)].to_owned())
                on_change=Callback::new(move |name: String| {
                    if let Some(index) = SEVERAL_NAMES.iter().position(|known| *known == name) {
                        state.update(|state| state.several = index);
                    }
                })
            />
            <Start
                errand=trial.several
                label=td_string!(locale, evaluation.train_several)
                start=Callback::new(move |()| trial.train_several())
            />
        </div>
        {found}
    }
    .into_any()
}

/// Rows are true classes, columns answers.
fn matrix(confusion: &Confusion, classes: &[String], locale: Locale) -> impl IntoView + use<> {
    let count = classes.len();
    let caption = td_string!(
        locale,
        evaluation.several_matrix,
        right = number(f64::from(confusion.right()), 0),
        total = number(f64::from(confusion.total()), 0),
        share = percent(confusion.accuracy().unwrap_or(f64::NAN), 1)
    );
    let (label, large) = (caption.clone(), count > 4);
    let heads = classes
        .iter()
        .map(|class| view! { <th scope="col">{class.clone()}</th> })
        .collect_view();
    let rows = classes
        .iter()
        .enumerate()
        .map(|(truth, class)| {
            let of = confusion.against_the_rest(truth).positives();
            let cells = (0..count)
                .map(|taken| {
                    let cell = confusion.get(truth, taken);
                    let side = if truth == taken { "right" } else { "wrong" };
                    view! { <td class=format!("{side} level-{}", level(cell, of))>{cell}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{class.clone()}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="panel">
            <div class="table" role="region" tabindex="0" aria-label=label>
                <table class="matrix" class:matrix-large=large>
                    <caption>{caption}</caption>
                    <thead><tr><td>{td_string!(locale, evaluation.matrix_corner)}</td>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

fn measures(confusion: &Confusion, classes: &[String], locale: Locale) -> impl IntoView + use<> {
    let cells = |of: &dyn Fn(Measure) -> Option<f64>| {
        MEASURES
            .map(|measure| view! { <td class="number">{share(of(measure))}</td> })
            .collect_view()
    };
    let rows = classes
        .iter()
        .enumerate()
        .map(|(class, name)| {
            let counts = confusion.against_the_rest(class);
            view! {
                <tr>
                    <th scope="row">{name.clone()}</th>
                    {cells(&|measure| measure(counts))}
                    <td class="number">{counts.positives()}</td>
                </tr>
            }
        })
        .collect_view();
    let means = [
        (td_string!(locale, evaluation.average_macro), Average::Macro),
        (
            td_string!(locale, evaluation.average_weighted),
            Average::Weighted,
        ),
        (td_string!(locale, evaluation.average_micro), Average::Micro),
    ]
    .map(|(name, average)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells(&|measure| confusion.average(measure, average))}
                <td class="number">{confusion.total()}</td>
            </tr>
        }
    })
    .collect_view();
    let caption = td_string!(locale, evaluation.several_measures);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{td_string!(locale, evaluation.precision)}</th>
                        <th scope="col">{td_string!(locale, evaluation.recall)}</th>
                        <th scope="col">"F1"</th>
                        <th scope="col">{td_string!(locale, evaluation.rows)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{means}</tfoot>
            </table>
        </div>
        <p class="panel-hint">{td_string!(locale, evaluation.averages_hint)}</p>
    }
}
