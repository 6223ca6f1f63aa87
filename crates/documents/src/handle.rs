//! What a caller holds of a document, and what comes of saving it.

use std::sync::Arc;

use serde_json::Value;

use crate::backend::Raw;
use crate::envelope::{Header, Stamp};
use crate::id::Id;
use crate::time::Timestamp;

/// A document as the caller last saw it. Saving compares it with what is
/// stored, so that a stale tab never writes over another one's work.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    pub(crate) id: Id,
    pub(crate) header: Header,
    pub(crate) stamp: Stamp,
    /// The body as stored, JSON; another tab's renaming does not alter it.
    pub(crate) body: Arc<str>,
    /// Whether writing the body again would give the stored text. Where it
    /// would not, the stored text is kept as a snapshot when it is replaced.
    pub(crate) faithful: bool,
}

impl Handle {
    /// Whether this is what the handle last saw, to the letter.
    pub(crate) fn is_text(&self, raw: &Raw) -> bool {
        raw.text()
            .is_some_and(|text| text == self.stamp.document(&self.header, &self.body))
    }

    /// Whether this is the body that the handle last saw.
    pub(crate) fn is_body(&self, body: &Value) -> bool {
        let text = body.to_string();
        *text == *self.body
    }

    /// The id under which the document is kept. It changes when a conflict
    /// makes a copy: the caller goes on with the copy.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The name, and how the document came to be.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The revision last seen.
    pub fn revision(&self) -> u64 {
        self.stamp.revision
    }

    /// When that revision was saved.
    pub fn saved_at(&self) -> Timestamp {
        self.stamp.saved_at
    }
}

/// How a save stands in the history of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A step of its own: undo goes back to what was saved before.
    Step,
    /// A part of the step before it, such as the next letter of a word.
    Continue,
}

/// A value was saved and read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// When.
    pub at: Timestamp,
    /// The revision that is stored now.
    pub revision: u64,
    /// How many steps can be undone and redone from there; `None` if the history
    /// of undo could not be kept.
    pub history: Option<(usize, usize)>,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The document was saved.
    Saved(Saved),
    /// Another tab had saved or removed the document in the meantime. What it
    /// did is untouched, and this value is saved as a copy, which the handle
    /// now stands for.
    Conflict {
        /// The document that the other tab wrote.
        original: Id,
        /// The copy.
        copy: Id,
        /// The copy's save.
        saved: Saved,
    },
}

impl Outcome {
    /// The save itself.
    pub fn saved(&self) -> Saved {
        match self {
            Self::Saved(saved) | Self::Conflict { saved, .. } => *saved,
        }
    }
}

/// A document that was loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened<D> {
    /// It may be edited.
    Editable {
        /// What saving needs.
        handle: Handle,
        /// The document, in the current form.
        value: D,
    },
    /// It comes from a newer version of the app and may only be looked at.
    ReadOnly {
        /// Its name and how it came to be.
        header: Header,
        /// Its schema version.
        schema: u32,
        /// The document, if it happens to read in the current form.
        value: Option<D>,
        /// Its data as stored.
        data: Value,
    },
}

/// How what is stored stands to what a handle last saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same, though the name or the trash may have changed: the handle
    /// has been told.
    Current,
    /// Another tab saved after it: load again, or save and have a copy.
    Newer {
        /// When it was saved there.
        saved_at: Timestamp,
    },
    /// Another tab, which had not seen this tab's last save, wrote over it:
    /// save again to keep both.
    Overwritten,
    /// Another tab removed it.
    Gone,
    /// What is stored cannot be read.
    Unreadable,
}
