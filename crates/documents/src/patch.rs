//! What has to change in one text to make another of it.
//!
//! Made for the steps of undo: most change a field or a row of a large document,
//! which is one place of its text.

use serde::{Deserialize, Serialize};

/// A change of one place of a text. (Fields in the order of their names, as
/// every object is stored.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Patch {
    /// The text that it starts from, by [`mark`].
    from: u64,
    /// What stands there afterwards.
    insert: String,
    /// Bytes before the place.
    keep: usize,
    /// Bytes that are taken out.
    take: usize,
}

impl Patch {
    /// What makes `to` of `from`.
    pub fn between(from: &str, to: &str) -> Self {
        let same = |pair: &(u8, u8)| pair.0 == pair.1;
        let front = from.bytes().zip(to.bytes()).take_while(same).count();
        let keep = boundary(from, front);
        let (left, right) = (&from[keep..], &to[keep..]);
        let backwards = left.bytes().rev().zip(right.bytes().rev());
        let back = backwards.take_while(same).count();
        // Both end in these bytes: a character begins in one where it does in
        // the other.
        let end = left.len() - back;
        let end = (end..=left.len()).find(|&at| left.is_char_boundary(at));
        let back = left.len() - end.unwrap_or(left.len());
        Self {
            from: mark(from),
            insert: right[..right.len() - back].to_owned(),
            keep,
            take: left.len() - back,
        }
    }

    /// The text it leads to; `None` where it does not start from this one.
    pub fn apply(&self, from: &str) -> Option<String> {
        if self.from != mark(from) {
            return None;
        }
        let before = from.get(..self.keep)?;
        let after = from.get(self.keep.checked_add(self.take)?..)?;
        Some([before, &self.insert, after].concat())
    }
}

/// The last beginning of a character up to a place in a text.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Tells texts apart: FNV-1a with 64 bits (Fowler, Noll and Vo,
/// <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>). Not against
/// someone who means it, but the same in every version of the program, and fast
/// on megabytes.
fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_patch_makes_the_one_of_the_other(from in "[ab一二é]{0,12}", to in "[ab一二é]{0,12}") {
            let patch = Patch::between(&from, &to);
            prop_assert_eq!(patch.apply(&from), Some(to.clone()));
            prop_assert!(patch.insert.len() <= to.len());
            if from != to {
                prop_assert_eq!(patch.apply(&to), None);
            }
        }

        #[test]
        fn any_patch_is_safe_on_any_text(text in ".{0,8}", keep in 0_usize..20, take in prop_oneof![0_usize..20, Just(usize::MAX)]) {
            let patch = Patch { from: mark(&text), insert: "x".into(), keep, take };
            let _ = patch.apply(&text);
        }
    }

    #[test]
    fn only_the_place_that_changes_is_kept() {
        let patch = Patch::between("[\"明天\",\"a\",\"b\"]", "[\"明日\",\"a\",\"b\"]");
        assert_eq!((&*patch.insert, patch.keep, patch.take), ("日", 5, 3));
    }

    #[test]
    fn marks_are_those_of_the_published_vectors() {
        // draft-eastlake-fnv, appendix C.
        assert_eq!(mark(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(mark("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(mark("foobar"), 0x8594_4171_f739_67e8);
    }
}
