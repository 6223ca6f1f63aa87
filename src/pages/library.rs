//! Glossary and sources.

use crate::i18n::{td_string, use_locale};
use crate::prose::ProseView;
use crate::route::Route;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The page.
#[component]
pub fn Library(route: Route) -> impl IntoView {
    let locale = use_locale();
    let body = NodeRef::<html::Div>::new();
    let filter = RwSignal::new(String::new());
    let found = RwSignal::new(None::<usize>);
    Effect::new(move || {
        let text = filter.get();
        if let Some(body) = body.get() {
            let count = show_matching(&body, text.trim());
            found.set((!text.trim().is_empty()).then_some(count));
        }
    });
    let status = move || match found.get() {
        None => String::new(),
        Some(0) => td_string!(locale, library.found_none, text = filter.get_untracked()),
        Some(count) => td_string!(locale, library.found, count = count as u32),
    };
    view! {
        <div class="column">
            <h1>{td_string!(locale, library.heading)}</h1>
            <p class="filter">
                <label for="glossary-filter">{td_string!(locale, library.filter)}</label>
                <input
                    id="glossary-filter"
                    type="search"
                    autocomplete="off"
                    prop:value=filter
                    on:input=move |event| filter.set(event_target_value(&event))
                />
            </p>
            <p class="filter-status" role="status">{status}</p>
            <div node_ref=body>
                <ProseView route/>
            </div>
        </div>
    }
}

/// Shows the terms that contain `text` in either language, and counts them.
fn show_matching(body: &web_sys::Element, text: &str) -> usize {
    let text = text.to_lowercase();
    let Ok(terms) = body.query_selector_all("[data-term]") else {
        return 0;
    };
    (0..terms.length())
        .filter_map(|index| terms.item(index)?.dyn_into::<web_sys::Element>().ok())
        .filter(|term| {
            let matches = term
                .text_content()
                .unwrap_or_default()
                .to_lowercase()
                .contains(&text);
            let _ = term.toggle_attribute_with_force("hidden", !matches);
            matches
        })
        .count()
}
