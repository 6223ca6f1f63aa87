//! The register of risks: NIST's twelve and one's own, each with a test and
//! somebody who answers for it.

use super::super::editor::use_editor;
use super::super::kit::{Choice, Field, Row, Rows, line, list, of_row, text};
use super::super::lang;
use super::scale::Scale;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use venture::plan::risks::{Risk, RiskKind, missing};

/// The fields.
#[component]
pub fn Risks() -> impl IntoView {
    let locale = use_locale();
    let title = move |risk: &Risk| {
        let score = match risk.score() {
            Some(score) => td_string!(locale, plan_work.score, score = u32::from(score)),
            None => td_string!(locale, plan_work.score_none).to_owned(),
        };
        let covered = if risk.is_covered() {
            td_string!(locale, plan_work.covered)
        } else {
            td_string!(locale, plan_work.uncovered)
        };
        match risk.title.as_str() {
            "" => String::new(),
            name => format!("{name} · {score} · {covered}"),
        }
    };
    view! {
        <Matrix/>
        <Seed/>
        <Rows
            of=list!(risks)
            label=td_string!(locale, plan_work.risks)
            hint=td_string!(locale, plan_work.risks_hint)
            add=td_string!(locale, plan_work.risk_add)
            title
            new=|_| Risk::default()
            row=|row| view! { <OneRisk row/> }.into_any()
        />
    }
}

/// Adds those of the twelve that are not in the register.
#[component]
fn Seed() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let lacking =
        Memo::new(move |_| editor.with(|plan| missing(&plan.risks, lang(locale)).len() as u32));
    let add = move |_| {
        editor.step(|plan| {
            for risk in missing(&plan.risks, lang(locale)) {
                // What does not fit stays among those that are missing.
                let _ = plan.risks.push(risk);
            }
        });
    };
    let button = move || {
        let count = lacking.get();
        (count > 0).then(|| {
            view! {
                <p class="buttons">
                    <button type="button" on:click=add>
                        {td_string!(locale, plan_work.risk_seed, count = count)}
                    </button>
                </p>
            }
        })
    };
    view! {
        {button}
        <p class="plan-hint">{td_string!(locale, plan_work.risk_source)}</p>
    }
}

/// How many risks stand where: likelihood upwards, impact to the right.
#[component]
fn Matrix() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    // A cell's risks, and those of them that nobody looks after.
    let cells = Memo::new(move |_| {
        editor.with(|plan| {
            let mut cells = [[(0_u32, 0_u32); 5]; 5];
            let mut unjudged = 0_u32;
            for risk in &plan.risks {
                if risk.score().is_none() {
                    unjudged += u32::from(risk.not_applicable.is_blank());
                    continue;
                }
                let cell =
                    &mut cells[usize::from(risk.likelihood) - 1][usize::from(risk.impact) - 1];
                cell.0 += 1;
                cell.1 += u32::from(!risk.is_covered());
            }
            (cells, unjudged)
        })
    });
    let any =
        Memo::new(move |_| cells.with(|(cells, _)| cells.iter().flatten().any(|cell| cell.0 > 0)));
    let unjudged = move || {
        let count = cells.with(|(_, unjudged)| *unjudged);
        (count > 0).then(|| {
            view! { <p class="plan-hint">{td_string!(locale, plan_work.matrix_unjudged, count = count)}</p> }
        })
    };
    let table = move || any.get().then(|| table(locale, &cells.get().0));
    view! { {table} {unjudged} }
}

fn table(locale: Locale, cells: &[[(u32, u32); 5]; 5]) -> impl IntoView + use<> {
    let rows = cells.iter().enumerate().rev().map(|(likelihood, row)| {
        let entries = row.iter().enumerate().map(|(impact, (all, open))| {
            let text = match (all, open) {
                (0, _) => String::new(),
                (all, 0) => all.to_string(),
                (all, open) => format!("{all} ({open})"),
            };
            let grave = (likelihood + 1) * (impact + 1);
            let class = match grave {
                12.. => "risk-grave",
                5..12 => "risk-middling",
                _ => "risk-slight",
            };
            view! { <td class=class>{text}</td> }
        });
        view! { <tr><th scope="row">{likelihood + 1}</th>{entries.collect_view()}</tr> }
    });
    let impacts = (1..=5).map(|impact| view! { <th scope="col">{impact}</th> });
    view! {
        <div class="table">
            <table class="risk-matrix">
                <caption>{td_string!(locale, plan_work.matrix)}</caption>
                <thead>
                    <tr>
                        <td>
                            {td_string!(locale, plan_work.likelihood)} " ↑ " {td_string!(locale, plan_work.impact)} " →"
                        </td>
                        {impacts.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="plan-hint">{td_string!(locale, plan_work.matrix_hint)}</p>
    }
}

#[component]
fn OneRisk(row: Row<Risk>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, title)) label=td_string!(locale, plan_work.risk_title)/>
        <Choice of=of_row!(row, kind) label=td_string!(locale, plan_work.risk_kind) options=kinds(locale)/>
        <div class="plan-pair">
            <Scale
                of=of_row!(row, likelihood)
                label=td_string!(locale, plan_work.likelihood)
                least=td_string!(locale, plan_work.likelihood_least)
                most=td_string!(locale, plan_work.likelihood_most)
            />
            <Scale
                of=of_row!(row, impact)
                label=td_string!(locale, plan_work.impact)
                least=td_string!(locale, plan_work.impact_least)
                most=td_string!(locale, plan_work.impact_most)
            />
        </div>
        <Field of=line(of_row!(row, test)) label=td_string!(locale, plan_work.test)/>
        <Field of=line(of_row!(row, owner)) label=td_string!(locale, plan_work.owner)/>
        <Field of=text(of_row!(row, response)) label=td_string!(locale, plan_work.response) rows=2/>
        <Field of=line(of_row!(row, not_applicable)) label=td_string!(locale, plan_work.not_applicable)/>
    }
}

fn kinds(locale: Locale) -> Vec<(RiskKind, String)> {
    [
        (RiskKind::Own, td_string!(locale, plan_work.kind_own)),
        (RiskKind::Cbrn, td_string!(locale, plan_work.kind_cbrn)),
        (
            RiskKind::Confabulation,
            td_string!(locale, plan_work.kind_confabulation),
        ),
        (
            RiskKind::DangerousContent,
            td_string!(locale, plan_work.kind_dangerous_content),
        ),
        (
            RiskKind::DataPrivacy,
            td_string!(locale, plan_work.kind_data_privacy),
        ),
        (
            RiskKind::Environment,
            td_string!(locale, plan_work.kind_environment),
        ),
        (RiskKind::Bias, td_string!(locale, plan_work.kind_bias)),
        (
            RiskKind::HumanAi,
            td_string!(locale, plan_work.kind_human_ai),
        ),
        (
            RiskKind::InformationIntegrity,
            td_string!(locale, plan_work.kind_information_integrity),
        ),
        (
            RiskKind::InformationSecurity,
            td_string!(locale, plan_work.kind_information_security),
        ),
        (
            RiskKind::IntellectualProperty,
            td_string!(locale, plan_work.kind_intellectual_property),
        ),
        (
            RiskKind::AbusiveContent,
            td_string!(locale, plan_work.kind_abusive_content),
        ),
        (
            RiskKind::ValueChain,
            td_string!(locale, plan_work.kind_value_chain),
        ),
    ]
    .map(|(kind, name)| (kind, name.to_owned()))
    .to_vec()
}
