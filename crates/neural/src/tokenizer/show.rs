//! Tokens as a reader can read them.

use super::{END, MASK, Tokenizer};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text of one or more characters.
    Text(String),
    /// One byte of a character that has no token of its own.
    Part {
        /// The character, where the tokens beside it complete one.
        character: Option<char>,
        /// The byte.
        byte: u8,
        /// Which of the character's bytes it is, from 0.
        index: usize,
        /// How many bytes the character has; 1 where there is none.
        count: usize,
    },
    /// The end of a document.
    End,
    /// A hidden token.
    Mask,
    /// No token of this tokenizer.
    Unknown,
}

/// A token of a sequence, with what it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The token.
    pub id: u32,
    /// What it is.
    pub kind: Kind,
}

impl Shown {
    /// A short form in which spaces and control characters can be seen, and a
    /// part of a character says of which: `龘·2/3`, or `<E9>` where the bytes
    /// make no character.
    pub fn label(&self) -> String {
        match &self.kind {
            Kind::Text(text) => text.chars().map(visible).collect(),
            Kind::Part {
                character: Some(c),
                index,
                count,
                ..
            } => format!("{}·{}/{count}", visible(*c), index + 1),
            Kind::Part { byte, .. } => format!("<{byte:02X}>"),
            Kind::End => "<end>".into(),
            Kind::Mask => "<mask>".into(),
            Kind::Unknown => format!("<{}>", self.id),
        }
    }
}

fn visible(c: char) -> String {
    match c {
        ' ' => "␣".into(),
        '\n' => "⏎".into(),
        '\t' => "⇥".into(),
        '\u{3000}' => "□".into(),
        c if c.is_control() || is_invisible(c) => format!("U+{:04X}", u32::from(c)),
        c => c.into(),
    }
}

/// Characters that take no room or turn the direction of writing: shown as they
/// are they would change the page around them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || c.is_whitespace()
}

impl Tokenizer {
    /// Each token of a sequence with what it is; neighbouring bytes say which
    /// character they make.
    pub fn shown(&self, ids: &[u32]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(ids.len());
        let mut rest = ids;
        while let [id, tail @ ..] = rest {
            let bytes: Vec<u8> = rest
                .iter()
                .take(4)
                .map_while(|&id| Self::byte(id))
                .collect();
            if bytes.is_empty() {
                let kind = match (*id, self.text(*id)) {
                    (END, _) => Kind::End,
                    (MASK, _) => Kind::Mask,
                    (_, Some(text)) => Kind::Text(text.into()),
                    (_, None) => Kind::Unknown,
                };
                shown.push(Shown { id: *id, kind });
                rest = tail;
                continue;
            }
            let character = first_character(&bytes);
            let count = character.map_or(1, char::len_utf8);
            for (index, &byte) in bytes.iter().take(count).enumerate() {
                let kind = Kind::Part {
                    character,
                    byte,
                    index,
                    count,
                };
                shown.push(Shown {
                    id: rest[index],
                    kind,
                });
            }
            rest = &rest[count..];
        }
        shown
    }
}

/// The character that bytes begin with, if they begin with one.
fn first_character(bytes: &[u8]) -> Option<char> {
    bytes.utf8_chunks().next()?.valid().chars().next()
}
