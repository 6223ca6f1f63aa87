//! What a page left behind that could not be saved: kept in memory, exported with
//! everything, tried again, and taken up by the next page that opens it.

use std::any::Any;
use std::sync::{Mutex, PoisonError};

use documents::{Document, Edit, Handle, Slot, Unsaved};

use super::shared::{Keeper, Shared};

/// A document in memory without a page.
pub(super) struct Left<D> {
    shared: Shared,
    slot: Slot,
    value: Mutex<Option<(Handle, D)>>,
}

impl<D> Left<D> {
    pub fn new(shared: Shared, handle: Handle, value: D) -> Self {
        Self {
            shared,
            slot: Slot::Doc(handle.id().clone()),
            value: Mutex::new(Some((handle, value))),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Option<(Handle, D)>) -> T) -> T {
        act(&mut self.value.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<D: Document + Send + 'static> Keeper for Left<D> {
    fn slot(&self) -> Option<Slot> {
        Some(self.slot.clone())
    }

    fn flush(&self) {
        let Some(store) = self.shared.store() else {
            return;
        };
        let saved = self.with(|left| {
            let (handle, value) = left.as_mut()?;
            let saved = store.save(handle, value, Edit::Step).is_ok();
            saved.then(|| *left = None)
        });
        if saved.is_some() {
            self.shared.notices.resolve(&self.slot);
            self.shared.notify_listed();
        }
    }

    // Saving makes a copy, whatever another tab has done.
    fn told(&self) {}

    fn forget(&self) {
        self.with(|left| *left = None);
    }

    fn unsaved(&self) -> Option<Unsaved> {
        let store = self.shared.store()?;
        self.with(|left| {
            let (handle, value) = left.as_ref()?;
            store.unsaved(handle, value).ok()
        })
    }

    fn take(&self) -> Option<Box<dyn Any>> {
        let left = self.with(Option::take)?;
        Some(Box::new(left))
    }

    fn is_over(&self) -> bool {
        self.with(|left| left.is_none())
    }
}
