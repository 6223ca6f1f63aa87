//! The site under test: the built `dist/`, or any folder, on a server of its own.

use crate::Browser;
use crate::run::workspace;
use anyhow::{Result, ensure};
use devserver::{Options, Server};
use std::path::{Path, PathBuf};

/// A served folder.
pub struct Site {
    /// The server, for faults, stops and the list of requests.
    pub server: Server,
}

/// A prerendered route.
#[derive(Clone, Debug)]
pub struct Route {
    /// Below the site's root, with a last slash and without a first.
    pub path: String,
    /// Its language, where the path has one.
    pub lang: Option<String>,
}

/// The built site's folder: `QIMO_DIST`, or `dist/`.
pub fn dist() -> Result<PathBuf> {
    let folder =
        std::env::var_os("QIMO_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    ensure!(
        folder.join("sw.js").is_file(),
        "{} holds no built site; `cargo xtask build` makes it, or name its folder in QIMO_DIST",
        folder.display()
    );
    Ok(folder)
}

/// Every route of the built site: each has an `index.html` of its own.
pub fn routes() -> Result<Vec<Route>> {
    let root = dist()?;
    let mut routes = Vec::new();
    collect(&root, "", &mut routes)?;
    routes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(routes)
}

fn collect(root: &Path, path: &str, routes: &mut Vec<Route>) -> Result<()> {
    let folder = root.join(path);
    if folder.join("index.html").is_file() {
        let first = path.split('/').next().unwrap_or_default();
        let lang = ["zh", "en"].contains(&first).then(|| first.to_owned());
        routes.push(Route {
            path: path.to_owned(),
            lang,
        });
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(
                root,
                &format!("{path}{}/", entry.file_name().to_string_lossy()),
                routes,
            )?;
        }
    }
    Ok(())
}

/// The names of all explorables: each has an embed page.
pub fn explorables() -> Result<Vec<String>> {
    let name = |route: Route| {
        Some(
            route
                .path
                .strip_prefix("embed/")?
                .trim_end_matches('/')
                .to_owned(),
        )
    };
    Ok(routes()?.into_iter().filter_map(name).collect())
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
