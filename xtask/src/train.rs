//! `cargo xtask train`: trains the language model that ships with the site, from
//! texts that packages carry.
//!
//! The run is the same to the last bit for one seed, on any number of threads and
//! on any machine, and goes on where it was stopped. Its log is committed; a unit
//! test repeats the first steps.

mod austen;
mod card;
mod checkpoint;
mod corpus;
mod log;
mod packages;
mod poems;
mod recipe;
mod rows;
mod samples;
mod ship;
mod steps;

use std::fs;
use std::num::NonZero;
use std::time::Instant;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;
use corpus::Corpus;
use steps::Run;

/// How far to train.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Stop after so many steps more; the next run goes on from there
    #[arg(long)]
    steps: Option<u32>,
    /// Threads; by default as many as the machine has
    #[arg(long)]
    threads: Option<NonZero<usize>>,
    /// Start anew instead of going on where the last run stopped
    #[arg(long)]
    fresh: bool,
}

/// Prepares the texts, trains, and says how the model does.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let folder = workspace.target().join("train");
    fs::create_dir_all(&folder)?;
    if options.fresh {
        checkpoint::remove(&folder)?;
    }
    let corpus = Corpus::prepare(&folder)?;
    println!("{}", corpus.summary());
    let threads = options.threads.map_or_else(
        || std::thread::available_parallelism().map_or(1, NonZero::get),
        NonZero::get,
    );
    let mut run = Run::start_or_resume(&folder, &corpus, threads)?;
    let end = recipe::PLAN.steps.min(
        options
            .steps
            .map_or(u32::MAX, |more| run.learner.step.saturating_add(more)),
    );
    let (first, started) = (run.learner.step, Instant::now());
    while run.learner.step < end {
        let line = run.step(&corpus)?;
        let done = run.learner.step - first;
        if line.is_some() || done == 1 {
            let each = started.elapsed() / done;
            let rate = recipe::TOKENS_PER_STEP as f64 / each.as_secs_f64();
            println!(
                "step {} of {}: {} {rate:.0} tokens/s, {} left",
                run.learner.step,
                recipe::PLAN.steps,
                line.unwrap_or_default(),
                process::elapsed(each * (recipe::PLAN.steps - run.learner.step)),
            );
        }
        if run.learner.step.is_multiple_of(recipe::CHECKPOINT_EVERY) {
            run.save(&folder)?;
        }
    }
    run.save(&folder)?;
    println!("{}", ship::ship(workspace, &folder, &run, &corpus)?);
    Ok(())
}
