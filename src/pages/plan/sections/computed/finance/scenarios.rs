//! Scenarios: the plan with some drivers changed, side by side with the plan.

use super::{Model, month_name};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{
    Choice, Field, Line, Row, Rows, Table, line, list, list_of_row, of_row, percent,
};
use leptos::prelude::*;
use venture::plan::document::{Scenario, Shift};
use venture::plan::finance::{Driver, Forecast, Runway};
use venture::plan::money::Money;
use venture::plan::units::BasisPoints;

/// The scenarios and what each comes to.
#[component]
pub fn Scenarios(model: Model) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let scenarios = Memo::new(move |_| editor.with(|plan| plan.finance.scenarios.to_vec()));
    let rows = Signal::derive(move || {
        let base = model.with(|forecast| {
            outcome(
                model,
                td_string!(locale, plan_finance.as_planned),
                forecast,
                locale,
            )
        });
        let others = scenarios.with(|scenarios| {
            model.resolved.with(|resolved| {
                let others = scenarios.iter().enumerate().map(|(index, scenario)| {
                    let mut shifted = resolved.as_ref().ok()?.clone();
                    for shift in &scenario.shifts {
                        shifted.shift(shift.driver, shift.to).ok()?;
                    }
                    let name = named(scenario, index, locale);
                    Some(outcome(model, &name, &shifted.forecast().ok()?, locale))
                });
                others.flatten().collect::<Vec<_>>()
            })
        });
        base.into_iter().chain(others).collect::<Vec<_>>()
    });
    let columns = Signal::stored(vec![
        td_string!(locale, plan_finance.runway).to_owned(),
        td_string!(locale, plan_finance.lowest_cash).to_owned(),
        td_string!(locale, plan_finance.last_cash).to_owned(),
        td_string!(locale, plan_finance.last_revenue).to_owned(),
    ]);
    let any = Memo::new(move |_| scenarios.with(|scenarios| !scenarios.is_empty()));
    let table = move || {
        any.get().then(|| {
            view! {
                <Table
                    id="plan-scenarios"
                    caption=Signal::stored(td_string!(locale, plan_finance.scenario_table).to_owned())
                    corner=td_string!(locale, plan_finance.scenario)
                    columns
                    rows
                />
            }
        })
    };
    view! {
        <h2>{td_string!(locale, plan_finance.scenarios)}</h2>
        <Rows
            of=list!(finance.scenarios)
            label=td_string!(locale, plan_finance.scenarios)
            hint=td_string!(locale, plan_finance.scenarios_hint)
            add=td_string!(locale, plan_finance.scenarios_add)
            title=|scenario: &Scenario| scenario.name.to_string()
            new=|_| Scenario::default()
            row=move |row| view! { <OneScenario row/> }.into_any()
        />
        {table}
    }
}

fn named(scenario: &Scenario, index: usize, locale: Locale) -> String {
    if scenario.name.is_blank() {
        td_string!(locale, plan_edit.row_untitled, number = index as u32 + 1)
    } else {
        scenario.name.to_string()
    }
}

fn outcome(model: Model, name: &str, forecast: &Forecast, locale: Locale) -> Line {
    let money = |minor: i64| format::money(Money::new(minor / 100 * 100, forecast.currency));
    let runway = match forecast.runway().value {
        Runway::Until(month) => month_name(model.start.get(), usize::from(month), locale),
        Runway::Beyond => td_string!(locale, plan_finance.beyond).to_owned(),
    };
    let lowest = forecast.months.iter().map(|month| month.closing_cash).min();
    let last = forecast.months.last();
    let cells = [
        runway,
        money(lowest.unwrap_or_default()),
        money(last.map_or(0, |month| month.closing_cash)),
        money(last.map_or(0, |month| month.revenue)),
    ];
    Line::new(name, cells)
}

#[component]
fn OneScenario(row: Row<Scenario>) -> impl IntoView {
    let locale = use_locale();
    let new = |_: &_| Shift {
        to: BasisPoints::ONE,
        ..Shift::default()
    };
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_finance.name)/>
        <Rows
            of=list_of_row!(row, shifts)
            label=td_string!(locale, plan_finance.shifts)
            hint=td_string!(locale, plan_finance.shifts_hint)
            add=td_string!(locale, plan_finance.shifts_add)
            title=move |shift: &Shift| driver_name(shift.driver, locale).to_owned()
            new
            row=move |row| view! { <OneShift row/> }.into_any()
        />
    }
}

#[component]
fn OneShift(row: Row<Shift>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Choice of=of_row!(row, driver) label=td_string!(locale, plan_finance.driver) options=drivers(locale)/>
        <Field
            of=percent(of_row!(row, to), 0, 10_000)
            label=td_string!(locale, plan_finance.shift_to)
            hint=td_string!(locale, plan_finance.percent_or_months)
            unit="%"
        />
    }
}

/// The drivers that a scenario or a range varies.
pub fn drivers(locale: Locale) -> Vec<(Driver, String)> {
    [
        Driver::NewCustomers,
        Driver::Price,
        Driver::Churn,
        Driver::Cogs,
        Driver::Costs,
        Driver::Salaries,
        Driver::Tranches,
        Driver::SalesDelay,
        Driver::TrancheDelay,
        Driver::GrantDelay,
    ]
    .map(|driver| (driver, driver_name(driver, locale).to_owned()))
    .to_vec()
}

/// What a driver is called.
pub fn driver_name(driver: Driver, locale: Locale) -> &'static str {
    match driver {
        Driver::NewCustomers => td_string!(locale, plan_finance.driver_new_customers),
        Driver::Price => td_string!(locale, plan_finance.driver_price),
        Driver::Churn => td_string!(locale, plan_finance.driver_churn),
        Driver::Cogs => td_string!(locale, plan_finance.driver_cogs),
        Driver::Costs => td_string!(locale, plan_finance.driver_costs),
        Driver::Salaries => td_string!(locale, plan_finance.driver_salaries),
        Driver::Tranches => td_string!(locale, plan_finance.driver_tranches),
        Driver::SalesDelay => td_string!(locale, plan_finance.driver_sales_delay),
        Driver::TrancheDelay => td_string!(locale, plan_finance.driver_tranche_delay),
        Driver::GrantDelay => td_string!(locale, plan_finance.driver_grant_delay),
    }
}
