//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's folders.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Workspace {
    /// Finds the project from where this program was built.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask stands in no workspace")?
            .to_owned();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cache = cache_dir()?;
        Ok(Self {
            root,
            target,
            cache,
        })
    }

    /// The workspace root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What Trunk leaves: one page, hashed assets, paths from the root.
    pub fn trunk_dist(&self) -> PathBuf {
        self.target.join("trunk")
    }

    /// What `cargo xtask build` leaves: the site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The npm package of development tools.
    pub fn npm(&self) -> PathBuf {
        self.root.join("tools")
    }

    /// Where a tool of this version is kept for the user, shared by clones.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join(format!("{name}-{version}"))
    }
}

/// `QIMO_TOOLS`, or `qimo/tools` in the user's cache folder.
fn cache_dir() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("QIMO_TOOLS") {
        return Ok(dir.into());
    }
    let caches = env::var_os("XDG_CACHE_HOME")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("no home folder to keep tools in: set QIMO_TOOLS to a folder")?;
    Ok(caches.join("qimo/tools"))
}
