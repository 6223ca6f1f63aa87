//! The file that holds everything: `{format, version, checksum, payload}`.
//!
//! The payload is `{exported_at, entries}`; an entry of `entries` is named by
//! its key and is `{value}`, the stored JSON, or, where writing that JSON again
//! would not give the stored text, `{text}`, or `{units}` where it is no
//! Unicode. The checksum is the SHA-256 of the payload's canonical text: no
//! white space, keys sorted.
//!
//! A second form is read but not written here: what the page saves when the
//! program itself has stopped (`public/boot.js`), `{format, version, entries}`,
//! the stored texts by their keys, without a checksum.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::backend::{BackendError, Raw};
use crate::envelope::{Envelope, depth, digest};
use crate::time::Timestamp;

/// What the file says it is.
const FORMAT: &str = "qimo-backup";

/// What a file that was saved without the program says it is.
const RAW_FORMAT: &str = "qimo-raw";

/// The version of the file's form.
const VERSION: u64 = 1;

/// The largest file that is read: what a full storage needs, with room for
/// escapes and for three bytes to a Chinese character.
pub const MAX_BUNDLE_BYTES: usize = 32 * 1024 * 1024;

/// The deepest stored value that is written as JSON and not as text, so that
/// the file's own levels stay within what a JSON reader takes.
const DEEPEST: usize = 100;

/// Why a file was not imported. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is larger than any export can be.
    #[error("{bytes} bytes, more than {MAX_BUNDLE_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not JSON in UTF-8: another kind of file, or one cut short.
    #[error("not JSON")]
    NotJson,
    /// It is JSON, but not an export of this app.
    #[error("not an export of this app")]
    NotOurs,
    /// A newer version of the app wrote it.
    #[error("a file of version {version}, newer than this one knows")]
    Newer {
        /// The version of its form.
        version: u64,
    },
    /// It was altered after it was written.
    #[error("the checksum is wrong")]
    Checksum,
    /// What is stored here could not be read, to compare with it.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// The content of an export.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bundle {
    pub exported_at: Timestamp,
    pub entries: BTreeMap<String, Raw>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    exported_at: Timestamp,
    entries: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Value(Envelope),
    Text(String),
    Units(Vec<u16>),
}

impl From<&Raw> for Entry {
    fn from(raw: &Raw) -> Self {
        match (Envelope::parse(raw), raw) {
            (Ok(envelope), Raw::Text(text))
                if envelope.encode() == *text && depth(&envelope.data) <= DEEPEST =>
            {
                Self::Value(envelope)
            }
            (_, Raw::Text(text)) => Self::Text(text.clone()),
            (_, Raw::Units(units)) => Self::Units(units.clone()),
        }
    }
}

impl From<Entry> for Raw {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Value(envelope) => Self::Text(envelope.encode()),
            Entry::Text(text) => Self::Text(text),
            Entry::Units(units) => Self::from_units(units),
        }
    }
}

impl Bundle {
    pub fn encode(&self) -> String {
        let entries = self.entries.iter();
        let payload = json!(Payload {
            exported_at: self.exported_at,
            entries: entries
                .map(|(key, raw)| (key.clone(), raw.into()))
                .collect(),
        });
        let checksum = checksum(&payload);
        json!({
            "format": FORMAT,
            "version": VERSION,
            "checksum": checksum,
            "payload": payload,
        })
        .to_string()
    }

    pub fn parse(bytes: &[u8]) -> Result<Self, ImportError> {
        if bytes.len() > MAX_BUNDLE_BYTES {
            return Err(ImportError::TooLarge { bytes: bytes.len() });
        }
        // Editors add a byte order mark.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut file: Value = serde_json::from_slice(bytes).map_err(|_| ImportError::NotJson)?;
        if file["format"] != FORMAT && file["format"] != RAW_FORMAT {
            return Err(ImportError::NotOurs);
        }
        match file["version"].as_u64() {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(ImportError::Newer { version }),
            _ => return Err(ImportError::NotOurs),
        }
        if file["format"] == RAW_FORMAT {
            return Self::of_raw(&file);
        }
        let payload = file["payload"].take();
        if file["checksum"] != checksum(&payload) {
            return Err(ImportError::Checksum);
        }
        let payload = Payload::deserialize(payload).map_err(|_| ImportError::NotOurs)?;
        let entries = payload.entries.into_iter();
        Ok(Self {
            exported_at: payload.exported_at,
            entries: entries.map(|(key, entry)| (key, entry.into())).collect(),
        })
    }

    fn of_raw(file: &Value) -> Result<Self, ImportError> {
        let stored = file["entries"].as_object().ok_or(ImportError::NotOurs)?;
        let mut entries = BTreeMap::new();
        for (key, text) in stored {
            let text = text.as_str().ok_or(ImportError::NotOurs)?;
            entries.insert(key.clone(), Raw::Text(text.to_owned()));
        }
        let exported_at = Timestamp::deserialize(&file["saved_at"]);
        Ok(Self {
            exported_at: exported_at.unwrap_or(Timestamp::from_millis(0)),
            entries,
        })
    }
}

fn checksum(payload: &Value) -> String {
    let mut text = String::from("sha256:");
    for byte in digest(payload) {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_saved_without_the_program_can_be_read() {
        let file = r#"{"format":"qimo-raw","version":1,"saved_at":"2026-11-25T10:00:00.000Z",
            "entries":{"qimo/settings":"{not json","other/key":"x"}}"#;
        let bundle = Bundle::parse(file.as_bytes()).unwrap();
        assert_eq!(bundle.exported_at.to_string(), "2026-11-25T10:00:00.000Z");
        assert_eq!(
            bundle.entries.get("qimo/settings"),
            Some(&Raw::Text("{not json".into()))
        );
        for broken in [
            r#"{"format":"qimo-raw","version":1}"#,
            r#"{"format":"qimo-raw","version":1,"entries":{"qimo/settings":1}}"#,
            r#"{"format":"qimo-raw","version":1,"entries":[]}"#,
        ] {
            assert_eq!(
                Bundle::parse(broken.as_bytes()),
                Err(ImportError::NotOurs),
                "{broken}"
            );
        }
    }
}
