//! Writes what a finished run ships: the model, what is known of it before it is
//! fetched, the log, the opening rows and the model card.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
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
    put(&site.join(&file), &bytes)?;
    let json = serde_json::to_string_pretty(&manifest)? + "\n";
    put(&site.join(format!("{NAME}.json")), json.as_bytes())?;

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
