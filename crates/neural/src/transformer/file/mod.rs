//! A model and its tokenizer as one file.
//!
//! | offset | bytes | content |
//! |---|---|---|
//! | 0 | 8 | magic `QIMOMODL` |
//! | 8 | 4 | version, 1 |
//! | 12 | 4 | length of the header |
//! | 16 | | the header, JSON ([`Header`]) |
//! | | | the tokenizer's bytes |
//! | | | each tensor, in the order of the model's layout |
//!
//! Numbers are little-endian. Tokenizer and tensors begin at multiples of
//! [`ALIGNMENT`], with zeros between. A matrix has a byte for each weight, w =
//! scale·q with q in −127…127, and after them, aligned again, a scale in f32 for
//! each row; a gain or bias is f32. The file's length and SHA-256 stand in a
//! [`Manifest`] beside it.

mod manifest;
mod quantise;
mod read;
mod write;

pub use manifest::Manifest;
pub use quantise::{quantise, restore};
pub use read::{read, read_checked};
pub use write::write;

use super::layout::Place;
use super::{Config, ConfigError, Layout, Model};
use crate::tokenizer::{FormatError, Tokenizer};
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 8] = b"QIMOMODL";
const VERSION: u32 = 1;
/// Where tensors begin: at multiples of this many bytes.
pub const ALIGNMENT: usize = 64;
/// The longest header, in bytes.
const LONGEST_HEADER: usize = 1 << 18;

/// What a model is, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its name.
    pub name: String,
    /// The terms under which it may be used.
    pub licence: String,
    /// What it was trained on.
    pub data: String,
}

/// A file's contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// What it is.
    pub about: About,
    /// The model, its weights as they were quantised.
    pub model: Model,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
}

/// How a tensor's numbers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Four bytes each.
    F32,
    /// A byte each, and a scale for each row.
    Q8Rows,
}

/// A tensor in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// As in the model's layout.
    pub name: String,
    /// Rows and columns.
    pub shape: (usize, usize),
    /// How its numbers are kept.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Where it begins, in bytes from the file's start.
    pub offset: usize,
}

/// What the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// What the model is, in words.
    pub about: About,
    /// The model's shape.
    pub config: Config,
    /// Where the tokenizer begins, and its length.
    pub tokenizer: (usize, usize),
    /// The tensors.
    pub tensors: Vec<Entry>,
    /// The file's length.
    pub length: usize,
}

/// Why a file cannot be read, and by that what to do: another file, another
/// version of the program, or fetching it again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is no model file.
    #[error("the file is not a model")]
    Magic,
    /// It was made by another version of the program.
    #[error("model format {0} is not supported")]
    Version(u32),
    /// It has another length than its manifest or its header says.
    #[error("the model file has {found} bytes instead of {expected}")]
    Length {
        /// What there is.
        found: usize,
        /// What there should be.
        expected: usize,
    },
    /// Its checksum is not the manifest's.
    #[error("the model file's checksum is wrong")]
    Checksum,
    /// Its header makes no sense.
    #[error("the model file's header is damaged: {0}")]
    Header(String),
    /// Its shape is no model's.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Its tokenizer cannot be read.
    #[error(transparent)]
    Tokenizer(#[from] FormatError),
    /// A tensor holds what no training writes.
    #[error("tensor {0} is damaged")]
    Tensor(String),
}

fn aligned(offset: usize) -> usize {
    offset.next_multiple_of(ALIGNMENT)
}

/// How a tensor is kept, and how many bytes it takes.
fn form(place: Place) -> (Type, usize) {
    if place.rows > 1 {
        let scales = aligned(place.len());
        (Type::Q8Rows, scales + place.rows * size_of::<f32>())
    } else {
        (Type::F32, place.len() * size_of::<f32>())
    }
}

/// Where everything lies in a file whose header ends at `start`: the same for
/// writer and reader, so that a reader trusts no offset. The offset of the
/// tokenizer, the tensors, and the file's length.
fn plan(layout: &Layout, start: usize, tokenizer: usize) -> (usize, Vec<Entry>, usize) {
    let first = aligned(start);
    let mut end = first + tokenizer;
    let entries = layout.tensors().iter().map(|(name, place)| {
        let (kind, bytes) = form(*place);
        let offset = aligned(end);
        end = offset + bytes;
        Entry {
            name: name.clone(),
            shape: (place.rows, place.columns),
            kind,
            offset,
        }
    });
    let entries = entries.collect();
    (first, entries, end)
}
