//! The standard library for `wasm32-unknown-unknown`: rustup's, or, where
//! rustup cannot download it, Debian's compiler, which builds it from source.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::apt;
use crate::process::{self, Step};

const TARGET: &str = "wasm32-unknown-unknown";
/// The name under which rustup knows Debian's compiler.
const TOOLCHAIN: &str = "debian-web";

/// How the app is compiled to WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The default toolchain, with the target's standard library installed.
    Rustup,
    /// Debian's compiler and the standard library's source.
    Debian,
}

impl Route {
    /// The manifest of the standard library's source, where it is built from
    /// source: its dependencies must be fetched like our own.
    pub fn standard_library(self) -> Option<PathBuf> {
        let mut rustc = process::command("rustc");
        self.apply(&mut rustc);
        let root = (self == Self::Debian)
            .then(|| process::capture(rustc.args(["--print", "sysroot"])))
            .flatten()?;
        let manifest = Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.toml");
        manifest.is_file().then_some(manifest)
    }

    /// Makes a command that runs Cargo for WebAssembly take this route.
    pub fn apply(self, command: &mut Command) {
        if self == Self::Debian {
            command
                .env_remove("CARGO")
                .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
    }
}

/// Finds a route, or makes one. `QIMO_WASM_ROUTE=rustup|debian` forces it.
pub fn ensure() -> Result<Route> {
    match env::var("QIMO_WASM_ROUTE").as_deref() {
        Ok("rustup") => {
            if !target_installed() {
                add_target()?;
            }
            return Ok(Route::Rustup);
        }
        Ok("debian") => {
            install_debian()?;
            return Ok(Route::Debian);
        }
        Ok(other) => {
            bail!("QIMO_WASM_ROUTE is `{other}`: set it to `rustup` or `debian`, or unset it")
        }
        Err(_) => {}
    }
    if target_installed() {
        return Ok(Route::Rustup);
    }
    if debian_ready() {
        return Ok(Route::Debian);
    }
    match add_target() {
        Ok(()) => Ok(Route::Rustup),
        Err(error) if apt::available() => {
            println!("  {error:#}\n  trying Debian's compiler instead");
            install_debian()?;
            Ok(Route::Debian)
        }
        Err(error) => Err(error),
    }
}

/// Whether the active toolchain has a standard library for the target.
fn target_installed() -> bool {
    process::capture(process::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))
    .is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

fn add_target() -> Result<()> {
    process::run(
        &Step {
            name: "adding the target wasm32-unknown-unknown with rustup",
            remedy: "install it by hand: `rustup target add wasm32-unknown-unknown`; without rustup, \
                     your distribution's package of the Rust standard library for that target; \
                     on Debian 12 or later as root, the next run takes Debian's compiler by itself",
        },
        process::command("rustup").args(["target", "add", TARGET]),
    )
}

fn debian_ready() -> bool {
    linked() && debian_packages().is_ok_and(|packages| apt::missing(&packages).is_empty())
}

fn linked() -> bool {
    process::capture(process::command("rustup").args(["toolchain", "list"]))
        .is_some_and(|list| list.lines().any(|line| line.starts_with(TOOLCHAIN)))
}

/// The compiler and the linker of the LLVM it was built with.
fn debian_packages() -> Result<Vec<String>> {
    let depends =
        process::capture(process::command("apt-cache").args(["depends", "rust-web-llvm"]))
            .unwrap_or_default();
    let Some(llvm) = llvm_version(&depends) else {
        bail!("apt knows no package rust-web-llvm that names its LLVM");
    };
    Ok(["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("lld-{llvm}")])
        .collect())
}

/// `Depends: llvm-22` → 22.
fn llvm_version(depends: &str) -> Option<u32> {
    depends
        .lines()
        .find_map(|line| line.trim().strip_prefix("Depends: llvm-")?.parse().ok())
}

fn install_debian() -> Result<()> {
    if debian_ready() {
        return Ok(());
    }
    apt::update()?;
    let packages = debian_packages()?;
    apt::install(
        &Step {
            name: "installing Debian's Rust compiler for WebAssembly",
            remedy: "rustup's target is the simpler way where it can be downloaded: \
                     `rustup target add wasm32-unknown-unknown`; otherwise install the Debian \
                     packages rustc-web, cargo-web, rust-web-src, rust-web-llvm and the matching lld",
        },
        &packages,
    )?;
    if linked() {
        return Ok(());
    }
    process::run(
        &Step {
            name: "linking Debian's compiler as a rustup toolchain",
            remedy: "run `rustup toolchain link debian-web /usr`",
        },
        process::command("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_follows_the_compilers_llvm() {
        let depends = "rust-web-llvm\n  Depends: libc6\n  Depends: libgcc-s1\n  Depends: llvm-22\n  Conflicts: rust-llvm\n";
        assert_eq!(llvm_version(depends), Some(22));
        assert_eq!(llvm_version("rust-web-llvm\n  Depends: libc6\n"), None);
    }
}
