//! The service worker's list of files, each with the digest of its content.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::hash;

/// Files kept at first use rather than ahead: too large to load unasked, or not
/// for the app but for other programs.
const ON_DEMAND: [&str; 2] = ["models/", "schema/"];
/// The worker itself, which the browser keeps.
const WORKER: &str = "sw.js";

/// The site's files with their digests.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Loaded when the worker is installed.
    files: BTreeMap<String, String>,
    /// Kept once they have been used.
    on_demand: BTreeMap<String, String>,
}

impl Manifest {
    /// Lists a finished site.
    pub fn of(site: &Path) -> Result<Self> {
        let mut manifest = Self::default();
        for entry in WalkDir::new(site) {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry
                .path()
                .strip_prefix(site)?
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            let bytes = fs::read(entry.path()).with_context(|| format!("reading {path}"))?;
            manifest.add(path, &bytes);
        }
        Ok(manifest)
    }

    fn add(&mut self, path: String, bytes: &[u8]) {
        let list = match path.as_str() {
            WORKER => return,
            path if ON_DEMAND.iter().any(|folder| path.starts_with(folder)) => &mut self.on_demand,
            _ => &mut self.files,
        };
        list.insert(path, hash::base64(bytes));
    }

    /// Writes the lists into the worker's template.
    pub fn fill(&self, template: &str) -> Result<String> {
        let mut script = template.to_owned();
        for (mark, list) in [
            ("/*FILES*/ {}", &self.files),
            ("/*ON_DEMAND*/ {}", &self.on_demand),
        ] {
            ensure!(
                script.matches(mark).count() == 1,
                "public/sw.js must hold `{mark}` once"
            );
            script = script.replace(mark, &serde_json::to_string_pretty(list)?);
        }
        Ok(script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_by_content() {
        let mut manifest = Manifest::default();
        manifest.add("en/index.html".into(), b"abc");
        manifest.add("models/tiny.bin".into(), b"abc");
        manifest.add("schema/plan-1.json".into(), b"abc");
        manifest.add("sw.js".into(), b"abc");
        let script = manifest
            .fill("const A = /*FILES*/ {};\nconst B = /*ON_DEMAND*/ {};\n")
            .unwrap();
        let digest = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(
            script,
            format!(
                "const A = {{\n  \"en/index.html\": \"{digest}\"\n}};\nconst B = {{\n  \"models/tiny.bin\": \"{digest}\",\n  \"schema/plan-1.json\": \"{digest}\"\n}};\n"
            )
        );
        assert!(manifest.fill("const A = {};").is_err());
    }

    #[test]
    fn the_template_can_be_filled() {
        Manifest::default()
            .fill(include_str!("../../../public/sw.js"))
            .unwrap();
    }
}
