//! What a kind of document declares, and how its stored form is read.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

use crate::envelope::{Damage, depth};
use crate::error::SaveError;
use crate::key::Slot;

/// The deepest nesting that is saved. JSON is read to a depth of 128, of which
/// the envelope and a bundle take a few.
const DEEPEST: usize = 100;

/// A migration did not find what it expected in the older data.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cannot migrate from schema {from}: {reason}")]
pub struct MigrationError {
    /// The schema version of the older data.
    pub from: u32,
    /// What was missing or wrong.
    pub reason: String,
}

/// A kind of document.
pub trait Document: Serialize + DeserializeOwned {
    /// The name of the kind, as stored; never changed once published.
    const KIND: &'static str;
    /// The version of the stored form. Raise it with every change of the form,
    /// a new field included, and add the step to [`Document::migrate`].
    const SCHEMA: u32;

    /// Brings data of schema version `from` to version `from + 1`. Versions
    /// further back take as many steps.
    fn migrate(from: u32, data: Value) -> Result<Value, MigrationError> {
        let _ = data;
        Err(MigrationError {
            from,
            reason: "no step from this version".into(),
        })
    }
}

/// A document of which there is exactly one, under a key of its own.
pub trait Singleton: Document + Default + Clone {
    /// Where it is kept.
    const SLOT: Slot;
}

/// Data of a schema version, read as the current one.
pub(crate) enum Decoded<D> {
    /// The value, and its data in the current form.
    Current(D, Value),
    /// The data come from a newer version of the app.
    Newer,
}

pub(crate) fn decode<D: Document>(schema: u32, data: Value) -> Result<Decoded<D>, Damage> {
    if schema > D::SCHEMA {
        return Ok(Decoded::Newer);
    }
    let data = upgrade(schema, D::SCHEMA, D::migrate, data)?;
    let value = D::deserialize(&data).map_err(|_| Damage::NotDocument)?;
    let canonical = serde_json::to_value(&value).map_err(|_| Damage::NotDocument)?;
    Ok(Decoded::Current(value, canonical))
}

type Migrate = fn(u32, Value) -> Result<Value, MigrationError>;

fn upgrade(from: u32, to: u32, migrate: Migrate, mut data: Value) -> Result<Value, Damage> {
    for version in from..to {
        data = migrate(version, data).map_err(|_| Damage::NotMigrated)?;
    }
    Ok(data)
}

/// The data to store for `value`, after making sure that they read back as the
/// same value: a number that is not finite, say, becomes `null` in JSON.
pub(crate) fn encode<D: Document>(value: &D) -> Result<Value, SaveError> {
    let unreadable = |error: serde_json::Error| SaveError::WouldNotReload(error.to_string());
    let data = serde_json::to_value(value).map_err(unreadable)?;
    if depth(&data) > DEEPEST {
        return Err(SaveError::WouldNotReload("nested too deeply".into()));
    }
    let again: D = serde_json::from_str(&data.to_string()).map_err(unreadable)?;
    if serde_json::to_value(&again).map_err(unreadable)? == data {
        Ok(data)
    } else {
        Err(SaveError::WouldNotReload("reads back altered".into()))
    }
}
