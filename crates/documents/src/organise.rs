//! Names, the trash, and removal for good.

use crate::backend::Raw;
use crate::envelope::{Envelope, Header, Record};
use crate::error::SaveError;
use crate::handle::Handle;
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::save::{Found, There};
use crate::store::Store;
use crate::write::{Keep, Previous};

impl Store {
    /// Gives a document another name. Tabs that have it open go on with it.
    pub fn rename(&self, id: &Id, name: &str) -> Result<(), SaveError> {
        self.change_header(id, |header| name.clone_into(&mut header.name))
    }

    /// Puts a document into the trash, where it stays until it is restored or
    /// removed.
    pub fn trash(&self, id: &Id) -> Result<(), SaveError> {
        let now = self.now();
        self.change_header(id, |header| header.trashed_at = Some(now))
    }

    /// Takes a document out of the trash.
    pub fn restore(&self, id: &Id) -> Result<(), SaveError> {
        self.change_header(id, |header| header.trashed_at = None)
    }

    /// Removes a document for good, with its snapshots and its history. The
    /// store does this only when it is asked to.
    pub fn remove(&self, id: &Id) -> Result<(), SaveError> {
        let slot = Slot::Doc(id.clone());
        // First what a document without its key would be recovered from.
        self.remove_snapshots(&slot)?;
        self.backend()
            .remove(&Key::History(id.clone()).to_string())?;
        self.backend().remove(&slot.key())?;
        if self.get(&slot.key())?.is_some() {
            return Err(SaveError::NotKept);
        }
        self.strike(id);
        Ok(())
    }

    fn change_header(&self, id: &Id, change: impl FnOnce(&mut Header)) -> Result<(), SaveError> {
        let slot = Slot::Doc(id.clone());
        let There::Found(there) = self.there(&slot)? else {
            return Err(SaveError::Missing);
        };
        let Found {
            raw,
            envelope,
            record,
        } = *there;
        let mut header = record.header.clone();
        change(&mut header);
        if header == record.header {
            return Ok(());
        }
        let as_written = Envelope {
            data: record.to_data(),
            ..envelope.clone()
        };
        let keep = if as_written.encode() == raw.text().unwrap_or_default() {
            Keep::WhenDue
        } else {
            Keep::Always
        };
        let changed = Record {
            header,
            body: record.body,
        };
        let next = Envelope {
            schema: envelope.schema,
            revision: envelope.revision.saturating_add(1),
            saved_at: self.now(),
            data: changed.to_data(),
        };
        let previous = Previous {
            raw: &raw,
            id: envelope.snapshot_id(),
        };
        self.overwrite(&slot, Some(&previous), &Raw::Text(next.encode()), keep)?;
        let handle = Handle::new(id.clone(), &next, &changed, None);
        self.enter(&handle, next.schema);
        Ok(())
    }
}
