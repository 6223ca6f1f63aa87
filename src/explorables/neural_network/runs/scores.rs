//! How good the present step is, on both parts: each class's precision, recall
//! and F1, or a regression's errors.

use super::super::panels::Confusion;
use super::super::run::Run;
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::data::Task;
use neural::metrics::{Confusion as Counts, Errors};
use std::sync::Arc;

/// Training part, then test part.
type Both<T> = [Option<T>; 2];

/// The tables.
#[component]
pub fn Scores(run: Run) -> impl IntoView {
    let classes = Memo::new(move |_| {
        run.info().map(|info| match &info.task {
            Task::Classification { classes } => classes.clone(),
            Task::Regression => Vec::new(),
        })
    });
    let shape = Memo::new(move |_| run.state.with(|state| state.data.is_shape()));
    move || {
        let classes = classes.get()?;
        Some(if classes.is_empty() {
            view! { <Regression run/> }.into_any()
        } else {
            let engine = run.engine;
            view! {
                <Classes run classes/>
                <div class="run-matrices">
                    // Beside other data sets, the test part's stands anyway.
                    {shape.get().then(|| view! { <Confusion engine/> })}
                    <Confusion engine train=true/>
                </div>
            }
            .into_any()
        })
    }
}

fn parts(locale: Locale) -> [&'static str; 2] {
    [
        td_string!(locale, runs.training_part),
        td_string!(locale, runs.test_part),
    ]
}

#[component]
fn Classes(run: Run, classes: Vec<String>) -> impl IntoView {
    let locale = use_locale();
    let count = classes.len();
    let counts = Memo::new(move |_| {
        let frame = run.frame()?;
        let both: Both<Counts> = [frame.train_confusion.clone(), frame.confusion.clone()];
        Some(Arc::new(both))
    });
    let rate = move |part: usize, of: RateOf| {
        move || {
            counts.with(|both| {
                let counts = both.as_ref().and_then(|both| both[part].as_ref());
                let fitting = counts.filter(|counts| counts.classes as usize == count);
                let value = fitting.and_then(|counts| of.get(counts));
                value.map_or_else(|| "–".to_owned(), |value| percent(value, 1))
            })
        }
    };
    let cells = move |class: Option<usize>| {
        [Rate::Precision, Rate::Recall, Rate::F1]
            .into_iter()
            .flat_map(|rate| [0, 1].map(|part| (part, RateOf { rate, class })))
            .map(|(part, of)| view! { <td class="number">{rate(part, of)}</td> })
            .collect_view()
    };
    let rows = classes
        .into_iter()
        .enumerate()
        .map(|(class, name)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells(Some(class))}
                </tr>
            }
        })
        .collect_view();
    let [train, test] = parts(locale);
    let groups = [
        td_string!(locale, panels.precision),
        td_string!(locale, panels.recall),
        "F1",
    ]
    .map(|name| view! { <th scope="colgroup" colspan="2">{name}</th> });
    let heads = (0..3)
        .map(|_| {
            view! {
                <th scope="col">{train}</th>
                <th scope="col">{test}</th>
            }
        })
        .collect_view();
    let accuracy = RateOf {
        rate: Rate::Accuracy,
        class: None,
    };
    let caption = td_string!(locale, runs.scores_caption);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr><td rowspan="2">{td_string!(locale, runs.class)}</td>{groups}</tr>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr><th scope="row">{td_string!(locale, runs.mean)}</th>{cells(None)}</tr>
                </tfoot>
            </table>
        </div>
        <p class="panel-hint">
            {td_string!(locale, network.accuracy)} " · " {train} " " <span class="number">{rate(0, accuracy)}</span>
            " · " {test} " " <span class="number">{rate(1, accuracy)}</span>
        </p>
        <p class="panel-hint">{td_string!(locale, runs.scores_hint)}</p>
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Rate {
    Precision,
    Recall,
    F1,
    Accuracy,
}

/// A rate of one class, or its mean over all.
#[derive(Clone, Copy)]
struct RateOf {
    rate: Rate,
    class: Option<usize>,
}

impl RateOf {
    fn get(self, counts: &Counts) -> Option<f64> {
        let of = |class| match self.rate {
            Rate::Precision => counts.precision(class),
            Rate::Recall => counts.recall(class),
            Rate::F1 => counts.f1(class),
            Rate::Accuracy => counts.accuracy(),
        };
        if let Some(class) = self.class {
            return of(class);
        }
        // A rate that no sample gives counts as 0, as scikit-learn has it.
        let count = counts.classes as usize;
        let sum: f64 = (0..count).map(|class| of(class).unwrap_or(0.0)).sum();
        (counts.total() > 0).then(|| sum / count as f64)
    }
}

/// One of a regression's errors.
type OfErrors = fn(&Errors) -> Option<f32>;

#[component]
fn Regression(run: Run) -> impl IntoView {
    let locale = use_locale();
    let errors = Memo::new(move |_| run.frame().and_then(|frame| frame.errors));
    let cell = move |part: usize, of: OfErrors| {
        move || {
            let value = errors.get().and_then(|both| of(&both[part]));
            value.map_or_else(|| "–".to_owned(), |value| number(f64::from(value), 4))
        }
    };
    let rows: [(&str, &str, OfErrors); 3] = [
        ("MAE", td_string!(locale, runs.mae), |e| Some(e.mae)),
        ("RMSE", td_string!(locale, runs.rmse), |e| Some(e.rmse)),
        ("R²", td_string!(locale, runs.r2), |e| e.r2),
    ];
    let rows = rows
        .into_iter()
        .map(|(short, long, of)| {
            view! {
                <tr>
                    <th scope="row">{short} <span class="panel-hint">{long}</span></th>
                    <td class="number">{cell(0, of)}</td>
                    <td class="number">{cell(1, of)}</td>
                </tr>
            }
        })
        .collect_view();
    let [train, test] = parts(locale);
    let caption = td_string!(locale, runs.errors_caption);
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="run-table">
                <caption>{caption}</caption>
                <thead>
                    <tr><td></td><th scope="col">{train}</th><th scope="col">{test}</th></tr>
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
    fn means_are_over_the_classes() {
        let counts = Counts {
            classes: 2,
            counts: vec![6, 2, 0, 2],
        };
        let of = |rate, class| RateOf { rate, class }.get(&counts);
        assert_eq!(of(Rate::Recall, Some(0)), Some(0.75));
        assert_eq!(of(Rate::Recall, None), Some(0.875));
        assert_eq!(of(Rate::Precision, None), Some(0.75));
        assert_eq!(of(Rate::Accuracy, None), Some(0.8));
        // Nothing was taken for class 1: its precision counts as 0.
        let counts = Counts {
            classes: 2,
            counts: vec![3, 0, 1, 0],
        };
        let mean = RateOf {
            rate: Rate::Precision,
            class: None,
        };
        assert_eq!(mean.get(&counts), Some(0.375));
    }
}
