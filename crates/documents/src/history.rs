//! Undo and redo that survive a reload.
//!
//! A step is a whole body, not a patch: it can be applied whatever happened to
//! the document in between, and read on its own. The price is room, so the
//! steps of a document are bounded in number and size.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::backend::{BackendError, Raw, utf16_len};
use crate::document::{Decoded, Document, decode};
use crate::envelope::{Damage, Stamp, Unread};
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

/// An earlier or undone body, and its schema version. Most saves only pass it
/// on, so it stays text. (Fields in the order of their names, as every object
/// is stored.)
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Step {
    body: Box<RawValue>,
    schema: u32,
}

#[derive(Default, Serialize, Deserialize)]
struct History {
    /// What redo goes forward to, the next last.
    future: Vec<Step>,
    /// What undo goes back to, the latest last.
    past: Vec<Step>,
}

/// A history as it is stored.
struct Stored {
    history: History,
    place: Place,
}

/// What stands under a history's key.
enum Place {
    Vacant,
    /// A history, with its revision.
    Ours(Raw, u64),
    /// A newer version's steps, or what quarantine could not take: it is not
    /// written over.
    Untouchable,
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
        Ok(self.history(id)?.history.depth())
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
        let There::Found(there) = self.there(&Slot::Doc(handle.id.clone()), Some(handle))? else {
            return Ok(None);
        };
        let Some(here) = Step::of(there.stamp.schema, &there.body) else {
            return Ok(None);
        };
        let Stored { mut history, place } = self.history(&handle.id)?;
        let (from, to) = match direction {
            Direction::Undo => (&mut history.past, &mut history.future),
            Direction::Redo => (&mut history.future, &mut history.past),
        };
        // A step that leads to where the document is was left by a tab that
        // ended between saving the document and its history.
        while from.last().is_some_and(|step| step.leads_to(&here)) {
            from.pop();
        }
        let Some(step) = from.pop() else {
            return Ok(None);
        };
        let Ok(data) = serde_json::from_str(step.body.get()) else {
            return Ok(None);
        };
        let Ok(Decoded::Current(value, data)) = decode::<D>(step.schema, data) else {
            return Ok(None);
        };
        to.push(here);
        let body = Body {
            schema: D::SCHEMA,
            text: data.to_string().into(),
        };
        let mut outcome = self.save_body(handle, body, None)?;
        if let Outcome::Saved(saved) = &mut outcome {
            saved.history = self.write_history(&handle.id, history, &place).ok();
        }
        Ok(Some(Stepped { value, outcome }))
    }

    /// Remembers the body that a save replaced. Returns how many steps there are
    /// now; `None` if that was not kept.
    pub(crate) fn record_step(
        &self,
        id: &Id,
        schema: u32,
        body: &str,
        edit: Edit,
    ) -> Option<(usize, usize)> {
        let Stored { mut history, place } = self.history(id).ok()?;
        if edit == Edit::Continue && !history.past.is_empty() && history.future.is_empty() {
            return Some(history.depth());
        }
        history.future.clear();
        history.past.push(Step::of(schema, body)?);
        self.write_history(id, history, &place).ok()
    }

    fn history(&self, id: &Id) -> Result<Stored, BackendError> {
        let nothing = |place| Stored {
            history: History::default(),
            place,
        };
        let key = Key::History(id.clone()).to_string();
        let Some(raw) = self.get(&key)? else {
            return Ok(nothing(Place::Vacant));
        };
        let read = Unread::parse(&raw).and_then(|unread| {
            let Unread { stamp, data } = unread;
            if stamp.schema > SCHEMA {
                // A newer version's steps are left alone until it runs again.
                return Ok(None);
            }
            let history = serde_json::from_str(data.get()).map_err(|_| Damage::NotDocument)?;
            Ok(Some((history, stamp.revision)))
        });
        match read {
            Ok(Some((history, revision))) => Ok(Stored {
                history,
                place: Place::Ours(raw, revision),
            }),
            Ok(None) => Ok(nothing(Place::Untouchable)),
            // The error is in the notices.
            Err(damage) => Ok(nothing(match self.quarantine(&key, &raw, damage) {
                Ok(_) => Place::Vacant,
                Err(_) => Place::Untouchable,
            })),
        }
    }

    /// Writes a history in the place where it was read. Returns its depth.
    fn write_history(
        &self,
        id: &Id,
        mut history: History,
        place: &Place,
    ) -> Result<(usize, usize), SaveError> {
        let key = Key::History(id.clone()).to_string();
        let (before, revision) = match place {
            Place::Vacant => (None, 0),
            Place::Ours(raw, revision) => (Some(raw), *revision),
            Place::Untouchable => return Err(SaveError::NotKept),
        };
        history.trim();
        let stamp = Stamp {
            schema: SCHEMA,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
        };
        let data =
            to_raw_value(&history).map_err(|error| SaveError::WouldNotReload(error.to_string()))?;
        self.put(&key, before, &Raw::Text(stamp.text(data.get())))?;
        Ok(history.depth())
    }
}

impl Step {
    /// `None` where the body is not JSON.
    fn of(schema: u32, body: &str) -> Option<Self> {
        let body = RawValue::from_string(body.to_owned()).ok()?;
        Some(Self { body, schema })
    }

    fn leads_to(&self, there: &Self) -> bool {
        let data = |step: &Self| serde_json::from_str::<Value>(step.body.get()).ok();
        self.schema == there.schema
            && (self.body.get() == there.body.get() || data(self) == data(there))
    }
}

impl History {
    fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }

    /// Drops the steps furthest away until the bounds are kept.
    fn trim(&mut self) {
        let size = |step: &Step| utf16_len(step.body.get());
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
