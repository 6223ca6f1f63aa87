//! What can go wrong when loading and saving, and what the reader is told.

use thiserror::Error;

use crate::backend::BackendError;
use crate::envelope::Damage;
use crate::id::Id;
use crate::key::Slot;
use crate::time::Timestamp;

/// Why a value was not saved. What was stored before is still stored.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// The storage refused.
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The storage took the value and then gave back something else.
    #[error("the storage did not keep the value")]
    NotKept,
    /// The value cannot be written so that it reads back the same.
    #[error("the value would not read back: {0}")]
    WouldNotReload(String),
    /// What is stored comes from a newer version of the app, and is read-only.
    #[error("the stored value has schema {schema}, newer than this version knows")]
    Newer {
        /// The schema version of what is stored.
        schema: u32,
    },
    /// There is nothing under this id.
    #[error("no such document")]
    Missing,
    /// What is stored there cannot be read.
    #[error("the stored value is unreadable: {0}")]
    Unreadable(Damage),
}

/// Why a document was not loaded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    /// There is nothing under this id.
    #[error("no such document")]
    Missing,
    /// It is a document of another kind.
    #[error("a document of kind {found}")]
    WrongKind {
        /// The kind it has.
        found: String,
    },
    /// It cannot be read. Nothing of it is lost.
    #[error("unreadable: {damage}")]
    Unreadable {
        /// What is wrong with it.
        damage: Damage,
        /// Its name in the quarantine; `None` if it could not be moved there
        /// and is where it was.
        quarantined: Option<String>,
    },
    /// It comes from a newer version of the app.
    #[error("of schema {schema}, newer than this version knows")]
    Newer {
        /// Its schema version.
        schema: u32,
    },
    /// The storage refused.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// Something the reader should know of, in the order in which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Storage is blocked: everything is in memory and ends with the page.
    MemoryOnly,
    /// The storage could not be looked through.
    Unavailable(BackendError),
    /// A value could not be read and was moved, byte for byte, to quarantine.
    Quarantined {
        /// Its name there.
        name: String,
        /// The key it was under.
        key: String,
        /// What is wrong with it.
        damage: Damage,
    },
    /// A value cannot be read, and the quarantine had no room for it. It is
    /// where it was, and is not written over.
    LeftInPlace {
        /// The key it is under.
        key: String,
        /// What is wrong with it.
        damage: Damage,
        /// Why it could not be moved.
        error: SaveError,
    },
    /// An earlier value was put in the place of an unreadable or missing one.
    Recovered {
        /// What was recovered.
        slot: Slot,
        /// When the earlier value was saved.
        saved_at: Timestamp,
    },
    /// Another tab had saved the document: both copies are kept.
    Conflict {
        /// The document as the other tab saved it.
        original: Id,
        /// The copy with what this tab had.
        copy: Id,
    },
    /// A value comes from a newer version of the app and is read-only here.
    Newer {
        /// What it is.
        slot: Slot,
        /// Its schema version.
        schema: u32,
    },
    /// A value could not be saved; it is in memory.
    NotSaved {
        /// What it is.
        slot: Slot,
        /// Why.
        error: SaveError,
    },
}
