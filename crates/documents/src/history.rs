//! Undo and redo that survive a reload.
//!
//! A step says what has to change in the text of the body that it starts from
//! ([`Patch`]), and is never applied to another one. A step that fits no more,
//! because a tab ended between saving the document and its history, is left out.
//! So are the furthest ones where the bounds in number and size are reached.

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::backend::{BackendError, Raw, utf16_len};
use crate::document::{Decoded, Document, decode};
use crate::envelope::{Damage, Stamp, Unread};
use crate::error::SaveError;
use crate::handle::{Edit, Handle, Outcome};
use crate::id::Id;
use crate::key::{Key, Slot};
use crate::patch::Patch;
use crate::save::{Body, There};
use crate::store::Store;

/// The form of a history. The first kept whole bodies, which are still read.
const SCHEMA: u32 = 2;

/// The most steps a document's history keeps, undone ones included.
pub const HISTORY_STEPS: usize = 50;

/// The most room they take, in UTF-16 code units: a fortieth of the storage.
pub const HISTORY_UNITS: usize = 128 * 1024;

/// The way to an earlier or undone body, and that body's schema version. (Fields
/// in the order of their names, as every object is stored.)
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Step {
    /// The whole body, in a step of the first form.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    patch: Option<Patch>,
    schema: u32,
}

#[derive(Default, Serialize, Deserialize)]
struct History {
    /// What redo goes forward by, the next last.
    future: Vec<Step>,
    /// What undo goes back by, the latest last: each starts where the one after
    /// it leads.
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
        let Stored { mut history, place } = self.history(&handle.id)?;
        let (from, to) = match direction {
            Direction::Undo => (&mut history.past, &mut history.future),
            Direction::Redo => (&mut history.future, &mut history.past),
        };
        let Some((schema, text)) = next(from, there.stamp.schema, &there.body) else {
            // What was left out is not to be counted again; if that is not kept,
            // it is left out again.
            let _ = self.write_history(&handle.id, history, &place);
            return Ok(None);
        };
        let Some((value, current)) = read::<D>(schema, &text) else {
            return Ok(None);
        };
        if current != text {
            rebase::<D>(from, text, &current);
        }
        to.push(Step::new(&current, there.stamp.schema, &there.body));
        let body = Body {
            schema: D::SCHEMA,
            text: current.into(),
        };
        let mut outcome = self.save_body(handle, body, None)?;
        if let Outcome::Saved(saved) = &mut outcome {
            saved.history = self.write_history(&handle.id, history, &place).ok();
        }
        Ok(Some(Stepped { value, outcome }))
    }

    /// Remembers the body that a save replaced by another. Returns how many steps
    /// there are now; `None` if that was not kept.
    pub(crate) fn record_step(
        &self,
        id: &Id,
        (schema, before): (u32, &str),
        after: &str,
        edit: Edit,
    ) -> Option<(usize, usize)> {
        let Stored { mut history, place } = self.history(id).ok()?;
        let last = history.past.last_mut().filter(|_| edit == Edit::Continue);
        if history.future.is_empty()
            && let Some(last) = last
            && let Some(start) = last.apply(before)
        {
            if last.body.is_some() {
                return Some(history.depth());
            }
            *last = Step::new(after, last.schema, &start);
        } else {
            history.future.clear();
            history.past.push(Step::new(after, schema, before));
        }
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
    fn new(from: &str, schema: u32, to: &str) -> Self {
        Self {
            body: None,
            patch: Some(Patch::between(from, to)),
            schema,
        }
    }

    /// The body it leads to, if it starts from this one.
    fn apply(&self, here: &str) -> Option<String> {
        match (&self.body, &self.patch) {
            (Some(body), _) => Some(body.get().to_owned()),
            (None, Some(patch)) => patch.apply(here),
            (None, None) => None,
        }
    }

    /// The room it takes, in UTF-16 code units.
    fn units(&self) -> usize {
        to_raw_value(self).map_or(0, |step| utf16_len(step.get()))
    }
}

/// Takes the next step that fits a body, and gives where it leads. One that fits
/// no more, or that leads to where the document is, is left out.
fn next(steps: &mut Vec<Step>, schema: u32, here: &str) -> Option<(u32, String)> {
    loop {
        let step = steps.pop()?;
        match step.apply(here) {
            Some(body) if step.schema != schema || body != here => {
                return Some((step.schema, body));
            }
            _ => {}
        }
    }
}

/// A body's value, and its text in the current form; `None` where it cannot be
/// read.
fn read<D: Document>(schema: u32, text: &str) -> Option<(D, String)> {
    let data = serde_json::from_str(text).ok()?;
    match decode::<D>(schema, data) {
        Ok(Decoded::Current(value, data)) => Some((value, data.to_string())),
        _ => None,
    }
}

/// Lets steps that start from a body of an older form start from the same in the
/// current form, and each lead to the current form of where it led.
fn rebase<D: Document>(steps: &mut Vec<Step>, mut older: String, current: &str) {
    let mut current = current.to_owned();
    let mut rebased = Vec::new();
    while let Some(step) = steps.pop()
        && let Some(next) = step.apply(&older)
        && let Some((_, now)) = read::<D>(step.schema, &next)
    {
        rebased.push(Step::new(&current, D::SCHEMA, &now));
        (older, current) = (next, now);
    }
    rebased.reverse();
    *steps = rebased;
}

impl History {
    fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }

    /// Drops the steps furthest away until the bounds are kept.
    fn trim(&mut self) {
        let all = self.past.iter().chain(&self.future);
        let mut units: usize = all.map(Step::units).sum();
        while self.past.len() + self.future.len() > HISTORY_STEPS || units > HISTORY_UNITS {
            let furthest = if self.past.len() >= self.future.len() {
                &mut self.past
            } else {
                &mut self.future
            };
            if furthest.is_empty() {
                break;
            }
            units -= furthest.remove(0).units();
        }
    }
}
