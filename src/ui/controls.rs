//! Controls: native elements, named by what they change.

use crate::i18n::number;
use leptos::prelude::*;

/// A quantity on a range, with a field to type it. Both have the same name;
/// the field takes effect when it holds a number in the range.
#[component]
pub fn Slider(
    /// What it changes.
    #[prop(into)]
    label: String,
    /// Present value.
    #[prop(into)]
    value: Signal<f64>,
    /// Least value.
    min: f64,
    /// Greatest value.
    max: f64,
    /// Step of the keys.
    step: f64,
    /// Called with each new value.
    on_change: Callback<f64>,
    /// Decimals shown.
    #[prop(default = 2)]
    decimals: usize,
) -> impl IntoView {
    let changed = move |event: leptos::ev::Event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>()
            && (min..=max).contains(&value)
        {
            on_change.run(value);
        }
    };
    let name = label.clone();
    view! {
        <div class="slider">
            <label>
                <span class="slider-label">{label}</span>
                <input
                    type="range"
                    min=min
                    max=max
                    step=step
                    value=value.get_untracked()
                    prop:value=move || value.get()
                    aria-valuetext=move || number(value.get(), decimals)
                    on:input=changed
                />
            </label>
            <input
                type="number"
                aria-label=name
                min=min
                max=max
                step=step
                value=value.get_untracked()
                prop:value=move || format!("{:.decimals$}", value.get())
                on:change=changed
            />
        </div>
    }
}

/// A choice among a few.
#[component]
pub fn Select(
    /// What it changes.
    #[prop(into)]
    label: String,
    /// Value and name of each choice.
    options: Vec<(String, String)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each new choice.
    on_change: Callback<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(key, name)| {
            let selected = {
                let key = key.clone();
                move || value.get() == key
            };
            view! { <option value=key selected=selected>{name}</option> }
        })
        .collect_view();
    view! {
        <label class="select">
            <span>{label}</span>
            <select prop:value=move || value.get() on:change=move |event| on_change.run(event_target_value(&event))>
                {options}
            </select>
        </label>
    }
}
