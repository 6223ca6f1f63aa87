//! What cannot be read is set aside, byte for byte, and nothing of it is
//! deleted unasked.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::backend::{BackendError, Raw};
use crate::envelope::{Damage, Envelope};
use crate::error::{Notice, SaveError};
use crate::key::{Key, Slot};
use crate::store::Store;
use crate::time::Timestamp;

/// The form of a quarantined value's data.
const SCHEMA: u32 = 1;

/// A value that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Its name in the quarantine.
    pub name: String,
    /// When it was set aside, unless its own record is unreadable.
    pub found_at: Option<Timestamp>,
    /// The key it was under, likewise.
    pub key: Option<String>,
    /// What was wrong with it, likewise.
    pub damage: Option<Damage>,
    /// The value as it was found.
    pub raw: Raw,
}

/// The data of an entry: one of `text` and `units`.
#[derive(Serialize, Deserialize)]
struct Entry {
    key: String,
    damage: Damage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    units: Option<Vec<u16>>,
}

impl Store {
    /// Moves the value of `key` to quarantine and tells of it. Returns its
    /// name there. When the quarantine does not take it, it stays where it is.
    pub(crate) fn quarantine(
        &self,
        key: &str,
        raw: &Raw,
        damage: Damage,
    ) -> Result<String, SaveError> {
        match self.move_to_quarantine(key, raw, damage) {
            Ok(name) => {
                self.notify(Notice::Quarantined {
                    name: name.clone(),
                    key: key.to_owned(),
                    damage,
                });
                Ok(name)
            }
            Err(error) => {
                self.notify(Notice::LeftInPlace {
                    key: key.to_owned(),
                    damage,
                    error: error.clone(),
                });
                Err(error)
            }
        }
    }

    fn move_to_quarantine(
        &self,
        key: &str,
        raw: &Raw,
        damage: Damage,
    ) -> Result<String, SaveError> {
        let name = self.set_aside(key, raw, damage)?;
        let entry = Key::Quarantine(name.clone()).to_string();
        let removed = self.backend().remove(key);
        if self.get(key)?.is_some() {
            // Two copies of the value would become three the next time.
            let _ = self.backend().remove(&entry);
            return Err(removed.err().map_or(SaveError::NotKept, SaveError::Backend));
        }
        Ok(name)
    }

    /// Writes an entry of the quarantine. Returns its name.
    pub(crate) fn set_aside(
        &self,
        key: &str,
        raw: &Raw,
        damage: Damage,
    ) -> Result<String, SaveError> {
        let now = self.now();
        let mut name = now.to_string();
        let mut next = 2;
        while self
            .get(&Key::Quarantine(name.clone()).to_string())?
            .is_some()
        {
            name = format!("{now}-{next}");
            next += 1;
        }
        let (text, units) = match raw {
            Raw::Text(text) => (Some(text.clone()), None),
            Raw::Units(units) => (None, Some(units.clone())),
        };
        let entry = Entry {
            key: key.to_owned(),
            damage,
            text,
            units,
        };
        let envelope = Envelope {
            schema: SCHEMA,
            revision: 1,
            saved_at: now,
            data: json!(entry),
        };
        let stored = Key::Quarantine(name.clone()).to_string();
        self.put(&stored, None, &envelope.encode().into())?;
        Ok(name)
    }

    /// Everything in quarantine, the oldest first.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, BackendError> {
        let mut found = Vec::new();
        for key in self.backend().keys()? {
            if let Some(Key::Quarantine(name)) = Key::parse(&key)
                && let Some(raw) = self.get(&key)?
            {
                found.push(read(name, raw));
            }
        }
        found.sort_unstable_by(|a, b| (a.found_at, &a.name).cmp(&(b.found_at, &b.name)));
        Ok(found)
    }

    /// Removes an entry of the quarantine for good.
    pub fn discard_quarantined(&self, name: &str) -> Result<(), BackendError> {
        self.backend()
            .remove(&Key::Quarantine(name.to_owned()).to_string())
    }

    /// Puts a quarantined value back under its key, to be tried again: by a
    /// version of the app that can read it, say. A document whose key has been
    /// taken comes back under a new one; other values wait. Returns whether it
    /// was put back.
    pub fn release_quarantined(&self, name: &str) -> Result<bool, SaveError> {
        let stored = Key::Quarantine(name.to_owned()).to_string();
        let raw = self.get(&stored)?.ok_or(SaveError::Missing)?;
        let entry = read(name.to_owned(), raw);
        let Some(key) = entry.key else {
            return Ok(false);
        };
        let target = match Key::parse(&key) {
            Some(_) if self.get(&key)?.is_none() => key,
            Some(Key::Slot(Slot::Doc(_))) => Slot::Doc(self.vacant_id()?).key(),
            _ => return Ok(false),
        };
        self.put(&target, None, &entry.raw)?;
        self.set_index_behind(true);
        self.discard_quarantined(name)?;
        Ok(true)
    }
}

fn read(name: String, raw: Raw) -> Quarantined {
    let parsed = Envelope::parse(&raw).ok().and_then(|envelope| {
        let entry = Entry::deserialize(&envelope.data).ok()?;
        let raw = match (entry.text, entry.units) {
            (Some(text), None) => Raw::Text(text),
            (None, Some(units)) => Raw::from_units(units),
            _ => return None,
        };
        Some(Quarantined {
            name: name.clone(),
            found_at: Some(envelope.saved_at),
            key: Some(entry.key),
            damage: Some(entry.damage),
            raw,
        })
    });
    parsed.unwrap_or(Quarantined {
        name,
        found_at: None,
        key: None,
        damage: None,
        raw,
    })
}
