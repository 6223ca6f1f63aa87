//! The confusion matrix of the test part, with each class's precision and
//! recall.

use super::frame_of;
use crate::engine::Client;
use crate::i18n::{number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::data::Task;
use neural::metrics::Confusion as Counts;

/// Steps of a cell's colour.
const LEVELS: u32 = 10;

/// The panel.
#[component]
pub fn Confusion(
    /// Has the run.
    engine: Client,
    /// Of the training part rather than the test part.
    #[prop(optional)]
    train: bool,
) -> impl IntoView {
    let locale = use_locale();
    let counts = Memo::new(move |_| {
        let info = engine.info.get()?;
        let frame = frame_of(engine, &info)?;
        if train {
            frame.train_confusion.clone()
        } else {
            frame.confusion.clone()
        }
    });
    // The table is built anew only for other classes; training changes its cells.
    let classes = Memo::new(move |_| {
        let info = engine.info.get()?;
        Some(match &info.task {
            Task::Classification { classes } => classes.clone(),
            Task::Regression => Vec::new(),
        })
    });
    let score = move || {
        counts.with(|counts| {
            let counts = counts.as_ref()?;
            let (right, total) = (
                number(f64::from(counts.right()), 0),
                number(f64::from(counts.total()), 0),
            );
            let share = percent(counts.accuracy()?, 1);
            Some(if train {
                td_string!(
                    locale,
                    runs.confusion_train_score,
                    right = right,
                    total = total,
                    share = share
                )
            } else {
                td_string!(
                    locale,
                    panels.confusion_score,
                    right = right,
                    total = total,
                    share = share
                )
            })
        })
    };
    let caption = if train {
        td_string!(locale, runs.confusion_train)
    } else {
        td_string!(locale, panels.confusion)
    };
    let body = move || {
        let classes = classes.get()?;
        Some(if classes.is_empty() {
            view! { <p>{td_string!(locale, panels.confusion_none)}</p> }.into_any()
        } else {
            view! {
                <p class="panel-hint">{score}</p>
                <Matrix classes counts caption/>
                <p class="panel-hint">{td_string!(locale, panels.confusion_hint)}</p>
            }
            .into_any()
        })
    };
    view! {
        <div class="panel confusion">{body}</div>
    }
    .into_any()
}

/// Rows are true classes, columns answers; precision stands below, recall beside.
#[component]
fn Matrix(
    classes: Vec<String>,
    counts: Memo<Option<Counts>>,
    caption: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let count = classes.len();
    let headings = classes
        .iter()
        .map(|class| view! { <th scope="col">{class.clone()}</th> })
        .collect_view();
    let rows = classes
        .into_iter()
        .enumerate()
        .map(|(truth, class)| {
            let cells = (0..count)
                .map(|answer| view! { <Cell counts truth answer/> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{class}</th>
                    {cells}
                    <td class="rate">{move || rate(counts, |counts| counts.recall(truth))}</td>
                </tr>
            }
        })
        .collect_view();
    let precisions = (0..count)
        .map(|answer| {
            view! { <td class="rate">{move || rate(counts, |counts| counts.precision(answer))}</td> }
        })
        .collect_view();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table class="matrix" class:matrix-large=move || { count > 4 }>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td>{td_string!(locale, panels.confusion_corner)}</td>
                        {headings}
                        <th scope="col">{td_string!(locale, panels.recall)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{td_string!(locale, panels.precision)}</th>
                        {precisions}
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Cell(counts: Memo<Option<Counts>>, truth: usize, answer: usize) -> impl IntoView {
    let here = Memo::new(move |_| {
        counts.with(|counts| {
            let counts = counts
                .as_ref()
                .filter(|counts| fits(counts, truth, answer))?;
            Some((counts.get(truth, answer), level(counts, truth, answer)))
        })
    });
    let side = if truth == answer { "right" } else { "wrong" };
    view! {
        <td class=move || format!("{side} level-{}", here.get().map_or(0, |(_, level)| level))>
            {move || here.get().map_or_else(|| "–".to_owned(), |(count, _)| number(f64::from(count), 0))}
        </td>
    }
    .into_any()
}

/// A rate as a percentage; `–` where no sample gives one.
fn rate(counts: Memo<Option<Counts>>, of: impl Fn(&Counts) -> Option<f64>) -> String {
    let rate = counts.with(|counts| counts.as_ref().and_then(of));
    rate.map_or_else(|| "–".to_owned(), |rate| percent(rate, 0))
}

/// Whether the counts have this cell: those of the run before may have fewer classes.
fn fits(counts: &Counts, truth: usize, answer: usize) -> bool {
    let classes = counts.classes as usize;
    truth < classes && answer < classes
}

/// The colour of a cell, by its share of its row: 0 for none, and at least 1
/// for a single sample, so that no mistake is invisible.
fn level(counts: &Counts, truth: usize, answer: usize) -> u32 {
    let row: u32 = (0..counts.classes as usize)
        .map(|column| counts.get(truth, column))
        .sum();
    match counts.get(truth, answer) {
        0 => 0,
        count => (count * LEVELS).div_ceil(row.max(1)).clamp(1, LEVELS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(cells: &[u32]) -> Counts {
        Counts {
            classes: 2,
            counts: cells.to_vec(),
        }
    }

    #[test]
    fn the_colour_is_the_share_of_the_row() {
        let counts = counts(&[99, 1, 0, 0]);
        assert_eq!(level(&counts, 0, 0), 10);
        assert_eq!(level(&counts, 0, 1), 1);
        assert_eq!(level(&counts, 1, 0), 0);
        assert_eq!(level(&counts, 1, 1), 0);
    }

    #[test]
    fn cells_beyond_the_counts_are_left_alone() {
        let counts = counts(&[1, 2, 3, 4]);
        assert!(fits(&counts, 1, 1));
        assert!(!fits(&counts, 2, 0) && !fits(&counts, 0, 2));
    }
}
