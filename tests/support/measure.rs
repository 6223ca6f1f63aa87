//! What the examples that `cargo xtask bench` starts have in common.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::browser::Browser;
use crate::run::{Setup, run};

/// Measures in the built site, with no other browser beside it, and writes what
/// was found to the file that is the program's one argument.
pub fn measure(found: impl AsyncFnOnce(&Browser) -> Result<Value>) -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [out] = arguments.as_slice() else {
        bail!("this is started by `cargo xtask bench`");
    };
    let alone = Setup {
        alone: true,
        ..Setup::default()
    };
    run(alone, async |browser| {
        let found = found(browser).await?;
        std::fs::write(out, found.to_string()).with_context(|| format!("writing {}", out.display()))
    });
    Ok(())
}

/// What a script of the page finds, or its complaint as an error.
pub async fn ask(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let found: Value = browser
        .driver
        .execute_async(script, arguments)
        .await?
        .convert()?;
    match found["error"].as_str() {
        Some(error) => bail!("{error}"),
        None => Ok(found),
    }
}
