//! The financial model: drivers, thirty-six months of profit and loss and cash,
//! the figures investors ask for, scenarios, chance, and what really happened.

mod actuals;
mod chance;
mod drivers;
mod figures;
mod grants;
mod months;
mod scenarios;

use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::plan::editor::Editor;
use crate::pages::plan::kit::{Field, MoneyField, at, date, signed_money};
use crate::pages::plan::troubles::{Failed, Told};
use leptos::prelude::*;
use venture::plan::date::Date;
use venture::plan::finance::{Drivers, FinanceError, Forecast, Inputs, Resolved, Role, Tranche};
use venture::plan::money::Currency;
use venture::plan::rates::Rates;

/// The parts of a plan that the forecast depends on. What is typed elsewhere
/// computes nothing anew.
#[derive(Clone, PartialEq)]
struct Basis {
    currency: Currency,
    rates: Rates,
    drivers: Drivers,
    roles: Vec<Role>,
    tranches: Vec<Tranche>,
}

impl Basis {
    fn resolve(&self) -> Result<Resolved, FinanceError> {
        Inputs {
            currency: self.currency,
            rates: &self.rates,
            drivers: &self.drivers,
            roles: &self.roles,
            tranches: &self.tranches,
        }
        .resolve()
    }
}

/// The forecast, computed once for everything that shows it.
#[derive(Clone, Copy)]
struct Model {
    /// The drivers, checked and in one currency.
    resolved: Memo<Result<Resolved, FinanceError>>,
    /// The months.
    forecast: Memo<Result<Forecast, FinanceError>>,
    /// The first day of month 1.
    start: Memo<Option<Date>>,
}

impl Model {
    fn new(editor: Editor) -> Self {
        let basis = Memo::new(move |_| {
            editor.with(|plan| Basis {
                currency: plan.currency,
                rates: plan.rates.clone(),
                drivers: plan.finance.drivers.clone(),
                roles: plan.team.roles.to_vec(),
                tranches: plan.funding.tranches.to_vec(),
            })
        });
        let resolved = Memo::new(move |_| basis.with(Basis::resolve));
        let forecast = Memo::new(move |_| {
            resolved.with(|resolved| resolved.as_ref().map_err(Clone::clone)?.forecast())
        });
        Self {
            resolved,
            forecast,
            start: Memo::new(move |_| editor.with(|plan| plan.start)),
        }
    }

    /// What `read` makes of the forecast, if there is one.
    fn with<T>(self, read: impl FnOnce(&Forecast) -> T) -> Option<T> {
        self.forecast
            .with(|forecast| forecast.as_ref().ok().map(read))
    }
}

/// The fields and the results.
#[component]
pub fn Finance() -> impl IntoView {
    let locale = use_locale();
    let editor = crate::pages::plan::editor::use_editor();
    let model = Model::new(editor);
    let trouble = Memo::new(move |_| {
        let forecast = model.forecast.get();
        forecast.err().map(|error| error.told(locale))
    });
    let results = move || match trouble.get() {
        Some(trouble) => view! { <Failed trouble/> }.into_any(),
        None => view! {
            <figures::Figures model/>
            <months::Months model/>
        }
        .into_any(),
    };
    view! {
        <Field of=date(at!(start)) label=td_string!(locale, plan_edit.start) hint=td_string!(locale, plan_edit.start_hint)/>
        <MoneyField
            of=signed_money(at!(finance.drivers.opening_cash))
            label=td_string!(locale, plan_finance.opening_cash)
            hint=td_string!(locale, plan_finance.opening_cash_hint)
        />
        <drivers::Streams/>
        <drivers::Costs/>
        <drivers::Elsewhere/>
        <grants::Grants/>
        <h2>{td_string!(locale, plan_finance.results)}</h2>
        {results}
        <scenarios::Scenarios model/>
        <chance::Chance model/>
        <actuals::Actuals model/>
    }
}

/// The name of a month: its number, and the calendar's where the plan has a
/// beginning.
fn month_name(start: Option<Date>, month: usize, locale: Locale) -> String {
    let number = td_string!(locale, plan_finance.month_number, number = month as u32 + 1);
    let day = start.and_then(|start| start.plus_months(i32::try_from(month).ok()?));
    match day {
        Some(day) => {
            let text = day.to_string();
            format!("{number} · {}", text.get(..7).unwrap_or(&text))
        }
        None => number,
    }
}
