//! Loss over the epochs, for each rule, on a logarithmic scale.

use super::trial::Trial;
use crate::explorables::optimisers::choices::RULES;
use crate::explorables::optimisers::figures::figure;
use crate::i18n::{td_string, use_locale};
use crate::ui::plot::Projection;
use leptos::prelude::*;
use neural::job::{Raced, Way};
use std::sync::Arc;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 130.0;
/// Losses below this stand at the foot.
const FLOOR: f64 = 1e-6;

/// Logarithms of the lowest and the highest loss, with a little room.
fn range(ways: &[Way]) -> (f64, f64) {
    let losses = ways.iter().flat_map(|way| &way.notes);
    let logs = losses
        .map(|note| f64::from(note.loss))
        .filter(|loss| loss.is_finite())
        .map(|loss| loss.clamp(FLOOR, 1e4).log10());
    let (least, most) = logs.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), log| {
        (least.min(log), most.max(log))
    });
    if least > most {
        (-2.0, 0.0)
    } else {
        (least - 0.05, (most + 0.05).max(least + 0.3))
    }
}

/// Losses of 1, 2 and 5 times powers of ten within a range of logarithms; of
/// powers of ten alone, where those are many.
fn marks((low, high): (f64, f64)) -> Vec<f64> {
    let steps: &[f64] = if high - low > 2.5 {
        &[1.0]
    } else {
        &[1.0, 2.0, 5.0]
    };
    (low.floor() as i32..=high.ceil() as i32)
        .flat_map(|power| steps.iter().map(move |step| step * 10f64.powi(power)))
        .filter(|mark| (low..=high).contains(&mark.log10()))
        .collect()
}

/// The chart.
#[component]
pub fn Chart(trial: Trial, raced: Memo<Option<Arc<Raced>>>) -> impl IntoView {
    let locale = use_locale();
    let content = move || {
        let raced = raced.get()?;
        let range = range(&raced.ways);
        let last = raced.ways.iter().filter_map(|way| way.notes.last());
        let epochs = last.map(|note| note.epoch).fold(1.0, f32::max);
        let projection = Projection::new((0.0, f64::from(epochs)), range, WIDTH, HEIGHT);
        let marks = marks(range)
            .into_iter()
            .map(|mark| {
                let (_, y) = projection.project((0.0, mark.log10()));
                view! {
                    <line x1="0" x2=WIDTH y1=y y2=y/>
                    <text x="-5" y=y + 4.0 text-anchor="end">{figure(mark).trim_end_matches('0').trim_end_matches('.').to_owned()}</text>
                }
            })
            .collect_view();
        let rules = trial.rules.get();
        let lines = raced
            .ways
            .iter()
            .zip(&rules)
            .map(|(way, rule)| {
                let points = way.notes.iter().map(|note| {
                    let loss = f64::from(note.loss).clamp(FLOOR, 1e4);
                    (f64::from(note.epoch), loss.log10())
                });
                let class = format!("race-line rule-{}", RULES[*rule].key);
                view! { <polyline class=class points=projection.polyline(points)/> }
            })
            .collect_view();
        Some(view! {
            <g class="axes">{marks}</g>
            {lines}
            <text x=WIDTH y=HEIGHT + 15.0 text-anchor="end">
                {td_string!(locale, network.epochs, count = epochs.round() as u32)}
            </text>
        })
    };
    view! {
        <svg
            class="chart race-chart"
            viewBox=format!("-46 -18 {} {}", WIDTH + 54.0, HEIGHT + 36.0)
            role="img"
            aria-label=td_string!(locale, landscape.chart)
        >
            <text class="chart-name" x="0" y="-6">{td_string!(locale, landscape.chart_name)}</text>
            {content}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::landscape::Note;

    fn way(losses: &[f32]) -> Way {
        let note = |(epoch, loss): (usize, &f32)| Note {
            epoch: epoch as f32,
            step: epoch as u32,
            loss: *loss,
        };
        Way {
            notes: losses.iter().enumerate().map(note).collect(),
            diverged: false,
        }
    }

    #[test]
    fn the_range_holds_every_loss_that_is_a_number() {
        let (low, high) = range(&[way(&[1.0, 0.1]), way(&[f32::NAN, 0.01])]);
        assert!(low < -2.0 && low > -2.2 && high > 0.0 && high < 0.2);
        assert_eq!(range(&[]), (-2.0, 0.0));
        let (low, high) = range(&[way(&[0.5, 0.5])]);
        assert!(high - low > 0.25);
    }

    #[test]
    fn marks_are_round() {
        let near = |marks: Vec<f64>, expected: &[f64]| {
            assert_eq!(marks.len(), expected.len(), "{marks:?}");
            for (mark, expected) in marks.iter().zip(expected) {
                assert!((mark / expected - 1.0).abs() < 1e-12);
            }
        };
        near(marks((-1.2, 0.1)), &[0.1, 0.2, 0.5, 1.0]);
        near(marks((-4.1, 0.1)), &[1e-4, 1e-3, 1e-2, 0.1, 1.0]);
    }
}
