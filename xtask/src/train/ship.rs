//! Writes what a finished run ships: the model, what is known of it before it is
//! fetched, the log, the opening rows and the model card.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use neural::transformer::Model;
use neural::transformer::file::{About, Manifest, read_checked, write};

use super::card::{self, Facts};
use super::corpus::Corpus;
use super::recipe::{EVALUATION_ROWS, PLAN};
use super::samples;
use super::steps::{self, Run};
use crate::workspace::Workspace;

/// The model's name, of which its files are called.
pub const NAME: &str = "poems-and-novels";
/// The most bytes over the wire.
const MOST_BYTES: usize = 4_000_000;
/// The most by which quantisation may raise the perplexity, as a share.
const MOST_GROWTH: f64 = 0.02;
/// The least share of poems that must keep their form.
const LEAST_IN_FORM: f64 = 0.8;
const LICENCE: &str = "MIT OR Apache-2.0";
const DATA: &str = "regular poems of Tang and Song (npm chinese-poetry 2.0.1; texts in the public domain) in \
                    simplified characters (npm opencc-js 1.4.2); Jane Austen's novels \
                    (Debian r-cran-janeaustenr; texts in the public domain)";

/// Quantises, measures, and writes: a finished run to its places in the project,
/// an unfinished one to `folder`. Returns the card.
pub fn ship(workspace: &Workspace, folder: &Path, run: &Run, corpus: &Corpus) -> Result<String> {
    let finished = run.learner.step == PLAN.steps;
    let (site, documents) = if finished {
        (
            workspace.root().join("public/models"),
            workspace.root().join("docs/model"),
        )
    } else {
        (folder.join("trial"), folder.join("trial"))
    };
    fs::create_dir_all(&site)?;
    fs::create_dir_all(&documents)?;

    let about = About {
        name: NAME.into(),
        licence: LICENCE.into(),
        data: DATA.into(),
    };
    let bytes = write(&run.learner.model, &corpus.tokenizer, &about)?;
    let file = format!("{NAME}.qmod");
    let manifest = Manifest::of(&file, &bytes);
    let shipped = read_checked(&bytes, &manifest)?.model;

    let rows = if finished {
        usize::MAX
    } else {
        EVALUATION_ROWS
    };
    let facts = Facts {
        step: run.learner.step,
        bytes: bytes.len(),
        compressed: compressed(&bytes)?,
        parameters: shipped.parameters.len(),
        languages: [("Chinese", &corpus.chinese), ("English", &corpus.english)]
            .into_iter()
            .map(|(name, language)| {
                let loss = |model: &Model| run.held_out(model, language, rows);
                Ok(card::Language::new(
                    name,
                    language,
                    loss(&run.learner.model)?,
                    loss(&shipped)?,
                ))
            })
            .collect::<Result<_>>()?,
        samples: samples::of(&shipped, &corpus.tokenizer)?,
    };
    if finished {
        check(&facts)?;
    }
    put(&site.join(&file), &bytes)?;
    let json = serde_json::to_string_pretty(&manifest)? + "\n";
    put(&site.join(format!("{NAME}.json")), json.as_bytes())?;
    let card = card::card(&about, &facts, corpus);
    put(&documents.join("README.md"), card.as_bytes())?;
    put(
        &documents.join("loss.svg"),
        card::curve(&run.log.text).as_bytes(),
    )?;
    put(&documents.join("log.csv"), run.log.text.as_bytes())?;
    let opening = if finished {
        workspace.root().join("xtask/src/train/opening.bin")
    } else {
        folder.join("trial/opening.bin")
    };
    put(&opening, &steps::opening(corpus))?;
    Ok(card)
}

/// What a model must be to ship.
fn check(facts: &Facts) -> Result<()> {
    ensure!(
        facts.compressed <= MOST_BYTES,
        "the model would take {} bytes over the wire, more than {MOST_BYTES}",
        facts.compressed
    );
    for language in &facts.languages {
        let growth = language.growth();
        ensure!(
            growth <= MOST_GROWTH,
            "quantisation raises the perplexity of {} by {:.1} %",
            language.name(),
            100.0 * growth
        );
    }
    let share = facts.samples.share_in_form();
    ensure!(
        share >= LEAST_IN_FORM,
        "only {:.0} % of the poems keep their form",
        100.0 * share
    );
    Ok(())
}

/// How many bytes go over the wire.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out.len())
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))?;
    println!("train: wrote {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}
