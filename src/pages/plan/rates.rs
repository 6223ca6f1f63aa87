//! The plan's exchange rates: currencies meet only through one of these.

use super::format;
use super::kit::{Choice, Field, ListLens, Row, Rows as List, day, decimal, line, of_row};
use crate::i18n::{td_string, use_locale};
use crate::pages::check::today;
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::bounded::Line;
use venture::plan::money::Currency;
use venture::plan::rates::Rate;

/// A rate's greatest value in billionths: a million to one.
const MOST: i128 = 1_000_000 * 1_000_000_000;

/// The list of rates.
#[component]
pub fn Rates() -> impl IntoView {
    let locale = use_locale();
    let rates: ListLens<Rate> = ListLens::new(
        "rates",
        |plan: &Plan| Some(&plan.rates.0),
        |plan: &mut Plan| Some(&mut plan.rates.0),
    );
    let new = |plan: &Plan| Rate {
        from: match plan.currency {
            Currency::Usd => Currency::Cny,
            Currency::Cny | Currency::Eur => Currency::Usd,
        },
        to: plan.currency,
        nanos: 0,
        as_of: today(),
        source: Line::default(),
    };
    let title = |rate: &Rate| format!("{} → {}", rate.from, rate.to);
    view! {
        <List
            of=rates
            label=td_string!(locale, plan_edit.rates)
            hint=td_string!(locale, plan_edit.rates_hint)
            add=td_string!(locale, plan_edit.rates_add)
            title
            new
            row=move |row| view! { <OneRate row/> }.into_any()
        />
    }
}

#[component]
fn OneRate(row: Row<Rate>) -> impl IntoView {
    let locale = use_locale();
    let currencies = || Currency::ALL.map(|one| (one, format::currency_name(one).to_owned()));
    view! {
        <div class="plan-pair">
            <Choice of=of_row!(row, from) label=td_string!(locale, plan_edit.rate_from) options=currencies().to_vec()/>
            <Choice of=of_row!(row, to) label=td_string!(locale, plan_edit.rate_to) options=currencies().to_vec()/>
        </div>
        <Field
            of=decimal(of_row!(row, nanos), 9, 0, MOST)
            label=td_string!(locale, plan_edit.rate)
            hint=td_string!(locale, plan_edit.rate_hint)
        />
        <Field of=day(of_row!(row, as_of)) label=td_string!(locale, plan_edit.as_of)/>
        <Field of=line(of_row!(row, source)) label=td_string!(locale, plan_edit.source)/>
    }
}
