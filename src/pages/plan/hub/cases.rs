//! Six cases to begin from: what each is, what to copy of it and what not, and
//! where its figures are from.

use super::super::format;
use super::super::lang;
use super::start::{Beginning, first_month};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::templates::{ASSUMED, Case, Driver, Origin, Source};
use venture::plan::{Plan, Section};

/// The cases.
#[component]
pub fn Cases(beginning: Beginning) -> impl IntoView {
    let locale = use_locale();
    let start = first_month();
    let cards = Case::ALL.into_iter().filter_map(|case| {
        let plan = case.plan(lang(locale), start?);
        Some(view! { <Card case plan beginning=beginning.clone()/> })
    });
    view! {
        <h3>{td_string!(locale, plan.cases)}</h3>
        <p class="plan-hint">{td_string!(locale, plan.cases_hint)}</p>
        <ul class="plan-cases">{cards.collect_view()}</ul>
    }
}

#[component]
fn Card(case: Case, plan: Plan, beginning: Beginning) -> impl IntoView {
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
    let drivers = case.drivers();
    let count = drivers.len() as u32;
    let drivers = drivers
        .into_iter()
        .map(|driver| view! { <OneDriver figure=driver.figure(&plan) driver/> })
        .collect_view();
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
            <details class="plan-drivers">
                <summary>{td_string!(locale, plan.case_sources, count = count)}</summary>
                <ul>{drivers}</ul>
            </details>
            <button aria-label=label disabled=!cfg!(target_arch = "wasm32") on:click=begin>
                {td_string!(locale, plan.begin_case)}
            </button>
        </li>
    }
}

/// A figure of a case, and where it is from.
#[component]
fn OneDriver(driver: Driver, figure: String) -> impl IntoView {
    let locale = use_locale();
    let month = ASSUMED.to_string();
    let month = month.get(..7).unwrap_or_default().to_owned();
    let origin = match driver.origin {
        Origin::Public(source) => view! {
            <strong>{td_string!(locale, plan.case_public)}</strong>
            <Cited source/>
        }
        .into_any(),
        Origin::Assumed { why, near } => {
            let near = near.map(|source| {
                view! {
                    <span>{td_string!(locale, plan.case_near)}</span>
                    <Cited source/>
                }
            });
            view! {
                <strong>{td_string!(locale, plan.case_assumed, month = month)}</strong>
                <span>{why.get(lang(locale))}</span>
                {near}
            }
            .into_any()
        }
    };
    view! {
        <li>
            <p>{driver.name.get(lang(locale))}" "<b class="number">{figure}</b></p>
            <p class="plan-hint">{origin}</p>
        </li>
    }
}

/// A publication, with its address and date.
#[component]
fn Cited(source: Source) -> impl IntoView {
    let locale = use_locale();
    let title = source.title.get(lang(locale));
    view! {
        <a href=source.url rel="external noreferrer">{title}</a>
        <time datetime=source.as_of.to_string()>{format::day(source.as_of, locale)}</time>
    }
}
