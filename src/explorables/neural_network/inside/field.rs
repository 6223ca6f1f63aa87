//! One weight or bias to read, drag, type and freeze.

use super::super::run::Run;
use super::super::spot::{Field, Spot};
use super::formula;
use crate::i18n::{td_string, use_locale};
use leptos::html;
use leptos::prelude::*;
use neural::session::MAX_PARAMETER;

/// Ends of the range that is dragged; typed values may lie beyond.
const REACH: f32 = 5.0;

/// A row: name, range, number, freeze, and what the weight makes of its input.
#[component]
pub fn ParameterField(
    run: Run,
    /// Which.
    at: Spot,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// What the reader pointed at: that field takes the focus.
    spot: RwSignal<Option<Spot>>,
    /// What stands after it, such as the product with the input.
    #[prop(into)]
    product: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let typed = NodeRef::<html::Input>::new();
    let range = NodeRef::<html::Input>::new();
    let held = RwSignal::new(false);
    // The value asked for last, and the run and step at which that was.
    let asked = StoredValue::new(None::<(f32, Option<(u32, u64)>)>);
    let moment = move || run.frame().map(|frame| (frame.run, frame.step));
    let value = Memo::new(move |_| {
        let value = run.frame().and_then(|frame| at.value(&frame));
        value.unwrap_or_default()
    });
    let frozen = Memo::new(move |_| run.frame().is_some_and(|frame| at.is_frozen(&frame)));
    // While the reader types or drags, training doesn't write over it.
    Effect::new(move || {
        let value = value.get();
        if let Some(input) = typed.get()
            && !has_focus(&input)
        {
            input.set_value(&format!("{value:.3}"));
        }
        // Frames made before the engine had heard the last of several quick keys
        // would put the range back, and the next key would start from there.
        let stale = asked
            .get_value()
            .is_some_and(|(asked, at)| asked.to_bits() != value.to_bits() && at == untrack(moment));
        if !stale {
            asked.set_value(None);
        }
        if let Some(input) = range.get()
            && !stale
            && !held.get_untracked()
        {
            input.set_value(&value.to_string());
        }
    });
    Effect::new(move || {
        if let (Some(open), Some(input)) = (spot.get(), typed.get())
            && open == at
            && at.field != Field::Whole
        {
            let _ = input.focus();
            input.select();
        }
    });
    let set = move |event: &leptos::ev::Event| {
        let text = event_target_value(event);
        let parsed = text.trim().parse::<f32>().ok();
        let good = parsed.filter(|value| (-MAX_PARAMETER..=MAX_PARAMETER).contains(value));
        if let (Some(value), Some(part)) = (good, at.part()) {
            asked.set_value(Some((value, untrack(moment))));
            run.set(part, value);
        }
    };
    let leave = move |_| {
        asked.set_value(None);
        if let Some(input) = typed.get_untracked() {
            input.set_value(&format!("{:.3}", value.get_untracked()));
        }
    };
    let freeze = move |event: leptos::ev::Event| {
        if let Some(part) = at.part() {
            run.freeze(part, event_target_checked(&event));
        }
    };
    let label = move || name.get();
    view! {
        <div class="parameter" role="group" aria-label=label>
            <span class="parameter-name" aria-hidden="true">{label}</span>
            <input
                node_ref=range
                type="range"
                min=-REACH
                max=REACH
                step="0.01"
                aria-label=label
                aria-valuetext=move || formula::value(f64::from(value.get()))
                on:pointerdown=move |_| held.set(true)
                on:pointerup=move |_| held.set(false)
                on:pointercancel=move |_| held.set(false)
                on:input=move |event| set(&event)
                on:blur=move |_| asked.set_value(None)
            />
            <input
                node_ref=typed
                type="number"
                step="any"
                aria-label=label
                on:change=move |event| set(&event)
                on:blur=leave
            />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || frozen.get()
                    aria-label=move || td_string!(locale, controls.freeze_named, name = name.get())
                    on:change=freeze
                />
                <span aria-hidden="true">{td_string!(locale, controls.freeze)}</span>
            </label>
            <span class="parameter-product number">{move || product.get()}</span>
        </div>
    }
    .into_any()
}

fn has_focus(input: &web_sys::HtmlInputElement) -> bool {
    let element: &web_sys::Element = input;
    document().active_element().as_ref() == Some(element)
}
