//! Competition: what the customer could do instead, and the four sides of it.

use super::super::kit::{Field, Row, Rows, at, date, line, list, of_row, text};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::document::Competitor;

/// The fields.
#[component]
pub fn Competition() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Rows
            of=list!(competition.competitors)
            label=td_string!(locale, plan_work.competitors)
            hint=td_string!(locale, plan_work.competitors_hint)
            add=td_string!(locale, plan_work.competitor_add)
            title=|one: &Competitor| one.name.to_string()
            new=|_| Competitor::default()
            row=|row| view! { <OneCompetitor row/> }.into_any()
        />
        <h2>{td_string!(locale, plan_work.swot)}</h2>
        <div class="plan-canvas plan-facing">
            <Field of=text(at!(competition.strengths)) label=td_string!(locale, plan_work.strengths) hint=td_string!(locale, plan_work.strengths_hint)/>
            <Field of=text(at!(competition.weaknesses)) label=td_string!(locale, plan_work.weaknesses) hint=td_string!(locale, plan_work.weaknesses_hint)/>
            <Field of=text(at!(competition.opportunities)) label=td_string!(locale, plan_work.opportunities) hint=td_string!(locale, plan_work.opportunities_hint)/>
            <Field of=text(at!(competition.threats)) label=td_string!(locale, plan_work.threats) hint=td_string!(locale, plan_work.threats_hint)/>
        </div>
    }
}

#[component]
fn OneCompetitor(row: Row<Competitor>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_work.competitor_name)/>
        <Field of=line(of_row!(row, offer)) label=td_string!(locale, plan_work.offer)/>
        <Field of=line(of_row!(row, price)) label=td_string!(locale, plan_work.price) hint=td_string!(locale, plan_work.price_hint)/>
        <Field of=line(of_row!(row, better)) label=td_string!(locale, plan_work.better)/>
        <Field of=line(of_row!(row, worse)) label=td_string!(locale, plan_work.worse)/>
        <Field of=line(of_row!(row, source)) label=td_string!(locale, plan_edit.source)/>
        <Field of=date(of_row!(row, as_of)) label=td_string!(locale, plan_edit.as_of)/>
    }
}
