//! `cargo xtask setup`: finds or installs what the other commands need.
//!
//! Every part is checked by asking for its version, which takes
//! milliseconds, so each command begins with it.

mod apt;
mod browser;
mod npm;
mod rust_tool;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

pub use browser::Browser;
pub use wasm::Route;

use crate::process::{self, Step};
use crate::workspace::Workspace;

/// What the tools are wanted for; each includes what comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Building and serving the site.
    Build,
    /// Testing it in a browser.
    Test,
    /// Comparing it with another engine.
    Bench,
}

/// The tools, found.
pub struct Tools {
    /// How the app is compiled to WebAssembly.
    pub wasm: Route,
    /// The browser and its driver, from [`Purpose::Test`] on.
    pub browser: Option<Browser>,
    /// Folders to look into before `PATH`.
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Lets the command find the tools, and before them what `first` holds.
    pub fn on_path(&self, command: &mut Command, first: &[PathBuf]) -> Result<()> {
        let rest = env::var_os("PATH").unwrap_or_default();
        let folders = first.iter().chain(&self.folders).cloned();
        let path: OsString = env::join_paths(folders.chain(env::split_paths(&rest)))?;
        command.env("PATH", path);
        Ok(())
    }

    /// Tells a command that drives a browser which one was found.
    pub fn name_browser(&self, command: &mut Command) {
        if let Some(browser) = &self.browser {
            command
                .env("QIMO_CHROME", &browser.chrome)
                .env("QIMO_CHROMEDRIVER", &browser.driver);
        }
    }

    /// The real wasm-bindgen.
    pub fn wasm_bindgen(&self) -> Result<PathBuf> {
        let name = format!("wasm-bindgen{}", env::consts::EXE_SUFFIX);
        self.folders
            .iter()
            .map(|folder| folder.join(&name))
            .find(|path| path.is_file())
            .or_else(|| process::find("wasm-bindgen"))
            .context("wasm-bindgen was installed but is not to be found")
    }
}

/// Installs what is missing.
pub fn run(workspace: &Workspace, purpose: Purpose) -> Result<Tools> {
    let started = Instant::now();
    let wasm = wasm::ensure()?;
    let mut folders = vec![npm::ensure(workspace, purpose)?];
    folders.extend(rust_tool::ensure(workspace, &rust_tool::trunk())?);
    folders.extend(rust_tool::ensure(
        workspace,
        &rust_tool::wasm_bindgen(workspace)?,
    )?);
    let browser = (purpose >= Purpose::Test)
        .then(browser::ensure)
        .transpose()?;
    fetch(workspace, wasm)?;
    println!("setup: ready ({})", process::elapsed(started.elapsed()));
    Ok(Tools {
        wasm,
        browser,
        folders,
    })
}

/// Trunk runs Cargo offline, so that nothing is downloaded unseen; what the
/// lock file names is fetched here.
fn fetch(workspace: &Workspace, wasm: Route) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo
        .args(["fetch", "--locked"])
        .current_dir(workspace.root());
    fetched(&mut cargo)?;
    if let Some(library) = wasm.standard_library() {
        let mut cargo = process::command("cargo");
        cargo
            .args(["fetch", "--locked", "--manifest-path"])
            .arg(library);
        wasm.apply(&mut cargo);
        fetched(&mut cargo)?;
    }
    Ok(())
}

fn fetched(cargo: &mut Command) -> Result<()> {
    let step = Step {
        name: "fetching the crates in Cargo.lock",
        remedy: "check that cargo can reach its registry and that Cargo.lock is up to date \
                 (`cargo metadata` updates it), then run the command again",
    };
    let output = process::run_captured(step.name, cargo)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(step.failed(output.text.trim()))
    }
}
