//! Suppliers of models, compute and data: who could replace each, at what cost,
//! and when what they supply is withdrawn.

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{
    Field, MoneyField, Row, Rows, date, line, list, money, of_row, whole,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::document::Supplier;
use venture::plan::money::Money;

/// The register.
#[component]
pub fn Suppliers() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Supplier {
        swap_cost: Money::zero(plan.currency),
        ..Supplier::default()
    };
    view! {
        <Rows
            of=list!(compute.suppliers)
            label=td_string!(locale, plan_compute.suppliers)
            hint=td_string!(locale, plan_compute.suppliers_hint)
            add=td_string!(locale, plan_compute.suppliers_add)
            title=|supplier: &Supplier| supplier.name.to_string()
            new
            row=move |row| view! { <OneSupplier row/> }.into_any()
        />
    }
}

#[component]
fn OneSupplier(row: Row<Supplier>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_compute.supplier)/>
        <Field
            of=line(of_row!(row, supplies))
            label=td_string!(locale, plan_compute.supplies)
            hint=td_string!(locale, plan_compute.supplies_hint)
        />
        <Field
            of=line(of_row!(row, second_source))
            label=td_string!(locale, plan_compute.second_source)
            hint=td_string!(locale, plan_compute.second_source_hint)
        />
        <MoneyField
            of=money(of_row!(row, swap_cost))
            label=td_string!(locale, plan_compute.swap_cost)
            hint=td_string!(locale, plan_compute.swap_cost_hint)
        />
        <Field
            of=whole(of_row!(row, swap_days), 0, 10_000)
            label=td_string!(locale, plan_compute.swap_days)
            unit=td_string!(locale, plan_compute.days)
        />
        <div class="plan-pair">
            <Field of=date(of_row!(row, deprecation)) label=td_string!(locale, plan_compute.deprecation)/>
            <Field of=date(of_row!(row, contract_end)) label=td_string!(locale, plan_compute.contract_end)/>
        </div>
        <Field of=line(of_row!(row, source)) label=td_string!(locale, plan_compute.known_from)/>
    }
}
