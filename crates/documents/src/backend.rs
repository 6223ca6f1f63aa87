//! What a storage must be able to do, and the ways in which it fails.

use thiserror::Error;

/// A stored value exactly as the storage holds it.
///
/// Web storage keeps UTF-16 code units that need not be valid Unicode. Turning
/// such a value into a Rust string would alter it, so it keeps its units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// Valid Unicode: every value this crate writes.
    Text(String),
    /// UTF-16 code units with at least one unpaired surrogate.
    Units(Vec<u16>),
}

impl Raw {
    /// The value with these UTF-16 code units.
    pub fn from_units(units: Vec<u16>) -> Self {
        String::from_utf16(&units).map_or(Self::Units(units), Self::Text)
    }

    /// The value as text, if it is valid Unicode.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Units(_) => None,
        }
    }

    /// Length in UTF-16 code units, the unit in which browsers count.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(text) => utf16_len(text),
            Self::Units(units) => units.len(),
        }
    }

    /// Whether the value is the empty string.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<&str> for Raw {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Raw {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Length of `text` in UTF-16 code units.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Why a storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BackendError {
    /// The browser forbids storage here: a sandboxed frame, or a setting.
    #[error("storage is not allowed here")]
    Denied,
    /// There is no room for the value. What was stored before is still there.
    #[error("storage is full")]
    Quota,
    /// Anything else, in the storage's own words.
    #[error("storage failed: {0}")]
    Other(String),
}

/// String keys and values that outlive the page: web storage, or memory.
///
/// `set` either stores the whole value or leaves the old one as it was; the
/// store above reads back and does not rely on it.
pub trait Backend: Send + Sync {
    /// The value under `key`, or `None`.
    fn get(&self, key: &str) -> Result<Option<Raw>, BackendError>;
    /// Stores `value` under `key` in place of what is there.
    fn set(&self, key: &str, value: &Raw) -> Result<(), BackendError>;
    /// Removes `key`; a key that does not exist is no error.
    fn remove(&self, key: &str) -> Result<(), BackendError>;
    /// Every key of the storage, those of other applications included.
    fn keys(&self) -> Result<Vec<String>, BackendError>;
}
