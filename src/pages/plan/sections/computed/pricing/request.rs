//! What a request is made of: calls of models, other things paid by quantity,
//! searching, checking, people's review.

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{
    Field, Group, MoneyField, Row, Rows, at, decimal, line, list, of_row, percent, unit_price,
    whole,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::margin::{ModelCall, Unit};
use venture::plan::money::UnitPrice;

/// More tokens than any context holds.
const MOST_TOKENS: i128 = 4_000_000_000;

/// The request.
#[component]
pub fn Request() -> impl IntoView {
    let locale = use_locale();
    let a_request = td_string!(locale, plan_pricing.a_request);
    let free = |plan: &Plan| UnitPrice::new(0, plan.currency);
    let call = move |plan: &Plan| ModelCall {
        calls: 1,
        price_in: free(plan),
        price_cached: free(plan),
        price_out: free(plan),
        ..ModelCall::default()
    };
    let unit = move |plan: &Plan| Unit {
        price: free(plan),
        ..Unit::default()
    };
    view! {
        <Group
            path="pricing.request"
            label=td_string!(locale, plan_pricing.request)
            hint=td_string!(locale, plan_pricing.request_hint)
        >
            <Rows
                of=list!(pricing.request.calls)
                label=td_string!(locale, plan_pricing.calls)
                hint=td_string!(locale, plan_pricing.calls_hint)
                add=td_string!(locale, plan_pricing.calls_add)
                title=|call: &ModelCall| call.name.to_string()
                new=call
                row=move |row| view! { <OneCall row/> }.into_any()
            />
            <Field
                of=percent(at!(pricing.request.retry), 0, 100)
                label=td_string!(locale, plan_pricing.retry)
                unit="%"
            />
            <Rows
                of=list!(pricing.request.units)
                label=td_string!(locale, plan_pricing.units)
                hint=td_string!(locale, plan_pricing.units_hint)
                add=td_string!(locale, plan_pricing.units_add)
                title=|unit: &Unit| unit.name.to_string()
                new=unit
                row=move |row| view! { <OneUnit row/> }.into_any()
            />
            <MoneyField of=unit_price(at!(pricing.request.retrieval)) label=td_string!(locale, plan_pricing.retrieval) unit=a_request/>
            <MoneyField of=unit_price(at!(pricing.request.moderation)) label=td_string!(locale, plan_pricing.moderation) unit=a_request/>
            <Field
                of=percent(at!(pricing.request.review_rate), 0, 100)
                label=td_string!(locale, plan_pricing.review_rate)
                unit="%"
            />
            <MoneyField
                of=unit_price(at!(pricing.request.review_cost))
                label=td_string!(locale, plan_pricing.review_cost)
                unit=td_string!(locale, plan_pricing.a_review)
            />
        </Group>
    }
}

#[component]
fn OneCall(row: Row<ModelCall>) -> impl IntoView {
    let locale = use_locale();
    let million = td_string!(locale, plan_pricing.a_million);
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_pricing.call_name)/>
        <Field
            of=line(of_row!(row, supplier))
            label=td_string!(locale, plan_pricing.supplier)
            hint=td_string!(locale, plan_pricing.supplier_hint)
        />
        <div class="plan-pair">
            <Field of=whole(of_row!(row, calls), 0, 1_000_000) label=td_string!(locale, plan_pricing.times)/>
            <Field of=percent(of_row!(row, cached), 0, 100) label=td_string!(locale, plan_pricing.cached) unit="%"/>
            <Field of=whole(of_row!(row, tokens_in), 0, MOST_TOKENS) label=td_string!(locale, plan_pricing.tokens_in)/>
            <Field of=whole(of_row!(row, tokens_out), 0, MOST_TOKENS) label=td_string!(locale, plan_pricing.tokens_out)/>
        </div>
        <MoneyField of=unit_price(of_row!(row, price_in)) label=td_string!(locale, plan_pricing.price_in) unit=million/>
        <MoneyField of=unit_price(of_row!(row, price_cached)) label=td_string!(locale, plan_pricing.price_cached) unit=million/>
        <MoneyField of=unit_price(of_row!(row, price_out)) label=td_string!(locale, plan_pricing.price_out) unit=million/>
    }
}

#[component]
fn OneUnit(row: Row<Unit>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field
            of=line(of_row!(row, name))
            label=td_string!(locale, plan_pricing.unit_name)
            hint=td_string!(locale, plan_pricing.unit_name_hint)
        />
        <Field
            of=decimal(of_row!(row, milli), 3, 0, 4_000_000_000)
            label=td_string!(locale, plan_pricing.quantity)
            unit=td_string!(locale, plan_pricing.a_request)
        />
        <MoneyField of=unit_price(of_row!(row, price)) label=td_string!(locale, plan_pricing.unit_price)/>
    }
}
