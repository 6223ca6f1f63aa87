//! `cargo xtask test`: everything that CI runs, each step timed, one line at
//! the end.

mod libtest;
mod links;
mod origins;
mod pages;
mod size;
mod tally;

use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::build;
use crate::process;
use crate::setup::{self, Purpose, Route, Tools};
use crate::workspace::Workspace;
use tally::{Tally, Verdict};

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format and clippy
    Lint,
    /// Unit, property and doc tests
    Unit,
    /// Size budgets, links and foreign hosts of the built site
    Size,
    /// The built site in a browser
    Browser,
}

/// What to test.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Only this part; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Only tests whose name contains this
    filter: Option<String>,
}

impl Options {
    fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// Runs the tests and prints the sum as the last line. `false` if any failed.
pub fn run(workspace: &Workspace, options: &Options) -> bool {
    let mut tally = Tally::default();
    let purpose = if options.wants(Part::Browser) {
        Purpose::Test
    } else {
        Purpose::Build
    };
    match setup::run(workspace, purpose) {
        Ok(tools) => steps(workspace, options, &tools, &mut tally),
        Err(error) => tally.add("setup", Verdict::failed(format!("{error:#}"))),
    }
    tally.report()
}

fn steps(workspace: &Workspace, options: &Options, tools: &Tools, tally: &mut Tally) {
    if options.wants(Part::Lint) {
        lint(workspace, tools, tally);
    }
    if options.wants(Part::Unit) {
        let mut cargo = cargo(
            workspace,
            &["test", "--workspace", "--exclude", "browser-tests"],
        );
        cargo.args(["--features", "qimo/ssr", "--no-fail-fast"]);
        cargo.args(&options.filter);
        tally.time("unit, property and doc tests", || libtest(&mut cargo));
    }
    if !options.wants(Part::Size) && !options.wants(Part::Browser) {
        return;
    }
    let mut built = false;
    tally.time("building the site", || {
        let result = build::site(workspace, tools, &build::Options::default());
        built = result.is_ok();
        Verdict::of(result)
    });
    if !built {
        return;
    }
    if options.wants(Part::Size) {
        let dist = workspace.dist();
        tally.time("size budgets", || size::check(&dist));
        tally.time("no request to another host", || origins::check(&dist));
        tally.time("links", || links::check(&dist));
    }
    if options.wants(Part::Browser) {
        tally.time("browser tests", || {
            match browser(workspace, tools, options) {
                Ok(mut command) => libtest(&mut command),
                Err(error) => Verdict::failed(format!("{error:#}")),
            }
        });
    }
}

fn lint(workspace: &Workspace, tools: &Tools, tally: &mut Tally) {
    tally.time("format", || {
        check(&mut cargo(workspace, &["fmt", "--all", "--check"]))
    });
    let deny = ["--", "--deny", "warnings"];
    tally.time("clippy", || {
        let mut clippy = cargo(workspace, &["clippy", "--workspace", "--all-targets"]);
        check(clippy.args(["--features", "qimo/ssr"]).args(deny))
    });
    if tools.wasm == Route::Debian {
        println!(
            "  clippy for WebAssembly needs rustup's target, which is not installed: left out"
        );
        return;
    }
    tally.time("clippy for WebAssembly", || {
        let mut clippy = cargo(workspace, &["clippy", "--package", "qimo", "--lib"]);
        clippy.args(["--bin", "qimo", "--bin", "engine", "--features", "csr"]);
        check(
            clippy
                .args(["--target", "wasm32-unknown-unknown"])
                .args(deny),
        )
    });
}

fn browser(workspace: &Workspace, tools: &Tools, options: &Options) -> Result<Command> {
    let mut cargo = cargo(
        workspace,
        &["test", "--package", "browser-tests", "--no-fail-fast"],
    );
    cargo
        .args(&options.filter)
        .env("QIMO_DIST", workspace.dist())
        .env(
            "QIMO_AXE",
            workspace.npm().join("node_modules/axe-core/axe.min.js"),
        );
    tools.name_browser(&mut cargo);
    tools.on_path(&mut cargo, &[])?;
    Ok(cargo)
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(arguments).current_dir(workspace.root());
    cargo
}

/// One check: passed if the program succeeds.
fn check(command: &mut Command) -> Verdict {
    match process::run_captured("it", command) {
        Ok(output) if output.status.success() => Verdict::passed(),
        Ok(output) => Verdict::failed(libtest::without_noise(&output.text)),
        Err(error) => Verdict::failed(format!("{error:#}")),
    }
}

/// A test program's own count.
fn libtest(command: &mut Command) -> Verdict {
    match process::run_captured("testing", command) {
        Ok(output) => libtest::verdict(&output.text, output.status.success()),
        Err(error) => Verdict::failed(format!("{error:#}")),
    }
}
