//! What folds away below the figure: calibration, costs, several classes,
//! cross-validation, leaks. A part of the program that comes with the first one
//! opened.

mod calibration;
mod classes;
mod costs;
mod folds;
mod leak;

use super::state::SECTION_NAMES;
use super::trial::Trial;
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, NotLoaded};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;

fn title(section: &str, locale: Locale) -> &'static str {
    match section {
        "calibration" => td_string!(locale, evaluation.calibration),
        "costs" => td_string!(locale, evaluation.costs),
        "classes" => td_string!(locale, evaluation.several),
        "folds" => td_string!(locale, evaluation.cross_validation),
        _ => td_string!(locale, evaluation.leaks),
    }
}

#[wasm_split(evaluation_sections, fallible, preload(load))]
fn show(section: &'static str, trial: Trial) -> Result<AnyView, NotLoaded> {
    Ok(match section {
        "calibration" => view! { <calibration::Calibration trial/> }.into_any(),
        "costs" => view! { <costs::Prices trial/> }.into_any(),
        "classes" => view! { <classes::Classes trial/> }.into_any(),
        "folds" => view! { <folds::Folds trial/> }.into_any(),
        _ => view! { <leak::Leaks trial/> }.into_any(),
    })
}

/// Whether there is room for one section at a time only.
fn narrow() -> bool {
    let query = window().match_media("(max-width: 40rem)");
    matches!(query, Ok(Some(query)) if query.matches())
}

/// All of them. On a narrow screen opening one closes the others.
#[component]
pub fn Sections(trial: Trial) -> impl IntoView {
    // Known in the browser alone.
    let group = RwSignal::new(None::<String>);
    let name = StoredValue::new(crate::ui::ids::unique("evaluation"));
    Effect::new(move || group.set(narrow().then(|| name.get_value())));
    let sections = SECTION_NAMES[1..]
        .iter()
        .copied()
        .filter(|section| trial.stage.shows(section))
        .map(|section| view! { <Folded section trial group/> })
        .collect_view();
    view! { <div class="run-sections">{sections}</div> }.into_any()
}

/// Brings a section's name into view, and the keyboard to it.
fn show_summary(details: &web_sys::Element) {
    let summary = details.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = summary.focus();
        summary.scroll_into_view();
    }
}

#[component]
fn Folded(section: &'static str, trial: Trial, group: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let opened = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    let is_open = move || SECTION_NAMES[trial.state.with(|state| state.open)] == section;
    // The address, or a link, opens it; what the reader opened besides stays.
    let wanted = Memo::new(move |_| is_open());
    Effect::new(move || {
        if wanted.get()
            && let Some(details) = details.get()
        {
            details.set_open(true);
            opened.set(true);
        }
    });
    Effect::new(move |before: Option<()>| {
        trial.show_section.track();
        if before.is_some()
            && wanted.get_untracked()
            && let Some(details) = details.get_untracked()
        {
            details.set_open(true);
            opened.set(true);
            show_summary(&details);
        }
    });
    let toggled = move |_| {
        let Some(details) = details.get_untracked() else {
            return;
        };
        let (open, index) = (
            details.open(),
            SECTION_NAMES.iter().position(|name| *name == section),
        );
        if open {
            opened.set(true);
        }
        let now = trial.state.with_untracked(|state| state.open);
        match index {
            Some(index) if open && now != index => {
                trial.state.update(|state| state.open = index);
            }
            Some(index) if !open && now == index => trial.state.update(|state| state.open = 0),
            _ => {}
        }
    };
    let content = move || {
        opened.get().then(|| {
            view! { <Lazy load=|| Box::pin(load()) view=move || Box::pin(show(section, trial))/> }
        })
    };
    view! {
        <details
            node_ref=details
            name=move || group.get()
            class=format!("run-section evaluation-{section}")
            on:toggle=toggled
        >
            <summary>{title(section, locale)}</summary>
            <div class="run-section-body">{content}</div>
        </details>
    }
    .into_any()
}
