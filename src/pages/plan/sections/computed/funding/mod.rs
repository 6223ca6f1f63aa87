//! Funding and cap table: who owns what after SAFEs and rounds, when the money
//! comes, and what it is for.

mod owners;
mod rounds;
mod safes;
mod table;

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::findings::FieldLink;
use crate::pages::plan::kit::{
    Field, Group, MoneyField, Row, Rows, at, line, list, money, month, of_row, optional_money, text,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::finance::Tranche;
use venture::plan::money::Money;

/// The fields and the results.
#[component]
pub fn Funding() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    view! {
        <MoneyField
            of=optional_money(at!(funding.ask))
            label=td_string!(locale, plan_funding.ask)
            hint=td_string!(locale, plan_funding.ask_hint)
        />
        <Field
            of=text(at!(funding.use_of_funds))
            label=td_string!(locale, plan_funding.use_of_funds)
            hint=td_string!(locale, plan_funding.use_of_funds_hint)
        />
        <Group path="funding.ownership" label=td_string!(locale, plan_funding.ownership)>
            <owners::Owners/>
            <safes::Safes/>
            <rounds::Rounds/>
            <table::Results/>
        </Group>
        <Tranches/>
        <Field
            of=text(at!(funding.public_support))
            label=td_string!(locale, plan_funding.public_support)
            hint=td_string!(locale, plan_funding.public_support_hint)
        />
        <p class="plan-elsewhere">
            {td_string!(locale, plan_funding.grants_elsewhere)}
            <FieldLink editor field="finance.drivers.grants".to_owned()/>
        </p>
    }
}

/// When the money comes.
#[component]
fn Tranches() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Tranche {
        amount: Money::zero(plan.currency),
        ..Tranche::default()
    };
    view! {
        <Rows
            of=list!(funding.tranches)
            label=td_string!(locale, plan_funding.tranches)
            hint=td_string!(locale, plan_funding.tranches_hint)
            add=td_string!(locale, plan_funding.tranches_add)
            title=|tranche: &Tranche| tranche.name.to_string()
            new
            row=move |row| view! { <OneTranche row/> }.into_any()
        />
    }
}

#[component]
fn OneTranche(row: Row<Tranche>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_funding.from_whom)/>
        <MoneyField of=money(of_row!(row, amount)) label=td_string!(locale, plan_funding.amount)/>
        <Field of=month(of_row!(row, month)) label=td_string!(locale, plan_funding.arrives)/>
        <Field
            of=line(of_row!(row, condition))
            label=td_string!(locale, plan_funding.condition)
            hint=td_string!(locale, plan_funding.condition_hint)
        />
    }
}
