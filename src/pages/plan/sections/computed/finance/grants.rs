//! Grants and vouchers: who bears what, when it pays, and what is to be returned.

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{
    Choice, Field, MoneyField, Row, Rows, line, list, money, month, of_row, optional_month,
    percent, whole,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::finance::{Grant, GrantKind};
use venture::plan::money::Money;

/// Subsidies and vouchers.
#[component]
pub fn Grants() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Grant {
        award: Money::zero(plan.currency),
        eligible: Money::zero(plan.currency),
        ..Grant::default()
    };
    view! {
        <Rows
            of=list!(finance.drivers.grants)
            label=td_string!(locale, plan_finance.grants)
            hint=td_string!(locale, plan_finance.grants_hint)
            add=td_string!(locale, plan_finance.grants_add)
            title=|grant: &Grant| grant.name.to_string()
            new
            row=move |row| view! { <OneGrant row/> }.into_any()
        />
    }
}

#[component]
fn OneGrant(row: Row<Grant>) -> impl IntoView {
    let locale = use_locale();
    let months_unit = td_string!(locale, plan_finance.months_unit);
    let kinds = vec![
        (
            GrantKind::Reimbursement,
            td_string!(locale, plan_finance.reimbursement).to_owned(),
        ),
        (
            GrantKind::Voucher,
            td_string!(locale, plan_finance.voucher).to_owned(),
        ),
    ];
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_finance.programme)/>
        <Choice of=of_row!(row, kind) label=td_string!(locale, plan_finance.grant_kind) options=kinds/>
        <MoneyField of=money(of_row!(row, award)) label=td_string!(locale, plan_finance.award)/>
        <MoneyField
            of=money(of_row!(row, eligible))
            label=td_string!(locale, plan_finance.eligible)
            hint=td_string!(locale, plan_finance.eligible_hint)
            unit=td_string!(locale, plan_finance.a_month)
        />
        <Field
            of=percent(of_row!(row, co_funding), 0, 100)
            label=td_string!(locale, plan_finance.co_funding)
            hint=td_string!(locale, plan_finance.co_funding_hint)
            unit="%"
        />
        <div class="plan-pair">
            <Field of=month(of_row!(row, start)) label=td_string!(locale, plan_finance.first_month)/>
            <Field of=whole(of_row!(row, months), 0, 600) label=td_string!(locale, plan_finance.grant_months) unit=months_unit/>
        </div>
        <Field
            of=whole(of_row!(row, lag), 0, 60)
            label=td_string!(locale, plan_finance.grant_lag)
            hint=td_string!(locale, plan_finance.grant_lag_hint)
            unit=months_unit
        />
        <div class="plan-pair">
            <Field of=optional_month(of_row!(row, clawback_month)) label=td_string!(locale, plan_finance.clawback_month)/>
            <Field of=percent(of_row!(row, clawback), 0, 100) label=td_string!(locale, plan_finance.clawback) unit="%"/>
        </div>
    }
}
