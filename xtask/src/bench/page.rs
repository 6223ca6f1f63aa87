//! Measuring in a page of the built site: an example of the browser tests does
//! it, and leaves what it found in a file.

use std::fs;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use crate::process::{self, Step};
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Lets an example measure, and gives what it found.
pub fn measure<T: DeserializeOwned>(
    workspace: &Workspace,
    tools: &Tools,
    example: &str,
    name: &str,
) -> Result<T> {
    let out = workspace.target().join(format!("bench/{example}.json"));
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut cargo = process::command("cargo");
    cargo
        .args(["run", "--quiet", "--package", "browser-tests"])
        .args(["--example", example, "--"])
        .arg(&out)
        .env("RUST_BACKTRACE", "0")
        .env("QIMO_DIST", workspace.dist())
        .current_dir(workspace.root());
    tools.name_browser(&mut cargo);
    let step = Step {
        name,
        remedy: "see what is said above, then run the command again",
    };
    process::run(&step, &mut cargo)?;
    let text = fs::read_to_string(&out).context("reading what was measured")?;
    serde_json::from_str(&text).context("what the page measured")
}

/// Writes a report beside the others.
pub fn keep(workspace: &Workspace, file: &str, report: &str) -> Result<()> {
    let kept = workspace.root().join("tests/bench").join(file);
    fs::write(&kept, report).with_context(|| format!("writing {}", kept.display()))?;
    println!("\n{report}\nbench: wrote {}", kept.display());
    Ok(())
}

/// Times in order, of which the share `share` is not above what this gives.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}
