//! How the answers at the threshold turn out: the confusion matrix.

use super::judge::Part;
use super::trial::Trial;
use crate::i18n::{number, td_string, use_locale};
use leptos::prelude::*;
use neural::metrics::threshold::Counts;

/// Steps of a cell's colour.
const LEVELS: u32 = 10;

/// The colour of a cell, by its share of its row: 0 for none, and at least 1 for a
/// single row, so that no mistake is invisible.
pub fn level(count: u32, of: u32) -> u32 {
    if count == 0 {
        return 0;
    }
    (count * LEVELS).div_ceil(of.max(1)).clamp(1, LEVELS)
}

/// A cell: its name, what it counts, of how many, and whether those are right.
type Cell = (&'static str, fn(Counts) -> u32, fn(Counts) -> u32, bool);

/// The matrix of the test part.
#[component]
pub fn Matrix(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let counts = Memo::new(move |_| {
        let judged = trial.judged.get()?;
        Some(judged.counts(Part::Test, trial.cut()))
    });
    let cell = move |(name, count, of, right): Cell| {
        let class = move || {
            let level = counts
                .get()
                .map_or(0, |counts| level(count(counts), of(counts)));
            format!("{} level-{level}", if right { "right" } else { "wrong" })
        };
        let shown = move || {
            let count = counts
                .get()
                .map_or(f64::NAN, |counts| f64::from(count(counts)));
            number(count, 0)
        };
        view! { <td class=class><span class="number">{shown}</span> <small>{name}</small></td> }
    };
    let name = move |class: usize| {
        move || {
            trial
                .state
                .with(|state| state.model.question)
                .classes(locale)[class]
        }
    };
    let caption = td_string!(locale, evaluation.matrix);
    view! {
        <div class="panel">
            <table class="matrix evaluation-matrix">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <td>{td_string!(locale, evaluation.matrix_corner)}</td>
                        <th scope="col">{td_string!(locale, evaluation.taken)} " " {name(1)}</th>
                        <th scope="col">{td_string!(locale, evaluation.taken)} " " {name(0)}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">{name(1)}</th>
                        {cell(("TP", |c| c.true_positives, Counts::positives, true))}
                        {cell(("FN", |c| c.false_negatives, Counts::positives, false))}
                    </tr>
                    <tr>
                        <th scope="row">{name(0)}</th>
                        {cell(("FP", |c| c.false_positives, Counts::negatives, false))}
                        {cell(("TN", |c| c.true_negatives, Counts::negatives, true))}
                    </tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colour_is_the_share_of_the_row() {
        assert_eq!(
            (level(0, 9), level(1, 1000), level(5, 10), level(9, 9)),
            (0, 1, 5, 10)
        );
        assert_eq!(level(3, 0), 10);
    }
}
