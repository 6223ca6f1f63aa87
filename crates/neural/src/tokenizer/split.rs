//! Cuts a text into the pieces that no token crosses.

use serde::{Deserialize, Serialize};

/// How Chinese characters are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Han {
    /// Each is a piece, so that a token never holds two.
    #[default]
    Alone,
    /// A run of them is a piece, so that common words become tokens.
    Joined,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Number,
    Han,
    Mark,
    Space,
}

fn class(c: char) -> Class {
    if is_han(c) {
        Class::Han
    } else if c.is_whitespace() {
        Class::Space
    } else if c.is_alphabetic() {
        Class::Letter
    } else if c.is_numeric() {
        Class::Number
    } else {
        Class::Mark
    }
}

/// Whether a character is a Chinese one (the blocks of unified and
/// compatibility ideographs, 々 and 〇).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

/// The pieces of a text, which together are the text: a run of letters, of
/// digits or of marks, with one space before it if there is one; Chinese as
/// [`Han`] says; every other space alone.
pub fn pieces(text: &str, han: Han) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = first_piece(rest, han)?;
        let piece;
        (piece, rest) = rest.split_at(end);
        Some(piece)
    })
}

/// Where the first piece ends; none if there is none.
fn first_piece(text: &str, han: Han) -> Option<usize> {
    let mut characters = text.char_indices().map(|(at, c)| (at, c, class(c)));
    let (_, first, mut kind) = characters.next()?;
    if first == ' '
        && let Some((_, _, next)) = characters.clone().next()
        && !matches!(next, Class::Han | Class::Space)
    {
        kind = next;
        characters.next();
    }
    let run = match kind {
        Class::Space => false,
        Class::Han => han == Han::Joined,
        Class::Letter | Class::Number | Class::Mark => true,
    };
    let end = characters.find(|&(_, _, class)| !run || class != kind);
    Some(end.map_or(text.len(), |(at, _, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_cut_where_the_kind_changes() {
        let cut = |text, han| pieces(text, han).collect::<Vec<_>>();
        assert_eq!(
            cut("Hi, it's  2026!\n春眠 a", Han::Alone),
            [
                "Hi", ",", " it", "'", "s", " ", " 2026", "!", "\n", "春", "眠", " a"
            ]
        );
        assert_eq!(
            cut("春眠，不觉晓 。", Han::Joined),
            ["春眠", "，", "不觉晓", " 。"]
        );
        assert!(cut("", Han::Alone).is_empty());
        assert_eq!(cut(" ", Han::Alone), [" "]);
    }
}
