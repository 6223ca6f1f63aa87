//! A tokenizer as bytes.
//!
//! | content | form |
//! |---|---|
//! | magic | `QBPE` |
//! | version | one byte, 1 |
//! | how Chinese is cut | one byte: 0 alone, 1 joined |
//! | characters | their number, then the differences of their codes |
//! | merges | their number, then left and right of each |
//!
//! Numbers are LEB128: seven bits a byte, the lowest first, the high bit set in
//! all but the last.

use super::{FIRST_CHARACTER, Han, Tokenizer};
use std::collections::BTreeSet;

const MAGIC: &[u8; 4] = b"QBPE";
const VERSION: u8 = 1;
/// The most tokens that a file may have.
const MOST_TOKENS: usize = 1 << 17;
/// The most bytes that a token may have, all tokens together: a chain of merges
/// can double a text with every step.
const MOST_BYTES: usize = 1 << 24;

/// Why bytes are no tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Not made for this, or damaged at the start.
    #[error("the bytes are not a tokenizer's")]
    Magic,
    /// Made by another version of the program.
    #[error("tokenizer format {0} is not supported")]
    Version(u8),
    /// Cut off.
    #[error("the tokenizer's bytes end too early")]
    Truncated,
    /// Damaged.
    #[error("the tokenizer's bytes are damaged: {0}")]
    Damaged(&'static str),
}

fn push(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, FormatError> {
        let (&byte, rest) = self.0.split_first().ok_or(FormatError::Truncated)?;
        self.0 = rest;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u32, FormatError> {
        let mut number = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| FormatError::Damaged("a number"));
            }
        }
        Err(FormatError::Damaged("a number"))
    }
}

impl Tokenizer {
    /// The tokenizer as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.push(u8::from(self.han == Han::Joined));
        push(self.alphabet.len() as u32, &mut bytes);
        let mut last = 0;
        for &c in &self.alphabet {
            push(u32::from(c) - last, &mut bytes);
            last = u32::from(c);
        }
        push(self.merges.len() as u32, &mut bytes);
        for &(left, right) in &self.merges {
            push(left, &mut bytes);
            push(right, &mut bytes);
        }
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote, and nothing else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(FormatError::Magic)?;
        let mut reader = Reader(rest);
        let version = reader.byte()?;
        if version != VERSION {
            return Err(FormatError::Version(version));
        }
        let han = match reader.byte()? {
            0 => Han::Alone,
            1 => Han::Joined,
            _ => return Err(FormatError::Damaged("how Chinese is cut")),
        };
        let count = reader.number()? as usize;
        // A character takes a byte at least, a merge two.
        if count > MOST_TOKENS || count > reader.0.len() {
            return Err(FormatError::Damaged("the number of characters"));
        }
        let mut alphabet: Vec<char> = Vec::with_capacity(count);
        for _ in 0..count {
            let step = reader.number()?;
            let last = alphabet.last().copied();
            let c = last
                .map_or(0, u32::from)
                .checked_add(step)
                .and_then(char::from_u32);
            let c = c.ok_or(FormatError::Damaged("a character"))?;
            if last.is_some_and(|last| last >= c) {
                return Err(FormatError::Damaged("the order of the characters"));
            }
            alphabet.push(c);
        }
        let count = reader.number()? as usize;
        if count + alphabet.len() > MOST_TOKENS || count > reader.0.len() / 2 {
            return Err(FormatError::Damaged("the number of merges"));
        }
        let mut lengths: Vec<usize> = alphabet.iter().map(|c| c.len_utf8()).collect();
        let mut total = lengths.iter().sum::<usize>();
        let (mut merges, mut seen) = (Vec::with_capacity(count), BTreeSet::new());
        for _ in 0..count {
            let pair = (reader.number()?, reader.number()?);
            let length = |id: u32| {
                let at = id.checked_sub(FIRST_CHARACTER)? as usize;
                lengths.get(at).copied()
            };
            let length = (length(pair.0).zip(length(pair.1)))
                .map(|(left, right)| left + right)
                .ok_or(FormatError::Damaged("a merge"))?;
            total += length;
            if !seen.insert(pair) || total > MOST_BYTES {
                return Err(FormatError::Damaged("a merge"));
            }
            lengths.push(length);
            merges.push(pair);
        }
        if !reader.0.is_empty() {
            return Err(FormatError::Damaged("bytes after the end"));
        }
        Ok(Self::new(alphabet, merges, han))
    }
}
