//! Compute and model suppliers: what training and serving take, in operations,
//! memory, hours and money; and who supplies it.

mod accelerators;
mod memory;
mod routes;
mod serving;
mod suppliers;
mod training;

use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::kit::{Field, at, text, whole};
use crate::pages::plan::troubles::{Told, Trouble};
use leptos::prelude::*;
use venture::plan::compute::ComputeError;

/// Numbers that nobody's model reaches: parameters, tokens.
const MOST: i128 = 1_000_000_000_000_000_000;

/// The fields and the results.
#[component]
pub fn Compute() -> impl IntoView {
    let locale = use_locale();
    view! {
        <routes::Routes/>
        <training::Training/>
        <memory::Memory/>
        <serving::Serving/>
        <Field
            of=whole(at!(compute.latency_p95_ms), 0, 3_600_000)
            label=td_string!(locale, plan_compute.latency)
            hint=td_string!(locale, plan_compute.latency_hint)
            unit=td_string!(locale, plan_compute.milliseconds)
        />
        <suppliers::Suppliers/>
        <Field
            of=text(at!(compute.stack))
            label=td_string!(locale, plan_compute.stack)
            hint=td_string!(locale, plan_compute.stack_hint)
        />
        <accelerators::Accelerators/>
    }
}

/// Bytes as people read them: the binary unit, and the decimal one that
/// accelerators are sold by.
fn bytes(bytes: u128) -> String {
    let bytes = bytes as f64;
    let (unit, size) = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
        .into_iter()
        .map(|(unit, power)| (unit, 2_f64.powi(power)))
        .find(|(_, size)| bytes >= *size)
        .unwrap_or(("B", 1.0));
    let decimals = if unit == "B" { 0 } else { 2 };
    let binary = format!("{} {unit}", number(bytes / size, decimals));
    if bytes >= 1e9 {
        format!("{binary} ({} GB)", number(bytes / 1e9, 1))
    } else {
        binary
    }
}

/// What stands in the way of a result, as words in its place.
fn words(error: &ComputeError, locale: Locale) -> String {
    let Trouble { text, .. } = error.told(locale);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_both_units() {
        assert_eq!(bytes(327_680), "320.00 KiB");
        assert_eq!(bytes(327_680 * 8192), "2.50 GiB (2.7 GB)");
        assert_eq!(bytes(512), "512 B");
    }
}
