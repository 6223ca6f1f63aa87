//! All that this suite knows of Chromium: where its programs are, its flags,
//! and its developer protocol. Another browser needs another file like this.

use crate::run::{Scheme, Setup, Viewport};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};

/// How the driver is started; it picks a free port.
pub const DRIVER_ARGUMENTS: &[&str] = &["--port=0", "--log-level=SEVERE"];

const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
];

/// The driver's program: `QIMO_CHROMEDRIVER`, or the first of the usual names on the path.
pub fn driver_path() -> Result<PathBuf> {
    program(
        "QIMO_CHROMEDRIVER",
        &["chromedriver", "chromium.chromedriver"],
    )
}

fn browser_path() -> Result<PathBuf> {
    program(
        "QIMO_CHROME",
        &["chromium", "chromium-browser", "google-chrome", "chrome"],
    )
}

fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Ok(path.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .with_context(|| {
            format!("none of {names:?} is on the PATH; install Chromium and its driver, or name the program in {variable}")
        })
}

/// The port in the driver's announcement, if this line is it.
pub fn port_announced(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("on port ")?;
    // It first names port 0, the one it was asked for.
    rest.trim_end_matches('.')
        .parse()
        .ok()
        .filter(|port| *port != 0)
}

/// What a session of this kind asks of the driver, which makes a fresh profile for it.
/// Downloads go to `downloads`.
pub fn capabilities(setup: &Setup, downloads: &Path) -> Result<Capabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&browser_path()?.to_string_lossy())?;
    for flag in FLAGS {
        wanted.add_arg(flag)?;
    }
    wanted.add_arg(&format!(
        "--window-size={},{}",
        setup.viewport.width, setup.viewport.height
    ))?;
    wanted.add_arg(&format!("--lang={}", setup.language))?;
    if let Some(port) = setup.proxy {
        wanted.add_arg(&format!("--proxy-server=http://127.0.0.1:{port}"))?;
        wanted.add_arg("--proxy-bypass-list=127.0.0.1;localhost")?;
    }
    let mut preferences = json!({ "intl": { "accept_languages": setup.language } });
    if !setup.scripts {
        preferences["profile"] = json!({ "managed_default_content_settings": { "javascript": 2 } });
    }
    if setup.storage_blocked {
        preferences["profile"] = json!({ "default_content_setting_values": { "cookies": 2 } });
    }
    preferences["download"] =
        json!({ "default_directory": downloads, "prompt_for_download": false });
    wanted.add_experimental_option("prefs", preferences)?;
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(wanted.into())
}

/// Sends a command of the developer protocol to the present page.
pub async fn command(driver: &WebDriver, method: &str, parameters: Value) -> Result<Value> {
    driver
        .cdp()
        .send_raw(method, parameters)
        .await
        .with_context(|| method.to_owned())
}

/// Seconds that the page's main thread has worked so far.
pub async fn worked(driver: &WebDriver) -> Result<f64> {
    command(driver, "Performance.enable", json!({})).await?;
    let answer = command(driver, "Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array();
    let found = metrics.and_then(|all| all.iter().find(|metric| metric["name"] == "TaskDuration"));
    found
        .and_then(|metric| metric["value"].as_f64())
        .context("the browser does not tell its TaskDuration")
}

/// Gives the page exactly this size; a window cannot be as narrow as a phone.
pub async fn resize(driver: &WebDriver, viewport: Viewport) -> Result<()> {
    let metrics = json!({
        "width": viewport.width, "height": viewport.height,
        "deviceScaleFactor": 1, "mobile": viewport.touch,
    });
    command(driver, "Emulation.setDeviceMetricsOverride", metrics).await?;
    let touch = json!({ "enabled": viewport.touch, "maxTouchPoints": 1 });
    command(driver, "Emulation.setTouchEmulationEnabled", touch).await?;
    Ok(())
}

/// Emulates the reader's colour scheme and wish for less motion.
pub async fn prefer(driver: &WebDriver, scheme: Scheme, reduced_motion: bool) -> Result<()> {
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme.name() },
        { "name": "prefers-reduced-motion",
          "value": if reduced_motion { "reduce" } else { "no-preference" } },
    ]});
    command(driver, "Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

/// Runs a script before any other in every page that is opened from now on.
pub async fn before_every_page(driver: &WebDriver, script: &str) -> Result<()> {
    command(
        driver,
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": script }),
    )
    .await?;
    Ok(())
}

/// Leaves an origin this many bytes of storage that is counted against a quota.
pub async fn limit_storage(driver: &WebDriver, origin: &str, bytes: u64) -> Result<()> {
    let limit = json!({ "origin": origin, "quotaSize": bytes });
    command(driver, "Storage.overrideQuotaForOrigin", limit).await?;
    Ok(())
}

/// Sets what an input method composes in the focused field.
pub async fn compose(driver: &WebDriver, text: &str) -> Result<()> {
    let end = text.encode_utf16().count();
    let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
    command(driver, "Input.imeSetComposition", composition).await?;
    Ok(())
}

/// Ends a composition with a text.
pub async fn commit(driver: &WebDriver, text: &str) -> Result<()> {
    command(driver, "Input.insertText", json!({ "text": text })).await?;
    Ok(())
}

/// What the page and the browser have written to the console at the level of errors.
pub async fn severe_log(driver: &WebDriver) -> Result<Vec<String>> {
    let entries = driver.browser_log().await?;
    Ok(entries
        .into_iter()
        .filter(|entry| entry.level == "SEVERE")
        .map(|entry| entry.message)
        .collect())
}
