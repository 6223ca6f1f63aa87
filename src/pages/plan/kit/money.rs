//! An amount of money: a number in minor units, and its currency.

use super::super::editor::use_editor;
use super::codec::{Bound, decimal, optional};
use super::field::{Around, Typing, control, words};
use super::lens::Lens;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::money::{Currency, Money, UnitPrice};

/// The greatest amount: a million millions of the major unit, far from where
/// sums overflow.
const MOST: i128 = 1_000_000_000_000;

/// Where an amount and its currency are.
pub struct Amount {
    number: Bound,
    currency: Lens<Currency>,
}

/// An amount; zero is an empty field.
pub fn money(lens: Lens<Money>) -> Amount {
    money_from(lens, 0)
}

/// An amount that may be negative.
pub fn signed_money(lens: Lens<Money>) -> Amount {
    money_from(lens, -MOST)
}

fn money_from(lens: Lens<Money>, least: i128) -> Amount {
    let minor = lens.part("", |money| money.minor, |money, minor| money.minor = minor);
    let currency = currency_of(&lens, |money| &mut money.currency, |money| money.currency);
    Amount {
        number: decimal(minor, 2, least * 100, MOST * 100),
        currency,
    }
}

/// An amount that may be left open, where zero would say something.
pub fn optional_money(lens: Lens<Option<Money>>) -> Amount {
    let (path, get, set) = (lens.path.clone(), lens.clone(), lens.clone());
    let minor = Lens::new(
        path.clone(),
        move |plan: &Plan| Some(get.get(plan)?.map(|money| money.minor)),
        move |plan: &mut Plan, minor: Option<i64>| {
            let currency = currency_in(&set, plan);
            set.set(plan, minor.map(|minor| Money::new(minor, currency)));
        },
    );
    let set = lens.clone();
    let currency = Lens::new(
        format!("{path}.currency"),
        move |plan: &Plan| Some(currency_in(&lens, plan)),
        move |plan: &mut Plan, currency| {
            let minor = set.get(plan).flatten().map_or(0, |money| money.minor);
            set.set(plan, Some(Money::new(minor, currency)));
        },
    );
    Amount {
        number: optional(minor, 2, 0, MOST * 100),
        currency,
    }
}

/// The currency of an amount; that of the plan where there is none yet.
fn currency_in(lens: &Lens<Option<Money>>, plan: &Plan) -> Currency {
    let amount = lens.get(plan).flatten();
    amount.map_or(plan.currency, |money| money.currency)
}

/// The price of something small, to a billionth.
pub fn unit_price(lens: Lens<UnitPrice>) -> Amount {
    let nanos = lens.part("", |price| price.nanos, |price, nanos| price.nanos = nanos);
    let currency = currency_of(&lens, |price| &mut price.currency, |price| price.currency);
    Amount {
        number: decimal(nanos, 9, 0, 1_000_000_000 * 1_000_000_000),
        currency,
    }
}

fn currency_of<T: 'static>(
    lens: &Lens<T>,
    place: fn(&mut T) -> &mut Currency,
    get: fn(&T) -> Currency,
) -> Lens<Currency> {
    lens.part(".currency", get, move |value, currency| {
        *place(value) = currency;
    })
}

/// A field of money.
#[component]
pub fn MoneyField(
    /// Where it is in the plan.
    of: Amount,
    /// What it holds.
    #[prop(into)]
    label: String,
    /// How to fill it.
    #[prop(into, optional)]
    hint: String,
    /// What the amount is for: a month, a million tokens.
    #[prop(into, optional)]
    unit: String,
) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let Amount { number, currency } = of;
    let typing = Typing::new(editor, number.clone());
    let problem = Signal::derive(move || {
        let fault = typing.fault.get().filter(|_| typing.shown.get())?;
        Some(words(fault, locale))
    });
    let path = number.path.clone();
    let name = td_string!(locale, plan_edit.currency_of, label = label.clone());
    let control = control(typing, &number, 1);
    let unit = (!unit.is_empty()).then(|| view! { <span class="plan-unit">{unit}</span> });
    view! {
        <Around path label hint problem>
            <p class="plan-control">
                {control}
                <CurrencySelect of=currency name/>
                {unit}
            </p>
        </Around>
    }
}

#[component]
fn CurrencySelect(of: Lens<Currency>, name: String) -> impl IntoView {
    let editor = use_editor();
    let id = of.path.clone();
    let get = of.clone();
    let present = Memo::new(move |_| editor.with(|plan| get.get(plan)).unwrap_or_default());
    let options = Currency::ALL.map(|currency| {
        view! {
            <option value=currency.code() selected=move || present.get() == currency>
                {super::super::format::currency_name(currency)}
            </option>
        }
    });
    let choose = move |event| {
        let code = event_target_value(&event);
        let chosen = Currency::ALL.into_iter().find(|one| one.code() == code);
        if let Some(chosen) = chosen {
            let of = of.clone();
            editor.step(move |plan| of.set(plan, chosen));
        }
    };
    view! {
        <select id=id class="plan-currency" aria-label=name prop:value=move || present.get().code() on:change=choose>
            {options.collect_view()}
        </select>
    }
}
