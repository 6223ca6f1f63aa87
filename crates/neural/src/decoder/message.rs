//! The messages between a page and a decoder, in postcard.

use super::edits::Edit;
use super::look::{Look, View};
use super::reading::{Prediction, Prompt, Reading, Token};
use crate::transformer::Config;
use crate::transformer::file::{About, FileError};
use crate::transformer::sample::Sampling;
use serde::{Deserialize, Serialize};

/// What the page sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Incoming {
    /// A model file and the manifest that says what it should be.
    Load {
        /// The file.
        file: Vec<u8>,
        /// Its manifest, JSON.
        manifest: Vec<u8>,
    },
    /// Reads a text, in place of the one read before.
    Read {
        /// Names what comes back.
        request: u32,
        /// The text.
        prompt: Prompt,
        /// What is changed on the way.
        edits: Vec<Edit>,
        /// How the chances of the next token are told.
        sampling: Sampling,
    },
    /// Keeps the values of the text that was read, for [`Edit::Patch`].
    Keep,
    /// Asks for values of the text that was read.
    Look {
        /// Names what comes back.
        request: u32,
        /// Which.
        look: Look,
    },
    /// Writes on after the text that was read.
    Write {
        /// Names what comes back.
        request: u32,
        /// At most so many tokens.
        count: u32,
        /// How each is chosen.
        sampling: Sampling,
        /// What the choices are drawn from.
        seed: u32,
    },
    /// Stops writing; what is written stays.
    Stop,
}

/// What the decoder sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outgoing {
    /// It has started and takes messages.
    Started,
    /// A model is there.
    Loaded(Box<Loaded>),
    /// A text was read.
    Read {
        /// Of the message that asked.
        request: u32,
        /// What was read, and what comes next.
        reading: Box<Reading>,
    },
    /// Values that were asked for.
    Seen {
        /// Of the message that asked.
        request: u32,
        /// The values.
        view: Box<View>,
    },
    /// A token was written.
    Wrote {
        /// Of the message that asked.
        request: u32,
        /// The token.
        token: Token,
        /// What comes after it.
        next: Box<Prediction>,
        /// Bytes of keys and values that are kept.
        cache: u64,
    },
    /// Writing has come to its end.
    Ended {
        /// Of the message that asked.
        request: u32,
        /// Whether the model ended the text by itself.
        by_itself: bool,
        /// Whether there was no room for more.
        full: bool,
    },
    /// What was asked cannot be done; all else stays as it was.
    Refused {
        /// Of the message that asked; 0 for a model.
        request: u32,
        /// Why.
        trouble: Trouble,
    },
    /// The program met a fault and is about to stop.
    Fault(String),
}

/// What a model says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// In words.
    pub about: About,
    /// Its shape.
    pub config: Config,
    /// Its parameters.
    pub parameters: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum Trouble {
    /// The manifest is no manifest.
    #[error("the model's manifest cannot be read")]
    Manifest,
    /// The file is not what it should be.
    #[error("{0}")]
    File(String),
    /// No model was loaded.
    #[error("no model is loaded")]
    NoModel,
    /// Nothing was read.
    #[error("no text was read")]
    NoText,
    /// A layer, head or position that there is not.
    #[error("there is no such place in the model")]
    NoPlace,
    /// A token that the vocabulary does not have.
    #[error("there is no such token")]
    NoToken,
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::File(error.to_string())
    }
}
