//! Keeps the builder's folders out of the shipped program: its panic messages
//! name source files, and those of crates lie in Cargo's home.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Cargo adds these to the flags of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Makes a command that compiles to WebAssembly name the files of crates by
/// their place in the crate, such as `leptos-0.8.23/src/lib.rs`.
pub fn shorten(command: &mut Command) {
    let own = env::var(FLAGS).unwrap_or_default();
    let flags = registries().into_iter().filter_map(|folder| flag(&folder));
    let flags: Vec<_> = [own].into_iter().chain(flags).collect();
    command.env(FLAGS, flags.join(" ").trim());
}

/// The folders, one a registry, in which Cargo keeps crates' sources.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let mut folders: Vec<_> = sources
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    folders.sort_unstable();
    folders
}

/// `None` for a folder that the variable cannot name: it is split at spaces.
fn flag(folder: &Path) -> Option<String> {
    let folder = folder.to_str()?;
    (!folder.contains(char::is_whitespace)).then(|| format!("--remap-path-prefix={folder}="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_left_out_of_the_names() {
        assert_eq!(
            flag(Path::new("/home/a/.cargo/registry/src/one")).as_deref(),
            Some("--remap-path-prefix=/home/a/.cargo/registry/src/one=")
        );
        assert_eq!(flag(Path::new("/home/a b")), None);
    }
}
