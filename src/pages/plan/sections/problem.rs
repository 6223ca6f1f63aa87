//! Problem and customer: whose problem, what it costs them today, and how many
//! they are.

use super::super::editor::use_editor;
use super::super::format;
use super::super::kit::{
    Computed, Field, MoneyField, Shown, at, date, line, money, optional_money, text, whole,
};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::document::MarketSize;

/// More than there are people.
const EVERYBODY: i128 = 10_000_000_000;

/// The fields.
#[component]
pub fn Problem() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field
            of=text(at!(problem.customer))
            label=td_string!(locale, plan_story.customer)
            hint=td_string!(locale, plan_story.customer_hint)
        />
        <Field
            of=text(at!(problem.problem))
            label=td_string!(locale, plan_story.problem)
            hint=td_string!(locale, plan_story.problem_hint)
        />
        <Field
            of=text(at!(problem.alternative))
            label=td_string!(locale, plan_story.alternative)
            hint=td_string!(locale, plan_story.alternative_hint)
        />
        <MoneyField
            of=money(at!(problem.alternative_cost))
            label=td_string!(locale, plan_story.alternative_cost)
            unit=td_string!(locale, plan_story.a_year)
        />
        <Field of=line(at!(problem.user)) label=td_string!(locale, plan_story.user)/>
        <Field of=line(at!(problem.payer)) label=td_string!(locale, plan_story.payer)/>
        <Field
            of=line(at!(problem.decider))
            label=td_string!(locale, plan_story.decider)
            hint=td_string!(locale, plan_story.decider_hint)
        />
        <Field
            of=whole(at!(problem.interviews), 0, 100_000)
            label=td_string!(locale, plan_story.interviews)
            hint=td_string!(locale, plan_story.interviews_hint)
        />
        <Market/>
    }
}

/// The size of the market: counted, and claimed.
#[component]
fn Market() -> impl IntoView {
    let locale = use_locale();
    view! {
        <h2>{td_string!(locale, plan_story.market)}</h2>
        <Field
            of=whole(at!(problem.market.customers), 0, EVERYBODY)
            label=td_string!(locale, plan_story.market_customers)
            hint=td_string!(locale, plan_story.market_customers_hint)
        />
        <Field
            of=line(at!(problem.market.customers_source))
            label=td_string!(locale, plan_story.customers_source)
        />
        <MoneyField
            of=money(at!(problem.market.yearly_spend))
            label=td_string!(locale, plan_story.yearly_spend)
            unit=td_string!(locale, plan_story.a_year)
        />
        <Counted/>
        <MoneyField
            of=optional_money(at!(problem.market.claimed))
            label=td_string!(locale, plan_story.claimed)
            hint=td_string!(locale, plan_story.claimed_hint)
            unit=td_string!(locale, plan_story.a_year)
        />
        <Field of=line(at!(problem.market.claimed_source)) label=td_string!(locale, plan_story.claimed_source)/>
        <Field of=date(at!(problem.market.as_of)) label=td_string!(locale, plan_story.market_as_of)/>
    }
}

/// The market as it was counted from below.
#[component]
fn Counted() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let result = Signal::derive(move || {
        let counted = editor.with(|plan| MarketSize::counted(&plan.problem.market));
        match counted {
            Some(counted) => Ok(Shown::of(&counted, format::money(counted.value))),
            None => Err(td_string!(locale, plan_story.not_counted).to_owned()),
        }
    });
    view! { <Computed label=td_string!(locale, plan_story.counted) result/> }
}
