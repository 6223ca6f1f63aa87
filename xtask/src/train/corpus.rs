//! The texts: fetched, cleaned, split, and turned into tokens.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use neural::rng::Rng;
use neural::tokenizer::{Tokenizer, Trainer};

use super::recipe::{HELD_OUT, SEED, Stream, TOKENIZER};
use super::{austen, packages, poems};
use crate::hash;

/// A poem with more characters than this outside the alphabet is left out:
/// each is three tokens, which would teach the model bytes before verse.
const MOST_RARE: usize = 1;

/// One language's documents, as tokens without the ends between them.
#[derive(Default)]
pub struct Language {
    /// For training.
    pub train: Vec<Vec<u16>>,
    /// Never trained on.
    pub held_out: Vec<Vec<u16>>,
    /// Characters of the held-out documents.
    pub held_out_characters: usize,
}

/// Everything that is learnt from.
pub struct Corpus {
    /// Trained on the training documents.
    pub tokenizer: Tokenizer,
    /// Poems.
    pub chinese: Language,
    /// Chapters.
    pub english: Language,
    /// SHA-256 of the documents, in hexadecimal.
    pub digest: String,
}

impl Corpus {
    /// Fetches what is not there, and prepares it.
    pub fn prepare(folder: &Path) -> Result<Self> {
        let poems = cached(&folder.join("poems.txt"), || {
            poems::read(&packages::npm(folder)?, folder)
        })?;
        let chapters = cached(&folder.join("chapters.txt"), || {
            let file = packages::novels(folder)?;
            let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            austen::chapters(&bytes)
        })?;
        Ok(Self::of(&poems, &chapters))
    }

    fn of(poems: &[String], chapters: &[String]) -> Self {
        let poems = without_rare(poems, TOKENIZER.characters);
        let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
        let digest = hash::hex([&poems[..], &chapters[..]].concat().join("\0").as_bytes());
        let mut rng = Rng::new(SEED, Stream::Split as u64);
        let (poems, poems_out) = split(poems, &mut rng);
        let (chapters, chapters_out) = split(chapters, &mut rng);

        println!("training the tokenizer …");
        let texts = poems.iter().chain(&chapters).copied();
        let mut trainer = Trainer::new(texts, TOKENIZER);
        while trainer.step().is_some() {}
        let tokenizer = trainer.tokenizer();
        let encode = |texts: &[&str]| -> Vec<Vec<u16>> {
            let ids = texts.iter().map(|text| tokenizer.encode(text));
            ids.map(|ids| ids.into_iter().map(|id| id as u16).collect())
                .collect()
        };
        let language = |train: &[&str], held_out: &[&str]| Language {
            train: encode(train),
            held_out: encode(held_out),
            held_out_characters: held_out.iter().map(|text| text.chars().count()).sum(),
        };
        Self {
            chinese: language(&poems, &poems_out),
            english: language(&chapters, &chapters_out),
            tokenizer,
            digest,
        }
    }

    /// What there is, in words.
    pub fn summary(&self) -> String {
        let count = |documents: &[Vec<u16>]| documents.iter().map(Vec::len).sum::<usize>();
        let of = |name: &str, language: &Language| {
            format!(
                "{name}: {} documents of {} tokens to train on, {} of {} held out",
                language.train.len(),
                count(&language.train),
                language.held_out.len(),
                count(&language.held_out),
            )
        };
        format!(
            "{}\n{}\n{} tokens in the vocabulary, {} of them merges",
            of("Chinese", &self.chinese),
            of("English", &self.english),
            self.tokenizer.len(),
            self.tokenizer.merges().len(),
        )
    }
}

/// Documents from a file, or made and written to it; an empty line parts them.
fn cached(path: &Path, make: impl FnOnce() -> Result<Vec<String>>) -> Result<Vec<String>> {
    if let Ok(text) = fs::read_to_string(path) {
        return Ok(text.split("\n\n").map(str::to_owned).collect());
    }
    let documents = make()?;
    fs::write(path, documents.join("\n\n"))
        .with_context(|| format!("writing {}", path.display()))?;
    Ok(documents)
}

/// The documents with at most [`MOST_RARE`] characters that are not among the
/// `common` commonest.
fn without_rare(documents: &[String], common: usize) -> Vec<&str> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in documents.iter().flat_map(|document| document.chars()) {
        *counts.entry(c).or_default() += 1;
    }
    let mut by_count: Vec<_> = counts.into_iter().collect();
    by_count.sort_by_key(|&(c, count)| (std::cmp::Reverse(count), c));
    by_count.truncate(common);
    let mut known: Vec<char> = by_count.into_iter().map(|(c, _)| c).collect();
    known.sort_unstable();
    let rare = |document: &str| {
        document
            .chars()
            .filter(|c| known.binary_search(c).is_err())
            .count()
    };
    let documents = documents.iter().map(String::as_str);
    documents
        .filter(|document| rare(document) <= MOST_RARE)
        .collect()
}

/// One in [`HELD_OUT`] documents apart.
fn split<'a>(mut documents: Vec<&'a str>, rng: &mut Rng) -> (Vec<&'a str>, Vec<&'a str>) {
    rng.shuffle(&mut documents);
    let apart = documents.len().div_ceil(HELD_OUT as usize);
    let train = documents.split_off(apart);
    (train, documents)
}
