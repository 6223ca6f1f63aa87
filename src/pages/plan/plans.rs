//! The reader's plans, as the store lists them.

use super::document::Kept;
use crate::documents::Documents;
use documents::{Document, Entry};

/// The reader's plans, those in the trash included; tracked. Nothing where
/// storage cannot be read, which the notices tell.
pub fn entries(documents: Documents) -> Vec<Entry> {
    let mut entries = documents.entries().unwrap_or_default();
    entries.retain(|entry| entry.header.kind == Kept::KIND);
    entries
}
