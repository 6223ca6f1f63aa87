//! What really happened, against the plan.

use super::{Model, month_name};
use crate::i18n::{td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{
    Field, Line, MoneyField, Row, Rows, Table, list, month, of_row, optional_money, signed_money,
};
use crate::pages::plan::troubles::{Failed, Told};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::finance::Actual;
use venture::plan::money::Money;

/// Months that are past.
#[component]
pub fn Actuals(model: Model) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let basis =
        Memo::new(move |_| editor.with(|plan| (plan.finance.actuals.to_vec(), plan.rates.clone())));
    let variances = Memo::new(move |_| {
        basis.with(|(actuals, rates)| {
            model
                .with(|forecast| forecast.variances(actuals, rates))
                .unwrap_or_else(|| Ok(Vec::new()))
        })
    });
    let rows = Signal::derive(move || {
        let start = model.start.get();
        variances.with(|variances| {
            let variances = variances.iter().flatten();
            let rows = variances.map(|one| {
                let cells = [one.revenue, one.payments, one.closing_cash].map(format::money);
                Line::new(month_name(start, usize::from(one.month), locale), cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let columns = Signal::stored(vec![
        td_string!(locale, plan_finance.row_revenue).to_owned(),
        td_string!(locale, plan_finance.paid).to_owned(),
        td_string!(locale, plan_finance.row_closing).to_owned(),
    ]);
    let shape = Memo::new(move |_| match variances.get() {
        Ok(variances) => Ok(!variances.is_empty()),
        Err(error) => Err(error.told(locale)),
    });
    let table = move || {
        match shape.get() {
        Ok(false) => None,
        Ok(true) => Some(
            view! {
                <Table
                    id="plan-variances"
                    caption=Signal::stored(td_string!(locale, plan_finance.variance_table).to_owned())
                    corner=td_string!(locale, plan_finance.month)
                    columns
                    rows
                />
            }
            .into_any(),
        ),
        Err(trouble) => Some(view! { <Failed trouble/> }.into_any()),
    }
    };
    let new = |plan: &Plan| {
        let zero = Money::zero(plan.currency);
        let next = plan.finance.actuals.iter().map(|one| one.month + 1).max();
        Actual {
            month: next.unwrap_or_default(),
            revenue: zero,
            cogs: None,
            payments: zero,
            closing_cash: zero,
        }
    };
    let title = move |actual: &Actual| {
        month_name(
            model.start.get_untracked(),
            usize::from(actual.month),
            locale,
        )
    };
    view! {
        <h2>{td_string!(locale, plan_finance.actuals)}</h2>
        <Rows
            of=list!(finance.actuals)
            label=td_string!(locale, plan_finance.actuals)
            hint=td_string!(locale, plan_finance.actuals_hint)
            add=td_string!(locale, plan_finance.actuals_add)
            title
            new
            row=move |row| view! { <OneActual row/> }.into_any()
        />
        {table}
    }
}

#[component]
fn OneActual(row: Row<Actual>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=month(of_row!(row, month)) label=td_string!(locale, plan_finance.month)/>
        <MoneyField of=signed_money(of_row!(row, revenue)) label=td_string!(locale, plan_finance.row_revenue)/>
        <MoneyField of=optional_money(of_row!(row, cogs)) label=td_string!(locale, plan_finance.row_cogs) hint=td_string!(locale, plan_finance.actual_cogs_hint)/>
        <MoneyField of=signed_money(of_row!(row, payments)) label=td_string!(locale, plan_finance.paid)/>
        <MoneyField of=signed_money(of_row!(row, closing_cash)) label=td_string!(locale, plan_finance.row_closing)/>
    }
}
