//! How a value that is being edited stands to what is stored.

use documents::{Id, SaveError, Timestamp};

/// How a value that is being edited stands to what is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing was changed since it was opened.
    #[default]
    Idle,
    /// It has changes that are not saved yet.
    Saving,
    /// It was saved and read back.
    Saved {
        /// When.
        at: Timestamp,
    },
    /// Storage is blocked: it is in memory and ends with the page.
    Memory,
    /// It could not be saved. It is in memory, and is tried again with the
    /// next change; an export of everything has it.
    Failed(SaveError),
    /// Another tab had saved it: both copies are kept, and this one goes on.
    Conflict {
        /// The document that the other tab wrote.
        original: Id,
        /// The copy that is being edited here.
        copy: Id,
    },
    /// Another tab has removed it: the next change makes a copy.
    Removed,
    /// It comes from a newer version of the app and is not changed here.
    ReadOnlyNewer {
        /// Its schema version.
        schema: u32,
    },
}
