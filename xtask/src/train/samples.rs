//! What a model writes.

use anyhow::Result;
use neural::rng::Rng;
use neural::tokenizer::{END, Tokenizer};
use neural::transformer::sample::Sampling;
use neural::transformer::{Activations, Cache, Generator, Model};

use super::poems::Form;
use super::recipe::{SEED, Stream};

/// How samples are drawn.
pub const SAMPLING: Sampling = Sampling {
    temperature: 0.8,
    top_k: 0,
    top_p: 0.9,
    min_p: 0.0,
};
/// Poems that are counted.
const POEMS: u64 = 100;
/// The most tokens of a poem; an eight-line one of seven has 68 with its ends.
const POEM_TOKENS: usize = 96;
/// Tokens of an English sample.
const ENGLISH_TOKENS: usize = 120;
/// What each English sample begins with.
const ENGLISH: [&str; 3] = ["She was", "The house", "\"My dear"];
/// What poems begin with: characters that many do.
const OPENINGS: [&str; 10] = [
    "春", "山", "明月", "江", "白", "秋", "一", "客", "风", "故人",
];

/// Continues a prompt until a document ends or `most` tokens are written.
fn write(
    generator: &Generator<&Model>,
    model: &Model,
    tokenizer: &Tokenizer,
    prompt: &str,
    most: usize,
    seed: u64,
) -> Result<String> {
    let mut rng = Rng::new(SEED.wrapping_add(seed), Stream::Samples as u64);
    let mut ids = vec![END];
    ids.extend(tokenizer.encode(prompt));
    let (mut cache, mut activations) = (Cache::new(model), Activations::default());
    generator.read(&ids, &mut cache, &mut activations)?;
    for _ in 0..most {
        match SAMPLING.choose(&activations.logits, &mut rng) {
            Some(id) if id != END => {
                ids.push(id);
                generator.read(&[id], &mut cache, &mut activations)?;
            }
            _ => break,
        }
    }
    Ok(tokenizer.decode(&ids))
}

/// What a model writes, each text with its seed.
pub struct Samples {
    /// Poems.
    pub poems: Vec<(u64, String)>,
    /// Prose.
    pub english: Vec<(u64, String)>,
}

impl Samples {
    /// The share of poems whose lines are all of five or all of seven characters.
    pub fn share_in_form(&self) -> f64 {
        let kept = self
            .poems
            .iter()
            .filter(|(_, poem)| Form::of(poem).is_some());
        kept.count() as f64 / self.poems.len().max(1) as f64
    }
}

/// Draws the samples of a model.
pub fn of(model: &Model, tokenizer: &Tokenizer) -> Result<Samples> {
    let generator = Generator::new(model);
    let texts = |count, prompts: &[&str], most| {
        (0..count)
            .map(|seed| {
                let prompt = prompts[seed as usize % prompts.len()];
                let text = write(&generator, model, tokenizer, prompt, most, seed)?;
                Ok((seed, text))
            })
            .collect::<Result<Vec<_>>>()
    };
    Ok(Samples {
        poems: texts(POEMS, &OPENINGS, POEM_TOKENS)?,
        english: texts(ENGLISH.len() as u64, &ENGLISH, ENGLISH_TOKENS)?,
    })
}
