//! A document that is open in the page: saved as it is edited, undone and
//! redone, and told of what other tabs do to it.

use std::time::Duration;

use documents::{
    AUTOSAVE_PAUSE, Autosave, Document, Due, Edit, Handle, Header, Id, LoadError, Notice, Opened,
    Outcome, SaveError, Slot, Standing, Stepped, Store, Unsaved,
};
use leptos::prelude::*;

use super::left::Left;
use super::platform::hidden;
use super::shared::{Keeper, Shared};
use super::status::Status;

/// A document that is open in the page.
pub struct OpenDocument<D: Send + Sync + 'static> {
    shared: Shared,
    value: RwSignal<D>,
    header: RwSignal<Header>,
    id: RwSignal<Id>,
    status: RwSignal<Status>,
    depth: RwSignal<(usize, usize)>,
    composing: Signal<bool>,
    inside: StoredValue<Inside>,
}

impl<D: Send + Sync + 'static> Clone for OpenDocument<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Send + Sync + 'static> Copy for OpenDocument<D> {}

struct Inside {
    /// `None` where the document is read-only.
    handle: Option<Handle>,
    autosave: Autosave,
    edit: Edit,
    timer: Option<TimeoutHandle>,
    /// Another tab wrote while a composition was going on here.
    told: bool,
}

impl<D> OpenDocument<D>
where
    D: Document + Clone + PartialEq + Send + Sync + 'static,
{
    pub(super) fn open(
        shared: Shared,
        id: &Id,
        composing: Signal<bool>,
    ) -> Result<Self, LoadError> {
        let store = shared.store().ok_or(LoadError::Missing)?;
        let loaded = store.load::<D>(id);
        shared.collect();
        let (value, header, handle, status) = match loaded? {
            Opened::Editable { handle, value } => {
                let header = handle.header().clone();
                (value, header, Some(handle), Status::Idle)
            }
            Opened::ReadOnly {
                header,
                schema,
                value,
                ..
            } => {
                shared.notices.push(Notice::Newer {
                    slot: Slot::Doc(id.clone()),
                    schema,
                });
                let value = value.ok_or(LoadError::Newer { schema })?;
                (value, header, None, Status::ReadOnlyNewer { schema })
            }
        };
        let document = Self {
            shared,
            value: RwSignal::new(value),
            header: RwSignal::new(header),
            id: RwSignal::new(id.clone()),
            status: RwSignal::new(status),
            depth: RwSignal::new(store.history_depth(id).unwrap_or_default()),
            composing,
            inside: StoredValue::new(Inside {
                handle,
                autosave: Autosave::default(),
                edit: Edit::Continue,
                timer: None,
                told: false,
            }),
        };
        document.take_up(id);
        let name = shared.add(document);
        on_cleanup(move || {
            document.flush();
            document.stop_timer();
            shared.remove(name);
            document.leave();
        });
        Ok(document)
    }

    /// Goes on with what an earlier page could not save.
    fn take_up(&self, id: &Id) {
        let left = self.shared.take(&Slot::Doc(id.clone()));
        let left = left.and_then(|left| left.downcast::<(Handle, D)>().ok());
        let (Some(left), Some(store)) = (left, self.shared.store()) else {
            return;
        };
        let (handle, value) = *left;
        self.value.set(value);
        self.inside.update_value(|inside| {
            inside.handle = Some(handle);
            inside.autosave.edited(store.now());
            inside.edit = Edit::Step;
        });
        self.status.set(Status::Saving);
        self.run();
    }

    /// Leaves behind what could not be saved.
    fn leave(&self) {
        if !self.is_unsaved() {
            return;
        }
        if let (Some(handle), Some(value)) = (self.handle(), self.value.try_get_untracked()) {
            self.shared.add(Left::new(self.shared, handle, value));
        }
    }

    /// The document; tracked.
    pub fn get(&self) -> D {
        self.value.get()
    }

    /// What `read` makes of the document; tracked.
    pub fn with<T>(&self, read: impl FnOnce(&D) -> T) -> T {
        self.value.with(read)
    }

    /// The document as a signal.
    pub fn signal(&self) -> Signal<D> {
        self.value.into()
    }

    /// Its name and how it came to be, as a signal.
    pub fn header(&self) -> Signal<Header> {
        self.header.into()
    }

    /// Its id, as a signal: a conflict makes a copy with another one.
    pub fn id(&self) -> Signal<Id> {
        self.id.into()
    }

    /// How it stands to what is stored, as a signal.
    pub fn status(&self) -> Signal<Status> {
        self.status.into()
    }

    /// How many steps can be undone and redone, as a signal.
    pub fn depth(&self) -> Signal<(usize, usize)> {
        self.depth.into()
    }

    /// Changes the document; it is saved by itself. A [`Edit::Step`] can be
    /// undone on its own; what follows as [`Edit::Continue`] is part of it.
    pub fn update(&self, edit: Edit, change: impl FnOnce(&mut D)) {
        let (Some(store), Some(mut value)) = (self.shared.store(), self.value.try_get_untracked())
        else {
            return;
        };
        if !self.is_editable() {
            return;
        }
        change(&mut value);
        if self.value.try_with_untracked(|before| *before == value) != Some(false) {
            return;
        }
        if edit == Edit::Step && !hidden() {
            // What was typed before is a step of its own.
            self.flush();
        }
        self.value.try_set(value);
        self.inside.try_update_value(|inside| {
            inside.autosave.edited(store.now());
            if edit == Edit::Step {
                inside.edit = Edit::Step;
            }
        });
        if self
            .status
            .try_with_untracked(|status| *status == Status::Saving)
            == Some(false)
        {
            self.status.try_set(Status::Saving);
        }
        self.run();
    }

    /// Makes a change that is whole as it is, such as a choice: it is a step of
    /// its own, and saved without waiting whether more comes.
    pub fn commit(&self, change: impl FnOnce(&mut D)) {
        self.update(Edit::Step, change);
        if !hidden() && !self.is_composing() {
            self.save();
        }
    }

    /// Saves now what is not saved.
    pub fn save(&self) {
        self.flush();
        self.shared.collect();
    }

    /// Goes back a step.
    pub fn undo(&self) {
        self.step(Store::undo::<D>);
    }

    /// Goes forward again.
    pub fn redo(&self) {
        self.step(Store::redo::<D>);
    }

    fn step(
        &self,
        step: impl FnOnce(&Store, &mut Handle) -> Result<Option<Stepped<D>>, SaveError>,
    ) {
        self.flush();
        let (Some(store), Some(mut handle)) = (self.shared.store(), self.handle()) else {
            return;
        };
        if self.is_unsaved() {
            return;
        }
        match step(&store, &mut handle) {
            Ok(Some(stepped)) => {
                self.value.try_set(stepped.value);
                self.settle(handle, &stepped.outcome);
            }
            // Steps that fit no more are left out.
            Ok(None) => self.show(&handle, None),
            Err(error) => self.fail(&handle, error),
        }
        self.shared.collect();
    }

    fn is_editable(&self) -> bool {
        self.inside.try_with_value(|inside| inside.handle.is_some()) == Some(true)
    }

    fn is_unsaved(&self) -> bool {
        self.inside
            .try_with_value(|inside| inside.autosave.is_unsaved())
            .unwrap_or_default()
    }

    fn is_composing(&self) -> bool {
        self.composing.try_get_untracked().unwrap_or_default()
    }

    fn handle(&self) -> Option<Handle> {
        self.inside
            .try_with_value(|inside| inside.handle.clone())
            .flatten()
    }

    /// Shows what a handle says, with a depth that is known or else looked up.
    fn show(&self, handle: &Handle, depth: Option<(usize, usize)>) {
        if self
            .header
            .try_with_untracked(|here| here == handle.header())
            == Some(false)
        {
            self.header.try_set(handle.header().clone());
        }
        if self.id.try_with_untracked(|id| id == handle.id()) == Some(false) {
            self.id.try_set(handle.id().clone());
        }
        let depth = depth.or_else(|| self.shared.store()?.history_depth(handle.id()).ok());
        let depth = depth.unwrap_or_default();
        if self.depth.try_get_untracked() != Some(depth) {
            self.depth.try_set(depth);
        }
    }

    fn settle(&self, handle: Handle, outcome: &Outcome) {
        self.show(&handle, outcome.saved().history);
        self.shared.notices.resolve(&Slot::Doc(handle.id().clone()));
        self.inside.try_update_value(|inside| {
            inside.handle = Some(handle);
            inside.autosave.saved();
            inside.edit = Edit::Continue;
        });
        self.status.try_set(match outcome {
            Outcome::Saved(saved) => self.shared.saved(saved.at),
            Outcome::Conflict { original, copy, .. } => Status::Conflict {
                original: original.clone(),
                copy: copy.clone(),
            },
        });
        self.shared.notify_listed();
    }

    fn fail(&self, handle: &Handle, error: SaveError) {
        let slot = Slot::Doc(handle.id().clone());
        self.status.try_set(self.shared.failed(slot, error));
    }

    /// Saves if it is time to, or looks again later.
    fn run(&self) {
        self.stop_timer();
        let Some(store) = self.shared.store() else {
            return;
        };
        let composing = self.is_composing();
        let due = self
            .inside
            .try_with_value(|inside| inside.autosave.due(store.now(), hidden(), composing));
        match due {
            Some(Due::Now) => self.save(),
            Some(Due::Later(wait)) => self.look_again(wait),
            _ => {
                let told = self
                    .inside
                    .try_update_value(|inside| std::mem::take(&mut inside.told));
                if told == Some(true) {
                    self.told();
                }
            }
        }
    }

    fn look_again(&self, wait: Duration) {
        // Natively pages are prerendered, and nothing is edited.
        if cfg!(target_arch = "wasm32") {
            let document = *self;
            let timer = set_timeout_with_handle(move || document.run(), wait).ok();
            self.inside.try_update_value(|inside| inside.timer = timer);
        }
    }

    fn stop_timer(&self) {
        let timer = self
            .inside
            .try_update_value(|inside| inside.timer.take())
            .flatten();
        if let Some(timer) = timer {
            timer.clear();
        }
    }

    /// Takes what is stored in place of what is here.
    fn reload(&self) {
        let (Some(store), Some(id)) = (self.shared.store(), self.id.try_get_untracked()) else {
            return;
        };
        match store.load::<D>(&id) {
            Ok(Opened::Editable { handle, value }) => {
                self.show(&handle, None);
                if self.value.try_with_untracked(|here| *here == value) == Some(false) {
                    self.value.try_set(value);
                }
                self.status.try_set(Status::Idle);
                self.inside
                    .try_update_value(|inside| inside.handle = Some(handle));
            }
            Ok(Opened::ReadOnly { schema, .. }) => {
                self.inside.try_update_value(|inside| inside.handle = None);
                self.status.try_set(Status::ReadOnlyNewer { schema });
                self.shared.notices.push(Notice::Newer {
                    slot: Slot::Doc(id),
                    schema,
                });
            }
            Err(LoadError::Missing) => {
                self.status.try_set(Status::Removed);
            }
            // Quarantine is in the notices, and the next save writes afresh.
            Err(_) => {}
        }
    }

    fn write(&self) {
        let (Some(store), Some(mut handle), Some(value)) = (
            self.shared.store(),
            self.handle(),
            self.value.try_get_untracked(),
        ) else {
            return;
        };
        let edit = self.inside.try_with_value(|inside| inside.edit);
        match store.save(&mut handle, &value, edit.unwrap_or(Edit::Step)) {
            Ok(outcome) => self.settle(handle, &outcome),
            Err(error) => self.fail(&handle, error),
        }
    }
}

impl<D> Keeper for OpenDocument<D>
where
    D: Document + Clone + PartialEq + Send + Sync + 'static,
{
    fn slot(&self) -> Option<Slot> {
        self.id.try_get_untracked().map(Slot::Doc)
    }

    fn flush(&self) {
        if self.is_unsaved() {
            self.write();
        }
    }

    fn told(&self) {
        let (Some(store), Some(mut handle)) = (self.shared.store(), self.handle()) else {
            return;
        };
        match store.standing(&mut handle) {
            Ok(Standing::Current) => {
                self.show(&handle, None);
                self.inside
                    .try_update_value(|inside| inside.handle = Some(handle));
                // It was erased, and that was undone.
                if self.status.try_get_untracked() == Some(Status::Removed) {
                    self.status.try_set(Status::Idle);
                }
            }
            Ok(Standing::Overwritten) => self.write(),
            Ok(Standing::Gone) => {
                self.status.try_set(Status::Removed);
            }
            // What is not saved here becomes a copy when it is.
            Ok(Standing::Newer { .. }) if self.is_unsaved() => {}
            // Taking another tab's text now would cut the composition.
            Ok(Standing::Newer { .. }) if self.is_composing() => {
                self.inside.try_update_value(|inside| inside.told = true);
                self.look_again(AUTOSAVE_PAUSE);
            }
            Ok(Standing::Newer { .. }) => self.reload(),
            // The next save moves it to quarantine.
            Ok(Standing::Unreadable) => {}
            Err(error) => self.shared.notices.push(Notice::Unavailable(error)),
        }
    }

    fn unsaved(&self) -> Option<Unsaved> {
        if !self.is_unsaved() {
            return None;
        }
        let value = self.value.try_get_untracked()?;
        self.shared.store()?.unsaved(&self.handle()?, &value).ok()
    }

    fn forget(&self) {
        self.inside
            .try_update_value(|inside| inside.autosave.saved());
        self.told();
    }
}
