//! A venture that is open: which of its pages is shown, and whether what was
//! typed is saved.

use super::data::model;
use super::document::Readiness;
use super::hub::Hub;
use super::place::use_places;
use super::plan::{self, Linked};
use super::question::{Shown, Step};
use super::steps::to_retake;
use crate::documents::{OpenDocument, Status, use_documents};
use crate::i18n::{Locale, td_string, use_locale};
pub use crate::shell::keep_place;
use documents::{Id, LoadError};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use venture::readiness::{Figures, Report};

/// What the parts of a venture's pages share.
#[derive(Clone, Copy)]
pub struct Open {
    /// The venture.
    pub document: OpenDocument<Readiness>,
    /// Whether an input method is at work in one of its fields.
    pub composing: RwSignal<bool>,
    /// The venture's plan.
    pub plan: Memo<Linked>,
    /// What it computes, where the venture has one.
    pub figures: Memo<Option<Figures>>,
}

impl Open {
    /// The report of the answers as they are; tracked.
    pub fn report(&self) -> Report {
        self.figures.with(|figures| {
            self.document.with(|venture| {
                model().report(&venture.answers, figures.as_ref(), super::today::today())
            })
        })
    }

    /// How many questions have an answer, and how many there are; tracked.
    pub fn progress(&self) -> (usize, usize) {
        self.figures.with(|figures| {
            self.document
                .with(|venture| model().progress(&venture.answers, figures.as_ref()))
        })
    }

    /// What a retake asks now; tracked.
    pub fn retake(&self) -> Vec<String> {
        self.figures.with(|figures| {
            self.document.with(|venture| {
                let today = super::today::today();
                to_retake(model(), &venture.answers, figures.as_ref(), today)
            })
        })
    }
}

/// What a venture's pages show once it is known how its plan stands: what comes
/// later would move what is being read.
#[component]
pub fn Settled(open: Open, children: ChildrenFn) -> impl IntoView {
    let settled = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || open.plan.with(|plan| *plan != Linked::Coming)
    });
    move || settled.get().then(|| children())
}

/// Opens a venture for the calling component.
pub fn open(id: &Id) -> Result<Open, LoadError> {
    let documents = use_documents();
    // Another kind of document has another form.
    let known = documents.entries_of_untracked::<Readiness>();
    if !known.iter().any(|entry| entry.id == *id) {
        return Err(LoadError::Missing);
    }
    let composing = RwSignal::new(false);
    let document = documents.open::<Readiness>(id, composing)?;
    let plan = plan::follow(documents, document);
    Ok(Open {
        document,
        composing,
        plan,
        figures: Memo::new(move |_| plan.with(|plan| plan.figures().cloned())),
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
        Ok(open) => view! { <Settled open><Pages open moved/></Settled> }.into_any(),
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
    let retake = Memo::new(move |_| again.get().then(|| untrack(|| open.retake())));
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
    let list = use_places().list();
    let text = match error {
        LoadError::Missing => td_string!(locale, check.missing),
        LoadError::Newer { .. } => td_string!(locale, check.newer),
        _ => td_string!(locale, check.unreadable),
    };
    view! {
        <div class="column readiness">
            <h1>{td_string!(locale, check.missing_heading)}</h1>
            <p role="alert">{text}</p>
            <p><a class="button" href=list>{td_string!(locale, check.to_list)}</a></p>
        </div>
    }
}

/// Whether what was typed is saved.
pub fn saved(status: &Status, locale: Locale) -> &'static str {
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
