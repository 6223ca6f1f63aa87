//! Controls: native elements, named by what they change.

use crate::i18n::number;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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

/// A number to type, of any fineness. What is no number within the limits leaves
/// the present one standing.
#[component]
pub fn NumberField(
    /// What it changes.
    #[prop(into)]
    label: String,
    /// Whether the name is shown; it is always told.
    #[prop(default = true)]
    named: bool,
    /// Least value.
    min: f64,
    /// Greatest value.
    max: f64,
    /// The present value as it is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each new value.
    on_change: Callback<f64>,
) -> impl IntoView {
    let changed = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        match typed.trim().parse::<f64>() {
            Ok(number) if (min..=max).contains(&number) => on_change.run(number),
            // An empty field is about to be filled.
            _ if typed.is_empty() => {}
            _ => {
                let input = event.target().and_then(|target| {
                    let input = target.dyn_into::<web_sys::HtmlInputElement>();
                    input.ok()
                });
                if let Some(input) = input {
                    input.set_value(&value.get_untracked());
                }
            }
        }
    };
    let input = view! {
        <input
            type="number"
            inputmode="decimal"
            aria-label=(!named).then(|| label.clone())
            min=min
            max=max
            step="any"
            value=value.get_untracked()
            prop:value=move || value.get()
            on:change=changed
        />
    };
    if named {
        behind_name("select", label, None, input)
    } else {
        input.into_any()
    }
}
