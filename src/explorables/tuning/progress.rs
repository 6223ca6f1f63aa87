//! The buttons that start a task and stop it, how far it is, and what stands in
//! its way.

use super::bench::{Bench, Obstacle, Task};
use crate::i18n::{Locale, percent, td_string, use_locale};
use leptos::prelude::*;
use neural::job::JobError;

/// Buttons, progress, and notices of a task.
#[component]
pub fn Progress(
    bench: Bench,
    task: Task,
    /// What starts it.
    #[prop(into)]
    label: Signal<String>,
    /// What it works on, for the name of the bar.
    name: &'static str,
    /// Why it cannot be started now; empty where it can.
    #[prop(optional, into)]
    barred: Signal<Option<String>>,
    /// What stands beside the buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let errand = bench.errand(task);
    let busy = Memo::new(move |_| bench.busy(task));
    let share = move || errand.progress.get().map_or(0.0, f64::from);
    view! {
        <div class="tuning-transport">
            {move || if busy.get() {
                view! {
                    <button class="tuning-start" on:click=move |_| bench.cancel(task)>
                        {td_string!(locale, tuning.cancel)}
                    </button>
                }
                .into_any()
            } else {
                view! {
                    <button
                        class="tuning-start primary"
                        disabled=move || barred.get().is_some()
                        on:click=move |_| bench.start(task)
                    >{move || label.get()}</button>
                }
                .into_any()
            }}
            <progress class:idle=move || !busy.get() aria-label=name max="1" prop:value=share></progress>
            <span class="tuning-share" aria-hidden="true">
                {move || busy.get().then(|| percent(share(), 0))}
            </span>
            {children.map(|children| children())}
        </div>
        {move || barred.get().map(|why| view! { <p class="panel-hint">{why}</p> })}
        <p class="hidden-status" role="status">
            {move || if busy.get() {
                td_string!(locale, tuning.working)
            } else if errand.finding.get().is_some() {
                td_string!(locale, tuning.finished)
            } else {
                ""
            }}
        </p>
        <Notices bench task/>
    }
}

#[component]
fn Notices(bench: Bench, task: Task) -> impl IntoView {
    let locale = use_locale();
    let errand = bench.errand(task);
    let obstacle = move || {
        let (of, obstacle) = bench.obstacle.get()?;
        (of == task).then_some(match obstacle {
            Obstacle::Fetching => view! {
                <div class="notice" role="status"><p>{td_string!(locale, network.fetching)}</p></div>
            }
            .into_any(),
            Obstacle::NotFetched => view! {
                <div class="notice notice-problem" role="alert">
                    <p>{td_string!(locale, network.not_fetched)}</p>
                    <button on:click=move |_| bench.start(task)>{td_string!(locale, network.try_again)}</button>
                </div>
            }
            .into_any(),
        })
    };
    let failure = move || {
        let error = errand.failure.get()?;
        Some(
            view! { <div class="notice notice-problem" role="alert"><p>{words(&error, locale)}</p></div> },
        )
    };
    let fault = move || {
        let message = errand.engine.fault.get()?;
        // One of the tasks tells it: the engine is the same for all.
        (task == Task::Run).then(|| view! {
            <div class="notice notice-problem" role="alert">
                <p>{td_string!(locale, tuning.fault, message = message)}</p>
                <button on:click=move |_| bench.restart()>{td_string!(locale, tuning.restart)}</button>
            </div>
        })
    };
    view! {
        {obstacle}
        {failure}
        {fault}
    }
}

/// Why a job was not done, and what to do.
fn words(error: &JobError, locale: Locale) -> String {
    match error {
        JobError::Diverged => td_string!(locale, tuning.diverged).to_owned(),
        JobError::TooFewRows { rows } => td_string!(locale, tuning.too_few, rows = *rows),
        JobError::Load(_) | JobError::OutOfRange | JobError::NeedsClasses => {
            td_string!(locale, tuning.refused).to_owned()
        }
    }
}
