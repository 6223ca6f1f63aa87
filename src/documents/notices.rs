//! What the reader is told, until the reader dismisses it.

use documents::{Notice, Slot};
use leptos::prelude::*;

/// A notice that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name, for dismissing it.
    pub id: u64,
    /// What there is to tell.
    pub notice: Notice,
}

/// The notices that are shown, the oldest first.
#[derive(Clone, Copy)]
pub(super) struct Notices {
    shown: RwSignal<Vec<Shown>>,
    next: StoredValue<u64>,
}

impl Notices {
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    pub fn shown(&self) -> Vec<Shown> {
        self.shown.try_get().unwrap_or_default()
    }

    pub fn push(&self, notice: Notice) {
        if let Notice::NotSaved { slot, .. } = &notice {
            // The latest reason takes the place of the one before.
            self.resolve(slot);
        }
        let known = |shown: &Vec<Shown>| shown.iter().any(|shown| shown.notice == notice);
        if self.shown.try_with_untracked(known) != Some(false) {
            return;
        }
        let id = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        if let Some(id) = id {
            self.shown
                .try_update(|shown| shown.push(Shown { id, notice }));
        }
    }

    /// Takes back that `slot` could not be saved.
    pub fn resolve(&self, slot: &Slot) {
        self.drop_if(|notice| matches!(notice, Notice::NotSaved { slot: of, .. } if of == slot));
    }

    pub fn dismiss(&self, id: u64) {
        self.shown
            .try_update(|shown| shown.retain(|shown| shown.id != id));
    }

    fn drop_if(&self, unwanted: impl Fn(&Notice) -> bool) {
        self.shown.try_maybe_update(|shown| {
            let before = shown.len();
            shown.retain(|shown| !unwanted(&shown.notice));
            (shown.len() != before, ())
        });
    }
}
