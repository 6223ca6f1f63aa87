//! Milestones, each with the evaluations by which one knows.

use super::super::editor::use_editor;
use super::super::format;
use super::super::kit::{
    Choice, Field, Row, Rows, date, decimal, line, list, list_of_row, of_row, optional,
};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::document::{Direction, Eval, Milestone};

/// The greatest threshold, in thousandths.
const MOST: i128 = 1_000_000_000_000;

/// The fields.
#[component]
pub fn Milestones() -> impl IntoView {
    let locale = use_locale();
    let title = move |one: &Milestone| match (one.name.as_str(), one.due) {
        (name, Some(due)) if !name.is_empty() => format!("{name} · {}", format::day(due, locale)),
        (name, _) => name.to_owned(),
    };
    view! {
        <Rows
            of=list!(milestones)
            label=td_string!(locale, plan_work.milestones)
            hint=td_string!(locale, plan_work.milestones_hint)
            add=td_string!(locale, plan_work.milestone_add)
            title
            new=|_| Milestone::default()
            row=|row| view! { <OneMilestone row/> }.into_any()
        />
    }
}

#[component]
fn OneMilestone(row: Row<Milestone>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_work.milestone_name)/>
        <Field of=line(of_row!(row, owner)) label=td_string!(locale, plan_work.owner)/>
        <div class="plan-pair">
            <Field of=date(of_row!(row, begin)) label=td_string!(locale, plan_work.begin)/>
            <Field of=date(of_row!(row, due)) label=td_string!(locale, plan_work.due)/>
            <Field of=date(of_row!(row, reached)) label=td_string!(locale, plan_work.reached)/>
        </div>
        <Rows
            of=list_of_row!(row, evals)
            label=td_string!(locale, plan_work.evals)
            hint=td_string!(locale, plan_work.evals_hint)
            add=td_string!(locale, plan_work.eval_add)
            title=|one: &Eval| one.metric.to_string()
            new=|_| Eval::default()
            row=|row| view! { <OneEval row/> }.into_any()
        />
    }
}

#[component]
fn OneEval(row: Row<Eval>) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let directions = vec![
        (
            Direction::AtLeast,
            td_string!(locale, plan_work.at_least).to_owned(),
        ),
        (
            Direction::AtMost,
            td_string!(locale, plan_work.at_most).to_owned(),
        ),
    ];
    let measured = row.clone();
    let verdict = move || {
        let passes = editor.with(|plan| measured.with(plan, Eval::passes));
        match passes.flatten() {
            None => td_string!(locale, plan_work.not_measured),
            Some(true) => td_string!(locale, plan_work.passes),
            Some(false) => td_string!(locale, plan_work.fails),
        }
    };
    view! {
        <Field of=line(of_row!(row, metric)) label=td_string!(locale, plan_work.metric) hint=td_string!(locale, plan_work.metric_hint)/>
        <Field of=line(of_row!(row, slice)) label=td_string!(locale, plan_work.slice) hint=td_string!(locale, plan_work.slice_hint)/>
        <div class="plan-pair">
            <Choice of=of_row!(row, direction) label=td_string!(locale, plan_work.direction) options=directions/>
            <Field of=decimal(of_row!(row, threshold_milli), 3, -MOST, MOST) label=td_string!(locale, plan_work.threshold)/>
            <Field of=optional(of_row!(row, measured_milli), 3, -MOST, MOST) label=td_string!(locale, plan_work.measured)/>
        </div>
        <p class="plan-verdict">{verdict}</p>
    }
}
