//! The words of the cross-checks: what contradicts, with which values, and what
//! the fields concerned are called.

use super::{format, labels, names};
use crate::i18n::{Locale, td_string};
use venture::plan::Section;
use venture::plan::checks::{Finding, Rule};

/// What contradicts, in a sentence or two.
pub fn sentence(rule: Rule, locale: Locale) -> &'static str {
    match rule {
        Rule::ForecastFails => td_string!(locale, plan_checks.forecast_fails),
        Rule::CapTableFails => td_string!(locale, plan_checks.cap_table_fails),
        Rule::ComputeFails => td_string!(locale, plan_checks.compute_fails),
        Rule::MarginFails => td_string!(locale, plan_checks.margin_fails),
        Rule::RangeDisordered => td_string!(locale, plan_checks.range_disordered),
        Rule::HiresOverCash => td_string!(locale, plan_checks.hires_over_cash),
        Rule::MilestoneBeyondRunway => td_string!(locale, plan_checks.milestone_beyond_runway),
        Rule::TranchesOverRounds => td_string!(locale, plan_checks.tranches_over_rounds),
        Rule::GrantOverCosts => td_string!(locale, plan_checks.grant_over_costs),
        Rule::LaunchBeforeFiling => td_string!(locale, plan_checks.launch_before_filing),
        Rule::FilingTooLate => td_string!(locale, plan_checks.filing_too_late),
        Rule::DataBlocked => td_string!(locale, plan_checks.data_blocked),
        Rule::TokensOverLicensed => td_string!(locale, plan_checks.tokens_over_licensed),
        Rule::TokensBelowOptimal => td_string!(locale, plan_checks.tokens_below_optimal),
        Rule::MarketWithoutCount => td_string!(locale, plan_checks.market_without_count),
        Rule::MarketOverCount => td_string!(locale, plan_checks.market_over_count),
        Rule::NoSecondSource => td_string!(locale, plan_checks.no_second_source),
        Rule::SupplierWithdrawn => td_string!(locale, plan_checks.supplier_withdrawn),
        Rule::SupplierUnknown => td_string!(locale, plan_checks.supplier_unknown),
        Rule::TrainingUnfunded => td_string!(locale, plan_checks.training_unfunded),
        Rule::TrainingDoesNotFit => td_string!(locale, plan_checks.training_does_not_fit),
        Rule::ServingDoesNotFit => td_string!(locale, plan_checks.serving_does_not_fit),
        Rule::MfuUnlikely => td_string!(locale, plan_checks.mfu_unlikely),
        Rule::PriceUndated => td_string!(locale, plan_checks.price_undated),
        Rule::HeavyUsersLose => td_string!(locale, plan_checks.heavy_users_lose),
        Rule::MarginBelowTarget => td_string!(locale, plan_checks.margin_below_target),
        Rule::PriceDiffers => td_string!(locale, plan_checks.price_differs),
        Rule::MilestoneWithoutEval => td_string!(locale, plan_checks.milestone_without_eval),
        Rule::RiskUncovered => td_string!(locale, plan_checks.risk_uncovered),
        Rule::AssumptionUntested => td_string!(locale, plan_checks.assumption_untested),
        Rule::IpUnassigned => td_string!(locale, plan_checks.ip_unassigned),
        Rule::SystemicRisk => td_string!(locale, plan_checks.systemic_risk),
    }
}

/// The values that contradict, by name. An error of a model is left out: the
/// section of the model says it in the reader's language.
pub fn values(finding: &Finding, locale: Locale) -> String {
    let colon = td_string!(locale, plan_checks.colon);
    let said = finding
        .values
        .iter()
        .filter(|input| !input.value.is_empty());
    let values = said.filter_map(|input| {
        let name = value_name(input.name, locale)?;
        let value = match input.name {
            "margin" => format::share(&input.value),
            "obligation" => return Some(obligation(&input.value, locale)),
            "month" | "month of hire" | "month without cash" => month(&input.value),
            _ => format::value(&input.value, locale),
        };
        Some(format!("{name}{colon}{value}"))
    });
    let values: Vec<_> = values.collect();
    values.join(td_string!(locale, plan_checks.semicolon))
}

/// Months are counted from 0 in the models, from 1 by people.
fn month(raw: &str) -> String {
    raw.parse::<u32>()
        .map_or_else(|_| raw.to_owned(), |month| (month + 1).to_string())
}

/// The name of an obligation of the calendar.
fn obligation(id: &str, locale: Locale) -> String {
    let lang = super::lang(locale);
    let facts = venture::plan::compliance::FACTS.iter();
    let mut known = facts.filter(|fact| fact.id == id);
    known
        .next()
        .map_or_else(|| id.to_owned(), |fact| fact.title.get(lang).to_owned())
}

fn value_name(name: &str, locale: Locale) -> Option<&'static str> {
    Some(match name {
        "month of hire" => td_string!(locale, plan_checks.value_month_of_hire),
        "month without cash" => td_string!(locale, plan_checks.value_month_without_cash),
        "due" => td_string!(locale, plan_checks.value_due),
        "month" => td_string!(locale, plan_checks.value_month),
        "eligible" => td_string!(locale, plan_checks.value_eligible),
        "tranches" => td_string!(locale, plan_checks.value_tranches),
        "SAFEs and rounds" => td_string!(locale, plan_checks.value_rounds),
        "MFU" => td_string!(locale, plan_checks.value_mfu),
        "tokens" | "training tokens" => td_string!(locale, plan_checks.value_tokens),
        "training-optimal" => td_string!(locale, plan_checks.value_optimal),
        "licensed tokens" => td_string!(locale, plan_checks.value_licensed),
        "operations" => td_string!(locale, plan_checks.value_operations),
        "supplier" => td_string!(locale, plan_checks.value_supplier),
        "withdrawn" => td_string!(locale, plan_checks.value_withdrawn),
        "bytes needed" => td_string!(locale, plan_checks.value_bytes_needed),
        "bytes there" => td_string!(locale, plan_checks.value_bytes_there),
        "bill" => td_string!(locale, plan_checks.value_bill),
        "paid" => td_string!(locale, plan_checks.value_paid),
        "blockers" => td_string!(locale, plan_checks.value_blockers),
        "milestone" => td_string!(locale, plan_checks.value_milestone),
        "risk" => td_string!(locale, plan_checks.value_risk),
        "assumption" => td_string!(locale, plan_checks.value_assumption),
        "founder" => td_string!(locale, plan_checks.value_founder),
        "obligation" => td_string!(locale, plan_checks.value_obligation),
        "launch" => td_string!(locale, plan_checks.value_launch),
        "met" => td_string!(locale, plan_checks.value_met),
        "begin" => td_string!(locale, plan_checks.value_begin),
        "claimed" => td_string!(locale, plan_checks.value_claimed),
        "margin" => td_string!(locale, plan_checks.value_margin),
        "target" => td_string!(locale, plan_checks.value_target),
        "price" => td_string!(locale, plan_checks.value_price),
        "ARPA" => td_string!(locale, plan_checks.value_arpa),
        _ => return None,
    })
}

/// What a field is called: its section, its row, its label.
pub fn field_name(path: &str, locale: Locale) -> String {
    let section = match Section::of_field(path) {
        Some(section) => names::name(section, locale),
        None => td_string!(locale, plan_edit.overview),
    };
    let mut general = Vec::new();
    let mut row = None;
    for part in path.split('.') {
        match part.parse::<u32>() {
            Ok(index) => {
                row = Some(index + 1);
                general.push("#");
            }
            Err(_) => general.push(part),
        }
    }
    let label = label(&general.join("."), locale);
    let row = row.map(|row| td_string!(locale, plan_checks.row, row = row));
    [Some(section.to_owned()), row, label.map(str::to_owned)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(td_string!(locale, plan_checks.within))
}

/// The label of a field that a rule names; its rows are `#`.
fn label(path: &str, locale: Locale) -> Option<&'static str> {
    Some(match path {
        "team.roles.#.start" => td_string!(locale, plan_checks.field_role_start),
        "team.founders.#.ip_assigned" => td_string!(locale, plan_checks.field_ip),
        "finance.drivers.opening_cash" => td_string!(locale, plan_checks.field_opening_cash),
        "finance.drivers.costs" => td_string!(locale, plan_checks.field_costs),
        "finance.drivers.grants.#.eligible" => td_string!(locale, plan_checks.field_eligible),
        "finance.drivers.streams.#.arpa" => td_string!(locale, plan_checks.field_arpa),
        "uncertainty.ranges.#" => td_string!(locale, plan_checks.field_range),
        "funding.tranches" => td_string!(locale, plan_checks.field_tranches),
        "funding.ownership" => td_string!(locale, plan_checks.field_ownership),
        "funding.ownership.rounds" => td_string!(locale, plan_checks.field_rounds),
        "funding.ownership.safes" => td_string!(locale, plan_checks.field_safes),
        "milestones.#.due" => td_string!(locale, plan_checks.field_due),
        "milestones.#.evals" => td_string!(locale, plan_checks.field_evals),
        "risks.#.test" => td_string!(locale, plan_checks.field_test),
        "risks.#.owner" => td_string!(locale, plan_checks.field_owner),
        "assumptions.#.experiments" => td_string!(locale, plan_checks.field_experiments),
        "route.launch" => td_string!(locale, plan_checks.field_launch),
        "route.markets" => td_string!(locale, plan_checks.field_markets),
        "compliance.filings" => td_string!(locale, plan_checks.field_filings),
        "data.sources" => td_string!(locale, plan_checks.field_sources),
        "data.sources.#.licence" => td_string!(locale, plan_checks.field_licence),
        "data.sources.#.training" => td_string!(locale, plan_checks.field_training_right),
        "data.sources.#.commercial" => td_string!(locale, plan_checks.field_commercial_right),
        "data.sources.#.personal_data" => td_string!(locale, plan_checks.field_personal_data),
        "data.sources.#.consent" => td_string!(locale, plan_checks.field_consent),
        "data.sources.#.expiry" => td_string!(locale, plan_checks.field_expiry),
        "data.sources.#.sampled" => td_string!(locale, plan_checks.field_sampled),
        "data.sources.#.harmful" => td_string!(locale, plan_checks.field_harmful),
        "compute.budget" => td_string!(locale, plan_checks.field_budget),
        "compute.budget.training" => td_string!(locale, plan_checks.field_training),
        "compute.budget.training.tokens" => td_string!(locale, plan_checks.field_tokens),
        "compute.budget.accelerator" => td_string!(locale, plan_checks.field_accelerator),
        "compute.budget.mfu" => td_string!(locale, plan_checks.field_mfu),
        "compute.budget.price_as_of" => td_string!(locale, plan_checks.field_price_as_of),
        "compute.memory.accelerators" => td_string!(locale, plan_checks.field_accelerators),
        "compute.memory.zero" => td_string!(locale, plan_checks.field_zero),
        "compute.activations.recompute" => td_string!(locale, plan_checks.field_recompute),
        "compute.serving_accelerators" => td_string!(locale, plan_checks.field_serving),
        "compute.serving.bits" => td_string!(locale, plan_checks.field_bits),
        "compute.serving.kv_cache" => td_string!(locale, plan_checks.field_kv_cache),
        "compute.suppliers" => td_string!(locale, plan_checks.field_suppliers),
        "compute.suppliers.#.second_source" => td_string!(locale, plan_checks.field_second_source),
        "compute.suppliers.#.deprecation" => td_string!(locale, plan_checks.field_deprecation),
        "compute.suppliers.#.swap_cost" => td_string!(locale, plan_checks.field_swap_cost),
        "pricing.request" => td_string!(locale, plan_checks.field_request),
        "pricing.request.calls.#.supplier" => td_string!(locale, plan_checks.field_call_supplier),
        "pricing.usage.price" => td_string!(locale, plan_checks.field_price),
        "pricing.usage.heavy_share" => td_string!(locale, plan_checks.field_heavy_share),
        "problem.market.customers" => td_string!(locale, plan_checks.field_customers),
        "problem.market.yearly_spend" => td_string!(locale, plan_checks.field_yearly_spend),
        "problem.market.claimed" => td_string!(locale, plan_checks.field_claimed),
        _ => return labels::computed(path, locale),
    })
}
