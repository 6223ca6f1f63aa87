//! Byte-pair encoding with byte fallback, trained by our own code.
//!
//! A text is cut into pieces ([`split`]), a piece into characters, and pairs of
//! neighbours are merged in the order in which training found them (Sennrich,
//! Haddow and Birch 2016, *Neural Machine Translation of Rare Words with Subword
//! Units*, §3.2). A character outside the alphabet becomes its UTF-8 bytes, of
//! which each has a token (Kudo and Richardson 2018, `SentencePiece`), so that
//! every text comes back as it was.
//!
//! ```
//! use neural::tokenizer::{Han, Options, Trainer};
//!
//! let options = Options { vocabulary: 300, characters: 30, han: Han::Alone };
//! let mut trainer = Trainer::new(["low lower lowest 春眠不觉晓"], options);
//! while trainer.step().is_some() {}
//! let tokenizer = trainer.tokenizer();
//! let ids = tokenizer.encode("lowest 龘");
//! assert_eq!(tokenizer.decode(&ids), "lowest 龘");
//! ```

mod encode;
mod format;
mod show;
pub mod split;
mod train;

pub use format::FormatError;
pub use show::{Kind, Shown};
pub use split::Han;
pub use train::{Merge, Options, Trainer};

use std::collections::BTreeMap;

/// Ends a document, and stands before the first.
pub const END: u32 = 0;
/// Stands in a token's place in masked training.
pub const MASK: u32 = 1;
/// The token of byte 0; the other bytes follow.
pub const FIRST_BYTE: u32 = 2;
/// The token of the alphabet's first character.
pub const FIRST_CHARACTER: u32 = FIRST_BYTE + 256;

/// Two neighbours.
pub type Pair = (u32, u32);

/// Turns texts into tokens and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokenizer {
    alphabet: Vec<char>,
    merges: Vec<Pair>,
    han: Han,
    /// The bytes of every token from [`FIRST_CHARACTER`] on.
    texts: Vec<Box<str>>,
    /// What each pair of the merges becomes.
    merged: BTreeMap<Pair, u32>,
}

impl Tokenizer {
    /// Of a sorted alphabet without repetitions, and merges that name earlier
    /// tokens from [`FIRST_CHARACTER`] on.
    fn new(alphabet: Vec<char>, merges: Vec<Pair>, han: Han) -> Self {
        let mut texts: Vec<Box<str>> = alphabet.iter().map(|c| c.to_string().into()).collect();
        let mut merged = BTreeMap::new();
        for &(left, right) in &merges {
            let text = |id: u32| &*texts[(id - FIRST_CHARACTER) as usize];
            let joined = [text(left), text(right)].concat();
            merged.insert((left, right), FIRST_CHARACTER + texts.len() as u32);
            texts.push(joined.into());
        }
        Self {
            alphabet,
            merges,
            han,
            texts,
            merged,
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        FIRST_CHARACTER as usize + self.texts.len()
    }

    /// Never: the bytes are always there.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The characters that have tokens of their own, in the order of their code.
    pub fn alphabet(&self) -> &[char] {
        &self.alphabet
    }

    /// The merges, in the order in which they are applied.
    pub fn merges(&self) -> &[Pair] {
        &self.merges
    }

    /// The merge that made a token.
    pub fn parts(&self, id: u32) -> Option<Pair> {
        let first = FIRST_CHARACTER as usize + self.alphabet.len();
        self.merges.get((id as usize).checked_sub(first)?).copied()
    }

    /// How Chinese is cut into pieces.
    pub fn han(&self) -> Han {
        self.han
    }

    /// A token's text; none for bytes, [`END`], [`MASK`] and numbers beyond the
    /// vocabulary.
    pub fn text(&self, id: u32) -> Option<&str> {
        let at = id.checked_sub(FIRST_CHARACTER)? as usize;
        self.texts.get(at).map(|text| &**text)
    }

    /// The byte that a token stands for, if it is one of the byte tokens.
    pub fn byte(id: u32) -> Option<u8> {
        id.checked_sub(FIRST_BYTE)
            .and_then(|byte| u8::try_from(byte).ok())
    }

    /// The text of tokens. [`END`] and [`MASK`] have none; bytes that make no
    /// character become U+FFFD.
    pub fn decode(&self, ids: &[u32]) -> String {
        let mut bytes = Vec::new();
        for &id in ids {
            match Self::byte(id) {
                Some(byte) => bytes.push(byte),
                None => bytes.extend_from_slice(self.text(id).unwrap_or_default().as_bytes()),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Appends a character's tokens: its own, or its bytes'.
    fn push_character(&self, c: char, ids: &mut Vec<u32>) {
        push_character(&self.alphabet, c, ids);
    }
}

fn push_character(alphabet: &[char], c: char, ids: &mut Vec<u32>) {
    if let Ok(at) = alphabet.binary_search(&c) {
        ids.push(FIRST_CHARACTER + at as u32);
    } else {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).bytes();
        ids.extend(bytes.map(|byte| FIRST_BYTE + u32::from(byte)));
    }
}
