//! Creating, loading and saving documents.

use serde_json::Value;

use crate::backend::{BackendError, Raw};
use crate::document::{Decoded, Document, decode, encode};
use crate::envelope::{Damage, Envelope, Header, Record, digest};
use crate::error::{LoadError, Notice, SaveError};
use crate::handle::{Edit, Handle, Opened, Outcome, Saved, Standing};
use crate::history::Marked;
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
    /// Without its data, which are the record.
    pub envelope: Envelope,
    pub record: Record,
}

/// A body to be saved, and its schema version.
pub(crate) struct Body {
    pub schema: u32,
    pub value: Value,
}

impl Body {
    pub(crate) fn of<D: Document>(value: &D) -> Result<Self, SaveError> {
        Ok(Self {
            schema: D::SCHEMA,
            value: encode(value)?,
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
        let record = Record {
            header,
            body: body.value,
        };
        let mut envelope = Envelope {
            schema: body.schema,
            revision: 1,
            saved_at: self.now(),
            data: record.to_data(),
        };
        let text = Raw::Text(envelope.encode());
        self.put(&Slot::Doc(id.clone()).key(), None, &text)?;
        envelope.data.take();
        let handle = Handle::new(id, &envelope, &record, Some(&record.body));
        self.enter(&handle, body.schema);
        Ok(handle)
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
        let there = match self.there(&slot)? {
            There::Found(there) => there,
            There::WasUnreadable => return self.write(handle, None, body, edit),
            There::Nothing => return self.save_copy(handle, body),
        };
        let Found {
            envelope, record, ..
        } = &*there;
        if envelope.schema == body.schema && record.body == body.value {
            *handle = Handle::new(handle.id.clone(), envelope, record, Some(&body.value));
            return Ok(Outcome::Saved(Saved {
                at: envelope.saved_at,
                revision: envelope.revision,
                history_kept: true,
            }));
        }
        if envelope.schema > body.schema || digest(&record.body) != handle.digest {
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
            id: there.envelope.snapshot_id(),
        });
        let (revision, header) = match &there {
            Some(there) => (there.envelope.revision, there.record.header.clone()),
            None => (handle.revision, handle.header.clone()),
        };
        let record = Record {
            header,
            body: body.value,
        };
        let envelope = Envelope {
            schema: body.schema,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
            data: record.to_data(),
        };
        let keep = if handle.faithful {
            Keep::WhenDue
        } else {
            Keep::Always
        };
        self.overwrite(
            &slot,
            previous.as_ref(),
            &Raw::Text(envelope.encode()),
            keep,
        )?;
        let seen = std::mem::replace(
            handle,
            Handle::new(handle.id.clone(), &envelope, &record, Some(&record.body)),
        );
        self.enter(handle, body.schema);
        let history_kept = match (edit, &there) {
            (Some(edit), Some(there)) => {
                let before = Marked {
                    body: &there.record.body,
                    digest: seen.digest,
                };
                let after = Marked {
                    body: &record.body,
                    digest: handle.digest,
                };
                self.record_step(&handle.id, (there.envelope.schema, before), after, edit)
            }
            _ => true,
        };
        Ok(Outcome::Saved(Saved {
            at: envelope.saved_at,
            revision: envelope.revision,
            history_kept,
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
                at: handle.saved_at,
                revision: handle.revision,
                history_kept: true,
            },
        })
    }

    /// What is stored in a slot; what is unreadable is quarantined first.
    pub(crate) fn there(&self, slot: &Slot) -> Result<There, SaveError> {
        let key = slot.key();
        let Some(raw) = self.get(&key)? else {
            return Ok(There::Nothing);
        };
        match Record::parse(&raw) {
            Ok((envelope, record)) => Ok(There::Found(Box::new(Found {
                raw,
                envelope,
                record,
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
        if digest(&record.body) == handle.digest {
            handle.header = record.header;
            handle.revision = envelope.revision;
            handle.saved_at = envelope.saved_at;
            return Ok(Standing::Current);
        }
        if envelope.revision <= handle.revision {
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
    let written = Raw::Text(
        Envelope {
            data: record.to_data(),
            ..envelope.clone()
        }
        .encode(),
    );
    Ok(Ok(
        match decode::<D>(envelope.schema, record.body.clone())? {
            Decoded::Current(value, body) => {
                let mut handle = Handle::new(id.clone(), &envelope, &record, Some(&body));
                handle.faithful &= envelope.schema == D::SCHEMA && written == *raw;
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
