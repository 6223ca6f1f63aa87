//! What folds: the parts of an error, the sweep of the width, the search.

use super::bench::Bench;
use super::search::SearchPanel;
use super::state::SECTION_NAMES;
use super::width::{DescentPanel, PartsPanel};
use crate::i18n::{Locale, td_string, use_locale};
use leptos::html;
use leptos::prelude::*;

/// The sections, in the order of [`SECTION_NAMES`] after the first, which is none.
const SECTIONS: std::ops::Range<usize> = 1..SECTION_NAMES.len();

fn title(section: usize, locale: Locale) -> &'static str {
    match SECTION_NAMES[section] {
        "parts" => td_string!(locale, tuning.parts),
        "descent" => td_string!(locale, tuning.descent),
        _ => td_string!(locale, tuning.search),
    }
}

/// All of them. Folded at first, but for the one that the address names; a link
/// that asks for one opens it.
#[component]
pub fn Sections(bench: Bench) -> impl IntoView {
    let locale = use_locale();
    let sections = SECTIONS
        .filter(|section| bench.stage.shows(SECTION_NAMES[*section]))
        .map(|section| {
            let named = Memo::new(move |_| bench.state.with(|state| state.open) == section);
            let opened = RwSignal::new(named.get_untracked());
            let details = NodeRef::<html::Details>::new();
            Effect::new(move || {
                if let (true, Some(details)) = (named.get(), details.get()) {
                    details.set_open(true);
                    let _ = opened.try_set(true);
                }
            });
            let toggled = move |_| {
                let open = details
                    .get_untracked()
                    .is_some_and(|details| details.open());
                if open {
                    opened.set(true);
                }
                // The address names the one that was opened last.
                bench.state.maybe_update(|state| {
                    let next = match (open, state.open == section) {
                        (true, false) => section,
                        (false, true) => 0,
                        _ => return false,
                    };
                    state.open = next;
                    true
                });
            };
            // What is in it stays as it is when it is folded and opened again.
            let made = Memo::new(move |_| opened.get());
            let content = move || {
                made.get().then(|| match SECTION_NAMES[section] {
                    "parts" => view! { <PartsPanel bench/> }.into_any(),
                    "descent" => view! { <DescentPanel bench/> }.into_any(),
                    _ => view! { <SearchPanel bench/> }.into_any(),
                })
            };
            view! {
                <details
                    node_ref=details
                    class=format!("run-section tuning-{}", SECTION_NAMES[section])
                    on:toggle=toggled
                >
                    <summary>{title(section, locale)}</summary>
                    <div class="run-section-body">{content}</div>
                </details>
            }
        });
    view! { <div class="run-sections">{sections.collect_view()}</div> }.into_any()
}
