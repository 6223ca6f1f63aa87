//! A computed result with what it was computed from.

use super::super::{format, formulas};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::plan::computed::{Formula, Input};

/// A result that a section shows: its words and where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// The result as it is read.
    pub value: String,
    /// How it was computed.
    pub formula: Formula,
    /// From what.
    pub inputs: Vec<Input>,
}

impl Result {
    /// A model's result, read as `value`.
    pub fn of<T>(
        computed: &venture::plan::computed::Computed<T>,
        value: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            formula: computed.formula,
            inputs: computed.inputs.clone(),
        }
    }
}

/// A result that follows the plan, with its inputs, formula and source below.
#[component]
pub fn Computed(
    /// What is computed.
    #[prop(into)]
    label: String,
    /// The result; without one, why there is none.
    #[prop(into)]
    result: Signal<std::result::Result<Result, String>>,
) -> impl IntoView {
    let locale = use_locale();
    let value = Memo::new(move |_| result.get().map(|result| result.value));
    let shown = move || match value.get() {
        Ok(value) => view! { <output class="plan-result">{value}</output> }.into_any(),
        Err(why) => view! { <span class="plan-hint">{why}</span> }.into_any(),
    };
    // Closed, it costs nothing: what is in it is made when it opens.
    let open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        use wasm_bindgen::JsCast;
        let details = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let how = move || {
        if !open.get() {
            return None;
        }
        let result = result.get().ok()?;
        let inputs = result
            .inputs
            .into_iter()
            .map(|input| {
                let value = format::value(&input.value, locale);
                view! { <div><dt>{formulas::input(input.name, locale)}</dt><dd class="number">{value}</dd></div> }
            })
            .collect_view();
        Some(view! {
            <p class="plan-formula">{formulas::text(result.formula, locale)}</p>
            <dl class="plan-inputs">{inputs}</dl>
            <p class="plan-hint" lang="en">{result.formula.source}</p>
        })
    };
    view! {
        <div class="plan-computed">
            <p><span class="plan-computed-label">{label}</span> {shown}</p>
            <details on:toggle=toggle>
                <summary>{td_string!(locale, plan_edit.how_computed)}</summary>
                {how}
            </details>
        </div>
    }
}
