//! What is done to the program's parts: small ones are joined, and all optimised.

use std::env;
use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, bail};

use super::{LINK, OPTIMISE, groups, join, link, tool};

/// A chunk with fewer bytes than these, before it is optimised, isn't worth a
/// request of its own.
const LEAST_BYTES: usize = 24_000;

/// Joins the small chunks of a folder.
pub fn join_small(folder: &Path) -> Result<()> {
    let file = folder.join(LINK);
    let written = fs::read_to_string(&file)?;
    let chunks = link::chunks(&written)?;
    let path = |chunk: &link::Chunk<'_>| folder.join(format!("{}.wasm", chunk.name));
    let parts: Vec<_> = chunks
        .iter()
        .map(|chunk| fs::read(path(chunk)).context(path(chunk).display().to_string()))
        .collect::<Result<_>>()?;
    let mut cuts: Vec<_> = chunks.iter().flat_map(|chunk| &chunk.needed_by).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let sized = chunks.iter().zip(&parts).map(|(chunk, part)| {
        let bit = |cut| cuts.binary_search(&cut).map_or(0, |place| 1 << place);
        Ok(groups::Chunk {
            needed_by: chunk
                .needed_by
                .iter()
                .map(bit)
                .fold(0, |all, bit| all | bit),
            bytes: join::size(part)?,
        })
    });
    let groups = groups::groups(&sized.collect::<Result<Vec<_>>>()?, LEAST_BYTES);
    let mut linked = written.clone();
    for group in groups {
        let [first, rest @ ..] = group.as_slice() else {
            continue;
        };
        let members = group.iter().map(|&member| parts[member].as_slice());
        fs::write(path(&chunks[*first]), join::join(members)?)?;
        for &member in rest {
            fs::remove_file(path(&chunks[member]))?;
            linked = link::alias(&linked, &chunks[member], &chunks[*first]);
        }
    }
    Ok(fs::write(file, linked)?)
}

/// Optimises the parts of a folder, several at a time; not in a debug build.
pub fn optimise(folder: &Path) -> Result<bool> {
    let options = env::var(OPTIMISE).unwrap_or_default();
    if options.is_empty() {
        return Ok(false);
    }
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let part = entry?.path();
        if part.extension().is_some_and(|ending| ending == "wasm") {
            parts.push(part);
        }
    }
    let parts = Mutex::new(parts.into_iter());
    let next = || parts.lock().ok()?.next();
    let work = || -> Result<()> {
        while let Some(part) = next() {
            tool("wasm-opt", |command| {
                command.args(options.split_whitespace());
                command.arg(&part).arg("-o").arg(&part);
            })?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..thread::available_parallelism().map_or(1, NonZero::get))
            .map(|_| scope.spawn(work))
            .collect();
        hands.into_iter().try_for_each(|hand| {
            hand.join()
                .unwrap_or_else(|_| bail!("optimising a part panicked"))
        })
    })?;
    Ok(true)
}
