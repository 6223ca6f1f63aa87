//! Bringing in what was previewed: as copies, and so that it can be taken back.

use std::collections::{BTreeMap, BTreeSet};

use crate::backend::Raw;
use crate::document::{Singleton, encode};
use crate::envelope::{Damage, Envelope, Peek, Record};
use crate::error::SaveError;
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::merge::merge;
use crate::preview::{Arrival, ImportPreview, PreviewSingleton};
use crate::singleton::OpenedSingleton;
use crate::store::Store;
use crate::undo::{Change, Undone};

/// What to do with settings or progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Keep those here.
    #[default]
    Keep,
    /// Take those of the file; those here stay as a snapshot.
    Replace,
    /// Take both; where they differ, those here hold.
    Merge,
}

/// What to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What to do with the settings.
    pub settings: Choice,
    /// What to do with the progress.
    pub progress: Choice,
    /// Documents of the file, by their ids there, that are not wanted.
    pub without: BTreeSet<Id>,
}

/// What an import did, so that it can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportUndo {
    /// The documents that came in, by their ids here.
    pub documents: Vec<Id>,
    changes: Vec<Change>,
}

impl Store {
    /// Imports what was previewed. If the storage fails on the way, what was
    /// written so far is taken back.
    pub fn apply(
        &self,
        preview: &ImportPreview,
        choices: &Choices,
    ) -> Result<ImportUndo, SaveError> {
        let mut undo = ImportUndo {
            documents: Vec::new(),
            changes: Vec::new(),
        };
        let written = self.write_import(preview, choices, &mut undo);
        let indexed = self.check_index();
        match written {
            Ok(()) => {
                indexed?;
                Ok(undo)
            }
            Err(error) => {
                // What cannot be taken back is a copy of what the file holds.
                let _ = self.undo_import(&undo);
                Err(error)
            }
        }
    }

    /// Takes an import back. A document that was changed since stays.
    pub fn undo_import(&self, undo: &ImportUndo) -> Result<Undone, SaveError> {
        // In reverse, so that snapshots go before the documents that would be
        // recovered from them if the page ended in between.
        self.put_all_back(undo.changes.iter().rev().cloned())
    }

    fn write_import(
        &self,
        preview: &ImportPreview,
        choices: &Choices,
        undo: &mut ImportUndo,
    ) -> Result<(), SaveError> {
        let ids = self.write_documents(preview, choices, undo)?;
        for (key, raw) in &preview.bundle.entries {
            let key = match Key::parse(key) {
                Some(Key::Snapshot(Slot::Doc(id), snapshot)) => ids
                    .get(&id)
                    .map(|id| Key::Snapshot(Slot::Doc(id.clone()), snapshot)),
                Some(Key::History(id)) => ids.get(&id).map(|id| Key::History(id.clone())),
                Some(key @ Key::Quarantine(_)) if self.get(&key.to_string())?.is_none() => {
                    Some(key)
                }
                _ => None,
            };
            if let Some(key) = key {
                self.write_change(&key.to_string(), raw, &mut undo.changes)?;
            }
        }
        if let Some(settings) = &preview.settings {
            self.write_choice(settings, choices.settings, undo)?;
        }
        if let Some(progress) = &preview.progress {
            self.write_choice(progress, choices.progress, undo)?;
        }
        Ok(())
    }

    /// Writes the documents. Returns their ids here by their ids in the file.
    fn write_documents(
        &self,
        preview: &ImportPreview,
        choices: &Choices,
        undo: &mut ImportUndo,
    ) -> Result<BTreeMap<Id, Id>, SaveError> {
        let mut ids = BTreeMap::new();
        for document in &preview.documents {
            let key = Slot::Doc(document.id.clone()).key();
            let raw = &preview.bundle.entries[&key];
            if choices.without.contains(&document.id) {
                continue;
            }
            // Looked at again: other tabs may have written since the preview.
            let id = match self.arrival(&key, raw)? {
                Arrival::New => document.id.clone(),
                Arrival::Copy => self.id_outside(preview)?,
                Arrival::Same => continue,
            };
            ids.insert(document.id.clone(), id);
        }
        for (old, id) in &ids {
            let raw = &preview.bundle.entries[&Slot::Doc(old.clone()).key()];
            let raw = readdress(raw, &ids);
            self.write_change(&Slot::Doc(id.clone()).key(), &raw, &mut undo.changes)?;
            undo.documents.push(id.clone());
        }
        for (key, raw) in &preview.bundle.entries {
            if let Some(Key::Slot(Slot::Doc(_))) = Key::parse(key)
                && let Err(damage) = Peek::parse(raw)
            {
                self.import_unreadable(key, raw, damage, undo)?;
            }
        }
        Ok(ids)
    }

    /// An id that neither a document here nor one in the file has.
    fn id_outside(&self, preview: &ImportPreview) -> Result<Id, SaveError> {
        loop {
            let id = self.vacant_id()?;
            let key = Slot::Doc(id.clone()).key();
            if !preview.bundle.entries.contains_key(&key) {
                return Ok(id);
            }
        }
    }

    fn import_unreadable(
        &self,
        key: &str,
        raw: &Raw,
        damage: Damage,
        undo: &mut ImportUndo,
    ) -> Result<(), SaveError> {
        let name = self.set_aside(key, raw, damage)?;
        let key = Key::Quarantine(name).to_string();
        let after = self.get(&key)?;
        undo.changes.push(Change {
            key,
            before: None,
            after,
        });
        Ok(())
    }

    fn write_choice<S: Singleton>(
        &self,
        preview: &PreviewSingleton<S>,
        choice: Choice,
        undo: &mut ImportUndo,
    ) -> Result<(), SaveError> {
        if choice == Choice::Keep {
            return Ok(());
        }
        let OpenedSingleton::Editable {
            mut held,
            value: here,
        } = self.load_singleton::<S>()?
        else {
            return Ok(());
        };
        let mut value = preview.file.clone();
        if choice == Choice::Merge {
            let nothing = serde_json::Value::Null;
            let merged = merge(&nothing, &encode(&here)?, &encode(&preview.file)?);
            value = S::deserialize(merged.value)
                .map_err(|error| SaveError::WouldNotReload(error.to_string()))?;
        }
        let key = S::SLOT.key();
        let before = self.get(&key)?;
        if before.is_some() {
            self.take_snapshot(&S::SLOT)?;
        }
        self.save_singleton(&mut held, &value)?;
        let after = self.get(&key)?;
        undo.changes.push(Change { key, before, after });
        Ok(())
    }

    fn write_change(
        &self,
        key: &str,
        after: &Raw,
        changes: &mut Vec<Change>,
    ) -> Result<(), SaveError> {
        let before = self.get(key)?;
        self.put(key, before.as_ref(), after)?;
        changes.push(Change {
            key: key.to_owned(),
            before,
            after: Some(after.clone()),
        });
        Ok(())
    }
}

/// A document's text with the original it conflicts with under its id here.
fn readdress(raw: &Raw, ids: &BTreeMap<Id, Id>) -> Raw {
    if let Ok((envelope, mut record)) = Record::parse(raw)
        && let Some(original) = &record.header.conflict_of
        && let Some(id) = ids.get(original)
        && id != original
    {
        record.header.conflict_of = Some(id.clone());
        let data = record.to_data();
        return Envelope { data, ..envelope }.encode().into();
    }
    raw.clone()
}
