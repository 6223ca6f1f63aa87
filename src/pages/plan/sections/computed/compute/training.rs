//! The training run: operations, training-optimal sizes, GPU-hours, the bill.

use super::accelerators::Chosen;
use super::{MOST, words};
use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::format;
use crate::pages::plan::kit::{
    Check, Computed, Field, Group, MoneyField, Shown, at, date, decimal, line, percent, unit_price,
};
use crate::pages::plan::troubles::{Failed, Told};
use leptos::prelude::*;
use venture::plan::compute::{
    Bill, Budget, ComputeError, bill, chinchilla_tokens, training_flops, training_optimal,
};
use venture::plan::money::MoneyError;
use venture::plan::rates::Rates;

/// The run and its prices.
#[component]
pub fn Training() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Group
            path="compute.budget"
            label=td_string!(locale, plan_compute.training)
            hint=td_string!(locale, plan_compute.training_hint)
        >
            <Group path="compute.budget.training" label=td_string!(locale, plan_compute.run)>
                <div class="plan-pair">
                    <Field
                        of=decimal(at!(compute.budget.training.parameters), 9, 0, MOST)
                        label=td_string!(locale, plan_compute.parameters)
                        hint=td_string!(locale, plan_compute.billion_hint)
                        unit=td_string!(locale, plan_compute.billion)
                    />
                    <Field
                        of=decimal(at!(compute.budget.training.active_parameters), 9, 0, MOST)
                        label=td_string!(locale, plan_compute.active)
                        hint=td_string!(locale, plan_compute.active_hint)
                        unit=td_string!(locale, plan_compute.billion)
                    />
                </div>
                <Field
                    of=decimal(at!(compute.budget.training.tokens), 9, 0, MOST)
                    label=td_string!(locale, plan_compute.tokens)
                    unit=td_string!(locale, plan_compute.billion)
                />
                <Check
                    of=at!(compute.budget.training.full_recompute)
                    label=td_string!(locale, plan_compute.full_recompute)
                />
                <Operations/>
            </Group>
            <Chosen/>
            <Field
                of=decimal(at!(compute.budget.peak_flops), 12, 0, MOST)
                label=td_string!(locale, plan_compute.peak)
                hint=td_string!(locale, plan_compute.peak_hint)
                unit="TFLOP/s"
            />
            <Field
                of=percent(at!(compute.budget.mfu), 0, 100)
                label=td_string!(locale, plan_compute.mfu)
                hint=td_string!(locale, plan_compute.mfu_hint)
                unit="%"
            />
            <MoneyField
                of=unit_price(at!(compute.budget.price_low))
                label=td_string!(locale, plan_compute.price_low)
                unit=td_string!(locale, plan_compute.an_hour)
            />
            <MoneyField
                of=unit_price(at!(compute.budget.price_high))
                label=td_string!(locale, plan_compute.price_high)
                unit=td_string!(locale, plan_compute.an_hour)
            />
            <div class="plan-pair">
                <Field of=date(at!(compute.budget.price_as_of)) label=td_string!(locale, plan_compute.price_as_of)/>
                <Field of=line(at!(compute.budget.price_source)) label=td_string!(locale, plan_compute.price_source)/>
            </div>
            <Field
                of=percent(at!(compute.budget.experiments), 0, 10_000)
                label=td_string!(locale, plan_compute.experiments)
                hint=td_string!(locale, plan_compute.experiments_hint)
                unit="%"
            />
            <Costs/>
        </Group>
    }
}

/// What follows from the run alone.
#[component]
fn Operations() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let run = Memo::new(move |_| editor.with(|plan| plan.compute.budget.training));
    let empty = move || td_string!(locale, plan_compute.no_run).to_owned();
    let flops = Signal::derive(move || {
        let run = run.get();
        if run.parameters == 0 || run.tokens == 0 {
            return Err(empty());
        }
        let flops = training_flops(&run).map_err(|error| words(&error, locale))?;
        let text = format!("{} FLOP", format::scientific(flops.value as f64));
        Ok(Shown::of(&flops, text))
    });
    let tokens = Signal::derive(move || {
        let active = run.get().active().map_err(|error| words(&error, locale))?;
        if active == 0 {
            return Err(empty());
        }
        let tokens = chinchilla_tokens(active).map_err(|error| words(&error, locale))?;
        let text = td_string!(
            locale,
            plan_compute.tokens_of,
            number = large(tokens.value, locale)
        );
        Ok(Shown::of(&tokens, text))
    });
    let parameters = Signal::derive(move || {
        let run = run.get();
        if run.parameters == 0 || run.tokens == 0 {
            return Err(empty());
        }
        let flops = training_flops(&run).map_err(|error| words(&error, locale))?;
        let optimal = training_optimal(flops.value);
        let text = td_string!(
            locale,
            plan_compute.parameters_of,
            number = large(optimal.value, locale)
        );
        Ok(Shown::of(&optimal, text))
    });
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_compute.flops) result=flops/>
            <Computed label=td_string!(locale, plan_compute.optimal_tokens) result=tokens/>
            <Computed label=td_string!(locale, plan_compute.optimal_parameters) result=parameters/>
        </div>
    }
}

/// A large number as the language counts: in millions and billions, or in 万 and 亿.
fn large(count: u64, locale: Locale) -> String {
    let count = count as f64;
    let (unit, word) = match locale {
        Locale::zh if count >= 1e12 => (1e12, "万亿"),
        Locale::zh if count >= 1e8 => (1e8, "亿"),
        Locale::zh => (1e4, "万"),
        Locale::en if count >= 1e12 => (1e12, " trillion"),
        Locale::en if count >= 1e9 => (1e9, " billion"),
        Locale::en => (1e6, " million"),
    };
    let value = count / unit;
    let decimals = if value < 10.0 { 2 } else { 0 };
    format!("{}{word}", number(value, decimals))
}

/// Hours and money of the run.
#[component]
fn Costs() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let basis =
        Memo::new(move |_| editor.with(|plan| (plan.compute.budget.clone(), plan.rates.clone())));
    let billed = Memo::new(move |_| {
        basis.with(|(budget, rates): &(Budget, Rates)| {
            let run = budget.training;
            (run.parameters > 0 && run.tokens > 0).then(|| priced(budget, rates))
        })
    });
    // What is shown: nothing, what stands in the way, or so many totals.
    let shape = Memo::new(move |_| {
        billed.with(|billed| {
            billed.as_ref().map(|billed| match billed {
                Ok(bill) => Ok(bill.totals.len()),
                Err(error) => Err(error.told(locale)),
            })
        })
    });
    move || match shape.get() {
        None => {
            view! { <p class="plan-hint">{td_string!(locale, plan_compute.no_run)}</p> }.into_any()
        }
        Some(Err(trouble)) => view! { <Failed trouble/> }.into_any(),
        Some(Ok(totals)) => view! { <Totals billed totals/> }.into_any(),
    }
}

/// The bill; the two prices must be in one currency, for a range between two
/// would say nothing.
fn priced(budget: &Budget, rates: &Rates) -> Result<Bill, ComputeError> {
    let (low, high) = (budget.price_low, budget.price_high);
    if low.nanos != 0 && high.nanos != 0 && low.currency != high.currency {
        return Err(ComputeError::Money(MoneyError::Mixed {
            left: low.currency,
            right: high.currency,
        }));
    }
    bill(budget, rates)
}

#[component]
fn Totals(billed: Memo<Option<Result<Bill, ComputeError>>>, totals: usize) -> impl IntoView {
    let locale = use_locale();
    let read = move |read: fn(&Bill, usize) -> Option<Shown>, index: usize| {
        Signal::derive(move || {
            billed.with(|billed| {
                let bill = billed.as_ref().and_then(|billed| billed.as_ref().ok());
                bill.and_then(|bill| read(bill, index))
                    .ok_or_else(String::new)
            })
        })
    };
    let hours = Signal::derive(move || {
        billed.with(|billed| {
            let bill = billed.as_ref().and_then(|billed| billed.as_ref().ok());
            let hours = &bill.ok_or_else(String::new)?.gpu_hours;
            let text = td_string!(
                locale,
                plan_compute.hours,
                number = number(hours.value, usize::from(hours.value < 100.0))
            );
            Ok(Shown::of(hours, text))
        })
    });
    let bills = (0..totals).map(|index| {
        let result = read(total, index);
        view! { <Computed label=td_string!(locale, plan_compute.bill) result/> }
    });
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_compute.gpu_hours) result=hours/>
            {bills.collect_view()}
        </div>
        <p class="plan-hint">{td_string!(locale, plan_compute.bill_hint)}</p>
    }
}

fn total(bill: &Bill, index: usize) -> Option<Shown> {
    let total = bill.totals.get(index)?;
    let (low, high) = total.value;
    let text = if low == high || high.minor < low.minor {
        format::money(low)
    } else {
        format!("{} – {}", format::money(low), format::money(high))
    };
    let currency = format::currency_name(low.currency);
    Some(Shown::of(
        total,
        format!("{text} ({})", &currency[currency.len() - 3..]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_follow_the_language() {
        assert_eq!(large(140_000_000_000, Locale::zh), "1400亿");
        assert_eq!(large(140_000_000_000, Locale::en), "140 billion");
        assert_eq!(large(15_600_000_000_000, Locale::zh), "16万亿");
        assert_eq!(large(7_000_000, Locale::en), "7.00 million");
    }
}
