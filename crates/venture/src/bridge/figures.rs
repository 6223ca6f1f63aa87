//! From a plan to the figures that the check takes as computed evidence.
//!
//! A figure that rests on nothing entered is left out: an empty plan has no
//! runway, be it of nought months or of thirty-six. What cannot be computed is
//! left out as well; the plan's own cross-checks say why.

use crate::date::Date;
use crate::plan::Plan;
use crate::plan::captable::{HolderKind, solve};
use crate::plan::compute::model_flops;
use crate::plan::data::Licence;
use crate::plan::finance::{Forecast, MONTHS};
use crate::plan::margin::{Stress, cost_tree, stress};
use crate::plan::units::BasisPoints;
use crate::readiness::{Figures, Metric};

/// Months at the end of the forecast over which the planned margin is taken:
/// the first ones carry servers that few customers use yet.
const STEADY: usize = 12;

/// The month that default alive needs before it to see growth.
const LOOKS_BACK: i32 = 3;

/// The plan's figures. `as_of` is the day on which the plan was last changed.
///
/// | figure | from |
/// |---|---|
/// | runway | the first month of the forecast with cash below zero, planned tranches included; 36 where there is none |
/// | default alive | the month of `as_of` in the plan, from the fourth on |
/// | founders' share | their rows after the last round |
/// | planned gross margin | revenue and cost of goods sold of the last twelve months |
/// | paid gross margin | the same of the actual months that state both |
/// | cost of a request | the tree of costs, in the plan's currency |
/// | stressed gross margin | the average user at token prices half as high again |
/// | training operations | 6·N·D of the budget's run |
/// | licensed share | tokens of sources in use whose licence is looked up |
pub fn figures(plan: &Plan, as_of: Date) -> Figures {
    let forecast = plan.resolve().and_then(|resolved| resolved.forecast()).ok();
    // Whoever pays nothing has no plan of cash yet.
    let paying = forecast
        .as_ref()
        .filter(|forecast| forecast.months.iter().any(|month| month.payments > 0));
    let all = [
        (Metric::RunwayMonths, paying.map(runway)),
        (
            Metric::DefaultAlive,
            paying.and_then(|forecast| alive(plan, forecast, as_of)),
        ),
        (Metric::FoundersShare, founders(plan)),
        (
            Metric::PlannedGrossMargin,
            forecast.as_ref().and_then(planned_margin),
        ),
        (Metric::PaidGrossMargin, paid_margin(plan)),
        (Metric::RequestCost, request_cost(plan)),
        (Metric::StressedGrossMargin, stressed_margin(plan)),
        (Metric::TrainingFlops, operations(plan)),
        (Metric::LicensedShare, licensed(plan)),
    ];
    all.into_iter()
        .filter_map(|(metric, value)| Some((metric, value?)))
        .fold(Figures::new(as_of), |figures, (metric, value)| {
            figures.with(metric, value)
        })
}

fn runway(forecast: &Forecast) -> f64 {
    f64::from(forecast.runway().value.months())
}

fn alive(plan: &Plan, forecast: &Forecast, as_of: Date) -> Option<f64> {
    let months = plan.start.map_or(0, |start| as_of.months_since(start));
    let month = months.clamp(LOOKS_BACK, MONTHS as i32 - 1);
    let alive = forecast.default_alive(month as usize)?.value.is_alive();
    Some(if alive { 1.0 } else { 0.0 })
}

/// `None` without a round: shares as they stand say nothing about dilution.
fn founders(plan: &Plan) -> Option<f64> {
    let solved = solve(&plan.funding.ownership, plan.currency, &plan.rates).ok()?;
    let rows = solved.last()?.rows.iter();
    let founders = rows.filter(|row| row.kind == Some(HolderKind::Founder));
    Some(founders.map(|row| row.ownership).sum())
}

fn margin(revenue: f64, cogs: f64) -> Option<f64> {
    (revenue > 0.0).then(|| (revenue - cogs) / revenue)
}

fn planned_margin(forecast: &Forecast) -> Option<f64> {
    let steady = forecast.months.iter().rev().take(STEADY);
    let (revenue, cogs) = steady.fold((0.0, 0.0), |(revenue, cogs), month| {
        (revenue + month.revenue as f64, cogs + month.cogs as f64)
    });
    margin(revenue, cogs)
}

fn paid_margin(plan: &Plan) -> Option<f64> {
    let in_currency =
        |money| Some(plan.rates.convert(money, plan.currency).ok()?.money.minor as f64);
    let mut stated = plan
        .finance
        .actuals
        .iter()
        .filter_map(|actual| Some((actual.revenue, actual.cogs?)));
    let (revenue, cogs) = stated.try_fold((0.0, 0.0), |(revenue, cogs), (earned, cost)| {
        Some((revenue + in_currency(earned)?, cogs + in_currency(cost)?))
    })?;
    margin(revenue, cogs)
}

/// In minor units.
fn request_cost(plan: &Plan) -> Option<f64> {
    let request = &plan.pricing.request;
    if request.calls.is_empty() && request.units.is_empty() {
        return None;
    }
    let tree = cost_tree(request, plan.currency, &plan.rates).ok()?;
    Some(tree.value.cost.as_major() * 100.0)
}

fn stressed_margin(plan: &Plan) -> Option<f64> {
    let pricing = &plan.pricing;
    if pricing.request.calls.is_empty() {
        return None;
    }
    let currency = pricing.usage.price.currency;
    let table = stress(&pricing.request, &pricing.usage, currency, &plan.rates).ok()?;
    let dearer = Stress::TokenPrice(BasisPoints::percent(150));
    let row = table.into_iter().find(|row| row.stress == dearer)?;
    Some(row.margin.value.average)
}

fn operations(plan: &Plan) -> Option<f64> {
    let flops = model_flops(&plan.compute.budget.training).ok()?.value;
    (flops > 0).then_some(flops as f64)
}

fn licensed(plan: &Plan) -> Option<f64> {
    let used = plan.data.sources.iter().filter(|source| source.used);
    let (known, all) = used.fold((0_u128, 0_u128), |(known, all), source| {
        let tokens = u128::from(source.tokens);
        let looked_up = source.licence != Licence::Unknown;
        (known + if looked_up { tokens } else { 0 }, all + tokens)
    });
    (all > 0).then(|| known as f64 / all as f64)
}
