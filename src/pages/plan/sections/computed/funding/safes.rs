//! SAFEs: the amount, and when and at what price it turns into shares.

use crate::i18n::{Locale, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::kit::{
    Choice, Field, Lens, MoneyField, Row, Rows, line, list, money, of_row, percent,
};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::captable::{Safe, SafeTerms};
use venture::plan::money::Money;
use venture::plan::units::BasisPoints;

/// The SAFEs, in the order in which they were signed.
#[component]
pub fn Safes() -> impl IntoView {
    let locale = use_locale();
    let new = |plan: &Plan| Safe {
        amount: Money::zero(plan.currency),
        terms: SafeTerms::PostMoney {
            cap: Money::zero(plan.currency),
            discount: BasisPoints(0),
        },
        ..Safe::default()
    };
    view! {
        <Rows
            of=list!(funding.ownership.safes)
            label=td_string!(locale, plan_funding.safes)
            hint=td_string!(locale, plan_funding.safes_hint)
            add=td_string!(locale, plan_funding.safes_add)
            title=|safe: &Safe| safe.name.to_string()
            new
            row=move |row| view! { <OneSafe row/> }.into_any()
        />
    }
}

/// Which terms a SAFE has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PostMoney,
    Discount,
    Fixed,
    MostFavoured,
}

impl Kind {
    fn of(terms: SafeTerms) -> Self {
        match terms {
            SafeTerms::PostMoney { .. } => Self::PostMoney,
            SafeTerms::Discount { .. } => Self::Discount,
            SafeTerms::Fixed { .. } => Self::Fixed,
            SafeTerms::MostFavoured => Self::MostFavoured,
        }
    }

    /// Terms of this kind, with what those before have in common.
    fn after(self, before: SafeTerms, amount: Money) -> SafeTerms {
        let cap = cap_of(before).unwrap_or(Money::zero(amount.currency));
        let discount = discount_of(before).unwrap_or_default();
        match self {
            Self::PostMoney => SafeTerms::PostMoney { cap, discount },
            Self::Discount => SafeTerms::Discount { discount },
            Self::Fixed => SafeTerms::Fixed {
                ownership: ownership_of(before).unwrap_or_default(),
            },
            Self::MostFavoured => SafeTerms::MostFavoured,
        }
    }

    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::PostMoney => td_string!(locale, plan_funding.post_money_safe),
            Self::Discount => td_string!(locale, plan_funding.discount_safe),
            Self::Fixed => td_string!(locale, plan_funding.fixed_safe),
            Self::MostFavoured => td_string!(locale, plan_funding.most_favoured),
        }
    }
}

fn cap_of(terms: SafeTerms) -> Option<Money> {
    match terms {
        SafeTerms::PostMoney { cap, .. } => Some(cap),
        _ => None,
    }
}

fn discount_of(terms: SafeTerms) -> Option<BasisPoints> {
    match terms {
        SafeTerms::PostMoney { discount, .. } | SafeTerms::Discount { discount } => Some(discount),
        _ => None,
    }
}

fn ownership_of(terms: SafeTerms) -> Option<BasisPoints> {
    match terms {
        SafeTerms::Fixed { ownership } => Some(ownership),
        _ => None,
    }
}

fn set_cap(safe: &mut Safe, to: Money) {
    if let SafeTerms::PostMoney { cap, .. } = &mut safe.terms {
        *cap = to;
    }
}

fn set_discount(safe: &mut Safe, to: BasisPoints) {
    if let SafeTerms::PostMoney { discount, .. } | SafeTerms::Discount { discount } =
        &mut safe.terms
    {
        *discount = to;
    }
}

#[component]
fn OneSafe(row: Row<Safe>) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let kind: Lens<Kind> = row.lens(
        "terms",
        |safe| Kind::of(safe.terms),
        |safe, kind| safe.terms = kind.after(safe.terms, safe.amount),
    );
    let kinds = [
        Kind::PostMoney,
        Kind::Discount,
        Kind::Fixed,
        Kind::MostFavoured,
    ];
    let kinds = kinds
        .map(|kind| (kind, kind.name(locale).to_owned()))
        .to_vec();
    let present = {
        let kind = kind.clone();
        Memo::new(move |_| editor.with(|plan| kind.get(plan)))
    };
    let fields = {
        let row = row.clone();
        move || {
            let kind = present.get()?;
            Some(terms(&row, kind, locale))
        }
    };
    view! {
        <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_funding.investor)/>
        <MoneyField of=money(of_row!(row, amount)) label=td_string!(locale, plan_funding.amount)/>
        <Choice of=kind label=td_string!(locale, plan_funding.terms) options=kinds/>
        {fields}
    }
}

/// The fields of terms of a kind.
fn terms(row: &Row<Safe>, kind: Kind, locale: Locale) -> AnyView {
    let cap = || {
        let zero = Money::default();
        row.lens(
            "terms.cap",
            move |safe| cap_of(safe.terms).unwrap_or(zero),
            set_cap,
        )
    };
    let discount = || {
        row.lens(
            "terms.discount",
            |safe| discount_of(safe.terms).unwrap_or_default(),
            set_discount,
        )
    };
    match kind {
        Kind::PostMoney => view! {
            <MoneyField
                of=money(cap())
                label=td_string!(locale, plan_funding.cap)
                hint=td_string!(locale, plan_funding.cap_hint)
            />
            <Field of=percent(discount(), 0, 99) label=td_string!(locale, plan_funding.discount) unit="%"/>
        }
        .into_any(),
        Kind::Discount => view! {
            <Field of=percent(discount(), 0, 99) label=td_string!(locale, plan_funding.discount) unit="%"/>
        }
        .into_any(),
        Kind::Fixed => {
            let ownership = row.lens(
                "terms.ownership",
                |safe| ownership_of(safe.terms).unwrap_or_default(),
                |safe, ownership| safe.terms = SafeTerms::Fixed { ownership },
            );
            view! {
                <Field of=percent(ownership, 0, 99) label=td_string!(locale, plan_funding.fixed_share) unit="%"/>
            }
            .into_any()
        }
        Kind::MostFavoured => {
            view! { <p class="plan-hint">{td_string!(locale, plan_funding.most_favoured_hint)}</p> }
                .into_any()
        }
    }
}
