//! Six cases to begin from: what each is, what to copy of it and what not, and
//! how old its figures are.

use super::super::format;
use super::super::lang;
use super::start::{Beginning, first_month};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::templates::Case;
use venture::plan::{Plan, Section};

/// The cases.
#[component]
pub fn Cases(beginning: Beginning) -> impl IntoView {
    let locale = use_locale();
    let start = first_month();
    let cards = Case::ALL.into_iter().filter_map(|case| {
        let plan = case.plan(lang(locale), start?);
        Some(view! { <Card plan beginning=beginning.clone()/> })
    });
    view! {
        <h3>{td_string!(locale, plan.cases)}</h3>
        <p class="plan-hint">{td_string!(locale, plan.cases_hint)}</p>
        <ul class="plan-cases">{cards.collect_view()}</ul>
    }
}

#[component]
fn Card(plan: Plan, beginning: Beginning) -> impl IntoView {
    let locale = use_locale();
    let title = plan.title.to_string();
    let note = |section| plan.notes.get(&section).map(ToString::to_string);
    let lesson = note(Section::Product).unwrap_or_default();
    let users = plan.problem.customer.to_string();
    let price = format::money(plan.pricing.usage.price);
    let people: u32 = plan
        .team
        .roles
        .iter()
        .map(|role| u32::from(role.people))
        .sum();
    let cash = format::money(plan.finance.drivers.opening_cash);
    let label = td_string!(locale, plan.begin_case_of, name = title.clone());
    let begin = {
        let title = title.clone();
        move |_| beginning.begin(&title, plan.clone())
    };
    view! {
        <li>
            <h4>{title}</h4>
            <p>{users}</p>
            <p class="plan-hint">
                {td_string!(locale, plan.case_figures, price = price, people = people, cash = cash)}
            </p>
            <p>{lesson}</p>
            <button aria-label=label disabled=!cfg!(target_arch = "wasm32") on:click=begin>
                {td_string!(locale, plan.begin_case)}
            </button>
        </li>
    }
}
