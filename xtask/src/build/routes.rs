//! What the prerenderer says about its pages, in `routes.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// The site's pages and explorables.
#[derive(Debug, Deserialize)]
pub struct Routes {
    /// Every page that has its own `index.html`.
    pub pages: Vec<Page>,
    /// Every explorable that has an embed page.
    pub explorables: Vec<Explorable>,
}

/// A page.
#[derive(Debug, Clone, Deserialize)]
pub struct Page {
    /// From the root, with a slash at the end; empty for the root.
    pub path: String,
    /// Whether search engines should list it.
    pub indexable: bool,
    /// The same page by language, itself included.
    #[serde(default)]
    pub alternates: BTreeMap<String, String>,
    /// The explorables that stand in it.
    #[serde(default)]
    pub explorables: Vec<String>,
    /// When its text changed, `2026-11-23`.
    pub updated: Option<String>,
}

/// An explorable.
#[derive(Debug, Clone, Deserialize)]
pub struct Explorable {
    /// As in addresses.
    pub name: String,
    /// Its embed page, from the root.
    pub path: String,
    /// Its title by language.
    pub title: BTreeMap<String, String>,
    /// Width in CSS pixels that it is at its best in.
    pub width: u32,
    /// Its height at that width.
    pub height: u32,
}

impl Page {
    /// How many folders below the root.
    pub fn depth(&self) -> usize {
        self.path.matches('/').count()
    }

    /// Its file, from the root.
    pub fn file(&self) -> String {
        format!("{}index.html", self.path)
    }
}

impl Routes {
    /// Reads `routes.json` in the prerenderer's folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("routes.json");
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} is not as expected", path.display()))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A small site.
    pub fn routes() -> Routes {
        serde_json::from_str(
            r#"{
            "pages": [
                { "path": "", "indexable": true, "alternates": {}, "explorables": [] },
                { "path": "en/", "lang": "en", "indexable": true, "alternates": { "en": "en/", "zh": "zh/" } },
                { "path": "en/learn/neuron/", "lang": "en", "indexable": true, "updated": "2026-11-23",
                  "alternates": { "en": "en/learn/neuron/", "zh": "zh/learn/neuron/" }, "explorables": ["neuron"] },
                { "path": "embed/neuron/", "indexable": false }
            ],
            "explorables": [
                { "name": "neuron", "path": "embed/neuron/", "title": { "en": "Neuron", "zh": "神经元" },
                  "width": 960, "height": 560 }
            ] }"#,
        )
        .unwrap()
    }

    #[test]
    fn depth_counts_folders() {
        let depths: Vec<_> = routes().pages.iter().map(Page::depth).collect();
        assert_eq!(depths, [0, 1, 3, 2]);
        assert_eq!(routes().pages[0].file(), "index.html");
    }
}
