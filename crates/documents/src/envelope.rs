//! The form of every stored value: `{schema, revision, saved_at, data}`.

use std::fmt::Write as _;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::backend::Raw;
use crate::id::Id;
use crate::key::SnapshotId;
use crate::time::Timestamp;

/// Why a stored value cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// It is not valid Unicode.
    #[error("not valid Unicode")]
    NotUnicode,
    /// It is not JSON.
    #[error("not JSON")]
    NotJson,
    /// It is JSON without the four fields, or with others than they must be.
    #[error("not in the form of a stored value")]
    NotEnvelope,
    /// A migration from its schema version failed, or there is none.
    #[error("its older form could not be brought up to date")]
    NotMigrated,
    /// Its data are not those of a document of its kind.
    #[error("its data are not those of its kind")]
    NotDocument,
}

/// A stored value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Envelope {
    pub schema: u32,
    pub revision: u64,
    pub saved_at: Timestamp,
    pub data: Value,
}

impl Envelope {
    pub fn parse(raw: &Raw) -> Result<Self, Damage> {
        let text = raw.text().ok_or(Damage::NotUnicode)?;
        serde_json::from_str(text).map_err(damage)
    }

    pub fn encode(&self) -> String {
        Stamp::of(self).text(&self.data.to_string())
    }

    pub fn snapshot_id(&self) -> SnapshotId {
        SnapshotId {
            revision: self.revision,
            saved_at: self.saved_at,
        }
    }
}

fn damage(error: serde_json::Error) -> Damage {
    if error.is_data() {
        Damage::NotEnvelope
    } else {
        Damage::NotJson
    }
}

/// What a document is called and how it came to be; kept beside its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The kind of document: [`crate::Document::KIND`].
    pub kind: String,
    /// The name the reader gave it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was put into the trash, if it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trashed_at: Option<Timestamp>,
    /// The document whose second copy this is, kept when two tabs wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict_of: Option<Id>,
}

/// The `data` of a document's envelope.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub header: Header,
    pub body: Value,
}

impl Record {
    /// A document's envelope and, taken out of it, its record.
    pub fn parse(raw: &Raw) -> Result<(Envelope, Self), Damage> {
        let mut envelope = Envelope::parse(raw)?;
        let mut data = envelope.data.take();
        let header = Self::header(&data).ok_or(Damage::NotEnvelope)?;
        let body = data.get_mut("body").ok_or(Damage::NotEnvelope)?.take();
        Ok((envelope, Self { header, body }))
    }

    /// Whether these are a document's data.
    pub fn fits(data: &Value) -> bool {
        Self::header(data).is_some() && data.get("body").is_some()
    }

    fn header(data: &Value) -> Option<Header> {
        Header::deserialize(data.get("header")?).ok()
    }

    pub fn to_data(&self) -> Value {
        json!({ "header": self.header, "body": self.body })
    }
}

/// The place of a stored value in the sequence of its saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub schema: u32,
    pub revision: u64,
    pub saved_at: Timestamp,
}

impl Stamp {
    pub const fn of(envelope: &Envelope) -> Self {
        Self {
            schema: envelope.schema,
            revision: envelope.revision,
            saved_at: envelope.saved_at,
        }
    }

    pub const fn snapshot_id(self) -> SnapshotId {
        SnapshotId {
            revision: self.revision,
            saved_at: self.saved_at,
        }
    }

    /// The text of a value, given that of its data.
    pub fn text(self, data: &str) -> String {
        format!(
            r#"{{"schema":{},"revision":{},"saved_at":"{}","data":{data}}}"#,
            self.schema, self.revision, self.saved_at
        )
    }

    /// The text of a document, given that of its body: what [`Envelope::encode`]
    /// makes of the same, without building it up.
    pub fn document(self, header: &Header, body: &str) -> String {
        self.text(&format!(r#"{{"body":{body},"header":{}}}"#, json!(header)))
    }
}

/// A stored value whose data are still text.
pub(crate) struct Unread<'a> {
    pub stamp: Stamp,
    pub data: &'a RawValue,
}

impl<'a> Unread<'a> {
    pub fn parse(raw: &'a Raw) -> Result<Self, Damage> {
        #[derive(Deserialize)]
        struct Form<'a> {
            schema: u32,
            revision: u64,
            saved_at: Timestamp,
            #[serde(borrow)]
            data: &'a RawValue,
        }
        let text = raw.text().ok_or(Damage::NotUnicode)?;
        let form: Form<'a> = serde_json::from_str(text).map_err(damage)?;
        Ok(Self {
            stamp: Stamp {
                schema: form.schema,
                revision: form.revision,
                saved_at: form.saved_at,
            },
            data: form.data,
        })
    }
}

/// A document's envelope without its body, for the index.
#[derive(Deserialize)]
pub(crate) struct Peek {
    pub schema: u32,
    pub revision: u64,
    pub saved_at: Timestamp,
    pub data: PeekRecord,
}

#[derive(Deserialize)]
pub(crate) struct PeekRecord {
    pub header: Header,
    #[serde(rename = "body")]
    _body: IgnoredAny,
}

impl Peek {
    pub fn parse(raw: &Raw) -> Result<Self, Damage> {
        let text = raw.text().ok_or(Damage::NotUnicode)?;
        serde_json::from_str(text).map_err(damage)
    }
}

/// The revision of a stored value, such as the one that the browser reports
/// when another tab has written it; `None` if it is not in our form.
pub fn revision_of(text: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Revision {
        revision: u64,
        #[serde(rename = "data")]
        _data: IgnoredAny,
    }
    let read: Result<Revision, _> = serde_json::from_str(text);
    read.ok().map(|read| read.revision)
}

/// SHA-256 of a value's canonical text.
pub(crate) type Digest = [u8; 32];

pub(crate) fn digest(value: &Value) -> Digest {
    Sha256::digest(canonical(value).as_bytes()).into()
}

/// JSON without white space and with the keys of every object in the order of
/// their UTF-8 bytes, so that equal values have equal text in every build
/// (a feature of `serde_json` that another package may enable keeps objects in
/// the order of insertion).
pub(crate) fn canonical(value: &Value) -> String {
    fn add(value: &Value, into: &mut String) {
        match value {
            Value::Object(object) => {
                let mut fields: Vec<_> = object.iter().collect();
                fields.sort_unstable_by_key(|(key, _)| *key);
                into.push('{');
                for (place, (key, field)) in fields.into_iter().enumerate() {
                    if place > 0 {
                        into.push(',');
                    }
                    into.push_str(&Value::from(key.as_str()).to_string());
                    into.push(':');
                    add(field, into);
                }
                into.push('}');
            }
            Value::Array(items) => {
                into.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        into.push(',');
                    }
                    add(item, into);
                }
                into.push(']');
            }
            // Writing to a text cannot fail.
            plain => drop(write!(into, "{plain}")),
        }
    }
    let mut text = String::new();
    add(value, &mut text);
    text
}

/// How many arrays and objects lie within one another at the deepest place.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Object(object) => 1 + object.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_sorts_keys_at_every_depth() {
        let value = json!({"b": [{"z": 1, "a": "\"é"}], "a": null});
        assert_eq!(canonical(&value), r#"{"a":null,"b":[{"a":"\"é","z":1}]}"#);
    }

    #[test]
    fn a_documents_text_is_that_of_its_envelope() {
        let record = Record {
            header: Header {
                kind: "plan".into(),
                name: "a \"b\"".into(),
                created_at: Timestamp::from_millis(0),
                trashed_at: Some(Timestamp::from_millis(1)),
                conflict_of: None,
            },
            body: json!({"z": [1, {"b": "é", "a": null}], "a": 0.1}),
        };
        let envelope = Envelope {
            schema: 2,
            revision: 7,
            saved_at: Timestamp::from_millis(2),
            data: record.to_data(),
        };
        let text = Stamp::of(&envelope).document(&record.header, &record.body.to_string());
        assert_eq!(text, envelope.encode());
    }

    #[test]
    fn an_envelope_reads_back_and_has_the_four_fields_of_the_contract() {
        let envelope = Envelope {
            schema: 1,
            revision: 3,
            saved_at: Timestamp::from_millis(0),
            data: json!({"a": 0.1}),
        };
        let text = envelope.encode();
        assert_eq!(
            text,
            r#"{"schema":1,"revision":3,"saved_at":"1970-01-01T00:00:00.000Z","data":{"a":0.1}}"#
        );
        assert_eq!(revision_of(&text), Some(3));
        assert_eq!(Envelope::parse(&text.into()), Ok(envelope));
    }
}
