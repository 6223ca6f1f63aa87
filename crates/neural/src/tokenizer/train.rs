//! Learns merges from texts, one at a time, forwards and backwards.

use super::split::{Han, pieces};
use super::{FIRST_CHARACTER, Pair, Tokenizer, push_character};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A pair seen once is no pattern.
const LEAST_COUNT: u64 = 2;

/// What a tokenizer may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most tokens, bytes and special ones included.
    pub vocabulary: usize,
    /// The most characters with tokens of their own: the commonest, and of
    /// equally common ones those with the lower code.
    pub characters: usize,
    /// How Chinese is cut.
    pub han: Han,
}

/// A merge that training made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The neighbours.
    pub pair: Pair,
    /// The token that they became.
    pub id: u32,
    /// How often they stood beside each other.
    pub count: u64,
}

#[derive(Clone, Debug)]
struct Word {
    ids: Vec<u32>,
    count: u64,
}

/// Where a pair stands.
#[derive(Clone, Debug, Default)]
struct Places {
    count: u64,
    words: BTreeSet<u32>,
}

/// Training in progress. Each [`step`](Self::step) makes the pair that stands
/// beside each other most often one token; of equally frequent pairs, the one
/// with the lower numbers. Nothing depends on chance.
#[derive(Clone, Debug)]
pub struct Trainer {
    options: Options,
    alphabet: Vec<char>,
    merges: Vec<Merge>,
    words: Vec<Word>,
    pairs: BTreeMap<Pair, Places>,
    /// The pairs by frequency, the next to be merged last.
    order: BTreeSet<(u64, Reverse<Pair>)>,
}

impl Trainer {
    /// Counts the texts' pieces and chooses the alphabet.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>, options: Options) -> Self {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for text in texts {
            for piece in pieces(text, options.han) {
                *counts.entry(piece).or_default() += 1;
            }
        }
        let mut characters: BTreeMap<char, u64> = BTreeMap::new();
        for (piece, count) in &counts {
            for c in piece.chars() {
                *characters.entry(c).or_default() += count;
            }
        }
        let mut by_count: Vec<(char, u64)> = characters.into_iter().collect();
        by_count.sort_by_key(|&(c, count)| (Reverse(count), c));
        let room = options.vocabulary.saturating_sub(FIRST_CHARACTER as usize);
        by_count.truncate(options.characters.min(room));
        let mut alphabet: Vec<char> = by_count.into_iter().map(|(c, _)| c).collect();
        alphabet.sort_unstable();

        let mut trainer = Self {
            options,
            words: Vec::with_capacity(counts.len()),
            alphabet,
            merges: Vec::new(),
            pairs: BTreeMap::new(),
            order: BTreeSet::new(),
        };
        for (piece, count) in counts {
            let mut ids = Vec::new();
            for c in piece.chars() {
                push_character(&trainer.alphabet, c, &mut ids);
            }
            trainer.words.push(Word { ids, count });
            trainer.count(trainer.words.len() - 1, true);
        }
        trainer
    }

    /// The merges made so far.
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The pairs that are most frequent now, the next to be merged first.
    pub fn candidates(&self) -> impl Iterator<Item = (Pair, u64)> {
        let order = self.order.iter().rev();
        order.map(|&(count, Reverse(pair))| (pair, count))
    }

    /// Every distinct piece as it is cut now, and how often it occurs.
    pub fn words(&self) -> impl Iterator<Item = (&[u32], u64)> {
        self.words.iter().map(|word| (&*word.ids, word.count))
    }

    /// How many tokens the texts have now.
    pub fn tokens(&self) -> u64 {
        self.words()
            .map(|(ids, count)| ids.len() as u64 * count)
            .sum()
    }

    /// Makes the next merge. None when the vocabulary is full or no pair
    /// occurs twice.
    pub fn step(&mut self) -> Option<Merge> {
        let id = FIRST_CHARACTER + (self.alphabet.len() + self.merges.len()) as u32;
        let &(count, Reverse(pair)) = self.order.last()?;
        if id as usize >= self.options.vocabulary || count < LEAST_COUNT {
            return None;
        }
        let words = self.pairs.get(&pair).map(|places| places.words.clone());
        for word in words.unwrap_or_default() {
            self.rewrite(word as usize, |ids| join(ids, pair, id));
        }
        let merge = Merge { pair, id, count };
        self.merges.push(merge);
        Some(merge)
    }

    /// Takes the last merge back.
    pub fn undo(&mut self) -> Option<Merge> {
        let merge = self.merges.pop()?;
        for word in 0..self.words.len() {
            if self.words[word].ids.contains(&merge.id) {
                self.rewrite(word, |ids| part(ids, merge.id, merge.pair));
            }
        }
        Some(merge)
    }

    /// The tokenizer of the merges made so far.
    pub fn tokenizer(&self) -> Tokenizer {
        let merges = self.merges.iter().map(|merge| merge.pair).collect();
        Tokenizer::new(self.alphabet.clone(), merges, self.options.han)
    }

    fn rewrite(&mut self, word: usize, change: impl Fn(&[u32]) -> Vec<u32>) {
        self.count(word, false);
        self.words[word].ids = change(&self.words[word].ids);
        self.count(word, true);
    }

    /// Adds a word's pairs to the counts, or takes them out. A byte is never
    /// part of a pair: tokens are texts or single bytes.
    fn count(&mut self, word: usize, add: bool) {
        let Word { ids, count } = &self.words[word];
        for pair in ids.windows(2).map(|pair| (pair[0], pair[1])) {
            if pair.0 < FIRST_CHARACTER || pair.1 < FIRST_CHARACTER {
                continue;
            }
            let places = self.pairs.entry(pair).or_default();
            self.order.remove(&(places.count, Reverse(pair)));
            if add {
                places.count += count;
                places.words.insert(word as u32);
            } else {
                places.count -= count;
                places.words.remove(&(word as u32));
            }
            if places.count > 0 {
                self.order.insert((places.count, Reverse(pair)));
            } else {
                self.pairs.remove(&pair);
            }
        }
    }
}

fn join(ids: &[u32], pair: Pair, id: u32) -> Vec<u32> {
    let mut joined = Vec::with_capacity(ids.len());
    let mut rest = ids;
    while let [first, tail @ ..] = rest {
        if *first == pair.0 && tail.first() == Some(&pair.1) {
            joined.push(id);
            rest = &tail[1..];
        } else {
            joined.push(*first);
            rest = tail;
        }
    }
    joined
}

fn part(ids: &[u32], id: u32, pair: Pair) -> Vec<u32> {
    let both = |&token: &u32| {
        if token == id {
            vec![pair.0, pair.1]
        } else {
            vec![token]
        }
    };
    ids.iter().flat_map(both).collect()
}
