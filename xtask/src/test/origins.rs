//! The built site must ask nothing of another host: no page loads from one,
//! no style sheet or script names one to load from, and every page forbids it
//! by its content security policy. (Browser tests watch the actual requests.)

use std::fs;
use std::path::Path;

use anyhow::Result;
use walkdir::WalkDir;

use super::pages;
use super::tally::Verdict;

/// Names of vocabularies, which look like addresses but are never loaded.
const NAMESPACES: [&str; 2] = ["http://www.w3.org/", "https://www.w3.org/"];

/// Checks the site in `dist`.
pub fn check(dist: &Path) -> Verdict {
    match faults(dist) {
        Ok(faults) => Verdict::of_faults(&faults),
        Err(error) => Verdict::failed(format!("{error:#}")),
    }
}

fn faults(dist: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (path, page) in pages::read(dist)? {
        if !page.policy {
            faults.push(format!("{path} has no content security policy"));
        }
        let foreign = page.loads.iter().filter(|address| is_foreign(address));
        faults.extend(foreign.map(|address| format!("{path} loads {address}")));
    }
    for entry in WalkDir::new(dist) {
        let entry = entry?;
        let extension = entry.path().extension().unwrap_or_default();
        if extension == "js" || extension == "css" || extension == "mjs" {
            let text = fs::read_to_string(entry.path())?;
            let path = entry.path().strip_prefix(dist)?.display();
            faults.extend(
                literals(&text)
                    .into_iter()
                    .map(|address| format!("{path} names {address}")),
            );
        }
    }
    Ok(faults)
}

fn is_foreign(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["http:", "https:", "//", "ws:", "wss:"]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// Addresses that stand at the start of a string or in `url(…)`.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for scheme in ["http://", "https://", "ws://", "wss://"] {
        for (at, _) in code.match_indices(scheme) {
            let opened = code[..at].ends_with(['"', '\'', '`', '(']);
            let address: String = code[at..]
                .chars()
                .take_while(|c| !c.is_whitespace() && !"\"'`)".contains(*c))
                .collect();
            let bare = address == scheme;
            if opened && !bare && !NAMESPACES.iter().any(|name| address.starts_with(name)) {
                found.push(address);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_hosts_are_seen() {
        assert!(is_foreign("https://example.org/a.js") && is_foreign("//example.org/a.js"));
        assert!(!is_foreign("../a.js") && !is_foreign("data:,x") && !is_foreign("#a"));
    }

    #[test]
    fn only_strings_in_code_count() {
        let code = "// see https://example.org/why\nfetch(\"https://example.org/x\"); ns = 'http://www.w3.org/2000/svg';\n\
                    a { background: url(http://example.org/i.png) } if (x.startsWith('https://')) {}";
        assert_eq!(
            literals(code),
            ["http://example.org/i.png", "https://example.org/x"]
        );
    }
}
