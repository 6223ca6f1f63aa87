//! The model card.

use std::fmt::Write as _;

use neural::transformer::file::About;

use super::corpus::{self, Corpus};
use super::recipe::{CONFIG, PLAN, SEED, TOKENS_PER_STEP};
use super::samples::{SAMPLING, Samples};

/// What was measured of one language's held-out text.
pub struct Language {
    name: &'static str,
    tokens: u32,
    loss: f64,
    quantised: f64,
    bits: f64,
}

impl Language {
    /// From the losses per token, in nats, and of how many tokens they are the
    /// means, before and after quantisation.
    pub fn new(
        name: &'static str,
        language: &corpus::Language,
        before: (f64, u32),
        after: (f64, u32),
    ) -> Self {
        // Each document has an end besides its tokens.
        let tokens: usize = language
            .held_out
            .iter()
            .map(|document| document.len() + 1)
            .sum();
        let per_character = tokens as f64 / language.held_out_characters.max(1) as f64;
        Self {
            name,
            tokens: before.1,
            loss: before.0,
            quantised: after.0,
            bits: after.0 * per_character / std::f64::consts::LN_2,
        }
    }

    /// The language.
    pub fn name(&self) -> &str {
        self.name
    }

    /// By how much perplexity grew, as a share.
    pub fn growth(&self) -> f64 {
        (self.quantised - self.loss).exp() - 1.0
    }
}

/// What was measured.
pub struct Facts {
    /// Steps done.
    pub step: u32,
    /// The file's length.
    pub bytes: usize,
    /// Its length as brotli.
    pub compressed: usize,
    /// Parameters.
    pub parameters: usize,
    /// Perplexities.
    pub languages: Vec<Language>,
    /// What it writes.
    pub samples: Samples,
}

/// The card, Markdown.
pub fn card(about: &About, facts: &Facts, corpus: &Corpus) -> String {
    let mut card = format!(
        "# {}\n\nWritten by `cargo xtask train`; every figure is measured.\n\n\
         - A decoder-only Transformer of {} parameters: {} layers, width {}, {} heads of queries and {} of keys, \
         SwiGLU of {}, rotary positions, RMSNorm before, tied embeddings, a context of {} tokens.\n\
         - {} tokens in the vocabulary: bytes, {} characters, {} merges.\n\
         - {} bytes in the file, {} as brotli; eight bits a weight, a scale for each row.\n\
         - Licence: {}.\n- Trained on: {}.\n- SHA-256 of the texts: `{}`.\n\
         - {} of {} steps of {} tokens; AdamW, rate {}, warm-up {} steps, cosine, weight decay {}, seed {}.\n",
        about.name,
        facts.parameters,
        CONFIG.layers,
        CONFIG.width,
        CONFIG.heads,
        CONFIG.kv_heads,
        CONFIG.hidden,
        CONFIG.context,
        corpus.tokenizer.len(),
        corpus.tokenizer.alphabet().len(),
        corpus.tokenizer.merges().len(),
        facts.bytes,
        facts.compressed,
        about.licence,
        about.data,
        corpus.digest,
        facts.step,
        PLAN.steps,
        TOKENS_PER_STEP,
        PLAN.rate,
        PLAN.warm_up,
        PLAN.weight_decay,
        SEED,
    );
    for line in corpus.summary().lines().take(2) {
        // Writing to a string cannot fail.
        let _ = writeln!(card, "- {line}.");
    }
    card.push_str("\n![Loss by step](loss.svg)\n\n## On text that it has not seen\n\n");
    card.push_str("| language | tokens | perplexity per token | quantised | growth | bits per character |\n|---|---|---|---|---|---|\n");
    for l in &facts.languages {
        let _ = writeln!(
            card,
            "| {} | {} | {:.2} | {:.2} | {:.2} % | {:.3} |",
            l.name,
            l.tokens,
            l.loss.exp(),
            l.quantised.exp(),
            100.0 * l.growth(),
            l.bits
        );
    }
    let _ = write!(
        card,
        "\n## Samples\n\nBy the quantised model at temperature {}, top-p {}, by seed, none left out.\n\
         {:.0} % of {} poems have lines of five or of seven characters throughout.\n",
        SAMPLING.temperature,
        SAMPLING.top_p,
        100.0 * facts.samples.share_in_form(),
        facts.samples.poems.len(),
    );
    let texts = facts
        .samples
        .poems
        .iter()
        .take(8)
        .chain(&facts.samples.english);
    for (seed, text) in texts {
        let _ = write!(card, "\nSeed {seed}:\n\n```text\n{text}\n```\n");
    }
    card
}

/// The loss by step as a picture: training, and held-out text of each language.
pub fn curve(log: &str) -> String {
    let rows: Vec<Vec<&str>> = log
        .lines()
        .skip(2)
        .map(|line| line.split(',').collect())
        .collect();
    let line = |column: usize, colour: &str| {
        let mut points = String::new();
        for row in &rows {
            let number = |at: usize| row.get(at).and_then(|text| text.parse::<f64>().ok());
            if let (Some(step), Some(loss)) = (number(0), number(column)) {
                let x = 40.0 + 540.0 * step / f64::from(PLAN.steps);
                let _ = write!(points, "{x:.1},{:.1} ", 260.0 - 25.0 * loss);
            }
        }
        format!(
            "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{}\"/>\n",
            points.trim()
        )
    };
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 300\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"600\" height=\"300\" fill=\"#fff\"/>\n",
    );
    for loss in 0..=9 {
        let y = 260 - 25 * loss;
        let _ = writeln!(
            svg,
            "<path d=\"M40 {y}H580\" stroke=\"#ddd\"/><text x=\"30\" y=\"{}\" text-anchor=\"end\">{loss}</text>",
            y + 4
        );
    }
    svg.push_str(&line(1, "#666"));
    svg.push_str(&line(4, "#b8500f"));
    svg.push_str(&line(5, "#1f6fb2"));
    let _ = write!(
        svg,
        "<text x=\"40\" y=\"285\">loss in nats per token, 0 to {} steps: training (grey), held-out Chinese (orange), held-out English (blue)</text>\n</svg>\n",
        PLAN.steps
    );
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_has_a_point_for_every_measured_loss() {
        let log = "# texts\nstep,loss\n20,8.0,1e-3,1,,\n40,7.0,1e-3,1,6.5,6.0\n";
        let points: Vec<usize> = curve(log)
            .lines()
            .filter(|line| line.starts_with("<polyline"))
            .map(|line| line.matches(',').count())
            .collect();
        assert_eq!(points, [2, 1, 1]);
    }
}
