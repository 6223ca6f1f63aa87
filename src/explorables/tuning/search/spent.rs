//! The best that each method has found over the budget it has spent.

use super::super::chart::{Axis, Picture, Series, legend};
use super::words::method_name;
use crate::i18n::{Locale, td_string};
use leptos::prelude::*;
use neural::job::{SearchRun, Sought};
use neural::tuning::search::Method;

fn class(method: Method) -> &'static str {
    match method {
        Method::Grid => "series-grid",
        Method::Random => "series-random",
        Method::Halving => "series-halving",
    }
}

/// The least validation loss after so many epochs, as steps. A trial that went on
/// later counts where its last score was taken.
fn best_so_far(sought: &Sought) -> Vec<(f64, f64)> {
    let mut scored: Vec<(u32, f64)> = (sought.trials.iter())
        .filter_map(|trial| Some((trial.spent, f64::from(trial.validation?.loss))))
        .collect();
    scored.sort_by_key(|(spent, _)| *spent);
    let mut best = f64::INFINITY;
    let mut steps = Vec::with_capacity(2 * scored.len());
    for (spent, loss) in scored {
        if best.is_finite() {
            steps.push((f64::from(spent), best));
        }
        best = best.min(loss);
        steps.push((f64::from(spent), best));
    }
    if best.is_finite() {
        steps.push((f64::from(sought.spent), best));
    }
    steps
}

/// The chart.
pub fn spent(found: &SearchRun, locale: Locale) -> impl IntoView + use<> {
    let series: Vec<_> = (found.methods.iter())
        .map(|sought| Series {
            class: class(sought.method),
            name: method_name(sought.method, locale),
            points: best_so_far(sought),
        })
        .collect();
    let values = series
        .iter()
        .flat_map(|line| &line.points)
        .map(|point| point.1);
    let keys: Vec<_> = series.iter().map(|line| (line.class, line.name)).collect();
    let picture = Picture {
        name: td_string!(locale, tuning.best_loss),
        across: td_string!(locale, tuning.epochs_spent),
        label: td_string!(locale, tuning.spent_label).to_owned(),
        x: Axis::linear(0.0, std::iter::once(f64::from(found.budget))),
        y: Axis::linear(0.0, values),
        series: series.clone(),
        marks: Vec::new(),
    };
    view! {
        <div>
            {picture.view()}
            {legend(&keys)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::job::Trial;
    use neural::metrics::Metrics;

    #[test]
    fn the_best_only_falls() {
        let trial = |spent, loss: f32| Trial {
            settings: Vec::new(),
            epochs: 10,
            kept: 10,
            validation: loss.is_finite().then_some(Metrics {
                loss,
                accuracy: None,
            }),
            spent,
        };
        let sought = Sought {
            method: Method::Grid,
            trials: vec![
                trial(10, 2.0),
                trial(20, 3.0),
                trial(30, 1.0),
                trial(40, f32::NAN),
            ],
            spent: 40,
            best: Some(2),
            test: None,
        };
        let expected = [
            (10.0, 2.0),
            (20.0, 2.0),
            (20.0, 2.0),
            (30.0, 2.0),
            (30.0, 1.0),
            (40.0, 1.0),
        ];
        assert_eq!(best_so_far(&sought), expected);
    }
}
