//! Names, the trash, and removal for good.

use crate::backend::Raw;
use crate::envelope::{Header, Stamp};
use crate::error::SaveError;
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
        let There::Found(there) = self.there(&slot, None)? else {
            return Err(SaveError::Missing);
        };
        let Found {
            raw,
            stamp,
            header: before,
            body,
        } = *there;
        let mut header = before.clone();
        change(&mut header);
        if header == before {
            return Ok(());
        }
        let keep = if raw.text() == Some(&stamp.document(&before, &body)) {
            Keep::WhenDue
        } else {
            Keep::Always
        };
        let next = Stamp {
            revision: stamp.revision.saturating_add(1),
            saved_at: self.now(),
            ..stamp
        };
        let previous = Previous {
            raw: &raw,
            id: stamp.snapshot_id(),
        };
        let text = Raw::Text(next.document(&header, &body));
        self.overwrite(&slot, Some(&previous), &text, keep)?;
        self.enter(id, &header, next);
        Ok(())
    }
}
