//! What every value that is kept has in common.

use std::any::Any;
use std::sync::Arc;

use documents::{Notice, Slot, Store, Unsaved};
use leptos::prelude::*;

use super::notices::Notices;
use super::platform::Availability;
use super::status::Status;
use super::tabs::{Change, Presence};

/// A value that is edited in the page and kept in the store.
pub(super) trait Keeper: Send + Sync {
    /// Where it is kept.
    fn slot(&self) -> Option<Slot>;
    /// Saves what is not saved.
    fn flush(&self);
    /// Another tab has written its slot, or may have.
    fn told(&self);
    /// Everything was erased: drops what is not saved.
    fn forget(&self);
    /// What is here and not saved, for an export.
    fn unsaved(&self) -> Option<Unsaved>;
    /// What its page left behind unsaved, for the next page that opens it.
    fn take(&self) -> Option<Box<dyn Any>> {
        None
    }
    /// Whether it has nothing more to keep.
    fn is_over(&self) -> bool {
        false
    }
}

type Keepers = Vec<(u64, Arc<dyn Keeper>)>;

/// The store, and those whom it concerns.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    store: StoredValue<Store>,
    pub availability: Availability,
    pub notices: Notices,
    /// Notifies of every change of the list of documents.
    listed: RwSignal<()>,
    keepers: StoredValue<Keepers>,
    next: StoredValue<u64>,
}

impl Shared {
    pub fn new(store: Store, availability: Availability) -> Self {
        Self {
            store: StoredValue::new(store),
            availability,
            notices: Notices::new(),
            listed: RwSignal::new(()),
            keepers: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// The store; `None` once the app is gone.
    pub fn store(&self) -> Option<Store> {
        self.store.try_get_value()
    }

    /// Adds a keeper. Returns its name, for removing it.
    pub fn add(&self, keeper: impl Keeper + 'static) -> u64 {
        let name = self
            .next
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default();
        self.keepers
            .try_update_value(|keepers| keepers.push((name, Arc::new(keeper))));
        name
    }

    pub fn remove(&self, name: u64) {
        self.keepers
            .try_update_value(|keepers| keepers.retain(|(other, _)| *other != name));
    }

    /// What a page that is gone left behind unsaved under a slot.
    pub fn take(&self, slot: &Slot) -> Option<Box<dyn Any>> {
        let left = self.keepers().into_iter().find_map(|(name, keeper)| {
            let left = (keeper.slot().as_ref() == Some(slot)).then(|| keeper.take())??;
            Some((name, left))
        });
        let (name, left) = left?;
        self.remove(name);
        Some(left)
    }

    /// The keepers as they are now, so that one may come or go meanwhile.
    fn keepers(&self) -> Keepers {
        self.keepers.try_get_value().unwrap_or_default()
    }

    /// Shows what the store has to tell.
    pub fn collect(&self) {
        let notices = self.store().map(|store| store.take_notices());
        for notice in notices.unwrap_or_default() {
            self.notices.push(notice);
        }
    }

    /// The status after a save at `at`.
    pub fn saved(&self, at: documents::Timestamp) -> Status {
        match self.availability {
            Availability::Persistent => Status::Saved { at },
            Availability::Memory => Status::Memory,
        }
    }

    /// The status after a save that failed, of which the reader is told.
    pub fn failed(&self, slot: Slot, error: documents::SaveError) -> Status {
        self.notices.push(Notice::NotSaved {
            slot,
            error: error.clone(),
        });
        Status::Failed(error)
    }

    pub fn flush(&self) {
        for (name, keeper) in self.keepers() {
            keeper.flush();
            if keeper.is_over() {
                self.remove(name);
            }
        }
        self.collect();
    }

    pub fn forget(&self) {
        for (_, keeper) in self.keepers() {
            keeper.forget();
        }
        self.collect();
        self.notify_listed();
    }

    pub fn track_listed(&self) {
        self.listed.track();
    }

    pub fn notify_listed(&self) {
        self.listed.try_set(());
    }

    pub fn unsaved(&self) -> Vec<Unsaved> {
        let keepers = self.keepers();
        keepers
            .iter()
            .filter_map(|(_, keeper)| keeper.unsaved())
            .collect()
    }

    pub fn on_change(&self, change: &Change) {
        for (_, keeper) in self.keepers() {
            let concerned = match change {
                Change::Everything => true,
                Change::Key { key, .. } => {
                    keeper.slot().map(documents::Key::Slot) == Some(key.clone())
                }
            };
            if concerned {
                keeper.told();
            }
        }
        self.collect();
        self.notify_listed();
    }

    pub fn on_presence(&self, presence: Presence) {
        match presence {
            Presence::Leaving => self.flush(),
            Presence::Returned => {
                for (_, keeper) in self.keepers() {
                    keeper.told();
                }
                self.flush();
                self.notify_listed();
            }
        }
    }
}
