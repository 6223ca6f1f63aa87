//! Runs a test in a browser of its own: session, limits, evidence on failure.

use crate::browser::Browser;
use crate::fixture::Folder;
use crate::{chromium, driver, observe};
use anyhow::{Context, Result};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::LazyLock;
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;
use tokio::sync::{RwLock, Semaphore};

/// A page's size in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Whether it is touched rather than pointed at.
    pub touch: bool,
}

/// A phone.
pub const PHONE: Viewport = Viewport {
    width: 390,
    height: 844,
    touch: true,
};
/// A laptop.
pub const DESKTOP: Viewport = Viewport {
    width: 1440,
    height: 900,
    touch: false,
};

/// The colour scheme that the reader's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Its name in CSS.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What kind of browser a test wants.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each stands for a switch of the browser"
)]
pub struct Setup {
    /// The page's size.
    pub viewport: Viewport,
    /// The system's colour scheme.
    pub scheme: Scheme,
    /// Whether the reader wishes less motion.
    pub reduced_motion: bool,
    /// The reader's languages, as in `Accept-Language`.
    pub language: &'static str,
    /// Whether scripts run.
    pub scripts: bool,
    /// Whether the browser refuses cookies and all site data.
    pub storage_blocked: bool,
    /// A proxy on this machine for every other host.
    pub proxy: Option<u16>,
    /// Whether no other browser may run meanwhile: for tests that measure time.
    pub alone: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            viewport: DESKTOP,
            scheme: Scheme::Light,
            reduced_motion: false,
            language: "en-US",
            scripts: true,
            storage_blocked: false,
            proxy: None,
            alone: false,
        }
    }
}

impl Setup {
    /// The default on a phone.
    pub fn phone() -> Self {
        Self {
            viewport: PHONE,
            ..Self::default()
        }
    }
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("no async runtime"));
static BROWSERS: LazyLock<Semaphore> = LazyLock::new(|| {
    let most = std::env::var("QIMO_BROWSERS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2);
    Semaphore::new(most)
});
static QUIET: RwLock<()> = RwLock::const_new(());

/// Runs `test` in a fresh browser. It fails with the test's error or panic, and
/// also when the console has errors that the test did not expect. On failure a
/// screenshot, the page's source and the console stay in `target/screenshots`.
pub fn run(setup: Setup, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let _permit = RUNTIME
        .block_on(BROWSERS.acquire())
        .expect("the limit was closed");
    let (_noisy, _alone) = RUNTIME.block_on(async {
        if setup.alone {
            (None, Some(QUIET.write().await))
        } else {
            (Some(QUIET.read().await), None)
        }
    });
    let browser = RUNTIME
        .block_on(start(setup))
        .unwrap_or_else(|error| panic!("{error:#}"));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        RUNTIME.block_on(async {
            test(&browser).await?;
            browser.expect_quiet_console().await
        })
    }));
    let evidence = match outcome {
        Ok(Ok(())) => None,
        _ => Some(RUNTIME.block_on(keep_evidence(&browser))),
    };
    let ended = RUNTIME.block_on(browser.driver.clone().quit());
    if let Some(evidence) = evidence {
        eprintln!("{evidence}");
    }
    match outcome {
        Err(panic) => resume_unwind(panic),
        Ok(Err(error)) => panic!("{}", without_stack(&format!("{error:#}"))),
        Ok(Ok(())) => ended.expect("the browser did not end"),
    }
}

/// Runs what needs no browser on the shared runtime.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.block_on(future)
}

async fn start(setup: Setup) -> Result<Browser> {
    let downloads = Folder::new()?;
    let wanted = chromium::capabilities(&setup, downloads.path())?;
    let driver = WebDriver::new(&driver::shared().url, wanted)
        .await
        .context("the browser does not start")?;
    chromium::resize(&driver, setup.viewport).await?;
    chromium::prefer(&driver, setup.scheme, setup.reduced_motion).await?;
    chromium::before_every_page(&driver, observe::SCRIPT).await?;
    Ok(Browser::new(driver, setup, downloads))
}

/// A message without the addresses of the driver's own functions.
fn without_stack(message: &str) -> String {
    let own = message
        .lines()
        .filter(|line| !line.contains("<unknown>") && !line.ends_with("Stacktrace:"));
    own.collect::<Vec<_>>().join("\n")
}

/// The workspace's root.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

async fn keep_evidence(browser: &Browser) -> String {
    let name = std::thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", ".");
    let folder = workspace().join("target/screenshots");
    let path = |kind: &str| folder.join(format!("{name}.{kind}"));
    let kept = async {
        std::fs::create_dir_all(&folder)?;
        let _ = browser.driver.enter_default_frame().await;
        let log = chromium::severe_log(&browser.driver)
            .await
            .unwrap_or_default();
        let address = browser.driver.current_url().await?;
        std::fs::write(path("html"), browser.driver.source().await?)?;
        browser.driver.screenshot(&path("png")).await?;
        anyhow::Ok(format!(
            "at {address}\nconsole: {log:#?}\nkept {}",
            path("png").display()
        ))
    };
    kept.await
        .unwrap_or_else(|error| format!("no evidence could be kept: {error:#}"))
}
