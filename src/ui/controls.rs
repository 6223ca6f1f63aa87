//! Controls: native elements, named by what they change.

use crate::i18n::number;
use leptos::prelude::*;

/// What pressing a control's name does.
#[derive(Clone)]
pub struct Press {
    /// What it does, in words that contain the name.
    pub hint: String,
    /// Called with each press.
    pub on_press: Callback<()>,
}

/// A control behind its name: a label, or a button where pressing the name does
/// something. Such a control has its name by itself, see [`own_name`].
pub fn behind_name(
    class: &'static str,
    label: String,
    press: Option<Press>,
    control: impl IntoView + 'static,
) -> AnyView {
    match press {
        None => view! {
            <label class=class>
                <span class="control-name">{label}</span>
                {control}
            </label>
        }
        .into_any(),
        Some(Press { hint, on_press }) => view! {
            <div class=class>
                <button class="control-name name-button" aria-label=hint.clone() title=hint on:click=move |_| on_press.run(())>
                    {label}
                </button>
                {control}
            </div>
        }
        .into_any(),
    }
}

/// The name that a control behind a button carries itself.
pub fn own_name(label: &str, press: Option<&Press>) -> Option<String> {
    press.map(|_| label.to_owned())
}

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
    /// What pressing its name does.
    #[prop(optional_no_strip)]
    press: Option<Press>,
) -> impl IntoView {
    let changed = move |event: leptos::ev::Event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>()
            && (min..=max).contains(&value)
        {
            on_change.run(value);
        }
    };
    let name = label.clone();
    let range = view! {
        <input
            type="range"
            aria-label=own_name(&label, press.as_ref())
            min=min
            max=max
            step=step
            value=value.get_untracked()
            prop:value=move || value.get()
            aria-valuetext=move || number(value.get(), decimals)
            on:input=changed
        />
    };
    view! {
        <div class="slider">
            {behind_name("slider-range", label, press, range)}
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
