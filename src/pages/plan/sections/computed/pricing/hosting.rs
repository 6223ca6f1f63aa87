//! An API against running the model on rented accelerators.

use crate::i18n::{number, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{
    Computed, Field, Group, MoneyField, Shown, at, percent, unit_price, whole,
};
use crate::pages::plan::troubles::{Failed, Told};
use leptos::prelude::*;
use venture::plan::computed::Computed as Found;
use venture::plan::margin::{Crossover, MarginError, crossover, hosting_per_mtok};

/// The two, and where they meet.
#[component]
pub fn Hosting() -> impl IntoView {
    let locale = use_locale();
    let million = td_string!(locale, plan_pricing.a_million);
    let month = td_string!(locale, plan_finance.a_month);
    view! {
        <Group
            path="pricing.hosting"
            label=td_string!(locale, plan_pricing.hosting)
            hint=td_string!(locale, plan_pricing.hosting_hint)
        >
            <MoneyField
                of=unit_price(at!(pricing.hosting.api_price))
                label=td_string!(locale, plan_pricing.api_price)
                hint=td_string!(locale, plan_pricing.api_price_hint)
                unit=million
            />
            <MoneyField
                of=unit_price(at!(pricing.hosting.gpu_hour))
                label=td_string!(locale, plan_pricing.gpu_hour)
                unit=td_string!(locale, plan_compute.an_hour)
            />
            <div class="plan-pair">
                <Field of=whole(at!(pricing.hosting.accelerators), 0, 1_000_000) label=td_string!(locale, plan_pricing.rented)/>
                <Field
                    of=whole(at!(pricing.hosting.tokens_per_second), 0, 100_000_000)
                    label=td_string!(locale, plan_pricing.throughput)
                    hint=td_string!(locale, plan_pricing.throughput_hint)
                />
                <Field of=percent(at!(pricing.hosting.utilisation), 0, 100) label=td_string!(locale, plan_pricing.utilisation) unit="%"/>
            </div>
            <MoneyField of=unit_price(at!(pricing.hosting.marginal)) label=td_string!(locale, plan_pricing.marginal) unit=million/>
            <MoneyField of=unit_price(at!(pricing.hosting.fixed_monthly)) label=td_string!(locale, plan_pricing.fixed) unit=month/>
            <Results/>
        </Group>
    }
}

/// Both results, or what stands in their way.
type Outcome = Result<(Found<f64>, Found<Crossover>), MarginError>;

#[component]
fn Results() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let terms = Memo::new(move |_| editor.with(|plan| plan.pricing.hosting));
    let outcome = Memo::new(move |_| -> Option<Outcome> {
        let terms = terms.get();
        let both = || Ok((hosting_per_mtok(&terms)?, crossover(&terms)?));
        (terms.gpu_hour.nanos != 0).then(both)
    });
    let shape = Memo::new(move |_| {
        outcome.with(|outcome| {
            let outcome = outcome.as_ref()?;
            Some(outcome.as_ref().err().map(|error| error.told(locale)))
        })
    });
    let cost = Signal::derive(move || {
        outcome.with(|outcome| {
            let (cost, _) = ready(outcome.as_ref())?;
            let code = terms.with(|terms| terms.gpu_hour.currency);
            let text = format!("{} {}", number(cost.value, 3), format::currency_name(code));
            Ok(Shown::of(cost, text))
        })
    });
    let meeting = Signal::derive(move || {
        outcome.with(|outcome| {
            let (_, crossover) = ready(outcome.as_ref())?;
            let text = match crossover.value {
                Crossover::From { mtok } => {
                    td_string!(locale, plan_pricing.cheaper_from, mtok = number(mtok, 0))
                }
                Crossover::BeyondCapacity { mtok, capacity } => td_string!(
                    locale,
                    plan_pricing.beyond_capacity,
                    mtok = number(mtok, 0),
                    capacity = number(capacity, 0)
                ),
                Crossover::Never => td_string!(locale, plan_pricing.never).to_owned(),
            };
            Ok(Shown::of(crossover, text))
        })
    });
    move || match shape.get() {
        None => {
            view! { <p class="plan-hint">{td_string!(locale, plan_pricing.no_rent)}</p> }.into_any()
        }
        Some(Some(trouble)) => view! { <Failed trouble/> }.into_any(),
        Some(None) => view! {
            <div class="plan-figures">
                <Computed label=td_string!(locale, plan_pricing.own_per_million) result=cost/>
                <Computed label=td_string!(locale, plan_pricing.crossover) result=meeting/>
            </div>
        }
        .into_any(),
    }
}

fn ready(outcome: Option<&Outcome>) -> Result<&(Found<f64>, Found<Crossover>), String> {
    outcome
        .and_then(|outcome| outcome.as_ref().ok())
        .ok_or_else(String::new)
}
