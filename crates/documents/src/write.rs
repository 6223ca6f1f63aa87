//! Writing so that no fault costs what was stored before.

use crate::backend::{BackendError, Raw};
use crate::envelope::Envelope;
use crate::error::SaveError;
use crate::key::{Key, Slot, SnapshotId};
use crate::store::Store;

/// A stored value that is about to be replaced.
pub(crate) struct Previous<'a> {
    pub raw: &'a Raw,
    pub id: SnapshotId,
}

/// Whether the replaced value stays as a snapshot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// If the last snapshot is old enough.
    WhenDue,
    /// In any case, or nothing is replaced.
    Always,
}

impl Store {
    pub(crate) fn get(&self, key: &str) -> Result<Option<Raw>, BackendError> {
        self.backend().get(key)
    }

    /// Writes `value` in place of `before` and reads it back. When the storage
    /// keeps something else, `before` is put back.
    pub(crate) fn put(
        &self,
        key: &str,
        before: Option<&Raw>,
        value: &Raw,
    ) -> Result<(), SaveError> {
        let written = self.backend().set(key, value);
        let kept = self.get(key);
        if written.is_ok() && matches!(&kept, Ok(Some(kept)) if kept == value) {
            return Ok(());
        }
        let intact = matches!(&kept, Ok(kept) if kept.as_ref() == before);
        // A whole value that is neither ours nor the one before was written by
        // another tab in between; it is not ours to replace.
        let foreign = matches!(&kept, Ok(Some(kept)) if Envelope::parse(kept).is_ok());
        if !intact && !foreign {
            // This write repairs a failed one; should it fail as well, the
            // snapshot made before is what is recovered from.
            let _ = match before {
                Some(before) => self.backend().set(key, before),
                None => self.backend().remove(key),
            };
        }
        Err(written.err().map_or(SaveError::NotKept, SaveError::Backend))
    }

    /// Replaces the value of a slot. The replaced value is first copied to a
    /// snapshot key, from which it is recovered if both the write and its
    /// repair fail. The copy is removed afterwards unless a snapshot is due.
    pub(crate) fn overwrite(
        &self,
        slot: &Slot,
        previous: Option<&Previous<'_>>,
        value: &Raw,
        keep: Keep,
    ) -> Result<(), SaveError> {
        let key = slot.key();
        let Some(previous) = previous else {
            return self.put(&key, None, value);
        };
        let due = keep == Keep::Always || self.snapshot_due(slot, previous.id.saved_at)?;
        let mut copy = match self.copy_to_snapshot(slot, previous) {
            Ok(copy) => copy,
            // A full storage refuses without altering anything, so that the
            // value may still be written in place, where it needs less room.
            Err(SaveError::Backend(BackendError::Quota)) if keep == Keep::WhenDue => None,
            Err(error) => return Err(error),
        };
        let mut written = self.put(&key, Some(previous.raw), value);
        if written == Err(SaveError::Backend(BackendError::Quota))
            && keep == Keep::WhenDue
            && let Some(copy) = copy.take()
        {
            self.backend().remove(&copy)?;
            written = self.put(&key, Some(previous.raw), value);
        }
        let wanted = match &written {
            Ok(()) => due,
            // The copy is the last one of the value if the key lost it.
            Err(_) => self.get(&key).ok().flatten().as_ref() != Some(previous.raw),
        };
        if wanted {
            self.drop_old_snapshots(slot);
        } else if let Some(copy) = copy {
            // The value is saved; a copy too many is a snapshot more.
            let _ = self.backend().remove(&copy);
        }
        written
    }

    /// Copies a value to a snapshot key; returns the key if it was not there.
    pub(crate) fn copy_to_snapshot(
        &self,
        slot: &Slot,
        previous: &Previous<'_>,
    ) -> Result<Option<String>, SaveError> {
        let mut id = previous.id;
        loop {
            let key = Key::Snapshot(slot.clone(), id).to_string();
            match self.get(&key)? {
                None => {
                    self.put(&key, None, previous.raw)?;
                    return Ok(Some(key));
                }
                Some(there) if there == *previous.raw => return Ok(None),
                // Two tabs gave the same revision in the same millisecond.
                Some(_) => {
                    id.revision = id.revision.checked_add(1).ok_or(SaveError::NotKept)?;
                }
            }
        }
    }
}
