//! Who holds shares now, the option pool, and options granted out of it.

use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::plan::kit::{Choice, Field, ListLens, Row, Rows, at, line, list, of_row, whole};
use leptos::prelude::*;
use venture::plan::captable::{Holder, HolderKind, OptionGrant};

/// More shares than can be computed with.
pub const MOST_SHARES: i128 = 1_000_000_000_000_000;

/// Holders, pool and grants before the first round.
#[component]
pub fn Owners() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Rows
            of=list!(funding.ownership.holders)
            label=td_string!(locale, plan_funding.holders)
            hint=td_string!(locale, plan_funding.holders_hint)
            add=td_string!(locale, plan_funding.holders_add)
            title=|holder: &Holder| holder.name.to_string()
            new=|_| Holder::default()
            row=move |row| view! { <OneHolder row/> }.into_any()
        />
        <Field
            of=whole(at!(funding.ownership.pool), 0, MOST_SHARES)
            label=td_string!(locale, plan_funding.pool)
            hint=td_string!(locale, plan_funding.pool_hint)
        />
        <OptionGrants of=list!(funding.ownership.grants)/>
    }
}

#[component]
fn OneHolder(row: Row<Holder>) -> impl IntoView {
    let locale = use_locale();
    let kinds = [
        HolderKind::Founder,
        HolderKind::Employee,
        HolderKind::Investor,
    ];
    let kinds = kinds.map(|kind| (kind, kind_name(kind, locale).to_owned()));
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_funding.name)/>
        <Choice of=of_row!(row, kind) label=td_string!(locale, plan_funding.kind) options=kinds.to_vec()/>
        <Field of=whole(of_row!(row, shares), 0, MOST_SHARES) label=td_string!(locale, plan_funding.shares)/>
        <Field
            of=whole(of_row!(row, vesting_months), 0, 600)
            label=td_string!(locale, plan_funding.vesting)
            hint=td_string!(locale, plan_funding.vesting_hint)
            unit=td_string!(locale, plan_finance.months_unit)
        />
    }
}

/// What a holder is.
pub fn kind_name(kind: HolderKind, locale: Locale) -> &'static str {
    match kind {
        HolderKind::Founder => td_string!(locale, plan_funding.founder),
        HolderKind::Employee => td_string!(locale, plan_funding.employee),
        HolderKind::Investor => td_string!(locale, plan_funding.investor),
    }
}

/// Options granted out of the pool.
#[component]
pub fn OptionGrants(
    /// Where they are in the plan.
    of: ListLens<OptionGrant>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Rows
            of
            label=td_string!(locale, plan_funding.grants)
            hint=td_string!(locale, plan_funding.grants_hint)
            add=td_string!(locale, plan_funding.grants_add)
            title=|grant: &OptionGrant| grant.name.to_string()
            new=|_| OptionGrant::default()
            row=move |row| view! {
                <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_funding.to_whom)/>
                <Field of=whole(of_row!(row, shares), 0, MOST_SHARES) label=td_string!(locale, plan_funding.options)/>
            }.into_any()
        />
    }
}
