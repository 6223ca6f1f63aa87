//! Scaled dot-product attention of several heads: softmax(Q·Kᵀ/√d)·V (Vaswani
//! et al. 2017, eq. 1), and its gradient.

use super::vector::{dot, softmax};
use super::{Config, Mask};
use crate::matrix::{Into, Scratch, View, product};
use std::ops::Range;

/// Queries that are taken together: what none of them may see is not computed.
const BLOCK: usize = 64;

/// The positions that the token at `position` may look at, among `keys`.
pub fn visible(mask: Mask, position: usize, keys: usize) -> Range<usize> {
    let end = (position + 1).min(keys);
    match mask {
        Mask::Causal => 0..end,
        Mask::Bidirectional => 0..keys,
        Mask::Window(tokens) => end.saturating_sub(tokens as usize)..end,
    }
}

/// What the positions of a block may look at together.
fn visible_to_block(mask: Mask, positions: Range<usize>, keys: usize) -> Range<usize> {
    let first = visible(mask, positions.start, keys);
    let last = visible(mask, positions.end - 1, keys);
    first.start..last.end
}

/// The queries, keys and values of one text.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// Queries, a row per token.
    pub q: &'a [f32],
    /// Keys, a row per position that can be looked at.
    pub k: &'a [f32],
    /// Values, a row per position that can be looked at.
    pub v: &'a [f32],
    /// The position of the first query.
    pub first: usize,
}

/// The sizes that both directions need.
#[derive(Clone, Copy)]
pub struct Shape {
    heads: usize,
    group: usize,
    size: usize,
    width: usize,
    kv_width: usize,
    mask: Mask,
    scale: f32,
}

/// A block of queries of one head: where its numbers are.
struct Block {
    head: usize,
    /// Its rows among the queries.
    rows: Range<usize>,
    /// The keys that any of them may look at.
    keys: Range<usize>,
    /// Its first element among the queries.
    q: usize,
    /// Its first element among the keys and values.
    kv: usize,
    /// Its first element among the attention rows.
    attention: usize,
}

impl Shape {
    pub fn new(config: &Config) -> Self {
        let size = config.head_size();
        Self {
            heads: config.heads,
            group: config.heads / config.kv_heads,
            size,
            width: config.width,
            kv_width: config.kv_width(),
            mask: config.mask,
            scale: 1.0 / (size as f32).sqrt(),
        }
    }

    fn blocks(self, first: usize, queries: usize, keys: usize) -> impl Iterator<Item = Block> {
        let tops = move |head| (0..queries).step_by(BLOCK).map(move |top| (head, top));
        (0..self.heads).flat_map(tops).map(move |(head, top)| {
            let rows = top..(top + BLOCK).min(queries);
            let keys_seen = visible_to_block(self.mask, first + rows.start..first + rows.end, keys);
            Block {
                q: top * self.width + head * self.size,
                kv: keys_seen.start * self.kv_width + head / self.group * self.size,
                attention: (head * queries + top) * keys + keys_seen.start,
                head,
                rows,
                keys: keys_seen,
            }
        })
    }

    fn q<'a>(&self, block: &Block, data: &'a [f32]) -> View<'a> {
        View::strided(&data[block.q..], block.rows.len(), self.size, self.width)
    }

    fn kv<'a>(&self, block: &Block, data: &'a [f32]) -> View<'a> {
        View::strided(
            &data[block.kv..],
            block.keys.len(),
            self.size,
            self.kv_width,
        )
    }

    /// Writes the attention rows (heads × queries × keys) and what each head
    /// takes from the values (a row per query).
    pub fn forward(
        self,
        of: Inputs,
        attention: &mut [f32],
        mixed: &mut [f32],
        scratch: &mut Scratch,
    ) {
        let (queries, keys) = (of.q.len() / self.width, of.k.len() / self.kv_width);
        for block in self.blocks(of.first, queries, keys) {
            let k = self.kv(&block, of.k).transposed();
            let to = &mut attention[block.attention..];
            product(self.q(&block, of.q), k, to, keys, Into::Set, scratch);
            for row in block.rows.clone() {
                let start = (block.head * queries + row) * keys;
                let row_seen = visible(self.mask, of.first + row, keys);
                let row = &mut attention[start..start + keys];
                row[..row_seen.start].fill(0.0);
                row[row_seen.end..].fill(0.0);
                let row = &mut row[row_seen];
                for score in &mut *row {
                    *score *= self.scale;
                }
                softmax(row);
            }
            self.mix(&block, attention, keys, of.v, mixed, scratch);
        }
    }

    fn mix(
        self,
        block: &Block,
        attention: &[f32],
        keys: usize,
        v: &[f32],
        mixed: &mut [f32],
        scratch: &mut Scratch,
    ) {
        let rows = View::strided(
            &attention[block.attention..],
            block.rows.len(),
            block.keys.len(),
            keys,
        );
        let v = self.kv(block, v);
        product(
            rows,
            v,
            &mut mixed[block.q..],
            self.width,
            Into::Set,
            scratch,
        );
    }

    /// What each head takes from the values by attention rows that may have
    /// been changed by hand.
    pub fn remix(self, of: Inputs, attention: &[f32], mixed: &mut [f32], scratch: &mut Scratch) {
        let (queries, keys) = (of.q.len() / self.width, of.k.len() / self.kv_width);
        for block in self.blocks(of.first, queries, keys) {
            self.mix(&block, attention, keys, of.v, mixed, scratch);
        }
    }

    /// The scaled scores of one head before the mask: queries × keys.
    pub fn scores(self, of: Inputs, head: usize, scratch: &mut Scratch) -> Vec<f32> {
        let (queries, keys) = (of.q.len() / self.width, of.k.len() / self.kv_width);
        let q = View::strided(&of.q[head * self.size..], queries, self.size, self.width);
        let k = View::strided(
            &of.k[head / self.group * self.size..],
            keys,
            self.size,
            self.kv_width,
        );
        let mut scores = vec![0.0; queries * keys];
        product(q, k.transposed(), &mut scores, keys, Into::Set, scratch);
        for score in &mut scores {
            *score *= self.scale;
        }
        scores
    }

    /// From the gradient with respect to what the heads took, `d_mixed`, to those
    /// with respect to queries (set), keys and values (added to).
    pub fn backward(
        self,
        of: Inputs,
        attention: &[f32],
        d_mixed: &[f32],
        to: Gradients,
        scratch: &mut Scratch,
    ) {
        let (queries, keys) = (of.q.len() / self.width, of.k.len() / self.kv_width);
        let mut d = vec![0.0; BLOCK * keys];
        for block in self.blocks(of.first, queries, keys) {
            let seen = block.keys.len();
            let rows = View::strided(&attention[block.attention..], block.rows.len(), seen, keys);
            let d_out = self.q(&block, d_mixed);
            // With respect to the attention rows, and through the softmax.
            product(
                d_out,
                self.kv(&block, of.v).transposed(),
                &mut d,
                seen,
                Into::Set,
                scratch,
            );
            for (at, d) in d.chunks_exact_mut(seen).take(block.rows.len()).enumerate() {
                let p = &attention[block.attention + at * keys..][..seen];
                let mean = dot(p, d);
                for (d, p) in d.iter_mut().zip(p) {
                    *d = p * (*d - mean) * self.scale;
                }
            }
            let d = View::new(&d, block.rows.len(), seen);
            product(
                d,
                self.kv(&block, of.k),
                &mut to.q[block.q..],
                self.width,
                Into::Set,
                scratch,
            );
            let q = self.q(&block, of.q);
            product(
                d.transposed(),
                q,
                &mut to.k[block.kv..],
                self.kv_width,
                Into::Add,
                scratch,
            );
            product(
                rows.transposed(),
                d_out,
                &mut to.v[block.kv..],
                self.kv_width,
                Into::Add,
                scratch,
            );
        }
    }
}

/// Where attention's gradients go.
pub struct Gradients<'a> {
    /// With respect to the queries.
    pub q: &'a mut [f32],
    /// With respect to the keys.
    pub k: &'a mut [f32],
    /// With respect to the values.
    pub v: &'a mut [f32],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_show_what_they_say() {
        assert_eq!(visible(Mask::Causal, 2, 5), 0..3);
        assert_eq!(visible(Mask::Bidirectional, 2, 5), 0..5);
        assert_eq!(visible(Mask::Window(2), 0, 5), 0..1);
        assert_eq!(visible(Mask::Window(2), 4, 5), 3..5);
    }
}
