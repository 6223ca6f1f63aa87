//! A month of a paying user.

use crate::i18n::{td_string, use_locale};
use crate::pages::plan::kit::{Field, Group, MoneyField, at, money, percent, whole};
use leptos::prelude::*;

/// Price and use.
#[component]
pub fn Usage() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Group path="pricing.usage" label=td_string!(locale, plan_pricing.usage)>
            <MoneyField
                of=money(at!(pricing.usage.price))
                label=td_string!(locale, plan_pricing.price)
                unit=td_string!(locale, plan_finance.a_month)
            />
            <Field of=percent(at!(pricing.usage.payment_fee), 0, 100) label=td_string!(locale, plan_finance.payment_fee) unit="%"/>
            <Field
                of=whole(at!(pricing.usage.requests), 0, 4_000_000_000)
                label=td_string!(locale, plan_pricing.requests)
                unit=td_string!(locale, plan_finance.a_month)
            />
            <Field
                of=percent(at!(pricing.usage.heavy_share), 0, 100)
                label=td_string!(locale, plan_pricing.heavy)
                hint=td_string!(locale, plan_pricing.heavy_hint)
                unit="%"
            />
        </Group>
    }
}
