//! From text to tokens.

use super::split::pieces;
use super::{Pair, Tokenizer};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No neighbour.
const NONE: usize = usize::MAX;

impl Tokenizer {
    /// The tokens of a text. The time grows as n log n with the longest piece.
    pub fn encode(&self, text: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        let mut piece_ids = Vec::new();
        for piece in pieces(text, self.han) {
            piece_ids.clear();
            for c in piece.chars() {
                self.push_character(c, &mut piece_ids);
            }
            self.merge(&mut piece_ids);
            ids.extend_from_slice(&piece_ids);
        }
        ids
    }

    /// The stages of a piece's encoding, from its characters to its tokens: what
    /// it is after each merge.
    pub fn stages(&self, piece: &str) -> Vec<Vec<u32>> {
        let mut ids = Vec::new();
        for c in piece.chars() {
            self.push_character(c, &mut ids);
        }
        let mut stages = vec![ids.clone()];
        while let Some((at, id)) = self.next_merge(&ids) {
            ids.splice(at..at + 2, [id]);
            stages.push(ids.clone());
        }
        stages
    }

    /// The earliest learnt merge among neighbours, the leftmost of equals.
    fn next_merge(&self, ids: &[u32]) -> Option<(usize, u32)> {
        let merged = |at: usize| Some((*self.merged.get(&(ids[at], ids[at + 1]))?, at));
        (0..ids.len().saturating_sub(1))
            .filter_map(merged)
            .min()
            .map(|(id, at)| (at, id))
    }

    /// Applies the merges to a piece, the earliest learnt first, from the left.
    /// A queue of candidates over a linked list, as a pasted piece may be long.
    fn merge(&self, ids: &mut Vec<u32>) {
        if ids.len() < 2 {
            return;
        }
        let count = ids.len();
        let mut next: Vec<usize> = (1..=count)
            .map(|at| if at < count { at } else { NONE })
            .collect();
        let mut previous: Vec<usize> = (0..count).map(|at| at.wrapping_sub(1)).collect();
        let mut queue: BinaryHeap<Reverse<(u32, usize, Pair)>> = BinaryHeap::new();
        let candidate = |ids: &[u32], at: usize, after: usize| {
            let pair = (ids[at], ids[after]);
            Some(Reverse((*self.merged.get(&pair)?, at, pair)))
        };
        queue.extend((1..count).filter_map(|after| candidate(ids, after - 1, after)));
        // A token that was merged into its left neighbour is no longer there.
        let mut gone = vec![false; count];
        while let Some(Reverse((id, at, pair))) = queue.pop() {
            let after = next[at];
            if gone[at] || after == NONE || (ids[at], ids[after]) != pair {
                continue;
            }
            ids[at] = id;
            gone[after] = true;
            next[at] = next[after];
            if next[at] != NONE {
                previous[next[at]] = at;
                queue.extend(candidate(ids, at, next[at]));
            }
            if previous[at] != NONE {
                queue.extend(candidate(ids, previous[at], at));
            }
        }
        let mut at = 0;
        ids.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
    }
}
