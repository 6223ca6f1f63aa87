//! Browser tests: what they stand on. A test is a plain `#[test]` that hands an
//! async closure to [`run`]:
//!
//! ```ignore
//! #[test]
//! fn the_page_greets() {
//!     run(Setup::default(), async |browser| {
//!         browser.open(&site.url("en/")).await?;
//!         browser.find(HEADING, "Hello").await?;
//!         Ok(())
//!     });
//! }
//! ```
//!
//! Everything that only Chromium can do is in [`chromium`]; the rest speaks
//! plain `WebDriver`.

#![allow(clippy::unwrap_used, clippy::missing_errors_doc)]

pub mod axe;
pub mod browser;
pub mod chromium;
pub mod driver;
pub mod fixture;
pub mod host;
pub mod measure;
pub mod observe;
pub mod roles;
pub mod run;
pub mod site;
pub mod training;
pub mod wait;
pub mod words;

pub use anyhow::{Context, Result, bail, ensure};
pub use browser::Browser;
pub use roles::{Name, containing};
pub use run::{DESKTOP, PHONE, Scheme, Setup, Viewport, block_on, run};
pub use site::Site;
pub use thirtyfour::{By, Key, WebElement};
pub use wait::eventually;
pub use words::{LANGUAGES, Lang};
