//! Assumptions, how much hangs on each, and the experiments that test them.

use super::super::editor::use_editor;
use super::super::kit::{
    Choice, Field, Lens, Row, Rows, date, line, list, list_of_row, of_row, text,
};
use super::super::names;
use super::scale::Scale;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::bounded::Line;
use venture::plan::document::{Assumption, Experiment, Verdict, riskiest};
use venture::plan::{Plan, Section};

/// How many of the riskiest are named.
const FIRST: usize = 3;

/// The fields.
#[component]
pub fn Assumptions() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Riskiest/>
        <Rows
            of=list!(assumptions)
            label=td_string!(locale, plan_work.assumptions)
            hint=td_string!(locale, plan_work.assumptions_hint)
            add=td_string!(locale, plan_work.assumption_add)
            title=|one: &Assumption| one.statement.to_string()
            new=|_| Assumption::default()
            row=|row| view! { <OneAssumption row/> }.into_any()
        />
    }
}

/// Which assumptions to test first: much depends on them, little is known.
#[component]
fn Riskiest() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let first = Memo::new(move |_| {
        editor.with(|plan| {
            let ranked = riskiest(&plan.assumptions);
            let names = ranked
                .into_iter()
                .take(FIRST)
                .filter_map(|index| plan.assumptions.get(index))
                .map(|one| one.statement.to_string());
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
        })
    });
    move || {
        let first = first.get();
        (!first.is_empty()).then(|| {
            let items = first.into_iter().map(|name| view! { <li>{name}</li> });
            view! {
                <div class="plan-computed">
                    <p class="plan-computed-label">{td_string!(locale, plan_work.test_first)}</p>
                    <ol>{items.collect_view()}</ol>
                    <p class="plan-hint">{td_string!(locale, plan_work.test_first_hint)}</p>
                </div>
            }
        })
    }
}

#[component]
fn OneAssumption(row: Row<Assumption>) -> impl IntoView {
    let locale = use_locale();
    let title = |one: &Experiment| one.method.to_string();
    view! {
        <Field of=line(of_row!(row, statement)) label=td_string!(locale, plan_work.statement) hint=td_string!(locale, plan_work.statement_hint)/>
        <div class="plan-pair">
            <Scale
                of=of_row!(row, importance)
                label=td_string!(locale, plan_work.importance)
                least=td_string!(locale, plan_work.importance_least)
                most=td_string!(locale, plan_work.importance_most)
            />
            <Scale
                of=of_row!(row, evidence)
                label=td_string!(locale, plan_work.evidence)
                least=td_string!(locale, plan_work.evidence_least)
                most=td_string!(locale, plan_work.evidence_most)
            />
        </div>
        <RestsOn row=row.clone()/>
        <Rows
            of=list_of_row!(row, experiments)
            label=td_string!(locale, plan_work.experiments)
            hint=td_string!(locale, plan_work.experiments_hint)
            add=td_string!(locale, plan_work.experiment_add)
            title
            new=|_| Experiment::default()
            row=|row| view! { <OneExperiment row/> }.into_any()
        />
    }
}

/// The section that rests on an assumption. The plan keeps a field's path, of
/// which a section's name is the beginning.
#[component]
fn RestsOn(row: Row<Assumption>) -> impl IntoView {
    let locale = use_locale();
    let path: Lens<Line> = of_row!(row, field);
    let also = path.clone();
    let section = Lens::new(
        path.path.clone(),
        move |plan: &Plan| path.get(plan).map(|path| Section::of_field(path.as_str())),
        move |plan: &mut Plan, section: Option<Section>| {
            let slug = section.map_or("", Section::slug);
            also.set(plan, Line::clipped(slug));
        },
    );
    let none = (None, td_string!(locale, plan_work.rests_on_none).to_owned());
    let sections = Section::ALL.map(|one| (Some(one), names::name(one, locale).to_owned()));
    let options = std::iter::once(none).chain(sections).collect();
    view! { <Choice of=section label=td_string!(locale, plan_work.rests_on) options/> }
}

#[component]
fn OneExperiment(row: Row<Experiment>) -> impl IntoView {
    let locale = use_locale();
    let verdicts = vec![
        (
            Verdict::Open,
            td_string!(locale, plan_work.verdict_open).to_owned(),
        ),
        (
            Verdict::Supported,
            td_string!(locale, plan_work.verdict_supported).to_owned(),
        ),
        (
            Verdict::Refuted,
            td_string!(locale, plan_work.verdict_refuted).to_owned(),
        ),
        (
            Verdict::Unclear,
            td_string!(locale, plan_work.verdict_unclear).to_owned(),
        ),
    ];
    view! {
        <Field of=line(of_row!(row, method)) label=td_string!(locale, plan_work.method) hint=td_string!(locale, plan_work.method_hint)/>
        <Field of=line(of_row!(row, metric)) label=td_string!(locale, plan_work.measure)/>
        <Field of=line(of_row!(row, success)) label=td_string!(locale, plan_work.success) hint=td_string!(locale, plan_work.success_hint)/>
        <div class="plan-pair">
            <Field of=date(of_row!(row, begin)) label=td_string!(locale, plan_work.begin)/>
            <Field of=date(of_row!(row, end)) label=td_string!(locale, plan_work.end)/>
        </div>
        <Choice of=of_row!(row, verdict) label=td_string!(locale, plan_work.verdict) options=verdicts/>
        <Field of=text(of_row!(row, learnt)) label=td_string!(locale, plan_work.learnt)/>
    }
}
