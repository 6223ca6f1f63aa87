//! What the pages of an open plan share: the plan, how it is changed, what was
//! typed and cannot be kept, what contradicts, and the field that was asked for.

use super::document::Kept;
use super::later::later;
use crate::documents::{Documents, OpenDocument, Status, use_documents};
use documents::{Edit, Id, LoadError, Timestamp};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;
use venture::plan::checks::{Finding, check};
use venture::plan::document::completeness;
use venture::plan::{Plan, Section};

/// How long a pause in a field makes what follows a step of its own.
const PAUSE: Duration = Duration::from_secs(3);

/// An open plan.
#[derive(Clone, Copy)]
pub struct Editor {
    documents: Documents,
    document: OpenDocument<Kept>,
    /// Whether an input method is at work in one of the fields.
    pub composing: RwSignal<bool>,
    /// What was typed and cannot be kept, by the path of its field.
    pub drafts: RwSignal<BTreeMap<String, String>>,
    /// The field that an address or a link asked for.
    pub asked: RwSignal<Option<String>>,
    /// Where the plan contradicts itself, the gravest first. It follows what is
    /// typed by a moment: checking all of a large plan takes longer than a key.
    pub findings: ReadSignal<Vec<Finding>>,
    /// How many of its essential fields each section has filled, and how many
    /// there are, in the order of [`Section::ALL`].
    pub filled: Memo<[(u32, u32); Section::ALL.len()]>,
    /// Where and when a change was last made.
    last: StoredValue<Option<(String, Timestamp)>>,
}

impl Editor {
    /// Opens a plan for the calling component.
    pub fn open(id: &Id) -> Result<Self, LoadError> {
        let documents = use_documents();
        // Another kind of document has another form.
        let known = documents.entries_of_untracked::<Kept>();
        if !known.iter().any(|entry| entry.id == *id) {
            return Err(LoadError::Missing);
        }
        let composing = RwSignal::new(false);
        let document = documents.open::<Kept>(id, composing)?;
        Ok(Self {
            documents,
            document,
            composing,
            drafts: RwSignal::default(),
            asked: RwSignal::default(),
            findings: later(
                move || document.signal().track(),
                move || document.with(|kept| check(&kept.0)),
            ),
            filled: Memo::new(move |_| {
                document.with(|kept| {
                    Section::ALL.map(|section| {
                        let found = completeness(&kept.0, section);
                        (found.filled as u32, found.total as u32)
                    })
                })
            }),
            last: StoredValue::new(None),
        })
    }

    /// The plan's id, tracked: a conflict makes a copy with another one.
    pub fn id(self) -> Id {
        self.document.id().get()
    }

    /// The plan's name in the list, tracked.
    pub fn name(self) -> String {
        self.document.header().with(|header| header.name.clone())
    }

    /// What `read` makes of the plan, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Plan) -> T) -> T {
        self.document.with(|kept| read(&kept.0))
    }

    /// What `read` makes of the plan, not tracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Plan) -> T) -> T {
        self.document.signal().with_untracked(|kept| read(&kept.0))
    }

    /// How the plan stands to what is stored.
    pub fn status(self) -> Signal<Status> {
        self.document.status()
    }

    /// How many steps can be undone and redone, tracked.
    pub fn depth(self) -> (usize, usize) {
        self.document.depth().get()
    }

    /// Whether it may only be looked at, tracked.
    pub fn is_read_only(self) -> bool {
        self.status()
            .with(|status| matches!(status, Status::ReadOnlyNewer { .. }))
    }

    /// Types into the field of a path: what follows without a pause is one step
    /// to undo.
    pub fn type_into(self, path: &str, change: impl FnOnce(&mut Plan)) {
        let now = self.documents.now();
        let same = self.last.with_value(|last| {
            last.as_ref()
                .is_some_and(|(there, then)| there == path && now.distance(*then) < PAUSE)
        });
        self.last.set_value(Some((path.to_owned(), now)));
        let edit = if same { Edit::Continue } else { Edit::Step };
        self.document.update(edit, |kept| change(&mut kept.0));
    }

    /// Makes a change that is undone on its own.
    pub fn step(self, change: impl FnOnce(&mut Plan)) {
        self.last.set_value(None);
        self.document.update(Edit::Step, |kept| change(&mut kept.0));
    }

    /// Saves now what is not saved.
    pub fn save(self) {
        self.document.save();
    }

    /// Goes back a step.
    pub fn undo(self) {
        self.last.set_value(None);
        self.drafts.set(BTreeMap::new());
        self.document.undo();
    }

    /// Goes forward again.
    pub fn redo(self) {
        self.last.set_value(None);
        self.drafts.set(BTreeMap::new());
        self.document.redo();
    }

    /// Remembers, or forgets, what was typed and cannot be kept.
    pub fn draft(self, path: &str, text: Option<String>) {
        let known = self
            .drafts
            .with_untracked(|drafts| drafts.get(path).cloned());
        if known != text {
            self.drafts.update(|drafts| match text {
                Some(text) => {
                    drafts.insert(path.to_owned(), text);
                }
                None => {
                    drafts.remove(path);
                }
            });
        }
    }

    /// Forgets what was typed below a path: its rows have other places now.
    pub fn forget_below(self, path: &str) {
        let below = |key: &str| {
            key.strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        self.drafts
            .update(|drafts| drafts.retain(|key, _| !below(key)));
    }
}

/// The plan that is open around the calling component.
///
/// # Panics
/// Where none is.
pub fn use_editor() -> Editor {
    expect_context()
}
