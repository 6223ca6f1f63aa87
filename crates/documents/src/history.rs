//! Undo and redo that survive a reload.
//!
//! A step is a whole body, not a patch: it can be applied whatever happened to
//! the document in between, and read on its own. The price is room, so the
//! steps of a document are bounded in number and size.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::backend::{BackendError, Raw, utf16_len};
use crate::document::{Decoded, Document, decode};
use crate::envelope::{Damage, Envelope};
use crate::error::SaveError;
use crate::handle::{Edit, Handle, Outcome};
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::save::{Body, There};
use crate::store::Store;

/// The form of a history.
const SCHEMA: u32 = 1;

/// The most steps a document's history keeps, undone ones included.
pub const HISTORY_STEPS: usize = 50;

/// The most room they take, in UTF-16 code units: a fortieth of the storage.
pub const HISTORY_UNITS: usize = 128 * 1024;

/// An earlier or undone body, and its schema version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    schema: u32,
    body: Value,
}

#[derive(Default, Serialize, Deserialize)]
struct History {
    /// What undo goes back to, the latest last.
    past: Vec<Step>,
    /// What redo goes forward to, the next last.
    future: Vec<Step>,
}

#[derive(Clone, Copy)]
enum Direction {
    Undo,
    Redo,
}

/// A document after an undo or a redo.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped<D> {
    /// Its value now.
    pub value: D,
    /// How it was saved.
    pub outcome: Outcome,
}

impl Store {
    /// How many steps can be undone and redone.
    pub fn history_depth(&self, id: &Id) -> Result<(usize, usize), BackendError> {
        let (_, history) = self.history(id)?;
        Ok((history.past.len(), history.future.len()))
    }

    /// Goes back a step, or does nothing if there is none that can be read.
    pub fn undo<D: Document>(&self, handle: &mut Handle) -> Result<Option<Stepped<D>>, SaveError> {
        self.step(handle, Direction::Undo)
    }

    /// Goes forward again, likewise.
    pub fn redo<D: Document>(&self, handle: &mut Handle) -> Result<Option<Stepped<D>>, SaveError> {
        self.step(handle, Direction::Redo)
    }

    /// Forgets the steps of a document, to make room.
    pub fn clear_history(&self, id: &Id) -> Result<(), BackendError> {
        self.backend().remove(&Key::History(id.clone()).to_string())
    }

    fn step<D: Document>(
        &self,
        handle: &mut Handle,
        direction: Direction,
    ) -> Result<Option<Stepped<D>>, SaveError> {
        let There::Found(there) = self.there(&Slot::Doc(handle.id.clone()))? else {
            return Ok(None);
        };
        let here = Step {
            schema: there.envelope.schema,
            body: there.record.body,
        };
        let (_, mut history) = self.history(&handle.id)?;
        let (from, to) = match direction {
            Direction::Undo => (&mut history.past, &mut history.future),
            Direction::Redo => (&mut history.future, &mut history.past),
        };
        // A step that leads to where the document is was left by a tab that
        // ended between saving the document and its history.
        while from.last() == Some(&here) {
            from.pop();
        }
        let Some(step) = from.pop() else {
            return Ok(None);
        };
        let Ok(Decoded::Current(value, body)) = decode::<D>(step.schema, step.body) else {
            return Ok(None);
        };
        to.push(here);
        let body = Body {
            schema: D::SCHEMA,
            value: body,
        };
        let mut outcome = self.save_body(handle, body, None)?;
        if let Outcome::Saved(saved) = &mut outcome {
            saved.history_kept = self.write_history(&handle.id, history).is_ok();
        }
        Ok(Some(Stepped { value, outcome }))
    }

    /// Remembers the body that a save replaced. Returns whether that was kept.
    pub(crate) fn record_step(&self, id: &Id, schema: u32, body: Value, edit: Edit) -> bool {
        let Ok((_, mut history)) = self.history(id) else {
            return false;
        };
        if edit == Edit::Continue && !history.past.is_empty() && history.future.is_empty() {
            return true;
        }
        history.future.clear();
        history.past.push(Step { schema, body });
        self.write_history(id, history).is_ok()
    }

    fn history(&self, id: &Id) -> Result<(Option<(Raw, u64)>, History), BackendError> {
        let key = Key::History(id.clone()).to_string();
        let Some(raw) = self.get(&key)? else {
            return Ok((None, History::default()));
        };
        let damage = match Envelope::parse(&raw) {
            // A newer version's steps are left alone until it runs again.
            Ok(envelope) if envelope.schema > SCHEMA => return Ok((None, History::default())),
            Ok(envelope) => match History::deserialize(&envelope.data) {
                Ok(history) => return Ok((Some((raw, envelope.revision)), history)),
                Err(_) => Damage::NotDocument,
            },
            Err(damage) => damage,
        };
        // The error is in the notices; writing checks the key once more.
        let _ = self.quarantine(&key, &raw, damage);
        Ok((None, History::default()))
    }

    fn write_history(&self, id: &Id, mut history: History) -> Result<(), SaveError> {
        let key = Key::History(id.clone()).to_string();
        let (before, revision) = match self.history(id)?.0 {
            Some((raw, revision)) => (Some(raw), revision),
            None if self.get(&key)?.is_some() => return Err(SaveError::NotKept),
            None => (None, 0),
        };
        history.trim();
        let envelope = Envelope {
            schema: SCHEMA,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
            data: json!(history),
        };
        self.put(&key, before.as_ref(), &Raw::Text(envelope.encode()))
    }
}

impl History {
    /// Drops the steps furthest away until the bounds are kept.
    fn trim(&mut self) {
        let size = |step: &Step| utf16_len(&step.body.to_string());
        let mut units: usize = self.past.iter().chain(&self.future).map(size).sum();
        while self.past.len() + self.future.len() > HISTORY_STEPS || units > HISTORY_UNITS {
            let furthest = if self.past.len() >= self.future.len() {
                &mut self.past
            } else {
                &mut self.future
            };
            if furthest.is_empty() {
                break;
            }
            units -= size(&furthest.remove(0));
        }
    }
}
