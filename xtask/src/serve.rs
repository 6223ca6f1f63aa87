//! `cargo xtask serve`: builds the site and serves it; with `--watch`, builds
//! again when a source changes.

use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use devserver::Server;
use walkdir::WalkDir;

use crate::build;
use crate::setup::{self, Purpose, Tools};
use crate::workspace::Workspace;

/// How many further ports are tried when the first is taken.
const PORTS: u16 = 20;
const POLL: Duration = Duration::from_millis(700);

/// How to serve.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The port; the next free one is taken if it is in use
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again when a source changes (the page is not reloaded by itself)
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    build: build::Options,
}

/// Serves until interrupted.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let tools = setup::run(workspace, Purpose::Build)?;
    build::site(workspace, &tools, &options.build)?;
    let server = listen(&workspace.dist(), options.port)?;
    println!("\nserving dist/ at {}  (Ctrl+C stops)", server.url());
    if options.watch {
        println!("watching the sources");
        watch(workspace, &tools, &options.build);
    }
    loop {
        thread::park();
    }
}

fn listen(dist: &Path, first: u16) -> Result<Server> {
    let mut last = None;
    for port in first..first.saturating_add(PORTS) {
        let options = devserver::Options {
            port,
            cors: true,
            dev: true,
            ..devserver::Options::default()
        };
        match Server::start(dist, options) {
            Ok(server) => return Ok(server),
            Err(error) => last = Some(error),
        }
    }
    Err(last.context("no port to try")?).with_context(|| {
        format!("ports {first} and the {PORTS} after it are taken: choose another with --port")
    })
}

/// Builds after each change, once the sources have been quiet for a moment.
fn watch(workspace: &Workspace, tools: &Tools, options: &build::Options) -> ! {
    let mut built = newest(workspace.root());
    loop {
        thread::sleep(POLL);
        let seen = newest(workspace.root());
        if seen == built {
            continue;
        }
        thread::sleep(POLL);
        if newest(workspace.root()) != seen {
            continue;
        }
        built = seen;
        if let Err(error) = build::site(workspace, tools, options) {
            println!("{error:#}\n  dist/ is as it was; waiting for the next change");
        }
    }
}

/// When a source changed last, and how many there are.
fn newest(root: &Path) -> (Option<SystemTime>, usize) {
    let times: Vec<SystemTime> = build::SOURCES
        .iter()
        .flat_map(|source| WalkDir::new(root.join(source)))
        .filter_map(|entry| entry.ok()?.metadata().ok()?.modified().ok())
        .collect();
    (times.iter().max().copied(), times.len())
}
