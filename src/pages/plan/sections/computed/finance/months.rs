//! The forecast as a table: a column a month.

use super::{Model, month_name};
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::kit::{Line, LineKind, Table};
use leptos::prelude::*;
use venture::plan::finance::{MONTHS, Month};

/// Thirty-six months of profit and loss and of cash.
#[component]
pub fn Months(model: Model) -> impl IntoView {
    let locale = use_locale();
    let columns = Signal::derive(move || {
        let start = model.start.get();
        (0..MONTHS)
            .map(|month| month_name(start, month, locale))
            .collect::<Vec<_>>()
    });
    let currency =
        move || model.with(|forecast| crate::pages::plan::format::currency_name(forecast.currency));
    let caption = move |title: &'static str| {
        Signal::derive(move || {
            let currency = currency().unwrap_or_default();
            td_string!(
                locale,
                plan_finance.caption,
                title = title,
                currency = currency
            )
        })
    };
    let table = move |rows: fn(&[Month], Locale) -> Vec<Line>| {
        Signal::derive(move || {
            model
                .with(|forecast| rows(&forecast.months, locale))
                .unwrap_or_default()
        })
    };
    view! {
        <Table
            id="plan-profit"
            caption=caption(td_string!(locale, plan_finance.profit_table))
            corner=td_string!(locale, plan_finance.line)
            columns
            rows=table(profit)
        />
        <Table
            id="plan-cash"
            caption=caption(td_string!(locale, plan_finance.cash_table))
            corner=td_string!(locale, plan_finance.line)
            columns
            rows=table(cash)
        />
        <p class="plan-hint">{td_string!(locale, plan_finance.without_taxes)}</p>
    }
}

/// Whole major units: a table of cents cannot be read.
fn major(minor: i64) -> String {
    number(minor as f64 / 100.0, 0)
}

fn amounts(months: &[Month], label: &str, of: fn(&Month) -> i64) -> Line {
    Line::new(label, months.iter().map(|month| major(of(month))))
}

fn profit(months: &[Month], locale: Locale) -> Vec<Line> {
    let amounts = |label: &str, of| amounts(months, label, of);
    let customers = months.iter().map(|month| number(month.customers, 0));
    let people = months
        .iter()
        .map(|month| number(f64::from(month.headcount), 0));
    vec![
        Line::new(td_string!(locale, plan_finance.row_customers), customers),
        Line::new(td_string!(locale, plan_finance.row_headcount), people),
        amounts(td_string!(locale, plan_finance.row_revenue), |month| {
            month.revenue
        }),
        amounts(td_string!(locale, plan_finance.row_cogs), |month| {
            month.cogs
        }),
        amounts(td_string!(locale, plan_finance.row_gross), |month| {
            month.revenue.saturating_sub(month.cogs)
        })
        .kind(LineKind::Sum),
        amounts(td_string!(locale, plan_finance.row_research), |month| {
            month.research
        }),
        amounts(td_string!(locale, plan_finance.row_sales), |month| {
            month.sales
        }),
        amounts(td_string!(locale, plan_finance.row_general), |month| {
            month.general
        }),
        amounts(td_string!(locale, plan_finance.row_grants), |month| {
            month.grant_income
        }),
        amounts(td_string!(locale, plan_finance.row_profit), |month| {
            month.operating_profit
        })
        .kind(LineKind::Sum),
    ]
}

fn cash(months: &[Month], locale: Locale) -> Vec<Line> {
    let amounts = |label: &str, of| amounts(months, label, of);
    vec![
        amounts(td_string!(locale, plan_finance.row_receipts), |month| {
            month.receipts
        }),
        amounts(td_string!(locale, plan_finance.row_received), |month| {
            month.grants_received
        }),
        amounts(td_string!(locale, plan_finance.row_payments), |month| {
            -month.payments
        }),
        amounts(td_string!(locale, plan_finance.row_returned), |month| {
            -month.grants_returned
        }),
        amounts(td_string!(locale, plan_finance.row_burn), Month::net_burn).kind(LineKind::Sum),
        amounts(td_string!(locale, plan_finance.row_tranches), |month| {
            month.tranches
        }),
        amounts(td_string!(locale, plan_finance.row_closing), |month| {
            month.closing_cash
        })
        .kind(LineKind::Sum),
        amounts(td_string!(locale, plan_finance.row_vouchers), |month| {
            month.vouchers
        }),
    ]
}
