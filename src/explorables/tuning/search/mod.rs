//! The search for settings: three methods, one budget.

mod parallel;
mod spent;
mod trials;
mod words;

use super::bench::{Bench, Task};
use super::progress::Progress;
use super::state::{DIMENSIONS, LEVELS, TRIAL};
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::job::{Finding, SearchRun, Sought};
use parallel::parallel;
use spent::spent;
use std::sync::Arc;
use trials::Trials;
use words::{method_name, settings_text};

/// A trial: its method's place in the finding, and its number there.
pub type Chosen = (usize, usize);

/// The panel.
#[component]
pub fn SearchPanel(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let label = Signal::derive(move || td_string!(locale, tuning.search_run).to_owned());
    let found = Memo::new(move |_| match bench.found(Task::Search).as_deref() {
        Some(Finding::Search(found)) => Some(Arc::new(found.clone())),
        _ => None,
    });
    let chosen = RwSignal::new(None::<Chosen>);
    let planned = move || {
        let search = bench.state.with(|state| state.search);
        td_string!(
            locale,
            tuning.search_plan,
            trials = search.trials(),
            epochs = search.epochs,
            budget = search.trials() * search.epochs
        )
    };
    let barred = Signal::derive(move || {
        let fits = bench.state.with(|state| state.search.fits());
        (!fits).then(|| {
            td_string!(
                locale,
                tuning.search_large,
                most = neural::job::MAX_TRIALS as u32
            )
        })
    });
    let body = move || {
        found
            .get()
            .filter(|found| found.methods.iter().any(|sought| !sought.trials.is_empty()))
            .map(|found| {
                view! {
                    {methods(&found, locale)}
                    <div class="tuning-two">
                        {spent(&found, locale)}
                        {parallel(&found, chosen, locale)}
                    </div>
                }
            })
    };
    view! {
        <p class="panel-hint">{td_string!(locale, tuning.search_hint)}</p>
        <div class="choices">
            {bench.fields().whole("dims", td_string!(locale, tuning.dimensions), DIMENSIONS,
                |state| state.search.dimensions, |state, value| state.search.dimensions = value)}
            {bench.fields().whole("levels", td_string!(locale, tuning.levels), LEVELS,
                |state| state.search.levels, |state, value| state.search.levels = value)}
            {bench.fields().whole("trial", td_string!(locale, tuning.trial_epochs), TRIAL,
                |state| state.search.epochs, |state, value| state.search.epochs = value)}
        </div>
        <p class="panel-hint">{planned}</p>
        <Progress bench task=Task::Search label name=td_string!(locale, tuning.search) barred/>
        {body}
        <Trials found chosen/>
    }
    .into_any()
}

/// Each method: what it spent, and what it found.
fn methods(found: &SearchRun, locale: Locale) -> impl IntoView + use<> {
    let rows = found
        .methods
        .iter()
        .map(|sought| row(found, sought, locale))
        .collect_view();
    let [trained, chosen, tested] = found.counts;
    let caption = td_string!(
        locale,
        tuning.methods_caption,
        trained = trained,
        chosen = chosen,
        tested = tested
    );
    view! {
        <div class="table" role="region" tabindex="0" aria-label=td_string!(locale, tuning.methods)>
            <table class="run-table tuning-table tuning-methods">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, tuning.method)}</th>
                        <th scope="col">{td_string!(locale, tuning.trials)}</th>
                        <th scope="col">{td_string!(locale, tuning.spent)}</th>
                        <th scope="col">{td_string!(locale, tuning.validation_loss)}</th>
                        <th scope="col">{td_string!(locale, tuning.chosen)}</th>
                        <th scope="col">{td_string!(locale, tuning.tested_once)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(found: &SearchRun, sought: &Sought, locale: Locale) -> impl IntoView + use<> {
    let best = sought
        .best
        .and_then(|best| sought.trials.get(best as usize));
    let loss = best.and_then(|trial| trial.validation);
    let test = sought.test.and_then(|test| test.accuracy);
    view! {
        <tr>
            <th scope="row">{method_name(sought.method, locale)}</th>
            <td class="number">{sought.trials.len()}</td>
            <td class="number">{td_string!(locale, tuning.of_budget, spent = sought.spent, budget = found.budget)}</td>
            <td class="number">{loss.map_or_else(|| "–".to_owned(), |metrics| number(f64::from(metrics.loss), 3))}</td>
            <td>{best.map(|trial| settings_text(&found.settings, &trial.settings, locale))}</td>
            <td class="number">{test.map_or_else(|| "–".to_owned(), |share| percent(f64::from(share), 1))}</td>
        </tr>
    }
}
