//! `cargo xtask data`: converts the data sets that ship with the site from the
//! packages that carry them, so that anyone can see how each file came to be.

pub mod digits;
pub mod penguins;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{self, Step};
use crate::workspace::Workspace;

/// The packages, pinned: the counts and licences below were checked for these.
const PACKAGES: [&str; 2] = ["scikit-learn==1.9.1", "palmerpenguins==0.1.6"];

/// Downloads the packages into `target/data` and writes `public/data`.
pub fn run(workspace: &Workspace) -> Result<()> {
    let packages = workspace.target().join("data");
    let python = process::find("python3").context(
        "`cargo xtask data` unpacks two Python packages: install Python 3 with pip, then run it again",
    )?;
    let mut pip = process::command(python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--upgrade",
        "--quiet",
        "--target",
    ])
    .arg(&packages)
    .args(PACKAGES);
    process::run(
        &Step {
            name: "downloading the data packages with pip",
            remedy: "check that pip can reach a package index, then run `cargo xtask data` again",
        },
        &mut pip,
    )?;

    let out = workspace.root().join("public/data");
    fs::create_dir_all(&out)?;
    let digits = digits::read(&read(
        &packages.join("sklearn/datasets/data/digits.csv.gz"),
    )?)?;
    write(&out.join("digits.bin"), &digits::pack(&digits))?;
    let penguins = penguins::clean(&read(&packages.join("palmerpenguins/data/penguins.csv"))?)?;
    write(&out.join("penguins.csv"), &penguins)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))?;
    println!("data: wrote {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}
