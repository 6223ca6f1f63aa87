//! Chromium (or Chrome) and the driver of the same major version.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::apt;
use crate::process::{self, Step};

/// A browser for tests and its `WebDriver` server.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

const CHROMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const STEP: Step = Step {
    name: "installing Chromium, its driver and Chinese fonts",
    remedy: "install Chromium or Chrome and the chromedriver of the same major version so that both \
             are on PATH, or name them in the environment variables CHROME and CHROMEDRIVER",
};

/// Finds a browser with its driver, or installs them with apt.
pub fn ensure() -> Result<Browser> {
    let why = match find() {
        Ok(browser) => return Ok(browser),
        Err(why) => why,
    };
    if !apt::available() {
        return Err(STEP.failed(format_args!(
            "{why:#}, and there is no apt-get that may be used"
        )));
    }
    apt::update()?;
    let packages = ["chromium", "chromium-driver", "fonts-noto-cjk"].map(str::to_owned);
    apt::install(&STEP, &packages)?;
    find().map_err(|why| STEP.failed(why))
}

fn find() -> Result<Browser> {
    let Some(driver) = named("CHROMEDRIVER").or_else(|| process::find("chromedriver")) else {
        bail!("there is no chromedriver");
    };
    let Some(driver_major) = process::version(&driver).as_deref().and_then(major) else {
        bail!("{} does not tell its version", driver.display());
    };
    let candidates: Vec<PathBuf> = match named("CHROME") {
        Some(chrome) => vec![chrome],
        None => CHROMES
            .iter()
            .filter_map(|name| process::find(name))
            .collect(),
    };
    for chrome in candidates {
        if process::version(&chrome).as_deref().and_then(major) == Some(driver_major) {
            return Ok(Browser { chrome, driver });
        }
    }
    bail!("there is no Chromium or Chrome of version {driver_major}, chromedriver's");
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

/// The first number of a version line.
fn major(line: &str) -> Option<u32> {
    line.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"),
            Some(156)
        );
        assert_eq!(major("ChromeDriver 156.0.8078.79 (a21ce95c)"), Some(156));
        assert_eq!(major("Google Chrome 99.1"), Some(99));
        assert_eq!(major("unknown"), None);
    }
}
