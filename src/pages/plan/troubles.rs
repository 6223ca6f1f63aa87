//! Why a model could not compute, in the reader's words, with the way to the
//! field that stands in its way.

use super::editor::use_editor;
use super::findings::FieldLink;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use venture::plan::captable::CapTableError;
use venture::plan::compute::ComputeError;
use venture::plan::finance::FinanceError;
use venture::plan::margin::MarginError;
use venture::plan::money::MoneyError;
use venture::plan::montecarlo::SimulationError;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What is wrong and what to do.
    pub text: String,
    /// The path of the field to correct, where it is one.
    pub field: Option<String>,
}

impl Trouble {
    fn new(text: impl Into<String>, field: &str) -> Self {
        Self {
            text: text.into(),
            field: Some(field.to_owned()),
        }
    }
}

/// Something that a reader can be told in words.
pub trait Told {
    /// What is wrong, in a language.
    fn told(&self, locale: Locale) -> Trouble;
}

/// What is wrong with an amount of money.
fn money(error: &MoneyError, locale: Locale) -> String {
    match error {
        MoneyError::Mixed { left, right } => {
            td_string!(
                locale,
                plan_errors.mixed,
                left = left.code(),
                right = right.code()
            )
        }
        MoneyError::Overflow => td_string!(locale, plan_errors.overflow).to_owned(),
        MoneyError::NoRate { from, to } => {
            td_string!(
                locale,
                plan_errors.no_rate,
                from = from.code(),
                to = to.code()
            )
        }
        MoneyError::BadRate { from, to } => {
            td_string!(
                locale,
                plan_errors.bad_rate,
                from = from.code(),
                to = to.code()
            )
        }
    }
}

impl Told for FinanceError {
    fn told(&self, locale: Locale) -> Trouble {
        let text = match self {
            Self::Money { error, .. } => money(error, locale),
            Self::NotShare { .. } => td_string!(locale, plan_errors.not_share).to_owned(),
            Self::Shrinks { .. } => td_string!(locale, plan_errors.shrinks).to_owned(),
            Self::Negative { .. } => td_string!(locale, plan_errors.negative).to_owned(),
            Self::TooLarge { month, .. } => {
                td_string!(locale, plan_errors.too_large, month = *month as u32 + 1)
            }
        };
        Trouble::new(text, self.field())
    }
}

impl Told for SimulationError {
    fn told(&self, locale: Locale) -> Trouble {
        match self {
            Self::Disordered { index } => Trouble::new(
                td_string!(locale, plan_errors.disordered),
                &format!("uncertainty.ranges.{index}"),
            ),
            Self::Runs => Trouble {
                text: td_string!(locale, plan_errors.overflow).to_owned(),
                field: None,
            },
            Self::Finance(error) => error.told(locale),
        }
    }
}

impl Told for CapTableError {
    fn told(&self, locale: Locale) -> Trouble {
        match self {
            Self::NoShares => Trouble::new(
                td_string!(locale, plan_errors.no_shares),
                "funding.ownership.holders",
            ),
            Self::PoolExceeded { granted, pool } => Trouble::new(
                td_string!(
                    locale,
                    plan_errors.pool_exceeded,
                    granted = *granted,
                    pool = *pool
                ),
                "funding.ownership.pool",
            ),
            Self::SafesTakeAll => Trouble::new(
                td_string!(locale, plan_errors.safes_take_all),
                "funding.ownership.safes",
            ),
            Self::RoundTakesAll => Trouble::new(
                td_string!(locale, plan_errors.round_takes_all),
                "funding.ownership.rounds",
            ),
            Self::NotPositive { field } => {
                Trouble::new(td_string!(locale, plan_errors.zero), field)
            }
            Self::NotShare { field } => {
                Trouble::new(td_string!(locale, plan_errors.not_part), field)
            }
            Self::NothingToElect { field } => {
                Trouble::new(td_string!(locale, plan_errors.nothing_to_elect), field)
            }
            Self::Money { field, error } => Trouble::new(money(error, locale), field),
            Self::OutOfRange => Trouble::new(
                td_string!(locale, plan_errors.out_of_range),
                "funding.ownership",
            ),
        }
    }
}

impl Told for MarginError {
    fn told(&self, locale: Locale) -> Trouble {
        match self {
            Self::NotShare { field } => {
                Trouble::new(td_string!(locale, plan_errors.not_share), field)
            }
            Self::Negative { field } => {
                Trouble::new(td_string!(locale, plan_errors.negative), field)
            }
            Self::Zero { field } => Trouble::new(td_string!(locale, plan_errors.zero), field),
            Self::Money { field, error } => Trouble::new(money(error, locale), field),
        }
    }
}

impl Told for ComputeError {
    fn told(&self, locale: Locale) -> Trouble {
        let (text, field) = match self {
            Self::Zero("accelerators") => (
                td_string!(locale, plan_errors.zero).to_owned(),
                "compute.memory.accelerators",
            ),
            Self::Zero(_) => (
                td_string!(locale, plan_errors.zero).to_owned(),
                "compute.budget.peak_flops",
            ),
            Self::NotShare("experiments") => (
                td_string!(locale, plan_errors.negative).to_owned(),
                "compute.budget.experiments",
            ),
            Self::NotShare(_) => (
                td_string!(locale, plan_errors.mfu).to_owned(),
                "compute.budget.mfu",
            ),
            Self::ActiveAboveAll => (
                td_string!(locale, plan_errors.active_above_all).to_owned(),
                "compute.budget.training.active_parameters",
            ),
            Self::Overflow => (
                td_string!(locale, plan_errors.overflow).to_owned(),
                "compute.budget.training",
            ),
            Self::Money(error) => (money(error, locale), "compute.budget.price_low"),
        };
        Trouble::new(text, field)
    }
}

/// What stands in the way of a result, with the way there.
#[component]
pub fn Failed(trouble: Trouble) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let link = trouble
        .field
        .map(|field| view! { <FieldLink editor field/> });
    view! {
        <div class="plan-trouble">
            <p><strong>{td_string!(locale, plan_errors.not_computed)}</strong>" "{trouble.text}</p>
            {link}
        </div>
    }
}
