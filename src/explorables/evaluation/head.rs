//! What is asked, the model that answers, and how its training stands.

use super::judge::Part;
use super::state::{DATA_NAMES, EPOCHS, HIDDEN, Question, SHARE, SPLIT, State};
use super::trial::{Obstacle, Trial};
use crate::engine::Errand;
use crate::explorables::fields::Bound;
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::ui::controls::Slider;
use leptos::prelude::*;
use neural::job::JobError;
use std::ops::RangeInclusive;

/// Question, training, model.
#[component]
pub fn Head(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let words = Question::ALL.map(|question| question.label(locale).to_owned());
    let data = Bound::new(trial.state, trial.stage).named(
        "data",
        td_string!(locale, evaluation.question),
        (0..).zip(words),
        DATA_NAMES,
        |state| state.model.question as usize,
        |state, index| state.model.question = Question::ALL[index],
    );
    let training = trial.stage.shows("train").then(|| {
        view! {
            <Start
                errand=trial.training
                label=td_string!(locale, evaluation.train)
                start=Callback::new(move |()| trial.train())
                primary=true
            />
        }
    });
    view! {
        <div class="evaluation-head">{data}{training}</div>
        <Standing trial/>
        {trial.stage.shows("model").then(|| view! { <ModelChoices trial/> })}
    }
    .into_any()
}

/// A button that starts a job, and drops it while it is under way.
#[component]
pub fn Start(
    /// Where the job is done.
    errand: Errand,
    /// What starts.
    label: &'static str,
    /// Starts it.
    start: Callback<()>,
    /// Whether it is what the figure is about.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let locale = use_locale();
    let busy = Memo::new(move |_| errand.busy());
    // One button, so that the keyboard stays where it is.
    let press = move |_| {
        if busy.get_untracked() {
            errand.cancel();
        } else {
            start.run(());
        }
    };
    view! {
        <div class="evaluation-start">
            <button class:primary=primary on:click=press>
                {move || if busy.get() { td_string!(locale, evaluation.cancel) } else { label }}
            </button>
            {move || busy.get().then(|| view! {
                <progress
                    aria-label=label
                    max="1"
                    prop:value=move || errand.progress.get().map_or(0.0, f64::from)
                ></progress>
            })}
            {move || errand.failure.get().map(|error| view! {
                <p class="notice notice-problem" role="alert">{reason(&error, locale)}</p>
            })}
        </div>
    }
    .into_any()
}

/// Why a job was not done, and what helps.
fn reason(error: &JobError, locale: Locale) -> String {
    match error {
        JobError::Diverged => td_string!(locale, evaluation.diverged).to_owned(),
        JobError::TooFewRows { rows } => td_string!(locale, evaluation.few_rows, rows = *rows),
        other => td_string!(locale, evaluation.not_done, reason = other.to_string()),
    }
}

/// What is trained, on how many rows; what stands in the way.
#[component]
fn Standing(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let told = move || {
        if trial.obstacle.get() == Some(Obstacle::Fetching) {
            return td_string!(locale, evaluation.fetching).to_owned();
        }
        if trial.training.busy() {
            return td_string!(locale, evaluation.training).to_owned();
        }
        let count = |count: usize| number(count as f64, 0);
        trial.judged.with(|judged| match judged {
            None => td_string!(locale, evaluation.none_yet).to_owned(),
            Some(_) if !trial.up_to_date() => td_string!(locale, evaluation.outdated).to_owned(),
            Some(judged) => {
                let positives = judged.test.iter().filter(|sample| sample.positive).count();
                let question = trial.state.with(|state| state.model.question);
                td_string!(
                    locale,
                    evaluation.trained,
                    trained = count(judged.trained),
                    validation = count(judged.part(Part::Validation).len()),
                    test = count(judged.test.len()),
                    positives = count(positives),
                    name = question.classes(locale)[1]
                )
            }
        })
    };
    view! {
        <p class="figure-status" role="status">{told}</p>
        {move || (trial.obstacle.get() == Some(Obstacle::NotFetched)).then(|| view! {
            <div class="notice notice-problem" role="alert">
                <p>{td_string!(locale, evaluation.not_fetched)}</p>
                <button on:click=move |_| trial.train()>{td_string!(locale, shell.retry)}</button>
            </div>
        })}
    }
    .into_any()
}

/// The network and its data, in a few sliders.
#[component]
fn ModelChoices(trial: Trial) -> impl IntoView {
    let locale = use_locale();
    let state = trial.state;
    let slider = move |label: &'static str,
                       range: RangeInclusive<f64>,
                       step: f64,
                       get: fn(&State) -> f64,
                       set: fn(&mut State, f64)| {
        view! {
            <Slider
                label
                value=Signal::derive(move || state.with(get))
                min=*range.start()
                max=*range.end()
                step
                decimals=0
                on_change=Callback::new(move |value: f64| state.update(|state| set(state, value.round())))
            />
        }
    };
    let counted =
        |limits: RangeInclusive<u32>| f64::from(*limits.start())..=f64::from(*limits.end());
    view! {
        <details class="more evaluation-model">
            <summary>{td_string!(locale, evaluation.model)}</summary>
            <div class="controls">
                {slider(td_string!(locale, evaluation.hidden), counted(HIDDEN), 1.0,
                    |state| f64::from(state.model.hidden), |state, value| state.model.hidden = value as u32)}
                {slider(td_string!(locale, evaluation.epochs), counted(EPOCHS), 1.0,
                    |state| f64::from(state.model.epochs), |state, value| state.model.epochs = value as u32)}
                {slider(td_string!(locale, evaluation.split), SPLIT, 5.0,
                    |state| state.model.split, |state, value| state.model.split = value)}
                {slider(td_string!(locale, evaluation.share), SHARE, 1.0,
                    |state| state.model.share, |state, value| state.model.share = value)}
                {slider(td_string!(locale, evaluation.seed), 0.0..=9999.0, 1.0,
                    |state| f64::from(state.model.seed), |state, value| state.model.seed = value as u32)}
            </div>
            <p class="panel-hint">{td_string!(locale, evaluation.model_hint)}</p>
        </details>
    }
    .into_any()
}
