//! Taking back an import or an erasure.

use crate::backend::Raw;
use crate::envelope::Envelope;
use crate::error::SaveError;
use crate::key::{Key, Slot};
use crate::store::Store;
use crate::write::{Keep, Previous};

/// A key that was changed, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub key: String,
    pub before: Option<Raw>,
    pub after: Option<Raw>,
}

/// What came of taking something back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Keys that the import had made and that were changed since: they stay.
    pub left: Vec<String>,
}

impl Store {
    /// Puts every changed key back, as far as it can; the first error is told.
    pub(crate) fn put_all_back(
        &self,
        changes: impl Iterator<Item = Change>,
    ) -> Result<Undone, SaveError> {
        let mut undone = Undone::default();
        let mut failed = None;
        for change in changes {
            match self.put_back(&change) {
                Ok(true) => {}
                Ok(false) => undone.left.push(change.key),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        self.check_index()?;
        match failed {
            Some(error) => Err(error),
            None => Ok(undone),
        }
    }

    fn put_back(&self, change: &Change) -> Result<bool, SaveError> {
        let Change { key, before, after } = change;
        let now = self.get(key)?;
        if now == *before {
            return Ok(true);
        }
        let Some(before) = before else {
            if now != *after {
                return Ok(false);
            }
            self.backend().remove(key)?;
            return Ok(true);
        };
        if let Some(now) = &now
            && Some(now) != after.as_ref()
            && let Some(Key::Slot(slot)) = Key::parse(key)
        {
            self.replace_changed(&slot, now, before)?;
        } else {
            self.put(key, now.as_ref(), before)?;
        }
        Ok(true)
    }

    /// Replaces a value that was saved in the meantime; it stays as a snapshot,
    /// or in quarantine if it cannot be read.
    fn replace_changed(&self, slot: &Slot, now: &Raw, before: &Raw) -> Result<(), SaveError> {
        match Envelope::parse(now) {
            Ok(envelope) => {
                let previous = Previous {
                    raw: now,
                    id: envelope.snapshot_id(),
                };
                self.overwrite(slot, Some(&previous), before, Keep::Always)
            }
            Err(damage) => {
                self.quarantine(&slot.key(), now, damage)?;
                self.overwrite(slot, None, before, Keep::Always)
            }
        }
    }
}
