//! Keeping what the reader does: crate `documents` over the browser's storage,
//! as signals.
//!
//! [`provide_documents`] opens the store once, in the root component, and every
//! component finds it by [`use_documents`]. Settings and progress save
//! themselves when they change ([`Kept`]), documents as they are edited
//! ([`OpenDocument`]). What the reader should know is in
//! [`Documents::notices`], as typed values that the shell puts into words.

mod kept;
mod left;
mod local;
mod notices;
mod open;
mod platform;
mod shared;
mod status;
mod tabs;
#[cfg(test)]
mod tests;

use documents::progress::Progress;
use documents::settings::Settings;
use documents::{
    BackendError, Choices, Document, Edit, Entry, Erased, ExportError, Exported, Handle, Id,
    ImportPreview, ImportUndo, Key, LoadError, Notice, Opened, SaveError, Slot, Store, Timestamp,
    Undone,
};
use leptos::prelude::*;

pub use kept::Kept;
pub use notices::Shown;
pub use open::OpenDocument;
pub use platform::{Availability, open};
use shared::Shared;
pub use status::Status;
pub use tabs::{Change, Listener, Presence, on_change, on_presence};

/// Why a document that is not open was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// It was not loaded, or may only be looked at.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It was not saved.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Everything that is kept.
#[derive(Clone, Copy)]
pub struct Documents {
    shared: Shared,
    settings: Kept<Settings>,
    progress: Kept<Progress>,
}

/// Opens the store and provides it to all components below. Listens to other
/// tabs, and to the page being left, as long as the calling component lives.
pub fn provide_documents() -> Documents {
    let (store, availability) = open();
    let documents = Documents::over(store, availability);
    // A page that is prerendered is not the reader's yet.
    if cfg!(target_arch = "wasm32") {
        if availability == Availability::Memory {
            documents.shared.notices.push(Notice::MemoryOnly);
        }
        let shared = documents.shared;
        let listeners = (
            on_change(move |change| shared.on_change(&change)),
            on_presence(move |presence| shared.on_presence(presence)),
        );
        on_cleanup(move || drop(listeners));
    }
    provide_context(documents);
    documents
}

/// What [`provide_documents`] opened.
///
/// # Panics
/// Where it was not called in a component above.
pub fn use_documents() -> Documents {
    expect_context()
}

impl Documents {
    fn over(store: Store, availability: Availability) -> Self {
        let shared = Shared::new(store, availability);
        let documents = Self {
            shared,
            settings: Kept::new(shared),
            progress: Kept::new(shared),
        };
        shared.collect();
        documents
    }

    /// The reader's settings.
    pub fn settings(&self) -> Kept<Settings> {
        self.settings
    }

    /// The reader's progress.
    pub fn progress(&self) -> Kept<Progress> {
        self.progress
    }

    /// What the reader has not dismissed yet, the oldest first; tracked.
    pub fn notices(&self) -> Vec<Shown> {
        self.shared.notices.shown()
    }

    /// Takes a notice away.
    pub fn dismiss(&self, id: u64) {
        self.shared.notices.dismiss(id);
    }

    /// Whether what is saved outlives the page.
    pub fn availability(&self) -> Availability {
        self.shared.availability
    }

    /// The present, by the clock that dates what is saved.
    pub fn now(&self) -> Timestamp {
        self.store().now()
    }

    /// The store, for what needs no signals: snapshots, quarantine, usage, the
    /// age of the last backup.
    pub fn store(&self) -> Store {
        self.shared.store().expect("the app's store lives as long")
    }

    /// Every document, the latest saved first, those in the trash included;
    /// tracked: a change in any tab brings a new list.
    pub fn entries(&self) -> Result<Vec<Entry>, BackendError> {
        self.shared.track_listed();
        self.store().list()
    }

    /// The documents of a kind, those in the trash included; tracked. None where
    /// storage cannot be read, which the notices tell.
    pub fn entries_of<D: Document>(&self) -> Vec<Entry> {
        let mut entries = self.entries().unwrap_or_default();
        entries.retain(|entry| entry.header.kind == D::KIND);
        entries
    }

    /// The same, not tracked.
    pub fn entries_of_untracked<D: Document>(&self) -> Vec<Entry> {
        untrack(|| self.entries_of::<D>())
    }

    /// Changes a document that is not open here, as a step to undo. A change that
    /// alters nothing writes nothing.
    pub fn change<D: Document, T>(
        &self,
        id: &Id,
        change: impl FnOnce(&mut D) -> T,
    ) -> Result<T, NotChanged> {
        let store = self.store();
        let (mut handle, mut value) = match store.load::<D>(id) {
            Ok(Opened::Editable { handle, value }) => (handle, value),
            Ok(Opened::ReadOnly { schema, .. }) => return Err(LoadError::Newer { schema }.into()),
            Err(error) => {
                self.shared.collect();
                return Err(error.into());
            }
        };
        let result = change(&mut value);
        let slot = Slot::Doc(id.clone());
        let saved = store.save(&mut handle, &value, Edit::Step);
        if let Err(error) = &saved {
            self.shared.failed(slot.clone(), error.clone());
        }
        self.shared.on_change(&Change::Key {
            key: Key::Slot(slot),
            revision: None,
        });
        saved?;
        Ok(result)
    }

    /// Saves a new document.
    pub fn create<D: Document>(&self, name: &str, value: &D) -> Result<Handle, SaveError> {
        self.listed(self.store().create(name, value))
    }

    /// Opens a document for editing, until the calling component is gone.
    /// `composing` says whether an input method is at work in one of its
    /// fields, which saving and other tabs' changes then wait for.
    pub fn open<D>(
        &self,
        id: &Id,
        composing: impl Into<Signal<bool>>,
    ) -> Result<OpenDocument<D>, LoadError>
    where
        D: Document + Clone + PartialEq + Send + Sync + 'static,
    {
        OpenDocument::open(self.shared, id, composing.into())
    }

    /// Gives a document another name.
    pub fn rename(&self, id: &Id, name: &str) -> Result<(), SaveError> {
        self.retold(self.store().rename(id, name))
    }

    /// Puts a document into the trash.
    pub fn trash(&self, id: &Id) -> Result<(), SaveError> {
        self.retold(self.store().trash(id))
    }

    /// Takes a document out of the trash.
    pub fn restore(&self, id: &Id) -> Result<(), SaveError> {
        self.retold(self.store().restore(id))
    }

    /// Removes a document for good.
    pub fn remove(&self, id: &Id) -> Result<(), SaveError> {
        self.retold(self.store().remove(id))
    }

    /// An export of everything, with what could not be saved. Hand it to the
    /// reader and then call [`Documents::record_backup`].
    pub fn export(&self) -> Result<Exported, ExportError> {
        self.shared.flush();
        self.store().export(&self.shared.unsaved())
    }

    /// Notes that the reader has an export.
    pub fn record_backup(&self) -> Result<(), SaveError> {
        self.listed(self.store().record_backup())
    }

    /// Imports what was previewed.
    pub fn apply(
        &self,
        preview: &ImportPreview,
        choices: &Choices,
    ) -> Result<ImportUndo, SaveError> {
        self.shared.flush();
        self.retold(self.store().apply(preview, choices))
    }

    /// Takes an import back.
    pub fn undo_import(&self, undo: &ImportUndo) -> Result<Undone, SaveError> {
        self.shared.flush();
        self.retold(self.store().undo_import(undo))
    }

    /// Erases everything; what this returns can bring it back.
    pub fn erase(&self) -> Result<Erased, ExportError> {
        self.shared.flush();
        let erased = self.store().erase(&self.shared.unsaved())?;
        self.shared.forget();
        Ok(erased)
    }

    /// Brings back what was erased.
    pub fn undo_erase(&self, erased: &Erased) -> Result<Undone, SaveError> {
        self.retold(self.store().undo_erase(erased))
    }

    /// After a change of the list of documents.
    fn listed<T>(&self, result: T) -> T {
        self.shared.collect();
        self.shared.notify_listed();
        result
    }

    /// After a change of what may be open here.
    fn retold<T>(&self, result: T) -> T {
        self.shared.on_change(&Change::Everything);
        result
    }
}
