//! A text as the model reads it, and what it says comes next.

use crate::tokenizer::{END, Tokenizer};
use crate::transformer::sample::Sampling;
use serde::{Deserialize, Serialize};

/// How many of the likeliest next tokens are told by name.
const TOLD: usize = 40;

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prompt {
    /// A text, before which the model sees the end of another document.
    Text(String),
    /// Tokens as they are.
    Tokens(Vec<u32>),
}

/// A token that was read or written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Its number in the vocabulary.
    pub id: u32,
    /// As a reader can read it: spaces and parts of characters are visible.
    pub label: String,
    /// −log₂ of the probability that the model gave it, in bits; `None` for the
    /// first, which nothing stands before.
    pub surprise: Option<f32>,
}

/// What did not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Tokens left out, from the text's beginning.
    pub tokens: u32,
    /// Tokens that were read.
    pub read: u32,
}

/// A token that may come next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Next {
    /// Its number in the vocabulary.
    pub id: u32,
    /// As a reader can read it.
    pub label: String,
    /// Over the full vocabulary, at the temperature.
    pub probability: f32,
    /// After top-k, top-p and min-p; 0 if they left it out.
    pub chance: f32,
}

/// What the model says comes next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// The likeliest tokens, the likeliest first.
    pub likeliest: Vec<Next>,
    /// The probability of all others together.
    pub others: f32,
    /// Tokens that the limits leave.
    pub kept: u32,
    /// Entropy over the full vocabulary, at the temperature, in bits.
    pub entropy: f32,
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its tokens; the first is the end of the document before.
    pub tokens: Vec<Token>,
    /// What did not fit, if something did not.
    pub cut: Option<Cut>,
    /// What comes next.
    pub next: Prediction,
    /// Bytes of keys and values that are kept.
    pub cache: u64,
}

/// The tokens to read: of a text too long for `most`, the last ones. A text
/// begins after the end of another document, where a model has learnt that texts
/// begin.
pub fn tokens_of(prompt: &Prompt, tokenizer: &Tokenizer, most: usize) -> (Vec<u32>, Option<Cut>) {
    let mut ids = match prompt {
        Prompt::Tokens(ids) => ids.clone(),
        Prompt::Text(text) => {
            let mut ids = vec![END];
            ids.extend(tokenizer.encode(text));
            ids
        }
    };
    let over = ids.len().saturating_sub(most);
    if over == 0 {
        return (ids, None);
    }
    // The end of the document before stays.
    let kept = ids.split_off(over + 1);
    ids.truncate(1);
    ids.extend(kept);
    let cut = Cut {
        tokens: over as u32,
        read: ids.len() as u32,
    };
    (ids, Some(cut))
}

/// What logits say of the next token.
pub fn predict(logits: &[f32], sampling: Sampling, tokenizer: &Tokenizer) -> Prediction {
    let candidates = sampling.candidates(logits);
    let named = candidates.iter().take(TOLD);
    let likeliest: Vec<Next> = named
        .map(|candidate| Next {
            id: candidate.id,
            label: label(candidate.id, tokenizer),
            probability: candidate.probability,
            chance: candidate.chance,
        })
        .collect();
    let others = candidates.iter().skip(TOLD).map(|c| c.probability).sum();
    let bits = candidates
        .iter()
        .map(|c| f64::from(c.probability))
        .filter(|p| *p > 0.0)
        .map(|p| -p * libm::log2(p));
    Prediction {
        likeliest,
        others,
        kept: candidates.iter().filter(|c| c.chance > 0.0).count() as u32,
        entropy: bits.sum::<f64>() as f32,
    }
}

/// A token by itself, readable.
pub fn label(id: u32, tokenizer: &Tokenizer) -> String {
    let shown = tokenizer.shown(&[id]);
    shown
        .first()
        .map(crate::tokenizer::Shown::label)
        .unwrap_or_default()
}

/// −log₂ of a token's probability, in bits.
pub fn surprise(logits: &[f32], id: u32) -> Option<f32> {
    let peak = logits.iter().copied().fold(f32::MIN, f32::max);
    let sum: f64 = logits.iter().map(|z| libm::exp(f64::from(z - peak))).sum();
    let logit = f64::from(logits.get(id as usize)? - peak);
    Some(((libm::log(sum) - logit) / std::f64::consts::LN_2) as f32)
}

/// The tokens with what they are beside each other, and how surprising each is
/// after those before it. `logits` has a row for each token.
pub fn told(ids: &[u32], logits: &[f32], tokenizer: &Tokenizer) -> Vec<Token> {
    let shown = tokenizer.shown(ids);
    let vocabulary = logits.len() / ids.len().max(1);
    let surprise = |at: usize| {
        let before = at.checked_sub(1)?;
        let row = logits.get(before * vocabulary..(before + 1) * vocabulary)?;
        surprise(row, *ids.get(at)?)
    };
    shown
        .iter()
        .enumerate()
        .map(|(at, shown)| Token {
            id: shown.id,
            label: shown.label(),
            surprise: surprise(at),
        })
        .collect()
}
