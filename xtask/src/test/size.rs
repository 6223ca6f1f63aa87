//! The size budgets of `xtask/budgets.toml`, over the wire.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use glob::{MatchOptions, Pattern};
use serde::Deserialize;
use walkdir::WalkDir;

use super::tally::Verdict;

const BUDGETS: &str = include_str!("../../budgets.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    budget: Vec<Budget>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    name: String,
    /// Thousands of bytes after brotli.
    limit_kb: f64,
    /// Files that are loaded together.
    files: Vec<String>,
    /// Alternatives, of which one is loaded besides: the largest counts.
    #[serde(default)]
    one_of: Option<String>,
}

/// Measures the site in `dist`; the verdict's text is a table.
pub fn check(dist: &Path) -> Verdict {
    match measure(dist) {
        Ok(verdict) => verdict,
        Err(error) => Verdict::failed(format!("{error:#}")),
    }
}

fn measure(dist: &Path) -> Result<Verdict> {
    let budgets: Budgets = toml::from_str(BUDGETS).context("xtask/budgets.toml")?;
    let mut sizes = Sizes::new(dist)?;
    let mut verdict = Verdict::default();
    for budget in budgets.budget {
        let used = sizes.of(&budget)? as f64 / 1000.0;
        let fits = used <= budget.limit_kb;
        *(if fits {
            &mut verdict.passed
        } else {
            &mut verdict.failed
        }) += 1;
        // Writing to a string cannot fail.
        let _ = writeln!(
            verdict.text,
            "  {:<44} {used:>7.1} of {:>5.0} kB brotli{}",
            budget.name,
            budget.limit_kb,
            if fits { "" } else { "  TOO LARGE" }
        );
    }
    Ok(verdict)
}

/// Compressed sizes of the site's files, each measured once.
struct Sizes<'a> {
    dist: &'a Path,
    files: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl<'a> Sizes<'a> {
    fn new(dist: &'a Path) -> Result<Self> {
        let mut files = Vec::new();
        for entry in WalkDir::new(dist).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(dist)?;
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(Self {
            dist,
            files,
            known: BTreeMap::new(),
        })
    }

    fn of(&mut self, budget: &Budget) -> Result<usize> {
        let mut total = 0;
        for pattern in &budget.files {
            for file in self.matching(pattern)? {
                total += self.size(&file)?;
            }
        }
        let mut largest = 0;
        for file in budget
            .one_of
            .iter()
            .map(|pattern| self.matching(pattern))
            .collect::<Result<Vec<_>>>()?
            .concat()
        {
            largest = largest.max(self.size(&file)?);
        }
        Ok(total + largest)
    }

    /// A budget that fits no file would pass for the wrong reason.
    fn matching(&self, pattern: &str) -> Result<Vec<String>> {
        let found = matching(&self.files, pattern)?;
        ensure!(
            !found.is_empty(),
            "no file of the site is named {pattern}, as xtask/budgets.toml has it"
        );
        Ok(found)
    }

    fn size(&mut self, file: &str) -> Result<usize> {
        if let Some(&size) = self.known.get(file) {
            return Ok(size);
        }
        let size = compressed(&fs::read(self.dist.join(file))?)?;
        self.known.insert(file.to_owned(), size);
        Ok(size)
    }
}

fn matching(files: &[String], pattern: &str) -> Result<Vec<String>> {
    let pattern = Pattern::new(pattern).with_context(|| format!("the pattern {pattern}"))?;
    let options = MatchOptions {
        require_literal_separator: true,
        ..MatchOptions::default()
    };
    Ok(files
        .iter()
        .filter(|file| pattern.matches_with(file, options))
        .cloned()
        .collect())
}

/// As a host that compresses ahead of time sends it: brotli, quality 11.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budgets_can_be_read() {
        let budgets: Budgets = toml::from_str(BUDGETS).unwrap();
        assert!(
            budgets.budget.iter().all(|budget| budget.limit_kb > 0.0
                && (budget.one_of.is_some() || !budget.files.is_empty()))
        );
    }

    #[test]
    fn patterns_stay_in_their_folder() {
        let files = ["en/learn/a/index.html", "en/learn/index.html", "a.js"].map(str::to_owned);
        assert_eq!(
            matching(&files, "*/learn/*/index.html").unwrap(),
            ["en/learn/a/index.html"]
        );
        assert_eq!(matching(&files, "*.js").unwrap(), ["a.js"]);
    }

    #[test]
    fn text_compresses() {
        let text = "the same words again and again ".repeat(100);
        assert!(compressed(text.as_bytes()).unwrap() < 100);
    }
}
