//! Settings and progress: one of each, and two tabs' changes are merged.

use std::marker::PhantomData;

use serde_json::Value;

use crate::backend::{BackendError, Raw};
use crate::document::{Decoded, Singleton, decode, encode};
use crate::envelope::Envelope;
use crate::error::SaveError;
use crate::handle::Saved;
use crate::merge::{Merged, merge};
use crate::store::Store;
use crate::write::{Keep, Previous};

/// Settings or progress as the caller last saw them.
#[derive(Clone, Debug)]
pub struct Held<S> {
    /// What was seen: what the caller has changed is what differs from it.
    base: Value,
    revision: u64,
    kind: PhantomData<fn() -> S>,
}

impl<S> Held<S> {
    /// The revision last seen; 0 if nothing was stored.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub(crate) fn base(&self) -> &Value {
        &self.base
    }
}

/// What a singleton was opened as.
#[derive(Clone, Debug)]
pub enum OpenedSingleton<S> {
    /// It may be changed.
    Editable {
        /// What saving needs.
        held: Held<S>,
        /// The value; the default where nothing is stored.
        value: S,
    },
    /// It comes from a newer version of the app and is not written.
    ReadOnly {
        /// Its schema version.
        schema: u32,
        /// The value if it reads in the current form, or else the default.
        value: S,
    },
}

/// What came of saving a singleton.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedSingleton<S> {
    /// The save.
    pub saved: Saved,
    /// The value that was saved, where another tab's changes are now in it.
    pub merged: Option<S>,
}

/// What is stored for a singleton.
enum There<S> {
    Nothing,
    Newer(u32, Option<S>),
    Found(Found<S>),
}

struct Found<S> {
    raw: Raw,
    envelope: Envelope,
    value: S,
    /// The data in the current form.
    current: Value,
}

impl<S: Singleton> Found<S> {
    /// Whether writing the value again would give the stored text.
    fn faithful(&self) -> bool {
        let again = Envelope {
            schema: S::SCHEMA,
            data: self.current.clone(),
            ..self.envelope.clone()
        };
        self.raw.text() == Some(&again.encode())
    }
}

impl Store {
    /// Loads settings or progress. What cannot be read goes to quarantine, and
    /// the latest readable snapshot or the default takes its place.
    pub fn load_singleton<S: Singleton>(&self) -> Result<OpenedSingleton<S>, BackendError> {
        let there = match self.singleton::<S>() {
            Ok(there) => there,
            Err(SaveError::Backend(error)) if self.get(&S::SLOT.key()).is_err() => {
                return Err(error);
            }
            // It is unreadable and could not be moved, which was told. The
            // session runs on the default; saving tries the move again.
            Err(_) => There::Nothing,
        };
        Ok(match there {
            There::Found(there) => OpenedSingleton::Editable {
                held: Held::new(there.current, there.envelope.revision),
                value: there.value,
            },
            There::Nothing => {
                let value = S::default();
                OpenedSingleton::Editable {
                    held: Held::new(serde_json::to_value(&value).unwrap_or_default(), 0),
                    value,
                }
            }
            There::Newer(schema, value) => OpenedSingleton::ReadOnly {
                schema,
                value: value.unwrap_or_default(),
            },
        })
    }

    /// Saves settings or progress and reads them back. Where another tab has
    /// saved them since, its changes and this tab's are merged; where both
    /// changed the same thing this tab's change holds, and the other tab's
    /// whole value stays as a snapshot.
    pub fn save_singleton<S: Singleton>(
        &self,
        held: &mut Held<S>,
        value: &S,
    ) -> Result<SavedSingleton<S>, SaveError> {
        let mine = encode(value)?;
        let there = match self.singleton::<S>()? {
            There::Newer(schema, _) => return Err(SaveError::Newer { schema }),
            There::Nothing => {
                let saved = self.write_singleton::<S>(None, held.revision, &mine, Keep::WhenDue)?;
                return Ok(held.settle(saved, mine, None));
            }
            There::Found(there) => there,
        };
        let mut merged = merge(&held.base, &mine, &there.current);
        let mut other = None;
        if merged.value != mine {
            match S::deserialize(&merged.value) {
                Ok(value) => other = Some(value),
                // The changes do not go together: mine holds, as in a clash.
                Err(_) => {
                    merged = Merged {
                        value: mine,
                        clash: true,
                    }
                }
            }
        }
        if merged.value == there.envelope.data && there.envelope.schema == S::SCHEMA {
            let saved = Saved {
                at: there.envelope.saved_at,
                revision: there.envelope.revision,
                history: Some((0, 0)),
            };
            return Ok(held.settle(saved, merged.value, other));
        }
        let keep = if merged.clash || !there.faithful() {
            Keep::Always
        } else {
            Keep::WhenDue
        };
        let previous = Previous {
            raw: &there.raw,
            id: there.envelope.snapshot_id(),
        };
        let revision = there.envelope.revision.max(held.revision);
        let saved = self.write_singleton::<S>(Some(&previous), revision, &merged.value, keep)?;
        Ok(held.settle(saved, merged.value, other))
    }

    fn write_singleton<S: Singleton>(
        &self,
        previous: Option<&Previous<'_>>,
        revision: u64,
        data: &Value,
        keep: Keep,
    ) -> Result<Saved, SaveError> {
        let next = Envelope {
            schema: S::SCHEMA,
            revision: revision.saturating_add(1),
            saved_at: self.now(),
            data: data.clone(),
        };
        self.overwrite(&S::SLOT, previous, &Raw::Text(next.encode()), keep)?;
        Ok(Saved {
            at: next.saved_at,
            revision: next.revision,
            history: Some((0, 0)),
        })
    }

    fn singleton<S: Singleton>(&self) -> Result<There<S>, SaveError> {
        let key = S::SLOT.key();
        let Some(raw) = self.get(&key)? else {
            return Ok(There::Nothing);
        };
        let damage = match read(raw.clone()) {
            Ok(there) => return Ok(there),
            Err(damage) => damage,
        };
        self.quarantine(&key, &raw, damage)?;
        let readable = |envelope: &Envelope| {
            matches!(read::<S>(envelope.encode().into()), Ok(There::Found(_)))
        };
        // Without a snapshot, or room for it, the default takes the place.
        if matches!(self.recover(&S::SLOT, &readable), Ok(true))
            && let Some(raw) = self.get(&key)?
            && let Ok(there) = read(raw)
        {
            return Ok(there);
        }
        Ok(There::Nothing)
    }
}

fn read<S: Singleton>(raw: Raw) -> Result<There<S>, crate::Damage> {
    let envelope = Envelope::parse(&raw)?;
    Ok(match decode::<S>(envelope.schema, envelope.data.clone())? {
        Decoded::Current(value, current) => There::Found(Found {
            raw,
            envelope,
            value,
            current,
        }),
        Decoded::Newer => There::Newer(envelope.schema, S::deserialize(envelope.data).ok()),
    })
}

impl<S: Singleton> Held<S> {
    fn new(base: Value, revision: u64) -> Self {
        Self {
            base,
            revision,
            kind: PhantomData,
        }
    }

    fn settle(&mut self, saved: Saved, stored: Value, merged: Option<S>) -> SavedSingleton<S> {
        self.base = stored;
        self.revision = saved.revision;
        SavedSingleton { saved, merged }
    }
}
