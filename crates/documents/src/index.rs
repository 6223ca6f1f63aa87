//! The list of documents: a copy of their headers, so that listing them need
//! not read them, and rebuilt from them whenever it is out of step.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::backend::{BackendError, Raw};
use crate::envelope::{Envelope, Header, Peek, Stamp};
use crate::error::SaveError;
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::store::Store;
use crate::time::Timestamp;

/// The form of the index.
const SCHEMA: u32 = 1;

/// A document in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: Id,
    /// Its kind, name and origin, and whether it is in the trash.
    pub header: Header,
    /// The schema version of its data.
    pub schema: u32,
    /// Its revision.
    pub revision: u64,
    /// When that was saved.
    pub saved_at: Timestamp,
}

/// The index as it is stored.
enum Stored {
    Readable {
        raw: Raw,
        revision: u64,
        entries: Vec<Entry>,
    },
    /// There is none, or it was unreadable and is now in quarantine.
    Nothing,
    /// It comes from a newer version of the app, or could not be moved to
    /// quarantine: it is not written.
    Untouchable,
}

impl Store {
    /// Every document, the latest saved first, those in the trash included.
    pub fn list(&self) -> Result<Vec<Entry>, BackendError> {
        let mut entries = match self.stored_index()? {
            Stored::Readable { entries, .. } if self.in_step(&entries)? => entries,
            _ => {
                self.check_index()?;
                self.entries_from_documents()?
            }
        };
        entries.sort_unstable_by(|a, b| (b.saved_at, &b.id).cmp(&(a.saved_at, &a.id)));
        Ok(entries)
    }

    /// Rewrites the index if it does not say what the documents say.
    pub(crate) fn check_index(&self) -> Result<(), BackendError> {
        let entries = self.entries_from_documents()?;
        let behind = match self.stored_index()? {
            Stored::Readable {
                entries: stored, ..
            } if stored == entries => false,
            Stored::Nothing if entries.is_empty() => false,
            _ => self.write_index(entries).is_err(),
        };
        self.set_index_behind(behind);
        Ok(())
    }

    /// Puts a document that was just saved into the index. The document is
    /// safe without: a failure makes the next listing read the documents.
    pub(crate) fn enter(&self, id: &Id, header: &Header, stamp: Stamp) {
        let entry = Entry {
            id: id.clone(),
            header: header.clone(),
            schema: stamp.schema,
            revision: stamp.revision,
            saved_at: stamp.saved_at,
        };
        self.change_index(|entries| {
            match entries.binary_search_by(|other| other.id.cmp(&entry.id)) {
                Ok(place) => entries[place] = entry,
                Err(place) => entries.insert(place, entry),
            }
        });
    }

    /// Takes a removed document out of the index.
    pub(crate) fn strike(&self, id: &Id) {
        self.change_index(|entries| entries.retain(|entry| entry.id != *id));
    }

    fn change_index(&self, change: impl FnOnce(&mut Vec<Entry>)) {
        let written = match self.stored_index() {
            Ok(Stored::Readable { mut entries, .. }) => {
                change(&mut entries);
                self.write_index(entries)
            }
            // The document is saved by now, so it is among those found.
            Ok(Stored::Nothing) => self
                .entries_from_documents()
                .map_err(SaveError::Backend)
                .and_then(|entries| self.write_index(entries)),
            Ok(Stored::Untouchable) => Ok(()),
            Err(error) => Err(error.into()),
        };
        if written.is_err() {
            self.set_index_behind(true);
        }
    }

    fn in_step(&self, entries: &[Entry]) -> Result<bool, BackendError> {
        if self.index_behind() {
            return Ok(false);
        }
        // Both are in the order of ids, each of which is there once.
        let documents = self.document_ids()?;
        Ok(documents.iter().eq(entries.iter().map(|entry| &entry.id)))
    }

    pub(crate) fn document_ids(&self) -> Result<BTreeSet<Id>, BackendError> {
        let mut ids = BTreeSet::new();
        for key in self.backend().keys()? {
            if let Some(Key::Slot(Slot::Doc(id))) = Key::parse(&key) {
                ids.insert(id);
            }
        }
        Ok(ids)
    }

    fn entries_from_documents(&self) -> Result<Vec<Entry>, BackendError> {
        let mut entries = Vec::new();
        for id in self.document_ids()? {
            let raw = self.get(&Slot::Doc(id.clone()).key())?;
            if let Some(raw) = raw
                && let Ok(peek) = Peek::parse(&raw)
            {
                entries.push(Entry {
                    id,
                    header: peek.data.header,
                    schema: peek.schema,
                    revision: peek.revision,
                    saved_at: peek.saved_at,
                });
            }
        }
        Ok(entries)
    }

    fn stored_index(&self) -> Result<Stored, BackendError> {
        let key = Key::Index.to_string();
        let Some(raw) = self.get(&key)? else {
            return Ok(Stored::Nothing);
        };
        let damage = match Envelope::parse(&raw) {
            Ok(envelope) if envelope.schema > SCHEMA => return Ok(Stored::Untouchable),
            Ok(envelope) => match Vec::<Entry>::deserialize(&envelope.data["documents"]) {
                Ok(mut entries) => {
                    entries.sort_unstable_by(|a, b| a.id.cmp(&b.id));
                    return Ok(Stored::Readable {
                        raw,
                        revision: envelope.revision,
                        entries,
                    });
                }
                Err(_) => crate::Damage::NotDocument,
            },
            Err(damage) => damage,
        };
        Ok(match self.quarantine(&key, &raw, damage) {
            Ok(_) => Stored::Nothing,
            Err(_) => Stored::Untouchable,
        })
    }

    fn write_index(&self, entries: Vec<Entry>) -> Result<(), SaveError> {
        let (before, revision) = match self.stored_index()? {
            Stored::Readable { raw, revision, .. } => (Some(raw), revision),
            Stored::Nothing => (None, 0),
            Stored::Untouchable => return Ok(()),
        };
        let envelope = Envelope {
            schema: SCHEMA,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
            data: json!({ "documents": entries }),
        };
        let text = Raw::Text(envelope.encode());
        self.put(&Key::Index.to_string(), before.as_ref(), &text)
    }
}
