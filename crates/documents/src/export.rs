//! Taking everything out: for a backup, and before everything is erased.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use thiserror::Error;

use crate::backend::{BackendError, Raw};
use crate::bundle::Bundle;
use crate::document::{Document, Singleton, encode, encode_text};
use crate::envelope::{Envelope, Header, Record, Stamp};
use crate::error::SaveError;
use crate::handle::Handle;
use crate::key::{Key, PREFIX, Slot};
use crate::merge::merge;
use crate::singleton::Held;
use crate::store::Store;
use crate::time::Timestamp;
use crate::undo::{Change, Undone};

/// The form of the backup's record.
const SCHEMA: u32 = 1;

/// Why there is no export.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// The storage could not be read.
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The file would not read back as what was to be exported.
    #[error("the export does not read back")]
    NotReadable,
}

/// A value that is in memory and could not be saved, to be exported with what
/// is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    key: String,
    raw: Raw,
}

/// An export that has been read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The content of the file, JSON.
    pub text: String,
    /// Whether what is stored could be read; otherwise the file holds only
    /// what is in memory.
    pub complete: bool,
}

/// When everything was last exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When.
    pub at: Timestamp,
    /// How long ago that is.
    pub age: Duration,
    /// Whether anything was saved since.
    pub changed_since: bool,
}

/// Everything was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// An export of everything as it was, from which it can be put back.
    pub bundle: String,
    /// The keys that the storage did not remove.
    pub left: Vec<String>,
}

impl Store {
    /// Everything under our keys, in one file that has been read back. Values
    /// that could not be saved take the place of what is stored, or stand
    /// beside it if another tab has saved that since.
    pub fn export(&self, unsaved: &[Unsaved]) -> Result<Exported, ExportError> {
        let (mut entries, complete) = match self.stored_entries() {
            Ok(entries) => (entries, true),
            Err(error) if unsaved.is_empty() => return Err(error.into()),
            Err(_) => (BTreeMap::new(), false),
        };
        for value in unsaved {
            entries.insert(value.key.clone(), value.raw.clone());
        }
        let bundle = Bundle {
            exported_at: self.now(),
            entries,
        };
        let text = bundle.encode();
        match Bundle::parse(text.as_bytes()) {
            Ok(read) if read == bundle => Ok(Exported { text, complete }),
            _ => Err(ExportError::NotReadable),
        }
    }

    fn stored_entries(&self) -> Result<BTreeMap<String, Raw>, BackendError> {
        let mut entries = BTreeMap::new();
        for key in self.backend().keys()? {
            if key.starts_with(PREFIX)
                && let Some(raw) = self.get(&key)?
            {
                entries.insert(key, raw);
            }
        }
        Ok(entries)
    }

    /// A document's value in memory, for [`Store::export`].
    pub fn unsaved<D: Document>(&self, handle: &Handle, value: &D) -> Result<Unsaved, SaveError> {
        let body = encode_text(value)?;
        let key = Slot::Doc(handle.id().clone()).key();
        // Where the storage cannot be read, nothing is known to be newer.
        let stored = self.get(&key).ok().flatten();
        let stored = stored.and_then(|raw| Record::parse(&raw).ok());
        let stale = stored
            .as_ref()
            .is_some_and(|(_, record)| !handle.is_body(&record.body));
        let (key, header) = match stored {
            Some(_) if stale => {
                let header = Header {
                    conflict_of: Some(handle.id().clone()),
                    ..handle.header.clone()
                };
                (Slot::Doc(self.vacant_id()?).key(), header)
            }
            Some((_, record)) => (key, record.header),
            None => (key, handle.header.clone()),
        };
        let stamp = Stamp {
            schema: D::SCHEMA,
            revision: handle.revision().saturating_add(1),
            saved_at: self.now(),
        };
        Ok(Unsaved {
            key,
            raw: stamp.document(&header, &body).into(),
        })
    }

    /// Settings or progress in memory, for [`Store::export`].
    pub fn unsaved_singleton<S: Singleton>(
        &self,
        held: &Held<S>,
        value: &S,
    ) -> Result<Unsaved, SaveError> {
        let mut data = encode(value)?;
        let key = S::SLOT.key();
        let stored = self.get(&key).ok().flatten();
        let stored = stored.and_then(|raw| Envelope::parse(&raw).ok());
        if let Some(stored) = stored
            && stored.schema == S::SCHEMA
        {
            data = merge(held.base(), &data, &stored.data).value;
        }
        let envelope = Envelope {
            schema: S::SCHEMA,
            revision: held.revision().saturating_add(1),
            saved_at: self.now(),
            data,
        };
        Ok(Unsaved {
            key,
            raw: envelope.encode().into(),
        })
    }

    /// Notes that the reader was handed an export of everything.
    pub fn record_backup(&self) -> Result<(), SaveError> {
        let key = Key::Backup.to_string();
        let before = self.get(&key)?;
        let revision = before
            .as_ref()
            .and_then(|raw| Envelope::parse(raw).ok())
            .map_or(0, |envelope| envelope.revision);
        let before = match before {
            Some(raw) => match Envelope::parse(&raw) {
                Ok(_) => Some(raw),
                Err(damage) => {
                    self.quarantine(&key, &raw, damage)?;
                    None
                }
            },
            None => None,
        };
        let envelope = Envelope {
            schema: SCHEMA,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
            data: json!({}),
        };
        self.put(&key, before.as_ref(), &envelope.encode().into())
    }

    /// When everything was last exported, if ever.
    pub fn last_backup(&self) -> Result<Option<Backup>, BackendError> {
        let saved_at = |key: &str| -> Result<Option<Timestamp>, BackendError> {
            let raw = self.get(key)?;
            let envelope = raw.and_then(|raw| Envelope::parse(&raw).ok());
            Ok(envelope.map(|envelope| envelope.saved_at))
        };
        let Some(at) = saved_at(&Key::Backup.to_string())? else {
            return Ok(None);
        };
        let mut latest = self.list()?.first().map(|entry| entry.saved_at);
        for slot in [Slot::Settings, Slot::Progress] {
            latest = latest.max(saved_at(&slot.key())?);
        }
        Ok(Some(Backup {
            at,
            age: self.now().distance(at),
            changed_since: latest > Some(at),
        }))
    }

    /// Removes everything under our keys, and nothing else, after exporting it
    /// together with what could not be saved.
    pub fn erase(&self, unsaved: &[Unsaved]) -> Result<Erased, ExportError> {
        let bundle = self.export(unsaved)?.text;
        let mut keys: Vec<String> = self.stored_entries()?.into_keys().collect();
        // Snapshots sort after the documents that would be recovered from them
        // if the page ended in between.
        keys.reverse();
        let mut left = Vec::new();
        for key in keys {
            let removed = self.backend().remove(&key);
            if removed.is_err() || self.get(&key)?.is_some() {
                left.push(key);
            }
        }
        Ok(Erased { bundle, left })
    }

    /// Puts back what [`Store::erase`] removed. What was saved since then under
    /// the same keys stays as a snapshot.
    pub fn undo_erase(&self, erased: &Erased) -> Result<Undone, SaveError> {
        let bundle = Bundle::parse(erased.bundle.as_bytes())
            .map_err(|error| SaveError::WouldNotReload(error.to_string()))?;
        let changes = bundle.entries.into_iter().map(|(key, before)| Change {
            key,
            before: Some(before),
            after: None,
        });
        self.put_all_back(changes)
    }
}
