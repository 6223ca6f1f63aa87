//! Whether anything that `dist/` is made from has changed.

use std::fs;
use std::path::Path;

use anyhow::Result;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// Everything the site is made from.
pub const SOURCES: [&str; 14] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "content",
    "crates",
    "index.html",
    "locales",
    "public",
    "src",
    "style",
    "tools/package-lock.json",
    "xtask",
];

/// A digest of all sources and of the options.
pub fn of(root: &Path, options: &str) -> Result<String> {
    let mut digest = Sha256::new();
    digest.update(options);
    for source in SOURCES {
        for entry in WalkDir::new(root.join(source)).sort_by_file_name() {
            // A source that is not there is no part of the site.
            let Ok(entry) = entry else { continue };
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path())?;
                digest.update(entry.path().as_os_str().as_encoded_bytes());
                digest.update(bytes.len().to_le_bytes());
                digest.update(bytes);
            }
        }
    }
    Ok(crate::hash::to_hex(&digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_or_option_shows() {
        let root = std::env::temp_dir().join(format!("qimo-fingerprint-{}", std::process::id()));
        fs::create_dir_all(root.join("src")).unwrap();
        fs::write(root.join("src/a.rs"), "one").unwrap();
        let first = of(&root, "").unwrap();
        assert_eq!(of(&root, "").unwrap(), first);
        assert_ne!(of(&root, "debug").unwrap(), first);
        fs::write(root.join("src/a.rs"), "two").unwrap();
        assert_ne!(of(&root, "").unwrap(), first);
        fs::remove_dir_all(root).unwrap();
    }
}
