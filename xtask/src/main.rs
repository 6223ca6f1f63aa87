//! The one entrance to the project: `cargo xtask <command>`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bench;
mod build;
mod data;
mod hash;
mod optimiser;
mod process;
mod serve;
mod setup;
mod split;
mod test;
mod train;
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
    /// Run everything that CI runs
    Test(test::Options),
    /// Measure how fast the engine trains, beside TensorFlow.js, and how fast check and plan follow
    Bench(bench::Options),
    /// Convert the shipped data sets from the packages that carry them
    Data,
    /// Train the language model that ships with the site
    Train(train::Options),
}

fn main() -> ExitCode {
    match split::stand_in().unwrap_or_else(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// `false` if tests failed, which have said so themselves.
fn run() -> Result<bool> {
    let workspace = Workspace::find()?;
    match Arguments::parse().command {
        Task::Setup => setup::run(&workspace, Purpose::Bench).map(|_| true),
        Task::Serve(options) => serve::run(&workspace, &options).map(|()| true),
        Task::Build(options) => build::run(&workspace, &options).map(|()| true),
        Task::Test(options) => Ok(test::run(&workspace, &options)),
        Task::Bench(options) => bench::run(&workspace, &options).map(|()| true),
        Task::Data => data::run(&workspace).map(|()| true),
        Task::Train(options) => train::run(&workspace, &options).map(|()| true),
    }
}
