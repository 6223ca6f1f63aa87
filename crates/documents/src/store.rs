//! The store: where everything is kept, and what it is told of time and chance.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::backend::{Backend, BackendError};
use crate::envelope::{Envelope, Peek, Record};
use crate::error::Notice;
use crate::id::{Id, Random};
use crate::key::{Key, Slot};
use crate::time::{Clock, Timestamp};

struct Parts {
    backend: Box<dyn Backend>,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
    notices: Mutex<Vec<Notice>>,
    index_behind: AtomicBool,
}

/// Keeps documents, settings and progress in a [`Backend`]. Clones are the
/// same store.
#[derive(Clone)]
pub struct Store(Arc<Parts>);

impl Store {
    /// Opens what the backend holds. Documents that cannot be read are moved
    /// to quarantine, the index is brought into step with the documents, and
    /// what there is to tell is in [`Store::take_notices`].
    pub fn open(
        backend: impl Backend + 'static,
        clock: impl Clock + 'static,
        random: impl Random + 'static,
    ) -> Self {
        let store = Self(Arc::new(Parts {
            backend: Box::new(backend),
            clock: Box::new(clock),
            random: Box::new(random),
            notices: Mutex::default(),
            index_behind: AtomicBool::new(false),
        }));
        if let Err(error) = store.look_through() {
            store.notify(Notice::Unavailable(error));
        }
        store
    }

    /// The notices since the last call, in order.
    pub fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(
            &mut *self
                .0
                .notices
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    pub(crate) fn notify(&self, notice: Notice) {
        self.0
            .notices
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(notice);
    }

    /// The present, by the store's clock.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.0.backend
    }

    pub(crate) fn index_behind(&self) -> bool {
        self.0.index_behind.load(Ordering::Relaxed)
    }

    pub(crate) fn set_index_behind(&self, behind: bool) {
        self.0.index_behind.store(behind, Ordering::Relaxed);
    }

    /// An id that no document has.
    pub(crate) fn vacant_id(&self) -> Result<Id, BackendError> {
        loop {
            let id = Id::random(&*self.0.random);
            if self.get(&Slot::Doc(id.clone()).key())?.is_none() {
                return Ok(id);
            }
        }
    }

    /// Moves unreadable documents to quarantine, recovers what a broken write
    /// or a removed key has left in snapshots, and checks the index.
    fn look_through(&self) -> Result<(), BackendError> {
        let mut documents = BTreeSet::new();
        let mut remembered = BTreeSet::new();
        for key in self.backend().keys()? {
            match Key::parse(&key) {
                Some(Key::Slot(slot)) => documents.insert(slot),
                Some(Key::Snapshot(slot, _)) => remembered.insert(slot),
                _ => continue,
            };
        }
        for slot in &documents {
            let Slot::Doc(_) = slot else { continue };
            let key = slot.key();
            let Some(raw) = self.get(&key)? else { continue };
            if let Err(damage) = Peek::parse(&raw)
                && self.quarantine(&key, &raw, damage).is_ok()
            {
                self.recover_slot(slot);
            }
        }
        for slot in remembered.difference(&documents) {
            self.recover_slot(slot);
        }
        self.check_index()
    }

    /// A snapshot that cannot be put back for want of room stays a snapshot,
    /// and is tried again when the app next starts.
    fn recover_slot(&self, slot: &Slot) {
        let readable = |envelope: &Envelope| match slot {
            Slot::Doc(_) => Record::fits(&envelope.data),
            Slot::Settings | Slot::Progress => true,
        };
        if let Err(error) = self.recover(slot, &readable) {
            self.notify(Notice::NotSaved {
                slot: slot.clone(),
                error,
            });
        }
    }
}
