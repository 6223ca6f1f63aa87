//! Plain text: what a run of Markdown says, how long it is, and where a line
//! break stands for a space.

use pulldown_cmark::{Event, TagEnd};

/// What the events say, without markup and formulas.
pub(crate) fn plain<'a, 'e: 'a>(events: impl IntoIterator<Item = &'a Event<'e>>) -> String {
    let mut out = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// Whether the character is a Han character or its punctuation.
///
/// Covers the Unicode blocks CJK Radicals to CJK Unified Ideographs, the
/// compatibility and full-width forms, the supplementary ideographs, and the
/// punctuation Chinese shares with Latin (“ ” ‘ ’ … —), which stands next to
/// another Chinese character in either case.
pub(crate) const fn is_chinese(character: char) -> bool {
    is_han(character)
        || matches!(character,
            '\u{2e80}'..='\u{303f}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}'
            | '—' | '…' | '“' | '”' | '‘' | '’')
}

/// Whether the character is an ideograph.
pub(crate) const fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Words of an English text: runs between spaces that say something.
pub(crate) fn words(text: &str) -> usize {
    let says = |word: &&str| word.contains(char::is_alphanumeric);
    text.split_whitespace().filter(says).count()
}

/// Characters of a Chinese text as editors count them: each ideograph, and
/// each run of Latin letters or digits, as one.
pub(crate) fn characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_run = false;
    for character in text.chars() {
        if is_han(character) {
            count += 1;
            in_run = false;
        } else {
            let starts = character.is_alphanumeric() && !in_run;
            count += usize::from(starts);
            in_run = character.is_alphanumeric();
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_counted_in_words_and_chinese_in_characters() {
        assert_eq!(words("A weight — say, 1.2 — is what it learns."), 8);
        assert_eq!(characters("权重是 1.2，不是 tanh。"), 8);
        assert_eq!(characters(""), 0);
    }
}
