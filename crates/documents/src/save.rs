//! Creating, loading and saving documents.

use std::sync::Arc;

use crate::backend::{BackendError, Raw};
use crate::document::{Decoded, Document, decode, encode_text};
use crate::envelope::{Damage, Envelope, Header, Record, Stamp};
use crate::error::{LoadError, Notice, SaveError};
use crate::handle::{Edit, Handle, Opened, Outcome, Saved, Standing};
use crate::id::Id;
use crate::key::Slot;
use crate::store::Store;
use crate::write::{Keep, Previous};

/// What a save finds under its key.
pub(crate) enum There {
    Nothing,
    /// Something unreadable, which is now in quarantine.
    WasUnreadable,
    Found(Box<Found>),
}

/// A document as it is stored.
pub(crate) struct Found {
    pub raw: Raw,
    pub stamp: Stamp,
    pub header: Header,
    /// Its body, JSON.
    pub body: Arc<str>,
}

/// A body to be saved, JSON, and its schema version.
pub(crate) struct Body {
    pub schema: u32,
    pub text: Arc<str>,
}

impl Body {
    pub(crate) fn of<D: Document>(value: &D) -> Result<Self, SaveError> {
        Ok(Self {
            schema: D::SCHEMA,
            text: encode_text(value)?.into(),
        })
    }
}

impl Store {
    /// Saves a new document.
    pub fn create<D: Document>(&self, name: &str, value: &D) -> Result<Handle, SaveError> {
        let now = self.now();
        let header = Header {
            kind: D::KIND.to_owned(),
            name: name.to_owned(),
            created_at: now,
            trashed_at: None,
            conflict_of: None,
        };
        self.create_with(header, Body::of(value)?)
    }

    pub(crate) fn create_with(&self, header: Header, body: Body) -> Result<Handle, SaveError> {
        let id = self.vacant_id()?;
        let stamp = Stamp {
            schema: body.schema,
            revision: 1,
            saved_at: self.now(),
        };
        let text = Raw::Text(stamp.document(&header, &body.text));
        self.put(&Slot::Doc(id.clone()).key(), None, &text)?;
        self.enter(&id, &header, stamp);
        Ok(Handle {
            id,
            header,
            stamp,
            body: body.text,
            faithful: true,
        })
    }

    /// Loads a document. One of an older schema is brought up to date in
    /// memory; what is stored stays as it is until it is saved, and then as a
    /// snapshot. One that cannot be read goes to quarantine, and its latest
    /// readable snapshot takes its place.
    pub fn load<D: Document>(&self, id: &Id) -> Result<Opened<D>, LoadError> {
        let slot = Slot::Doc(id.clone());
        let key = slot.key();
        let raw = self.get(&key)?.ok_or(LoadError::Missing)?;
        let damage = match open_document(id, &raw) {
            Ok(opened) => return opened,
            Err(damage) => damage,
        };
        let quarantined = self.quarantine(&key, &raw, damage).ok();
        let readable = |envelope: &Envelope| {
            matches!(
                open_document::<D>(id, &envelope.encode().into()),
                Ok(Ok(Opened::Editable { .. }))
            )
        };
        if quarantined.is_some()
            && matches!(self.recover(&slot, &readable), Ok(true))
            && let Some(raw) = self.get(&key)?
            && let Ok(opened) = open_document(id, &raw)
        {
            self.set_index_behind(true);
            return opened;
        }
        self.set_index_behind(true);
        Err(LoadError::Unreadable {
            damage,
            quarantined,
        })
    }

    /// Saves a document and reads it back. If another tab has saved it since
    /// the handle last saw it, that is left alone and a copy is made.
    pub fn save<D: Document>(
        &self,
        handle: &mut Handle,
        value: &D,
        edit: Edit,
    ) -> Result<Outcome, SaveError> {
        self.save_body(handle, Body::of(value)?, Some(edit))
    }

    /// Saves `body`; `edit` is `None` for undo and redo, which see to the
    /// history themselves.
    pub(crate) fn save_body(
        &self,
        handle: &mut Handle,
        body: Body,
        edit: Option<Edit>,
    ) -> Result<Outcome, SaveError> {
        let slot = Slot::Doc(handle.id.clone());
        let there = match self.there(&slot, Some(handle))? {
            There::Found(there) => there,
            There::WasUnreadable => return self.write(handle, None, body, edit),
            There::Nothing => return self.save_copy(handle, body),
        };
        if there.stamp.schema == body.schema && there.body == body.text {
            handle.header = there.header;
            handle.stamp = there.stamp;
            handle.body = there.body;
            return Ok(Outcome::Saved(Saved {
                at: there.stamp.saved_at,
                revision: there.stamp.revision,
                history: self.history_depth(&handle.id).ok(),
            }));
        }
        if there.stamp.schema > body.schema || there.body != handle.body {
            return self.save_copy(handle, body);
        }
        self.write(handle, Some(*there), body, edit)
    }

    fn write(
        &self,
        handle: &mut Handle,
        there: Option<Found>,
        body: Body,
        edit: Option<Edit>,
    ) -> Result<Outcome, SaveError> {
        let slot = Slot::Doc(handle.id.clone());
        let previous = there.as_ref().map(|there| Previous {
            raw: &there.raw,
            id: there.stamp.snapshot_id(),
        });
        let (revision, header) = match &there {
            Some(there) => (there.stamp.revision, &there.header),
            None => (handle.stamp.revision, &handle.header),
        };
        let stamp = Stamp {
            schema: body.schema,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
        };
        let text = Raw::Text(stamp.document(header, &body.text));
        let keep = if handle.faithful {
            Keep::WhenDue
        } else {
            Keep::Always
        };
        self.overwrite(&slot, previous.as_ref(), &text, keep)?;
        handle.header = header.clone();
        handle.stamp = stamp;
        handle.body = body.text;
        handle.faithful = true;
        self.enter(&handle.id, &handle.header, stamp);
        let history = match (edit, &there) {
            (Some(edit), Some(there)) => {
                let before = (there.stamp.schema, &*there.body);
                self.record_step(&handle.id, before, &handle.body, edit)
            }
            (Some(_), None) => self.history_depth(&handle.id).ok(),
            (None, _) => None,
        };
        Ok(Outcome::Saved(Saved {
            at: stamp.saved_at,
            revision: stamp.revision,
            history,
        }))
    }

    fn save_copy(&self, handle: &mut Handle, body: Body) -> Result<Outcome, SaveError> {
        let header = Header {
            created_at: self.now(),
            trashed_at: None,
            conflict_of: Some(handle.id.clone()),
            ..handle.header.clone()
        };
        let copy = self.create_with(header, body)?;
        let original = std::mem::replace(handle, copy).id;
        self.notify(Notice::Conflict {
            original: original.clone(),
            copy: handle.id.clone(),
        });
        Ok(Outcome::Conflict {
            original,
            copy: handle.id.clone(),
            saved: Saved {
                at: handle.saved_at(),
                revision: handle.revision(),
                history: Some((0, 0)),
            },
        })
    }

    /// What is stored in a slot; what is unreadable is quarantined first. Text
    /// that `seen` knows is not read again.
    pub(crate) fn there(&self, slot: &Slot, seen: Option<&Handle>) -> Result<There, SaveError> {
        let key = slot.key();
        let Some(raw) = self.get(&key)? else {
            return Ok(There::Nothing);
        };
        if let Some(seen) = seen.filter(|seen| seen.is_text(&raw)) {
            return Ok(There::Found(Box::new(Found {
                raw,
                stamp: seen.stamp,
                header: seen.header.clone(),
                body: Arc::clone(&seen.body),
            })));
        }
        match Record::parse(&raw) {
            Ok((envelope, record)) => Ok(There::Found(Box::new(Found {
                raw,
                stamp: Stamp::of(&envelope),
                header: record.header,
                body: record.body.to_string().into(),
            }))),
            Err(damage) => {
                self.quarantine(&key, &raw, damage)?;
                Ok(There::WasUnreadable)
            }
        }
    }

    /// How what is stored stands to what the handle last saw: for the tab
    /// that is told of another one's write.
    pub fn standing(&self, handle: &mut Handle) -> Result<Standing, BackendError> {
        let Some(raw) = self.get(&Slot::Doc(handle.id.clone()).key())? else {
            return Ok(Standing::Gone);
        };
        let Ok((envelope, record)) = Record::parse(&raw) else {
            return Ok(Standing::Unreadable);
        };
        if handle.is_body(&record.body) {
            handle.header = record.header;
            handle.stamp = Stamp::of(&envelope);
            return Ok(Standing::Current);
        }
        if envelope.revision <= handle.stamp.revision {
            return Ok(Standing::Overwritten);
        }
        Ok(Standing::Newer {
            saved_at: envelope.saved_at,
        })
    }
}

/// Reads a document's text. The outer error is damage, to be quarantined; the
/// inner one leaves the document where it is.
fn open_document<D: Document>(id: &Id, raw: &Raw) -> Result<Result<Opened<D>, LoadError>, Damage> {
    let (envelope, record) = Record::parse(raw)?;
    if record.header.kind != D::KIND {
        return Ok(Err(LoadError::WrongKind {
            found: record.header.kind,
        }));
    }
    Ok(Ok(
        match decode::<D>(envelope.schema, record.body.clone())? {
            Decoded::Current(value, body) => {
                let mut handle = Handle {
                    id: id.clone(),
                    header: record.header,
                    stamp: Stamp::of(&envelope),
                    body: record.body.to_string().into(),
                    faithful: false,
                };
                handle.faithful =
                    envelope.schema == D::SCHEMA && body == record.body && handle.is_text(raw);
                Opened::Editable { handle, value }
            }
            Decoded::Newer => Opened::ReadOnly {
                value: D::deserialize(&record.body).ok(),
                header: record.header,
                schema: envelope.schema,
                data: record.body,
            },
        },
    ))
}
