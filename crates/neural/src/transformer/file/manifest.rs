//! What is known of a file before it is fetched.

use super::FileError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A file's name, length and checksum, as the JSON file beside it has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The file's name.
    pub file: String,
    /// Its length.
    pub bytes: usize,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of a file.
    pub fn of(file: &str, bytes: &[u8]) -> Self {
        Self {
            file: file.into(),
            bytes: bytes.len(),
            sha256: digest(bytes),
        }
    }

    /// Whether a file is the one that is meant.
    pub fn check(&self, bytes: &[u8]) -> Result<(), FileError> {
        if bytes.len() != self.bytes {
            return Err(FileError::Length {
                found: bytes.len(),
                expected: self.bytes,
            });
        }
        if digest(bytes) != self.sha256 {
            return Err(FileError::Checksum);
        }
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
