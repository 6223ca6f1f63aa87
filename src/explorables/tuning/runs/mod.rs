//! A run: its curves, its gap in words, its weights, its map, the examples made
//! for it, and the runs that stand beside it.

mod curves;
mod made;
mod map;
mod side;
mod weights;

pub use made::Made;
pub use side::Pins;

use super::bench::{Bench, Task};
use super::readings::gap;
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::ui::canvas::Colours;
use curves::curves;
use leptos::prelude::*;
use map::Map;
use neural::job::CureRun;
use weights::histogram;

/// Points between training and test accuracy from which on a gap is called one.
const GAP: f64 = 0.1;

/// The run that is shown; before the first, what to do.
#[component]
pub fn Shown(bench: Bench, colours: Colours) -> impl IntoView {
    let locale = use_locale();
    let there = Memo::new(move |_| bench.shown.with(Option::is_some));
    let run = Signal::derive(move || bench.shown.get());
    let outdated = move || {
        let now = bench.state.with(|state| state.run);
        run.with(|run| run.as_ref().is_some_and(|(setting, _)| *setting != now))
    };
    move || {
        if !there.get() {
            return view! {
                <p class="panel-hint tuning-empty">{td_string!(locale, tuning.empty)}</p>
                <div class="tuning-run">{curves(&CureRun::default(), locale)}</div>
            }
            .into_any();
        }
        view! {
            <p class="tuning-gap">{move || run.get().map(|(_, run)| told(&run, locale))}</p>
            <p class="hidden-status" role="status">
                {move || (!bench.busy(Task::Run)).then(|| run.get().map(|(_, run)| told(&run, locale)))}
            </p>
            <p class="panel-hint">
                {move || outdated().then(|| td_string!(locale, tuning.outdated))}
            </p>
            <div class="tuning-run">
                {move || run.get().map(|(_, run)| curves(&run, locale))}
                <Map run colours/>
                {move || run.get().map(|(_, run)| histogram(&run.weights, locale))}
            </div>
        }
        .into_any()
    }
}

/// The gap in words.
pub fn told(run: &CureRun, locale: Locale) -> String {
    let [train, test, between] = gap(run);
    let scores = run.scores();
    let [trained, _, tested] = run.counts;
    let first = td_string!(
        locale,
        tuning.told,
        epoch = scores.epoch,
        train = percent(train, 1),
        trained = trained,
        test = percent(test, 1),
        tested = tested,
        gap = number(between * 100.0, 1)
    );
    let judged = if between >= GAP {
        td_string!(locale, tuning.told_gap)
    } else {
        td_string!(locale, tuning.told_no_gap)
    };
    let turned = if run.stopped {
        td_string!(
            locale,
            tuning.told_stopped,
            last = run.curve.last().map_or(0, |s| s.epoch),
            best = run.best
        )
    } else if run.best < scores.epoch {
        td_string!(locale, tuning.told_turned, best = run.best)
    } else {
        String::new()
    };
    let wrong = if run.wrong > 0 {
        td_string!(locale, tuning.told_wrong, count = run.wrong)
    } else {
        String::new()
    };
    [first, judged.to_owned(), turned, wrong]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        // Chinese sentences stand without a space between them.
        .join(if locale == Locale::zh { "" } else { " " })
}
