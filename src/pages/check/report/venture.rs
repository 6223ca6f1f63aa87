//! A venture's own report, of today or of a finished run.

use super::actions::Actions;
use super::changes::Changes;
use super::dimensions::Dimensions;
use super::facts::Facts;
use super::gates::Gates;
use super::plan::{Desk, YourPlan};
use super::runs::{RunChoice, Runs};
use super::scores::Summary;
use super::share::Share;
use crate::i18n::{date, td_string, use_locale};
use crate::pages::check::data::model;
use crate::pages::check::history::Saving;
use crate::pages::check::open::{Open, Settled, keep_place, open};
use crate::pages::check::place::{self, use_places};
use documents::Id;
use leptos::prelude::*;
use venture::readiness::{Answers, Basis, Report, Scores};

/// A report with the answers behind it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What was answered.
    pub answers: Answers,
    /// What it amounts to.
    pub report: Report,
}

/// The report of the venture `id`.
#[component]
pub fn VentureReport(id: Id) -> impl IntoView {
    match open(&id) {
        Ok(open) => view! { <Settled open><Opened open/></Settled> }.into_any(),
        Err(_) => view! { <Missing/> }.into_any(),
    }
}

#[component]
fn Missing() -> impl IntoView {
    let locale = use_locale();
    let list = use_places().list();
    view! {
        <div class="column readiness">
            <h1>{td_string!(locale, check.missing_heading)}</h1>
            <p role="alert">{td_string!(locale, check.missing)}</p>
            <p><a class="button" href=list>{td_string!(locale, check.to_list)}</a></p>
        </div>
    }
}

#[component]
fn Opened(open: Open) -> impl IntoView {
    let locale = use_locale();
    let places = StoredValue::new(use_places());
    let document = open.document;
    let id = document.id();
    keep_place(move || format!("#{}", id.get()));
    let run = RwSignal::new(RunChoice::Now);
    let found = Memo::new(move |_| {
        document.with(|venture| match run.get().of(venture) {
            Some(run) => Found {
                answers: run.answers.clone(),
                report: run.report(model()),
            },
            None => Found {
                answers: venture.answers.clone(),
                report: open.report(),
            },
        })
    });
    let report = Memo::new(move |_| found.with(|found| found.report.clone()));
    let scores = Memo::new(move |_| report.with(Scores::of));
    let desk = Desk::new(open);
    let name = move || document.header().with(|header| header.name.clone());
    let day = move || {
        let on = found.with(|found| found.report.on.to_string());
        td_string!(locale, check.report_of, date = date(locale, &on))
    };
    let unanswered = move || {
        let (answered, count) = match run.get() {
            RunChoice::Now => open.progress(),
            RunChoice::On(_) => found.with(|found| model().progress(&found.answers, None)),
        };
        (answered < count).then(|| {
            let open = (count - answered) as u32;
            view! { <p class="notice">{td_string!(locale, check.report_open, count = open)}</p> }
        })
    };
    let stale = move || {
        let report = found.with(|found| stale_count(&found.report));
        (report > 0).then(|| {
            let days = u32::from(model().fresh_days);
            let text = td_string!(locale, check.stale, count = report, days = days);
            let again = open.retake();
            let retake = again.first().map(|first| {
                let href = places.with_value(|places| places.question(&id.get(), first, true));
                let text = td_string!(locale, check.retake, count = again.len() as u32);
                view! { <a class="button report-tools" href=href>{text}</a> }
            });
            view! { <p class="notice"><span>{text}</span> {retake}</p> }
        })
    };
    view! {
        <div class="wide readiness report">
            <p class="check-back">
                <a href=move || places.with_value(|places| places.question(&id.get(), place::ALL, false))>
                    {td_string!(locale, check.to_questions)}
                </a>
            </p>
            <h1>{name}</h1>
            <p class="lead">{day}</p>
            {unanswered}
            {stale}
            <Runs open run/>
            <Saving open/>
            {move || view! { <Summary scores=scores.get()/> }}
            <Actions desk open report/>
            <YourPlan desk/>
            {move || {
                let Found { answers, report } = found.get();
                let scores = scores.get();
                view! {
                    <Dimensions report=report.clone() answers/>
                    <Gates report=report.clone()/>
                    <Facts report/>
                    <Share scores/>
                }
            }}
            <Changes open/>
        </div>
    }
}

/// How many answers rest on evidence that is too old to rely on.
fn stale_count(report: &Report) -> u32 {
    let limit = i32::from(model().fresh_days);
    let old = report.evidence.iter().filter(|evidence| {
        let shown = matches!(evidence.basis, Basis::Noted | Basis::Computed(_));
        let age = evidence.dated.map(|dated| report.on.days_since(dated));
        shown && age.is_some_and(|age| age >= limit)
    });
    old.count() as u32
}
