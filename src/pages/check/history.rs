//! What stands at the foot of a venture's pages: whether it is saved, undo and
//! redo. The steps are the document's own and outlive the page.

use super::data::{joined, model, words};
use super::document::Part;
use super::open::{Open, saved};
use crate::i18n::{Locale, td_string, use_locale};
use crate::shell::is_typing;
use crate::ui::steps::{Way, follow_keys};
use leptos::prelude::*;

/// Whether the venture is saved, and the steps back and forward with the keys
/// that every editor has. What was undone may be on another page: it is named.
#[component]
pub fn Saving(open: Open) -> impl IntoView {
    let locale = use_locale();
    let document = open.document;
    let (depth, status) = (document.depth(), document.status());
    let said = RwSignal::new(String::new());
    let value = document.signal();
    // The change that a step makes is not yet another one.
    let stepping = StoredValue::new(false);
    let go = move |way: Way| {
        let before = value.get_untracked();
        stepping.set_value(true);
        match way {
            Way::Undo => document.undo(),
            Way::Redo => document.redo(),
        }
        match value.with_untracked(|after| before.differs(after, model())) {
            Some(part) => said.set(sentence(way, &part, locale)),
            None => stepping.set_value(false),
        }
    };
    Effect::new(move || {
        value.track();
        if stepping.try_get_value() == Some(true) {
            stepping.set_value(false);
        } else {
            said.set(String::new());
        }
    });
    // A field's own undo is the reader's.
    follow_keys(is_typing, go);
    let text = move || {
        let saved = status.with(|status| saved(status, locale));
        joined(locale, &said.get(), saved)
    };
    // One that goes away under the focus would take the focus with it.
    let none_back = move || depth.with(|(back, _)| *back == 0).to_string();
    let none_forward = move || depth.with(|(_, forward)| *forward == 0).to_string();
    view! {
        <div class="check-saving">
            <p class="buttons">
                <button type="button" aria-disabled=none_back aria-keyshortcuts="Control+Z" on:click=move |_| go(Way::Undo)>
                    {td_string!(locale, check.undo)}
                </button>
                <button type="button" aria-disabled=none_forward aria-keyshortcuts="Control+Shift+Z" on:click=move |_| go(Way::Redo)>
                    {td_string!(locale, check.redo)}
                </button>
            </p>
            <p class="check-status" role="status">{text}</p>
        </div>
    }
}

/// What a step did.
fn sentence(way: Way, part: &Part, locale: Locale) -> String {
    let words = words(locale);
    let what = match part {
        Part::Route(id) => words.route.get(id).map(|words| words.text.clone()),
        Part::Question(id) => words.question.get(id).map(|words| words.text.clone()),
        Part::Runs => Some(td_string!(locale, check.part_runs).to_owned()),
        Part::Tasks => Some(td_string!(locale, check.tasks).to_owned()),
        Part::Plan => Some(td_string!(locale, check.plan).to_owned()),
    };
    let what = what.unwrap_or_default();
    match way {
        Way::Undo => td_string!(locale, check.undone, what = what),
        Way::Redo => td_string!(locale, check.redone, what = what),
    }
}
