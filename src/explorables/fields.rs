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

/// A whole number to type.
#[component]
pub fn WholeNumber(
    /// What it changes.
    #[prop(into)]
    label: String,
    /// Whether the name is shown; it is always told.
    #[prop(default = true)]
    named: bool,
    /// Least value.
    min: u32,
    /// Greatest value.
    max: u32,
    /// The present value.
    #[prop(into)]
    value: Signal<u32>,
    /// Called with each new value.
    on_change: Callback<u32>,
    /// What pressing its name does.
    #[prop(optional_no_strip)]
    press: Option<Press>,
) -> impl IntoView {
    let changed = move |event: leptos::ev::Event| {
        if let Ok(value) = event_target_value(&event).trim().parse::<u32>()
            && (min..=max).contains(&value)
        {
            on_change.run(value);
        }
    };
    let name = own_name(&label, press.as_ref()).or_else(|| (!named).then(|| label.clone()));
    let input = view! {
        <input
            type="number"
            inputmode="numeric"
            aria-label=name
            min=min
            max=max
            step="1"
            value=value.get_untracked()
            prop:value=move || value.get().to_string()
            on:change=changed
        />
    };
    if named {
        behind_name("select", label, press, input)
    } else {
        view! { <label class="select">{input}</label> }.into_any()
    }
}
