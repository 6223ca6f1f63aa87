//! The figure's experiments, each folded away until the reader opens it. What
//! they show is a part of the program that comes with the first one opened.

use super::super::layout::Layout;
use super::super::run::Run;
use super::super::spot::Spot;
use super::{compare, export, keep, scores, stop_fields, sweep, weights};
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, NotLoaded};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;

/// An experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Weights,
    Scores,
    Stop,
    Compare,
    Sweep,
    Keep,
    Export,
}

impl Section {
    const ALL: [Self; 7] = [
        Self::Weights,
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
            Self::Weights => "weights",
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
            Self::Weights => td_string!(locale, runs.weights),
            Self::Scores => td_string!(locale, runs.scores),
            Self::Stop => td_string!(locale, runs.stop),
            Self::Compare => td_string!(locale, runs.compare),
            Self::Sweep => td_string!(locale, runs.sweep),
            Self::Keep => td_string!(locale, runs.keep),
            Self::Export => td_string!(locale, runs.export),
        }
    }
}

/// What the experiments have to do with.
#[derive(Clone, Copy)]
struct Around {
    run: Run,
    layout: Memo<Layout>,
    spot: RwSignal<Option<Spot>>,
}

#[wasm_split(network_runs, fallible, preload(load))]
fn show(section: Section, around: Around) -> Result<AnyView, NotLoaded> {
    let Around { run, layout, spot } = around;
    Ok(match section {
        Section::Weights => view! { <weights::AllWeights run layout spot/> }.into_any(),
        Section::Scores => view! { <scores::Scores run/> }.into_any(),
        Section::Stop => view! { <stop_fields::StopFields run/> }.into_any(),
        Section::Compare => view! { <compare::Compare run/> }.into_any(),
        Section::Sweep => view! { <sweep::Sweep run/> }.into_any(),
        Section::Keep => view! { <keep::Keep run/> }.into_any(),
        Section::Export => view! { <export::Export run/> }.into_any(),
    })
}

/// Brings a section's name into view, and the keyboard to it.
fn show_summary(details: &web_sys::Element) {
    let summary = details.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = summary.focus();
        summary.scroll_into_view();
    }
}

/// All of them.
#[component]
pub fn Runs(run: Run, layout: Memo<Layout>, spot: RwSignal<Option<Spot>>) -> impl IntoView {
    let locale = use_locale();
    let around = Around { run, layout, spot };
    let sections = Section::ALL
        .into_iter()
        .filter(|section| run.stage.shows(section.name()))
        .map(|section| {
            let opened = RwSignal::new(false);
            let details = NodeRef::<html::Details>::new();
            // Pressing a setting's name leads to its sweep.
            Effect::new(move |before: Option<()>| {
                run.lab.show_sweep.track();
                if section == Section::Sweep
                    && before.is_some()
                    && let Some(details) = details.get_untracked()
                {
                    details.set_open(true);
                    opened.set(true);
                    show_summary(&details);
                }
            });
            // What is in it stays as it is when it is folded and opened again.
            let made = Memo::new(move |_| opened.get());
            let content = move || {
                made.get().then(|| {
                    view! { <Lazy load=|| Box::pin(load()) view=move || Box::pin(show(section, around))/> }
                })
            };
            view! {
                <details node_ref=details class=format!("run-section run-{}", section.name()) on:toggle=move |_| opened.set(true)>
                    <summary>{section.title(locale)}</summary>
                    <div class="run-section-body">{content}</div>
                </details>
            }
        })
        .collect_view();
    view! { <div class="run-sections">{sections}</div> }.into_any()
}
