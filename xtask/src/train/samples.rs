//! How a model does on text it has not seen, and what it writes.

use std::fmt::Write as _;

use anyhow::Result;
use neural::rng::Rng;
use neural::tokenizer::{END, Tokenizer};
use neural::transformer::sample::Sampling;
use neural::transformer::{Activations, Cache, Generator, Model};

use super::corpus::{Corpus, Language};
use super::poems::Form;
use super::recipe::{SEED, Stream};
use super::steps::Run;

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
pub fn write(
    generator: &Generator,
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

/// The share of poems that keep their form, and all of them.
pub fn poems(model: &Model, tokenizer: &Tokenizer) -> Result<(f64, Vec<String>)> {
    let generator = Generator::new(model);
    let poems = (0..POEMS)
        .map(|seed| {
            let opening = OPENINGS[seed as usize % OPENINGS.len()];
            write(&generator, model, tokenizer, opening, POEM_TOKENS, seed)
        })
        .collect::<Result<Vec<_>>>()?;
    let kept = poems.iter().filter(|poem| Form::of(poem).is_some()).count();
    Ok((kept as f64 / POEMS as f64, poems))
}

/// Loss, perplexity per token and bits per character of held-out text, and
/// samples by seed.
pub fn report(run: &mut Run, corpus: &Corpus) -> Result<String> {
    let mut report = format!("# After {} steps\n\n", run.learner.step);
    for (name, language) in [("Chinese", &corpus.chinese), ("English", &corpus.english)] {
        let loss = run.held_out(language, usize::MAX)?;
        let bits = loss * tokens(language) / characters(language) / std::f64::consts::LN_2;
        // Writing to a string cannot fail.
        let _ = writeln!(
            report,
            "- {name}, held out: perplexity {:.2} per token, {bits:.3} bits per character",
            loss.exp()
        );
    }
    let (share, poems) = self::poems(&run.learner.model, &corpus.tokenizer)?;
    let _ = writeln!(
        report,
        "- {:.0} % of {POEMS} poems keep their form\n",
        share * 100.0
    );
    for (seed, poem) in poems.iter().take(10).enumerate() {
        let _ = writeln!(report, "Seed {seed}:\n\n```text\n{poem}\n```\n");
    }
    let generator = Generator::new(&run.learner.model);
    for (seed, prompt) in (0..).zip(ENGLISH) {
        let model = &run.learner.model;
        let text = write(
            &generator,
            model,
            &corpus.tokenizer,
            prompt,
            ENGLISH_TOKENS,
            seed,
        )?;
        let _ = writeln!(report, "Seed {seed}:\n\n```text\n{text}\n```\n");
    }
    Ok(report)
}

fn tokens(language: &Language) -> f64 {
    // Each document has an end besides.
    language.held_out.iter().map(|d| d.len() + 1).sum::<usize>() as f64
}

fn characters(language: &Language) -> f64 {
    language.held_out_characters as f64
}
