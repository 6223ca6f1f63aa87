//! Trunk and wasm-bindgen: the one on `PATH` if its version is right, else
//! the project's release for this platform, else built from the registry.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{self, Step};
use crate::workspace::Workspace;

/// Trunk 0.22 wants a newer compiler than the workspace's.
const TRUNK: &str = "0.21.14";

/// A program written in Rust, at one version.
pub struct Tool {
    /// The crate.
    package: &'static str,
    /// The program.
    binary: &'static str,
    version: String,
    /// Where a release for this platform can be had.
    release: Option<String>,
    /// What `cargo install` needs besides.
    options: &'static [&'static str],
    /// How long building takes.
    takes: &'static str,
}

/// Trunk, at the version the build was made for.
pub fn trunk() -> Tool {
    let platform = match (OS, ARCH) {
        ("linux", _) => Some("unknown-linux-gnu"),
        ("macos", _) => Some("apple-darwin"),
        _ => None,
    };
    Tool {
        package: "trunk",
        binary: "trunk",
        version: TRUNK.to_owned(),
        release: platform.map(|platform| {
            format!("https://github.com/trunk-rs/trunk/releases/download/v{TRUNK}/trunk-{ARCH}-{platform}.tar.gz")
        }),
        options: &["--locked"],
        takes: "about ten minutes on two cores",
    }
}

/// wasm-bindgen's program, which must equal the library in `Cargo.lock`.
pub fn wasm_bindgen(workspace: &Workspace) -> Result<Tool> {
    let lock =
        fs::read_to_string(workspace.root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen")?;
    let platform = match (OS, ARCH) {
        ("linux", "x86_64") => Some("unknown-linux-musl"),
        ("linux", _) => Some("unknown-linux-gnu"),
        ("macos", _) => Some("apple-darwin"),
        _ => None,
    };
    Ok(Tool {
        package: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        release: platform.map(|platform| {
            format!(
                "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{ARCH}-{platform}.tar.gz"
            )
        }),
        version,
        // Its own lock file may name crates that cannot be had.
        options: &["--no-default-features"],
        takes: "about three minutes on two cores",
    })
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .and_then(|packages| {
            packages
                .iter()
                .find(|entry| entry["name"].as_str() == Some(package))
        })
        .and_then(|entry| entry["version"].as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock names no {package}"))
}

/// Finds or installs the tool. `Some` folder must be put before `PATH`.
pub fn ensure(workspace: &Workspace, tool: &Tool) -> Result<Option<PathBuf>> {
    if process::find(tool.binary).is_some_and(|path| tool.is(&path)) {
        return Ok(None);
    }
    let home = workspace.tool(tool.package, &tool.version);
    let folder = home.join("bin");
    let path = folder.join(format!("{}{}", tool.binary, std::env::consts::EXE_SUFFIX));
    if tool.is(&path) {
        return Ok(Some(folder));
    }
    if let Err(error) = download(tool, &home, &path) {
        println!("  no prebuilt {} could be had ({error:#})", tool.binary);
        build(tool, &home)?;
    }
    if !tool.is(&path) {
        bail!(
            "{} was installed but does not say that it is {} {}\n  what to do: remove {} and run the command again",
            path.display(),
            tool.binary,
            tool.version,
            home.display()
        );
    }
    Ok(Some(folder))
}

impl Tool {
    /// Whether the program at `path` runs and has this version.
    fn is(&self, path: &Path) -> bool {
        path.is_file()
            && process::version(path).is_some_and(|line| says_version(&line, &self.version))
    }
}

/// Whether a version line, such as `trunk 0.21.14`, names this version.
fn says_version(line: &str, version: &str) -> bool {
    line.split_whitespace().any(|word| word == version)
}

/// Unpacks the release beside the tool's place and moves the program there.
fn download(tool: &Tool, home: &Path, path: &Path) -> Result<()> {
    let url = tool
        .release
        .as_ref()
        .context("none is made for this platform")?;
    let curl = process::find("curl").context("curl is not installed")?;
    println!("▸ downloading {} {}", tool.binary, tool.version);
    let partial = home.join("partial");
    fs::create_dir_all(&partial)?;
    let archive = partial.join("release.tar.gz");
    let mut command = process::command(curl);
    command
        .args(["--fail", "--location", "--silent", "--show-error"])
        .args(["--connect-timeout", "5", "--max-time", "300", "--output"])
        .arg(&archive)
        .arg(url);
    succeed("download", &mut command)?;
    let mut tar = process::command("tar");
    tar.arg("-xzf").arg(&archive).arg("-C").arg(&partial);
    succeed("unpacking", &mut tar)?;
    let unpacked = walkdir::WalkDir::new(&partial)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .find(|file| file.is_file() && file.file_name() == path.file_name())
        .context("the release does not hold the program")?;
    if !tool.is(&unpacked) {
        bail!("the release does not run here");
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(unpacked, path)?;
    fs::remove_dir_all(partial)?;
    Ok(())
}

fn succeed(name: &str, command: &mut std::process::Command) -> Result<()> {
    let output = process::run_captured(name, command)?;
    if !output.status.success() {
        bail!("{}", output.text.trim());
    }
    Ok(())
}

fn build(tool: &Tool, home: &Path) -> Result<()> {
    let mut cargo = process::command("cargo");
    cargo
        .args(["install", tool.package, "--version", &tool.version])
        .args(tool.options)
        .arg("--root")
        .arg(home);
    process::run(
        &Step {
            name: &format!(
                "building {} {} ({})",
                tool.package, tool.version, tool.takes
            ),
            remedy: "check that cargo can reach its registry and that a C compiler is installed, \
                     then run the command again",
        },
        &mut cargo,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_whole() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.130 (0123abc)", "0.2.130"));
        assert!(!says_version("trunk 0.21.141", "0.21.14"));
        assert!(!says_version("trunk 0.21.14-rc.1", "0.21.14"));
    }

    #[test]
    fn the_locked_version_is_read() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").unwrap(), "0.2.130");
        assert!(locked_version(lock, "serde").is_err());
    }
}
