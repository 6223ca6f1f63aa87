//! The browser's part of `cargo xtask bench`: opens the page that measures and
//! writes what it found, as JSON, to a file.
//!
//! Arguments: the folder of the engine's compiled program, the folder of the
//! packages from npm, the file to write.

use std::path::PathBuf;
use std::time::Duration;

use browser_tests::{Context, Result, Setup, bail, run, run::workspace, wait};
use devserver::{Options, Server};
use serde_json::Value;

/// Far beyond what measuring takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(10);

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [engine, npm, out] = arguments.as_slice() else {
        bail!("this is started by `cargo xtask bench`");
    };
    run(Setup::default(), async |browser| {
        let server = Server::start(
            workspace().join("tests/bench/page"),
            Options {
                also: vec![
                    ("/engine".to_owned(), engine.clone()),
                    ("/npm".to_owned(), npm.clone()),
                ],
                ..Options::default()
            },
        )?;
        browser.open(&server.url()).await?;
        let mut said = String::new();
        let outcome: Value = wait::within(PATIENCE, "the measurements", async || {
            let now: String = browser
                .value("document.querySelector('#progress').textContent")
                .await?;
            if now != said {
                println!("  {now}");
                said = now;
            }
            browser.value("window.outcome ?? null").await
        })
        .await?;
        if let Some(error) = outcome["error"].as_str() {
            bail!("the page that measures says: {error}");
        }
        std::fs::write(out, outcome["result"].to_string())
            .with_context(|| format!("writing {}", out.display()))
    });
    Ok(())
}
