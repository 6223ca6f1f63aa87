//! What the fields of the sections that compute are called, for the ways that
//! lead to them.

use crate::i18n::{Locale, td_string};

/// The label of a field by its path, whose rows are `#`.
pub fn computed(path: &str, locale: Locale) -> Option<&'static str> {
    let (place, field) = path.rsplit_once('.')?;
    match place {
        "finance.drivers"
        | "finance.drivers.streams.#"
        | "finance.drivers.costs.#"
        | "finance.drivers.grants.#"
        | "finance.actuals.#" => finance(place, field, locale),
        place if place.starts_with("funding.") => funding(path, field, locale),
        "pricing.request"
        | "pricing.request.calls.#"
        | "pricing.request.units.#"
        | "pricing.usage"
        | "pricing.hosting" => pricing(field, locale),
        "compute.budget" | "compute.budget.training" | "compute.memory" => compute(field, locale),
        "team.roles.#" if field == "salary" => {
            Some(td_string!(locale, plan_finance.driver_salaries))
        }
        _ => match path {
            "funding.tranches" => Some(td_string!(locale, plan_funding.tranches)),
            "team.roles" => Some(td_string!(locale, plan_finance.driver_salaries)),
            "route.build" => Some(td_string!(locale, plan_compute.route)),
            _ => None,
        },
    }
}

fn finance(place: &str, field: &str, locale: Locale) -> Option<&'static str> {
    Some(match field {
        "grants" => td_string!(locale, plan_finance.grants),
        "streams" => td_string!(locale, plan_finance.streams),
        "arpa" => td_string!(locale, plan_finance.arpa),
        "cogs" => td_string!(locale, plan_finance.cogs),
        "payment_fee" => td_string!(locale, plan_finance.payment_fee),
        "growth" if place.ends_with("costs.#") => td_string!(locale, plan_finance.cost_growth),
        "growth" => td_string!(locale, plan_finance.growth),
        "first_churn" => td_string!(locale, plan_finance.first_churn),
        "churn" => td_string!(locale, plan_finance.churn),
        "amount" => td_string!(locale, plan_finance.amount),
        "award" => td_string!(locale, plan_finance.award),
        "co_funding" => td_string!(locale, plan_finance.co_funding),
        "clawback" => td_string!(locale, plan_finance.clawback),
        "revenue" => td_string!(locale, plan_finance.row_revenue),
        "payments" => td_string!(locale, plan_finance.paid),
        "closing_cash" => td_string!(locale, plan_finance.row_closing),
        _ => return None,
    })
}

fn funding(path: &str, field: &str, locale: Locale) -> Option<&'static str> {
    Some(match field {
        "holders" => td_string!(locale, plan_funding.holders),
        "pool" if path.contains(".rounds.") => td_string!(locale, plan_funding.round_pool),
        "pool" => td_string!(locale, plan_funding.pool),
        "amount" => td_string!(locale, plan_funding.amount),
        "terms" => td_string!(locale, plan_funding.terms),
        "cap" => td_string!(locale, plan_funding.cap),
        "discount" => td_string!(locale, plan_funding.discount),
        "ownership" => td_string!(locale, plan_funding.fixed_share),
        "pre_money" => td_string!(locale, plan_funding.pre_money),
        "investments" => td_string!(locale, plan_funding.investments),
        _ => return None,
    })
}

fn pricing(field: &str, locale: Locale) -> Option<&'static str> {
    Some(match field {
        "retry" => td_string!(locale, plan_pricing.retry),
        "retrieval" => td_string!(locale, plan_pricing.retrieval),
        "moderation" => td_string!(locale, plan_pricing.moderation),
        "review_rate" => td_string!(locale, plan_pricing.review_rate),
        "review_cost" => td_string!(locale, plan_pricing.review_cost),
        "cached" => td_string!(locale, plan_pricing.cached),
        "price_in" => td_string!(locale, plan_pricing.price_in),
        "price_cached" => td_string!(locale, plan_pricing.price_cached),
        "price_out" => td_string!(locale, plan_pricing.price_out),
        "price" => td_string!(locale, plan_pricing.unit_price),
        "payment_fee" => td_string!(locale, plan_finance.payment_fee),
        "gpu_hour" => td_string!(locale, plan_pricing.gpu_hour),
        "accelerators" => td_string!(locale, plan_pricing.rented),
        "tokens_per_second" => td_string!(locale, plan_pricing.throughput),
        "utilisation" => td_string!(locale, plan_pricing.utilisation),
        "marginal" => td_string!(locale, plan_pricing.marginal),
        "fixed_monthly" => td_string!(locale, plan_pricing.fixed),
        "api_price" => td_string!(locale, plan_pricing.api_price),
        _ => return None,
    })
}

fn compute(field: &str, locale: Locale) -> Option<&'static str> {
    Some(match field {
        "peak_flops" => td_string!(locale, plan_compute.peak),
        "mfu" => td_string!(locale, plan_compute.mfu),
        "price_low" => td_string!(locale, plan_compute.price_low),
        "experiments" => td_string!(locale, plan_compute.experiments),
        "active_parameters" => td_string!(locale, plan_compute.active),
        "parameters" => td_string!(locale, plan_compute.parameters),
        _ => return None,
    })
}
