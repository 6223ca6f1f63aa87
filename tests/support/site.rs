//! The site under test: the built `dist/`, or any folder, on a server of its own.

use crate::Browser;
use crate::run::workspace;
use anyhow::{Context, Result, ensure};
use devserver::{Options, Server};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A served folder.
pub struct Site {
    /// The server, for faults, stops and the list of requests.
    pub server: Server,
}

/// What the build says of itself, in `routes.json`.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// Every prerendered route.
    pub routes: Vec<Route>,
    /// Every explorable.
    pub explorables: Vec<Explorable>,
}

/// A prerendered route.
#[derive(Clone, Debug, Deserialize)]
pub struct Route {
    /// Below the site's root, with a last slash and without a first.
    pub path: String,
    /// Its language, where the path has one.
    pub lang: Option<String>,
}

/// An explorable, as embedding pages know it.
#[derive(Debug, Deserialize)]
pub struct Explorable {
    /// Its name in addresses.
    pub name: String,
}

/// The built site's folder: `QIMO_DIST`, or `dist/`.
pub fn dist() -> Result<PathBuf> {
    let folder =
        std::env::var_os("QIMO_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    ensure!(
        folder.join("routes.json").is_file(),
        "{} holds no built site; `cargo xtask build` makes it, or name its folder in QIMO_DIST",
        folder.display()
    );
    Ok(folder)
}

/// What the built site has.
pub fn manifest() -> Result<Manifest> {
    let path = dist()?.join("routes.json");
    let text = std::fs::read_to_string(&path)?;
    serde_json::from_str(&text).with_context(|| format!("cannot read {}", path.display()))
}

impl Site {
    /// The built site at the root of its origin.
    pub fn dist() -> Result<Self> {
        Self::start(&dist()?, Options::default())
    }

    /// The built site below a path.
    pub fn dist_below(mount: &str) -> Result<Self> {
        Self::start(
            &dist()?,
            Options {
                mount: mount.to_owned(),
                ..Options::default()
            },
        )
    }

    /// The built site on a host that lets every origin read its files.
    pub fn dist_for_embedding() -> Result<Self> {
        Self::start(
            &dist()?,
            Options {
                cors: true,
                ..Options::default()
            },
        )
    }

    /// Any folder at the root of its origin.
    pub fn serve(folder: &Path) -> Result<Self> {
        Self::start(folder, Options::default())
    }

    fn start(folder: &Path, options: Options) -> Result<Self> {
        Ok(Self {
            server: Server::start(folder, options)?,
        })
    }

    /// The address of a path below the root.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }
}

impl Browser {
    /// Opens a page of the app and waits until the app runs.
    pub async fn open_app(&self, url: &str) -> Result<()> {
        self.open(url).await?;
        self.app_runs().await
    }

    /// Waits until the app runs in place of the prerendered page.
    pub async fn app_runs(&self) -> Result<()> {
        self.until("document.querySelector('#app[data-ready]') !== null")
            .await
    }
}
