//! A run's state on disk.
//!
//! Numbers are little-endian: magic, step, the two powers of the optimiser, the
//! log's pending sum and steps, the length and bytes of recipe and corpus, those
//! of the log, then parameters and both moments, 4 bytes each.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use neural::transformer::Learner;

use super::log::Log;
use super::recipe::{CONFIG, PLAN, SEED, TOKENIZER};
use super::steps;

const MAGIC: &[u8; 8] = b"QTRAIN1\n";

fn path(folder: &Path) -> PathBuf {
    folder.join("checkpoint.bin")
}

/// What a checkpoint must agree with to be gone on from.
fn identity(corpus: &str) -> String {
    format!("{CONFIG:?} {PLAN:?} {TOKENIZER:?} {SEED} {corpus}")
}

fn corpus_of(log: &Log) -> &str {
    let line = log.text.lines().next().unwrap_or_default();
    line.rsplit(' ').next().unwrap_or_default()
}

/// Forgets the last run.
pub fn remove(folder: &Path) -> Result<()> {
    let path = path(folder);
    if path.exists() {
        fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
    }
    Ok(())
}

/// Writes a checkpoint in the place of the last, which stays until this one is
/// whole.
pub fn save(folder: &Path, learner: &Learner, log: &Log) -> Result<()> {
    let (sum, steps) = log.pending();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(learner.step.to_le_bytes());
    bytes.extend(learner.state.powers.0.to_le_bytes());
    bytes.extend(learner.state.powers.1.to_le_bytes());
    bytes.extend(sum.to_le_bytes());
    bytes.extend(steps.to_le_bytes());
    for text in [&identity(corpus_of(log)), &log.text] {
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    for values in [
        &learner.model.parameters,
        &learner.state.first,
        &learner.state.second,
    ] {
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
    let (path, fresh) = (path(folder), folder.join("checkpoint.new"));
    fs::write(&fresh, bytes).with_context(|| format!("writing {}", fresh.display()))?;
    fs::rename(&fresh, &path).with_context(|| format!("writing {}", path.display()))
}

/// Reads the checkpoint, if there is one.
pub fn load(folder: &Path, corpus: &str) -> Result<Option<(Learner, Log)>> {
    let path = path(folder);
    let Ok(bytes) = fs::read(&path) else {
        return Ok(None);
    };
    let remedy = "start anew with `cargo xtask train --fresh`";
    match parse(&bytes, corpus) {
        Ok(run) => Ok(Some(run)),
        Err(error) => bail!("{}: {error:#}\n  what to do: {remedy}", path.display()),
    }
}

fn parse(bytes: &[u8], corpus: &str) -> Result<(Learner, Log)> {
    fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Result<&'a [u8; N]> {
        let (taken, rest) = bytes
            .split_first_chunk()
            .context("the file ends too early")?;
        *bytes = rest;
        Ok(taken)
    }
    fn text<'a>(bytes: &mut &'a [u8]) -> Result<&'a str> {
        let length = u32::from_le_bytes(*take(bytes)?) as usize;
        let (taken, rest) = bytes
            .split_at_checked(length)
            .context("the file ends too early")?;
        *bytes = rest;
        Ok(std::str::from_utf8(taken)?)
    }
    let mut rest = bytes.strip_prefix(MAGIC).context("no checkpoint")?;
    let mut learner = steps::start()?;
    learner.step = u32::from_le_bytes(*take(&mut rest)?);
    learner.state.powers.0 = f32::from_le_bytes(*take(&mut rest)?);
    learner.state.powers.1 = f32::from_le_bytes(*take(&mut rest)?);
    let sum = f64::from_le_bytes(*take(&mut rest)?);
    let pending = u32::from_le_bytes(*take(&mut rest)?);
    let recipe = text(&mut rest)?;
    ensure!(
        recipe == identity(corpus),
        "it is of another recipe or other texts"
    );
    let log = Log::resumed(text(&mut rest)?.to_owned(), sum, pending);
    for values in [
        &mut learner.model.parameters,
        &mut learner.state.first,
        &mut learner.state.second,
    ] {
        for value in values {
            *value = f32::from_le_bytes(*take(&mut rest)?);
        }
    }
    ensure!(rest.is_empty(), "there are bytes after the end");
    Ok((learner, log))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_from_what_was_written() {
        let folder = std::env::temp_dir().join(format!("qimo-checkpoint-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut learner = steps::start().unwrap();
        learner.step = 7;
        learner.state.first[3] = 0.5;
        learner.model.parameters[11] = -2.0;
        let mut log = Log::new("abc");
        log.add(6, 1.5, 0.1, 2.0, None);
        save(&folder, &learner, &log).unwrap();
        assert_eq!(load(&folder, "abc").unwrap(), Some((learner, log)));
        let other = load(&folder, "abd").unwrap_err().to_string();
        assert!(other.contains("--fresh"));
        remove(&folder).unwrap();
        assert_eq!(load(&folder, "abc").unwrap(), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
