//! `cargo xtask bench`: how fast the engine trains in a browser, beside
//! TensorFlow.js in the same page, and what a reader of the site sees of it; how
//! fast the check saves; how fast a large plan follows a key. What it finds it
//! also writes to `tests/bench/`.

mod aims;
mod measured;
mod page;
mod plan;
mod report;
mod saving;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::build;
use crate::optimiser;
use crate::process::{self, Step};
use crate::setup::{self, Purpose, Tools};
use crate::workspace::Workspace;
use measured::Measured;
use report::Machine;

/// The package that the page loads, and the file Cargo makes of it.
const PACKAGE: &str = "browser-bench";
const TARGET: &str = "wasm32-unknown-unknown";

/// A part of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The engine beside TensorFlow.js.
    Engine,
    /// How fast the check saves.
    Check,
    /// How fast a plan follows a key, and opens.
    Plan,
}

/// What to measure.
#[derive(Debug, Args)]
pub struct Options {
    /// Measure only this; may be given more than once
    #[arg(long, value_enum)]
    only: Vec<Part>,
}

/// Builds the site, measures, prints and keeps.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let tools = setup::run(workspace, Purpose::Bench)?;
    build::site(workspace, &tools, &build::Options::default())?;
    let wanted = |part| options.only.is_empty() || options.only.contains(&part);
    if wanted(Part::Engine) {
        engine(workspace, &tools)?;
    }
    if wanted(Part::Check) {
        saving::run(workspace, &tools)?;
    }
    if wanted(Part::Plan) {
        plan::run(workspace, &tools)?;
    }
    Ok(())
}

fn engine(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let folder = workspace.target().join("bench");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let engine = folder.join("engine");
    fs::create_dir_all(&engine)?;
    compile(workspace, tools, &engine)?;
    let found = measure(workspace, tools, &engine, &folder.join("measured.json"))?;
    let browser = tools.browser.as_ref().context("setup found no browser")?;
    let machine = Machine {
        processors: std::thread::available_parallelism()?.get(),
        browser: process::version(&browser.chrome).context("the browser tells no version")?,
    };
    let tests = workspace.root().join("tests/bench");
    let notes = fs::read_to_string(tests.join("notes.md")).context("reading the notes")?;
    let report = report::markdown(&found, &machine, &notes)?;
    page::keep(workspace, "results.md", &report)
}

/// The engine as the site ships it: the same profile, and the same options of
/// wasm-opt as the worker's in `index.html`.
fn compile(workspace: &Workspace, tools: &Tools, out: &Path) -> Result<()> {
    let step = |name| Step {
        name,
        remedy: "mend what is named above, then run the command again",
    };
    let mut cargo = process::command("cargo");
    cargo
        .args(["build", "--release", "--package", PACKAGE])
        .args(["--target", TARGET])
        .current_dir(workspace.root());
    tools.wasm.apply(&mut cargo);
    process::run(&step("compiling the engine to WebAssembly"), &mut cargo)?;

    let program = PACKAGE.replace('-', "_");
    let program = workspace
        .target()
        .join(format!("{TARGET}/release/{program}.wasm"));
    let mut bindgen = process::command(tools.wasm_bindgen()?);
    bindgen
        .args(["--target", "web", "--no-typescript"])
        .args(["--out-name", "engine", "--out-dir"])
        .args([out, &program]);
    process::run(
        &step("binding it to JavaScript (wasm-bindgen)"),
        &mut bindgen,
    )?;

    let index = fs::read_to_string(workspace.root().join("index.html"))?;
    let module = out.join("engine_bg.wasm");
    let mut optimise = process::command(npm_program(workspace, "wasm-opt"));
    optimise
        .args(optimiser::options(&index, "worker")?.split_whitespace())
        .args([&module, Path::new("-o"), &module]);
    process::run(&step("optimising it (wasm-opt)"), &mut optimise)
}

fn npm_program(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.npm().join("node_modules/.bin").join(name)
}

/// Lets the page measure in a browser.
fn measure(workspace: &Workspace, tools: &Tools, engine: &Path, out: &Path) -> Result<Measured> {
    let mut cargo = process::command("cargo");
    cargo
        .args(["run", "--quiet", "--package", "browser-tests"])
        .args(["--example", "bench", "--"])
        .args([engine, &workspace.npm().join("node_modules"), out])
        // What went wrong is said by the page, not by the stack below it.
        .env("RUST_BACKTRACE", "0")
        .env("QIMO_DIST", workspace.dist())
        .current_dir(workspace.root());
    tools.name_browser(&mut cargo);
    process::run(
        &Step {
            name: "measuring in the browser (about five minutes)",
            remedy: "see what is said above, then run the command again",
        },
        &mut cargo,
    )?;
    let text = fs::read_to_string(out).with_context(|| format!("reading {}", out.display()))?;
    serde_json::from_str(&text).context("what the page measured")
}
