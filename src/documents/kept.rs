//! Settings and progress as signals that save themselves.

use documents::{Held, Notice, OpenedSingleton, SaveError, Singleton, Slot, Unsaved};
use leptos::prelude::*;

use super::platform::hidden;
use super::shared::{Keeper, Shared};
use super::status::Status;

/// Settings or progress: read as a signal, changed by [`Kept::update`], which
/// saves.
pub struct Kept<S: Send + Sync + 'static> {
    shared: Shared,
    value: RwSignal<S>,
    status: RwSignal<Status>,
    /// `None` where the value is read-only.
    held: StoredValue<Option<Held<S>>>,
    unsaved: StoredValue<bool>,
}

impl<S: Send + Sync + 'static> Clone for Kept<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Send + Sync + 'static> Copy for Kept<S> {}

impl<S: Singleton + PartialEq + Send + Sync + 'static> Kept<S> {
    pub(super) fn new(shared: Shared) -> Self {
        let kept = Self {
            shared,
            value: RwSignal::new(S::default()),
            status: RwSignal::new(Status::Idle),
            held: StoredValue::new(None),
            unsaved: StoredValue::new(false),
        };
        kept.load();
        shared.add(kept);
        kept
    }

    /// The value; tracked.
    pub fn get(&self) -> S {
        self.value.try_get().unwrap_or_default()
    }

    /// The value; not tracked.
    pub fn get_untracked(&self) -> S {
        self.value.try_get_untracked().unwrap_or_default()
    }

    /// What `read` makes of the value; tracked.
    pub fn with<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.value.with(read)
    }

    /// What `read` makes of the value; not tracked.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.value.with_untracked(read)
    }

    /// The value as a signal, for what takes one.
    pub fn signal(&self) -> Signal<S> {
        self.value.into()
    }

    /// Changes the value and, if it is another one then, saves it: at once, or
    /// when the page is left or seen again if it is hidden. A value of a newer
    /// version changes for this page only.
    pub fn update(&self, change: impl FnOnce(&mut S)) {
        let Some(mut value) = self.value.try_get_untracked() else {
            return;
        };
        change(&mut value);
        if self.value.try_with_untracked(|before| *before == value) != Some(false) {
            return;
        }
        self.value.try_set(value);
        if self.held.try_with_value(Option::is_some) != Some(true) {
            return;
        }
        self.unsaved.try_update_value(|unsaved| *unsaved = true);
        self.set_status(Status::Saving);
        if !hidden() {
            self.flush();
            self.shared.collect();
        }
    }

    /// How the value stands to what is stored; tracked.
    pub fn status(&self) -> Status {
        self.status.try_get().unwrap_or_default()
    }

    fn set_status(&self, status: Status) {
        self.status.try_set(status);
    }

    fn is_unsaved(&self) -> bool {
        self.unsaved.try_get_value().unwrap_or_default()
    }

    fn set_value(&self, value: S) {
        if self.value.try_with_untracked(|here| *here == value) == Some(false) {
            self.value.try_set(value);
        }
    }

    fn settle(&self, held: Option<Held<S>>) {
        self.held.try_update_value(|place| *place = held);
        self.unsaved.try_update_value(|unsaved| *unsaved = false);
    }

    /// Takes what is stored in place of what is here.
    fn load(&self) {
        let Some(store) = self.shared.store() else {
            return;
        };
        match store.load_singleton::<S>() {
            Ok(OpenedSingleton::Editable { held, value }) => {
                self.settle(Some(held));
                self.set_value(value);
            }
            Ok(OpenedSingleton::ReadOnly { schema, value }) => {
                self.set_value(value);
                self.make_read_only(schema);
            }
            Err(error) => self.shared.notices.push(Notice::Unavailable(error)),
        }
    }

    fn make_read_only(&self, schema: u32) {
        self.settle(None);
        self.set_status(Status::ReadOnlyNewer { schema });
        self.shared.notices.push(Notice::Newer {
            slot: S::SLOT,
            schema,
        });
    }
}

impl<S: Singleton + PartialEq + Send + Sync + 'static> Keeper for Kept<S> {
    fn slot(&self) -> Option<Slot> {
        Some(S::SLOT)
    }

    fn flush(&self) {
        if !self.is_unsaved() {
            return;
        }
        let parts = (self.shared.store(), self.held.try_get_value().flatten());
        let (Some(store), Some(mut held)) = parts else {
            return;
        };
        match store.save_singleton(&mut held, &self.get_untracked()) {
            Ok(done) => {
                self.settle(Some(held));
                if let Some(merged) = done.merged {
                    self.set_value(merged);
                }
                self.set_status(self.shared.saved(done.saved.at));
                self.shared.notices.resolve(&S::SLOT);
            }
            Err(SaveError::Newer { schema }) => self.make_read_only(schema),
            Err(error) => self.set_status(self.shared.failed(S::SLOT, error)),
        }
    }

    fn told(&self) {
        if self.is_unsaved() {
            self.flush();
        } else {
            self.load();
        }
    }

    fn unsaved(&self) -> Option<Unsaved> {
        if !self.is_unsaved() {
            return None;
        }
        let held = self.held.try_get_value().flatten()?;
        let store = self.shared.store()?;
        store.unsaved_singleton(&held, &self.get_untracked()).ok()
    }

    fn forget(&self) {
        self.load();
        self.set_status(Status::Idle);
    }
}
