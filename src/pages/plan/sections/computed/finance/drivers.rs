//! What drives the forecast: what is sold and what is paid.

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::findings::FieldLink;
use crate::pages::plan::kit::{
    Check, Choice, Field, MoneyField, Row, Rows, line, list, money, month, of_row, optional_month,
    percent, whole,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::finance::{Cost, CostKind, Stream};
use venture::plan::money::Money;

/// More customers than there are people.
const EVERYBODY: i128 = 4_000_000_000;

/// What is sold.
#[component]
pub fn Streams() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Stream {
        arpa: Money::zero(plan.currency),
        cogs: Money::zero(plan.currency),
        ..Stream::default()
    };
    view! {
        <Rows
            of=list!(finance.drivers.streams)
            label=td_string!(locale, plan_finance.streams)
            hint=td_string!(locale, plan_finance.streams_hint)
            add=td_string!(locale, plan_finance.streams_add)
            title=|stream: &Stream| stream.name.to_string()
            new
            row=move |row| view! { <OneStream row/> }.into_any()
        />
    }
}

#[component]
fn OneStream(row: Row<Stream>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_finance.name)/>
        <MoneyField
            of=money(of_row!(row, arpa))
            label=td_string!(locale, plan_finance.arpa)
            unit=td_string!(locale, plan_finance.a_month)
        />
        <MoneyField
            of=money(of_row!(row, cogs))
            label=td_string!(locale, plan_finance.cogs)
            hint=td_string!(locale, plan_finance.cogs_hint)
            unit=td_string!(locale, plan_finance.a_month)
        />
        <Field of=percent(of_row!(row, payment_fee), 0, 100) label=td_string!(locale, plan_finance.payment_fee) unit="%"/>
        <div class="plan-pair">
            <Field of=whole(of_row!(row, customers), 0, EVERYBODY) label=td_string!(locale, plan_finance.customers)/>
            <Field of=whole(of_row!(row, new_customers), 0, EVERYBODY) label=td_string!(locale, plan_finance.new_customers)/>
        </div>
        <Field
            of=percent(of_row!(row, growth), -100, 1000)
            label=td_string!(locale, plan_finance.growth)
            hint=td_string!(locale, plan_finance.growth_hint)
            unit="%"
        />
        <div class="plan-pair">
            <Field of=percent(of_row!(row, first_churn), 0, 100) label=td_string!(locale, plan_finance.first_churn) unit="%"/>
            <Field of=percent(of_row!(row, churn), 0, 100) label=td_string!(locale, plan_finance.churn) unit="%"/>
        </div>
        <div class="plan-pair">
            <Field of=month(of_row!(row, start)) label=td_string!(locale, plan_finance.sale_start)/>
            <Field
                of=whole(of_row!(row, collection_lag), 0, 60)
                label=td_string!(locale, plan_finance.lag)
                unit=td_string!(locale, plan_finance.months_unit)
            />
        </div>
    }
}

/// What is paid besides salaries.
#[component]
pub fn Costs() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Cost {
        amount: Money::zero(plan.currency),
        ..Cost::default()
    };
    view! {
        <Rows
            of=list!(finance.drivers.costs)
            label=td_string!(locale, plan_finance.costs)
            hint=td_string!(locale, plan_finance.costs_hint)
            add=td_string!(locale, plan_finance.costs_add)
            title=|cost: &Cost| cost.name.to_string()
            new
            row=move |row| view! { <OneCost row/> }.into_any()
        />
    }
}

#[component]
fn OneCost(row: Row<Cost>) -> impl IntoView {
    let locale = use_locale();
    let kinds = vec![
        (
            CostKind::General,
            td_string!(locale, plan_finance.kind_general).to_owned(),
        ),
        (
            CostKind::Serving,
            td_string!(locale, plan_finance.kind_serving).to_owned(),
        ),
        (
            CostKind::Training,
            td_string!(locale, plan_finance.kind_training).to_owned(),
        ),
        (
            CostKind::Data,
            td_string!(locale, plan_finance.kind_data).to_owned(),
        ),
        (
            CostKind::Marketing,
            td_string!(locale, plan_finance.kind_marketing).to_owned(),
        ),
    ];
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_finance.name)/>
        <Choice of=of_row!(row, kind) label=td_string!(locale, plan_finance.kind) options=kinds/>
        <MoneyField
            of=money(of_row!(row, amount))
            label=td_string!(locale, plan_finance.amount)
            hint=td_string!(locale, plan_finance.amount_hint)
        />
        <Check of=of_row!(row, once) label=td_string!(locale, plan_finance.once)/>
        <Field of=percent(of_row!(row, growth), -100, 1000) label=td_string!(locale, plan_finance.cost_growth) unit="%"/>
        <div class="plan-pair">
            <Field of=month(of_row!(row, start)) label=td_string!(locale, plan_finance.first_month)/>
            <Field
                of=optional_month(of_row!(row, end))
                label=td_string!(locale, plan_finance.last_month)
                hint=td_string!(locale, plan_finance.last_month_hint)
            />
        </div>
    }
}

/// The drivers that other sections hold.
#[component]
pub fn Elsewhere() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    view! {
        <p class="plan-elsewhere">
            {td_string!(locale, plan_finance.elsewhere)}
            <FieldLink editor field="team.roles".to_owned()/>
            {td_string!(locale, plan_finance.elsewhere_and)}
            <FieldLink editor field="funding.tranches".to_owned()/>
        </p>
    }
}
