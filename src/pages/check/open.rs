//! A venture that is open: which of its pages is shown, and whether what was
//! typed is saved.

use super::data::model;
use super::document::Readiness;
use super::hub::Hub;
use super::question::{Shown, Step};
use super::ventures;
use crate::documents::{OpenDocument, Status, use_documents};
use crate::i18n::{Locale, td_string, use_locale};
use crate::route::{Page, Route};
pub use crate::shell::keep_place;
use crate::site::use_site;
use documents::{Id, LoadError};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the parts of a venture's pages share.
#[derive(Clone, Copy)]
pub struct Open {
    /// The venture.
    pub document: OpenDocument<Readiness>,
    /// Whether an input method is at work in one of its fields.
    pub composing: RwSignal<bool>,
}

/// Opens a venture for the calling component.
pub fn open(id: &Id) -> Result<Open, LoadError> {
    let documents = use_documents();
    // Another kind of document has another form.
    let known = untrack(|| ventures::entries(documents));
    if !known.iter().any(|entry| entry.id == *id) {
        return Err(LoadError::Missing);
    }
    let composing = RwSignal::new(false);
    let document = documents.open::<Readiness>(id, composing)?;
    Ok(Open {
        document,
        composing,
    })
}

/// A venture: its questions one by one, or all of them.
#[component]
pub fn Venture(
    id: Id,
    /// Whether the reader came from the list: then the first page takes the
    /// focus.
    moved: bool,
) -> impl IntoView {
    match open(&id) {
        Ok(open) => view! { <Pages open moved/> }.into_any(),
        Err(error) => view! { <Missing error/> }.into_any(),
    }
}

#[component]
fn Pages(open: Open, moved: bool) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
    let again = Memo::new(move |_| query.with(|query| query.get("again")).is_some());
    let document = open.document;
    keep_place(move || {
        let again = if again.get() { "&again=1" } else { "" };
        let id = document.id().get();
        match asked.get().as_str() {
            "" => format!("#{id}"),
            asked => format!("q={asked}{again}#{id}"),
        }
    });
    // What a retake asks is settled when it begins: an answer must not change
    // what comes next.
    let today = super::today::today();
    let retake = Memo::new(move |_| {
        again.get().then(|| {
            let venture = document.signal();
            venture.with_untracked(|venture| {
                let again = model().retake(&venture.answers, None, today);
                let ids = again.iter().map(|(question, _)| question.id.clone());
                ids.collect::<Vec<_>>()
            })
        })
    });
    let first = StoredValue::new(!moved);
    move || {
        let asked = asked.get();
        let step = Step::find(&asked);
        let moved = !first.get_value();
        first.set_value(false);
        match step {
            Some(step) => view! { <Shown open step retake moved/> }.into_any(),
            None => view! { <Hub open moved/> }.into_any(),
        }
    }
}

#[component]
fn Missing(error: LoadError) -> impl IntoView {
    let locale = use_locale();
    let check = use_site().href(&Route::Page(locale, Page::Check));
    let text = match error {
        LoadError::Missing => td_string!(locale, check.missing),
        LoadError::Newer { .. } => td_string!(locale, check.newer),
        _ => td_string!(locale, check.unreadable),
    };
    view! {
        <div class="column readiness">
            <h1>{td_string!(locale, check.missing_heading)}</h1>
            <p role="alert">{text}</p>
            <p><a class="button" href=check>{td_string!(locale, check.to_list)}</a></p>
        </div>
    }
}

/// Whether what was typed is saved.
#[component]
pub fn SaveStatus(open: Open) -> impl IntoView {
    let locale = use_locale();
    let status = open.document.status();
    let text = move || status.with(|status| words(status, locale));
    view! { <p class="check-status" role="status">{text}</p> }
}

fn words(status: &Status, locale: Locale) -> &'static str {
    match status {
        Status::Idle => "",
        Status::Saving => td_string!(locale, check.status_saving),
        Status::Saved { .. } => td_string!(locale, check.status_saved),
        Status::Memory => td_string!(locale, check.status_memory),
        Status::Failed(_) => td_string!(locale, check.status_failed),
        Status::Conflict { .. } => td_string!(locale, check.status_conflict),
        Status::Removed => td_string!(locale, check.status_removed),
        Status::ReadOnlyNewer { .. } => td_string!(locale, check.newer),
    }
}
