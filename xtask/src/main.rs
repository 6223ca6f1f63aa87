//! The one entrance to the project: `cargo xtask <command>`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod data;
mod process;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Convert the shipped data sets from the packages that carry them
    Data,
}

fn main() -> Result<()> {
    let workspace = Workspace::find()?;
    match Arguments::parse().command {
        Task::Data => data::run(&workspace),
    }
}
