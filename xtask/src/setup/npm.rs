//! The tools that come from npm: wasm-opt, terser, axe-core, and, for the
//! benchmark, TensorFlow.js.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Purpose;
use crate::hash;
use crate::process::{self, Step};
use crate::workspace::Workspace;

/// Installs what `tools/package-lock.json` names and returns the folder of
/// its programs.
pub fn ensure(workspace: &Workspace, purpose: Purpose) -> Result<PathBuf> {
    let folder = workspace.npm();
    let lock =
        fs::read(folder.join("package-lock.json")).context("reading tools/package-lock.json")?;
    let lock = hash::hex(&lock);
    let stamp = folder.join("node_modules/.qimo-setup");
    let all = purpose >= Purpose::Bench;
    let installed = fs::read_to_string(&stamp).unwrap_or_default();
    if installed != format!("all {lock}") && (all || installed != format!("base {lock}")) {
        let mut npm = process::command("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&folder);
        if !all {
            npm.arg("--omit=dev");
        }
        process::run(
            &Step {
                name: "installing the tools from npm (wasm-opt, terser, axe-core)",
                remedy: "install Node.js 18 or later with npm, check that npm can reach its registry, \
                         then run the command again",
            },
            &mut npm,
        )?;
        let kind = if all { "all" } else { "base" };
        fs::write(&stamp, format!("{kind} {lock}")).context("noting what npm installed")?;
    }
    Ok(folder.join("node_modules/.bin"))
}
