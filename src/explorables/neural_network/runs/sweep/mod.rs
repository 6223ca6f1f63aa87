//! A setting tried at several values: the curve of what each comes to.

mod chart;
mod driver;
mod results;
mod variable;

use super::super::fields::PickNumber;
use super::super::run::Run;
use crate::explorables::state::write_number;
use crate::i18n::{Locale, number, td_string, use_locale};
use chart::chart;
use driver::Driver;
use leptos::prelude::*;
use results::{Results, Spread, Standing};

pub use variable::Variable;

/// Epochs on offer for each run.
const EPOCHS: &[f64] = &[10.0, 30.0, 100.0, 300.0, 1000.0];
/// Seeds on offer for each value.
const SEEDS: &[f64] = &[1.0, 3.0, 5.0];

/// The sweep.
#[component]
pub fn Sweep(run: Run) -> impl IntoView {
    let locale = use_locale();
    let driver = Driver::new(run);
    let (epochs, seeds) = (RwSignal::new(100.0), RwSignal::new(1.0));
    let ready = Memo::new(move |_| run.info().is_some());
    let start = move |variable| {
        let (epochs, seeds) = (epochs.get_untracked(), seeds.get_untracked());
        driver.start(variable, epochs as u32, seeds as u32);
    };
    // A setting's name was pressed where the setting stands.
    Effect::new(move || {
        if let (Some(variable), true) = (run.lab.to_sweep.get(), ready.get()) {
            run.lab.to_sweep.set(None);
            start(variable);
        }
    });
    let swept = Memo::new(move |_| {
        let of = |results: &Option<Results>| results.as_ref().map(|results| results.variable);
        driver.results.with(of)
    });
    let names = Variable::ALL
        .into_iter()
        .map(|variable| {
            let applies = Memo::new(move |_| run.state.with(|state| variable.applies(state)));
            move || {
                applies.get().then(|| {
                    let current = move || (swept.get() == Some(variable)).then_some("true");
                    view! {
                        <button
                            disabled=move || !ready.get()
                            aria-current=current
                            on:click=move |_| start(variable)
                        >{variable.label(locale)}</button>
                    }
                })
            }
        })
        .collect_view();
    let number_of = |signal: RwSignal<f64>| Callback::new(move |value| signal.set(value));
    view! {
        <p class="panel-hint">{td_string!(locale, runs.sweep_hint)}</p>
        <div class="choices">
            <PickNumber label=td_string!(locale, runs.sweep_epochs) offered=EPOCHS value=epochs on_change=number_of(epochs)/>
            <PickNumber label=td_string!(locale, runs.sweep_seeds) offered=SEEDS value=seeds on_change=number_of(seeds)/>
        </div>
        <div class="buttons" role="group" aria-label=td_string!(locale, runs.sweep_names)>{names}</div>
        <Progress driver/>
        <Found run driver/>
    }
    .into_any()
}

/// How far it is.
#[component]
fn Progress(driver: Driver) -> impl IntoView {
    let locale = use_locale();
    let state = Memo::new(move |_| {
        driver.results.with(|results| {
            let results = results.as_ref()?;
            Some((results.outcomes.len(), results.total(), results.standing))
        })
    });
    let running = Memo::new(move |_| matches!(state.get(), Some((_, _, Standing::Running))));
    let told = move || {
        let (done, total, standing) = state.get()?;
        Some(match standing {
            Standing::Running => {
                td_string!(locale, runs.sweep_progress, done = done, total = total)
            }
            Standing::Done => td_string!(locale, runs.sweep_done, total = total),
            Standing::Cancelled => {
                td_string!(locale, runs.sweep_cancelled, done = done, total = total)
            }
            Standing::Failed => td_string!(locale, runs.sweep_failed, done = done, total = total),
        })
    };
    view! {
        <div class="sweep-progress">
            {move || running.get().then(|| view! {
                <progress
                    aria-label=td_string!(locale, runs.sweep)
                    max=move || state.get().map_or(1, |(_, total, _)| total)
                    prop:value=move || state.get().map_or(0, |(done, ..)| done) as f64
                ></progress>
                <button on:click=move |_| driver.cancel()>{td_string!(locale, runs.cancel)}</button>
            })}
            <p class="panel-hint sweep-told">{told}</p>
            <p class="hidden-status" role="status">{move || (!running.get()).then(told)}</p>
        </div>
    }
    .into_any()
}

/// What it has found so far.
#[component]
fn Found(run: Run, driver: Driver) -> impl IntoView {
    let locale = use_locale();
    let take = Callback::new(move |value: f64| {
        let variable = driver
            .results
            .with_untracked(|results| results.as_ref().map(|results| results.variable));
        if let Some(variable) = variable {
            run.state.update(|state| *state = variable.at(state, value));
        }
    });
    move || {
        driver.results.with(|results| {
            let results = results.as_ref().filter(|results| !results.outcomes.is_empty())?;
            let rows = (0..results.values.len())
                .map(|at| row(run, results, at, locale, take))
                .collect_view();
            let name = results.variable.label(locale);
            let caption = td_string!(
                locale,
                runs.sweep_caption,
                name = name.clone(),
                count = results.epochs
            );
            let region = caption.clone();
            Some(view! {
                {chart(results, locale, take)}
                <span class="legend">
                    <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true"><line class="series-train" x1="0" y1="3" x2="24" y2="3"/></svg>
                    {td_string!(locale, network.train)}
                    <svg class="legend-line" viewBox="0 0 24 6" aria-hidden="true"><line class="series-test" x1="0" y1="3" x2="24" y2="3"/></svg>
                    {td_string!(locale, network.test)}
                </span>
                <div class="table" role="region" tabindex="0" aria-label=region>
                    <table class="run-table">
                        <caption>{caption}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{name}</th>
                                <th scope="col">{td_string!(locale, network.loss)}</th>
                                <th scope="col">{td_string!(locale, network.test_loss)}</th>
                                <td></td>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })
        })
    }
}

fn spread(spread: Option<Spread>) -> String {
    let loss = |value: f64| number(value, 4);
    match spread {
        None => "–".to_owned(),
        Some(one) if one.least >= one.most => loss(one.mean),
        Some(several) => format!(
            "{} ({}–{})",
            loss(several.mean),
            loss(several.least),
            loss(several.most)
        ),
    }
}

fn row(
    run: Run,
    results: &Results,
    at: usize,
    locale: Locale,
    take: Callback<f64>,
) -> impl IntoView + use<> {
    let (variable, value) = (results.variable, results.values[at]);
    let summary = results.summary(at);
    let best = results.standing != Standing::Running && results.best() == Some(at);
    let note = if summary.diverged > 0 {
        Some(td_string!(
            locale,
            runs.sweep_diverged,
            count = summary.diverged as u32
        ))
    } else {
        best.then(|| td_string!(locale, runs.sweep_best).to_owned())
    };
    let present = Memo::new(move |_| {
        run.state
            .with(|state| variable.present(state) == Some(value))
    });
    let text = write_number(value);
    let label = td_string!(locale, runs.take_value, value = text.clone());
    view! {
        <tr class:best=best>
            <th scope="row">{text}</th>
            <td class="number">{spread(summary.train)}</td>
            <td class="number">{spread(summary.test)} " " {note}</td>
            <td>
                <button aria-label=label disabled=move || present.get() on:click=move |_| take.run(value)>
                    {move || if present.get() { td_string!(locale, runs.present) } else { td_string!(locale, runs.take) }}
                </button>
            </td>
        </tr>
    }
}
