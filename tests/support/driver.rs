//! The `WebDriver` server: one process for the test binary, on a port it chose
//! itself, ended when the binary ends, however it ends.

use crate::chromium;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The running driver.
pub struct Driver {
    /// Where it answers.
    pub url: String,
    /// Its standard input, held open: see [`start`].
    _process: Child,
}

/// The driver that all sessions share, started at first use.
pub fn shared() -> &'static Driver {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    DRIVER.get_or_init(|| start().unwrap_or_else(|error| panic!("{error:#}")))
}

/// Starts the driver under a shell that ends it when our end of its standard
/// input closes. Statics are not dropped when a test binary exits, and a killed
/// binary drops nothing at all, but the pipe closes in every case.
fn start() -> Result<Driver> {
    let driver = chromium::driver_path()?;
    let mut process = Command::new("/bin/sh")
        .args(["-c", "\"$0\" \"$@\" 0<&- & read -r _; kill $! 2>/dev/null"])
        .arg(&driver)
        .args(chromium::DRIVER_ARGUMENTS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("no shell to start the browser's driver from")?;
    let output = process.stdout.take().context("the driver has no output")?;
    let mut lines = BufReader::new(output).lines();
    for line in &mut lines {
        if let Some(port) = chromium::port_announced(&line?) {
            // Its later output is read and dropped, so that it never blocks.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(Driver {
                url: format!("http://127.0.0.1:{port}"),
                _process: process,
            });
        }
    }
    bail!("{} ended without naming its port", driver.display())
}
