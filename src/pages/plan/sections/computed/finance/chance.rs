//! How likely the cash is out, by the founder's own ranges. Computed when asked
//! for: a thousand forecasts would keep the keys waiting.

use super::scenarios::{driver_name, drivers};
use super::{Model, month_name};
use crate::i18n::{number, percent as per_cent, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::kit::{
    Choice, Computed, Field, Line, Row, Rows, Shown, Table, list, of_row, percent,
};
use crate::pages::plan::troubles::{Failed, Told, Trouble};
use leptos::prelude::*;
use venture::plan::computed::Computed as Found;
use venture::plan::finance::MONTHS;
use venture::plan::money::Currency;
use venture::plan::montecarlo::{Range, Simulation};
use venture::plan::units::BasisPoints;

/// Runs of a simulation: the probability is known to about three per cent.
const RUNS: u32 = 1000;

/// What was simulated last.
#[derive(Clone, PartialEq)]
struct Done {
    found: Result<Found<Simulation>, Trouble>,
    currency: Currency,
}

/// The ranges and the simulation.
#[component]
pub fn Chance(model: Model) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let done = RwSignal::new(None::<Done>);
    let stale = RwSignal::new(false);
    let ranges = Memo::new(move |_| editor.with(|plan| plan.uncertainty.clone()));
    // What was simulated is no longer so when a driver or a range changes.
    Effect::new(move |before: Option<()>| {
        model.resolved.track();
        ranges.track();
        if before.is_some() {
            stale.set(true);
        }
    });
    let simulate = move |_| {
        let outcome = model.resolved.with_untracked(|resolved| {
            let resolved = resolved.as_ref().map_err(|error| error.told(locale))?;
            ranges
                .with_untracked(|ranges| ranges.simulate(resolved, RUNS))
                .map_err(|error| error.told(locale))
        });
        let currency = editor.with_untracked(|plan| plan.currency);
        done.set(Some(Done {
            found: outcome,
            currency,
        }));
        stale.set(false);
    };
    let new = |_: &_| Range {
        low: BasisPoints::percent(80),
        likely: BasisPoints::ONE,
        high: BasisPoints::percent(120),
        ..Range::default()
    };
    let outcome = move || {
        done.get().map(|done| match done.found {
            Ok(found) => view! { <Outcome model found currency=done.currency/> }.into_any(),
            Err(trouble) => view! { <Failed trouble/> }.into_any(),
        })
    };
    let old = move || {
        (stale.get() && done.with(Option::is_some)).then(|| td_string!(locale, plan_finance.stale))
    };
    view! {
        <h2>{td_string!(locale, plan_finance.chance)}</h2>
        <Rows
            of=list!(uncertainty.ranges)
            label=td_string!(locale, plan_finance.ranges)
            hint=td_string!(locale, plan_finance.ranges_hint)
            add=td_string!(locale, plan_finance.ranges_add)
            title=move |range: &Range| driver_name(range.driver, locale).to_owned()
            new
            row=move |row| view! { <OneRange row/> }.into_any()
        />
        <p class="buttons">
            <button type="button" on:click=simulate>{td_string!(locale, plan_finance.simulate, runs = RUNS)}</button>
        </p>
        <p class="plan-hint" role="status">{old}</p>
        {outcome}
    }
}

#[component]
fn OneRange(row: Row<Range>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Choice of=of_row!(row, driver) label=td_string!(locale, plan_finance.driver) options=drivers(locale)/>
        <p class="plan-hint">{td_string!(locale, plan_finance.percent_or_months)}</p>
        <div class="plan-pair">
            <Field of=percent(of_row!(row, low), 0, 10_000) label=td_string!(locale, plan_finance.low) unit="%"/>
            <Field of=percent(of_row!(row, likely), 0, 10_000) label=td_string!(locale, plan_finance.likely) unit="%"/>
            <Field of=percent(of_row!(row, high), 0, 10_000) label=td_string!(locale, plan_finance.high) unit="%"/>
        </div>
    }
}

/// What the runs came to.
#[component]
fn Outcome(model: Model, found: Found<Simulation>, currency: Currency) -> impl IntoView {
    let locale = use_locale();
    let ruin = found.value.ruin.last().copied().unwrap_or_default();
    let shown = Shown::of(&found, per_cent(ruin, 0));
    // The ends of half-years: a table of 36 tells no more.
    let months: Vec<usize> = (5..MONTHS).step_by(6).collect();
    let columns = {
        let months = months.clone();
        Signal::derive(move || {
            let start = model.start.get();
            let names = months.iter().map(|month| month_name(start, *month, locale));
            names.collect::<Vec<_>>()
        })
    };
    let simulation = found.value;
    let cash = |label: &str, of: &[i64]| {
        let cells = months.iter().filter_map(|month| of.get(*month));
        Line::new(label, cells.map(|minor| number(*minor as f64 / 100.0, 0)))
    };
    let probabilities = months
        .iter()
        .filter_map(|month| simulation.ruin.get(*month))
        .map(|share| per_cent(*share, 0));
    let rows = vec![
        Line::new(td_string!(locale, plan_finance.ruin_by), probabilities),
        cash(td_string!(locale, plan_finance.p10), &simulation.p10),
        cash(td_string!(locale, plan_finance.p50), &simulation.p50),
        cash(td_string!(locale, plan_finance.p90), &simulation.p90),
    ];
    let caption = td_string!(
        locale,
        plan_finance.caption,
        title = td_string!(locale, plan_finance.chance_table),
        currency = crate::pages::plan::format::currency_name(currency)
    );
    view! {
        <Computed label=td_string!(locale, plan_finance.ruin) result=Signal::stored(Ok(shown))/>
        <Table
            id="plan-chance"
            caption=Signal::stored(caption)
            corner=td_string!(locale, plan_finance.line)
            columns
            rows=Signal::stored(rows)
        />
    }
}
