//! Fields that a network's settings need besides the common controls.

use super::state::write_number;
use crate::ui::controls::{Press, behind_name, own_name};
use leptos::prelude::*;

/// A choice among round numbers, to which a number from the address is added.
#[component]
pub fn PickNumber(
    /// What it changes.
    label: &'static str,
    /// The numbers on offer.
    offered: &'static [f64],
    /// The present one.
    #[prop(into)]
    value: Signal<f64>,
    /// Called with each new one.
    on_change: Callback<f64>,
    /// What pressing its name does.
    #[prop(optional_no_strip)]
    press: Option<Press>,
) -> impl IntoView {
    let options = move || {
        let present = value.get();
        let mut numbers = offered.to_vec();
        if !numbers
            .iter()
            .any(|number| write_number(*number) == write_number(present))
        {
            numbers.push(present);
            numbers.sort_by(f64::total_cmp);
        }
        numbers
            .into_iter()
            .map(|number| {
                // Where several numbers are meant at once, none of them stands there.
                let text = if number.is_nan() { "–".to_owned() } else { write_number(number) };
                let selected = write_number(number) == write_number(present);
                view! { <option value=text.clone() selected=selected prop:selected=selected>{text.clone()}</option> }
            })
            .collect_view()
    };
    let select = view! {
        <select
            aria-label=own_name(label, press.as_ref())
            on:change=move |event| {
                if let Ok(value) = event_target_value(&event).parse() {
                    on_change.run(value);
                }
            }
        >{options}</select>
    };
    behind_name("select", label.to_owned(), press, select)
}
