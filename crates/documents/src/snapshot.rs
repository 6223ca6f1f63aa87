//! The last ten earlier values of each slot.

use std::time::Duration;

use crate::backend::BackendError;
use crate::document::{Decoded, Document, decode};
use crate::envelope::{Envelope, Record};
use crate::error::{LoadError, Notice, SaveError};
use crate::handle::{Edit, Handle, Outcome};
use crate::id::Id;
use crate::key::{Key, Slot, SnapshotId};
use crate::store::Store;
use crate::time::Timestamp;
use crate::write::Previous;

/// How many snapshots of a slot are kept.
pub const SNAPSHOTS: usize = 10;

/// The least time between two snapshots that are taken unasked. Autosaving
/// would otherwise fill all ten within seconds.
pub const SNAPSHOT_INTERVAL: Duration = Duration::from_mins(10);

impl Store {
    /// The snapshots of a slot, the latest first.
    pub fn snapshots(&self, slot: &Slot) -> Result<Vec<SnapshotId>, BackendError> {
        let mut ids: Vec<_> = self
            .backend()
            .keys()?
            .iter()
            .filter_map(|key| match Key::parse(key)? {
                Key::Snapshot(of, id) if of == *slot => Some(id),
                _ => None,
            })
            .collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    /// Takes a snapshot of a slot's value as it is stored now.
    pub fn take_snapshot(&self, slot: &Slot) -> Result<SnapshotId, SaveError> {
        let raw = self.get(&slot.key())?.ok_or(SaveError::Missing)?;
        let envelope = Envelope::parse(&raw).map_err(SaveError::Unreadable)?;
        let id = envelope.snapshot_id();
        self.copy_to_snapshot(slot, &Previous { raw: &raw, id })?;
        self.drop_old_snapshots(slot);
        Ok(id)
    }

    /// A document as it was in a snapshot.
    pub fn read_snapshot<D: Document>(
        &self,
        id: &Id,
        snapshot: SnapshotId,
    ) -> Result<D, LoadError> {
        let key = Key::Snapshot(Slot::Doc(id.clone()), snapshot).to_string();
        let raw = self.get(&key)?.ok_or(LoadError::Missing)?;
        let unreadable = |damage| LoadError::Unreadable {
            damage,
            quarantined: None,
        };
        let (envelope, record) = Record::parse(&raw).map_err(unreadable)?;
        match decode::<D>(envelope.schema, record.body).map_err(unreadable)? {
            Decoded::Current(value, _) => Ok(value),
            Decoded::Newer => Err(LoadError::Newer {
                schema: envelope.schema,
            }),
        }
    }

    /// Brings a document back to a snapshot. What it is now becomes a snapshot
    /// itself, and a step to undo.
    pub fn restore_snapshot<D: Document>(
        &self,
        handle: &mut Handle,
        snapshot: SnapshotId,
    ) -> Result<(D, Outcome), RestoreError> {
        let value = self.read_snapshot::<D>(handle.id(), snapshot)?;
        self.take_snapshot(&Slot::Doc(handle.id().clone()))?;
        let outcome = self.save(handle, &value, Edit::Step)?;
        Ok((value, outcome))
    }

    /// Removes every snapshot of a slot, to make room.
    pub fn remove_snapshots(&self, slot: &Slot) -> Result<(), BackendError> {
        for id in self.snapshots(slot)? {
            let key = Key::Snapshot(slot.clone(), id).to_string();
            self.backend().remove(&key)?;
        }
        Ok(())
    }

    /// Whether the value saved at `saved_at` is to stay as a snapshot.
    pub(crate) fn snapshot_due(
        &self,
        slot: &Slot,
        saved_at: Timestamp,
    ) -> Result<bool, BackendError> {
        let newest = self.snapshots(slot)?.first().copied();
        Ok(newest.is_none_or(|newest| newest.saved_at.distance(saved_at) >= SNAPSHOT_INTERVAL))
    }

    /// Keeps the last ten. A snapshot that cannot be removed is one too many,
    /// which costs room and nothing else.
    pub(crate) fn drop_old_snapshots(&self, slot: &Slot) {
        for id in self
            .snapshots(slot)
            .unwrap_or_default()
            .into_iter()
            .skip(SNAPSHOTS)
        {
            let key = Key::Snapshot(slot.clone(), id).to_string();
            let _ = self.backend().remove(&key);
        }
    }

    /// Puts the latest snapshot that `readable` accepts into an empty slot.
    pub(crate) fn recover(
        &self,
        slot: &Slot,
        readable: &dyn Fn(&Envelope) -> bool,
    ) -> Result<bool, SaveError> {
        for id in self.snapshots(slot)? {
            let key = Key::Snapshot(slot.clone(), id).to_string();
            let Some(raw) = self.get(&key)? else { continue };
            let Ok(envelope) = Envelope::parse(&raw) else {
                continue;
            };
            if !readable(&envelope) {
                continue;
            }
            self.put(&slot.key(), None, &raw)?;
            self.notify(Notice::Recovered {
                slot: slot.clone(),
                saved_at: envelope.saved_at,
            });
            return Ok(true);
        }
        Ok(false)
    }
}

/// Why a document was not brought back to a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// The snapshot was not read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The document was not saved.
    #[error(transparent)]
    Save(#[from] SaveError),
}
