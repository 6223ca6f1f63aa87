//! Undo and redo that survive a reload.
//!
//! A step says what has to change in the body that it starts from ([`Patch`]),
//! and names that body by its digest: it is never applied to another one. A step
//! that fits no more, because a tab ended between saving the document and its
//! history, is left out. So are the furthest ones where the bounds in number and
//! size are reached.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::backend::{BackendError, Raw, utf16_len};
use crate::document::{Decoded, Document, decode};
use crate::envelope::{Damage, Digest, Envelope, digest};
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

/// A body and its digest.
#[derive(Clone, Copy)]
pub(crate) struct Marked<'a> {
    pub body: &'a Value,
    pub digest: Digest,
}

impl<'a> Marked<'a> {
    pub fn new(body: &'a Value) -> Self {
        let digest = digest(body);
        Self { body, digest }
    }

    /// The beginning of its digest, which names it.
    fn mark(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.digest;
        u64::from_be_bytes([a, b, c, d, e, f, g, h])
    }
}

/// The way to an earlier or undone body, and that body's schema version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    schema: u32,
    #[serde(flatten)]
    way: Way,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Way {
    /// From any body.
    Whole { body: Value },
    /// From the body of that mark.
    Patch { from: u64, patch: Patch },
}

impl Step {
    fn new(from: Marked<'_>, schema: u32, to: &Value) -> Self {
        let way = match Patch::between(from.body, to) {
            Patch::Set(body) => Way::Whole { body },
            patch => Way::Patch {
                from: from.mark(),
                patch,
            },
        };
        Self { schema, way }
    }

    /// The body it leads to, if it starts from this one.
    fn apply(&self, here: Marked<'_>) -> Option<Value> {
        match &self.way {
            Way::Whole { body } => Some(body.clone()),
            Way::Patch { from, patch } => (*from == here.mark()).then(|| patch.apply(here.body))?,
        }
    }
}

#[derive(Default, Serialize, Deserialize)]
struct History {
    /// What undo goes back by, the latest last: each starts where the one after
    /// it leads.
    past: Vec<Step>,
    /// What redo goes forward by, the next last.
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
        let (there_schema, there) = (there.envelope.schema, there.record.body);
        let here = Marked::new(&there);
        let (_, mut history) = self.history(&handle.id)?;
        let (from, to) = match direction {
            Direction::Undo => (&mut history.past, &mut history.future),
            Direction::Redo => (&mut history.future, &mut history.past),
        };
        let Some((schema, raw)) = next(from, there_schema, here) else {
            // What was left out is not to be counted again.
            return match self.write_history(&handle.id, history) {
                Ok(()) | Err(_) => Ok(None),
            };
        };
        let Ok(Decoded::Current(value, body)) = decode::<D>(schema, raw.clone()) else {
            return Ok(None);
        };
        if body != raw {
            rebase::<D>(from, &raw, &body);
        }
        to.push(Step::new(Marked::new(&body), there_schema, &there));
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

    /// Remembers the body that a save replaced by another. Returns whether that
    /// was kept.
    pub(crate) fn record_step(
        &self,
        id: &Id,
        (schema, before): (u32, Marked<'_>),
        after: Marked<'_>,
        edit: Edit,
    ) -> bool {
        let Ok((_, mut history)) = self.history(id) else {
            return false;
        };
        let last = history.past.last_mut().filter(|_| edit == Edit::Continue);
        if history.future.is_empty()
            && let Some(last) = last
            && let Some(start) = last.apply(before)
        {
            if let Way::Whole { .. } = last.way {
                return true;
            }
            *last = Step::new(after, last.schema, &start);
        } else {
            history.future.clear();
            history.past.push(Step::new(after, schema, before.body));
        }
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
        let size = |step: &Step| utf16_len(&json!(step).to_string());
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

/// Takes the next step that fits a body, and gives where it leads. One that fits
/// no more, or that leads to where the document is, is left out.
fn next(steps: &mut Vec<Step>, schema: u32, here: Marked<'_>) -> Option<(u32, Value)> {
    loop {
        let step = steps.pop()?;
        match step.apply(here) {
            Some(body) if step.schema != schema || body != *here.body => {
                return Some((step.schema, body));
            }
            _ => {}
        }
    }
}

/// Lets steps that start from a body of an older form start from the same in the
/// current form, and each lead to the current form of where it led.
fn rebase<D: Document>(steps: &mut Vec<Step>, older: &Value, current: &Value) {
    let (mut older, mut current) = (older.clone(), current.clone());
    let mut rebased = Vec::new();
    while let Some(step) = steps.pop()
        && let Some(next) = step.apply(Marked::new(&older))
        && let Ok(Decoded::Current(_, now)) = decode::<D>(step.schema, next.clone())
    {
        rebased.push(Step::new(Marked::new(&current), D::SCHEMA, &now));
        (older, current) = (next, now);
    }
    rebased.reverse();
    *steps = rebased;
}
