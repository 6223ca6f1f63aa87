//! The figure's experiments, each folded away until the reader opens it. What
//! they show is a part of the program that comes with the first one opened.

use super::super::run::Run;
use super::{compare, export, keep, scores, stop_fields, sweep};
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, NotLoaded};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// An experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Scores,
    Stop,
    Compare,
    Sweep,
    Keep,
    Export,
}

impl Section {
    const ALL: [Self; 6] = [
        Self::Scores,
        Self::Stop,
        Self::Compare,
        Self::Sweep,
        Self::Keep,
        Self::Export,
    ];

    /// The name by which an address hides it.
    fn name(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Stop => "stop",
            Self::Compare => "compare",
            Self::Sweep => "sweep",
            Self::Keep => "keep",
            Self::Export => "export",
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Scores => td_string!(locale, runs.scores),
            Self::Stop => td_string!(locale, runs.stop),
            Self::Compare => td_string!(locale, runs.compare),
            Self::Sweep => td_string!(locale, runs.sweep),
            Self::Keep => td_string!(locale, runs.keep),
            Self::Export => td_string!(locale, runs.export),
        }
    }
}

#[wasm_split(network_runs, fallible, preload(load))]
fn show(section: Section, run: Run) -> Result<AnyView, NotLoaded> {
    Ok(match section {
        Section::Scores => view! { <scores::Scores run/> }.into_any(),
        Section::Stop => view! { <stop_fields::StopFields run/> }.into_any(),
        Section::Compare => view! { <compare::Compare run/> }.into_any(),
        Section::Sweep => view! { <sweep::Sweep run/> }.into_any(),
        Section::Keep => view! { <keep::Keep run/> }.into_any(),
        Section::Export => view! { <export::Export run/> }.into_any(),
    })
}

/// All of them.
#[component]
pub fn Runs(run: Run) -> impl IntoView {
    let locale = use_locale();
    let sections = Section::ALL
        .into_iter()
        .filter(|section| run.stage.shows(section.name()))
        .map(|section| {
            let opened = RwSignal::new(false);
            let content = move || {
                opened.get().then(|| {
                    view! { <Lazy load=|| Box::pin(load()) view=move || Box::pin(show(section, run))/> }
                })
            };
            view! {
                <details class=format!("run-section run-{}", section.name()) on:toggle=move |_| opened.set(true)>
                    <summary>{section.title(locale)}</summary>
                    <div class="run-section-body">{content}</div>
                </details>
            }
        })
        .collect_view();
    view! { <div class="run-sections">{sections}</div> }.into_any()
}
