//! Priced rounds, one after another.

use super::owners::OptionGrants;
use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{
    Field, MoneyField, Row, Rows, line, list, list_of_row, money, of_row, percent,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::captable::{Investment, Round};
use venture::plan::money::Money;

/// The rounds.
#[component]
pub fn Rounds() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Round {
        pre_money: Money::zero(plan.currency),
        ..Round::default()
    };
    view! {
        <Rows
            of=list!(funding.ownership.rounds)
            label=td_string!(locale, plan_funding.rounds)
            hint=td_string!(locale, plan_funding.rounds_hint)
            add=td_string!(locale, plan_funding.rounds_add)
            title=|round: &Round| round.name.to_string()
            new
            row=move |row| view! { <OneRound row/> }.into_any()
        />
    }
}

#[component]
fn OneRound(row: Row<Round>) -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Investment {
        amount: Money::zero(plan.currency),
        ..Investment::default()
    };
    view! {
        <Field
            of=line(of_row!(row, name))
            label=td_string!(locale, plan_funding.round_name)
            hint=td_string!(locale, plan_funding.round_name_hint)
        />
        <MoneyField of=money(of_row!(row, pre_money)) label=td_string!(locale, plan_funding.pre_money)/>
        <Rows
            of=list_of_row!(row, investments)
            label=td_string!(locale, plan_funding.investments)
            add=td_string!(locale, plan_funding.investments_add)
            title=|one: &Investment| one.name.to_string()
            new
            row=move |row| view! {
                <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_funding.investor)/>
                <MoneyField of=money(of_row!(row, amount)) label=td_string!(locale, plan_funding.amount)/>
            }.into_any()
        />
        <Field
            of=percent(of_row!(row, pool), 0, 99)
            label=td_string!(locale, plan_funding.round_pool)
            hint=td_string!(locale, plan_funding.round_pool_hint)
            unit="%"
        />
        <OptionGrants of=list_of_row!(row, grants)/>
    }
}
