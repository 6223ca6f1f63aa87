//! Every internal link leads to a file of the site, and to a place in it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::pages::{self, Page};
use super::tally::Verdict;

/// Checks the site in `dist`.
pub fn check(dist: &Path) -> Verdict {
    match faults(dist) {
        Ok(faults) => Verdict::of_faults(&faults),
        Err(error) => Verdict::failed(format!("{error:#}")),
    }
}

fn faults(dist: &Path) -> Result<Vec<String>> {
    let pages = pages::read(dist)?;
    let mut faults = Vec::new();
    for (path, page) in &pages {
        for address in page.links.iter().chain(&page.loads) {
            if let Some(why) = fault(path, address, &pages, |file| dist.join(file).is_file()) {
                faults.push(format!("{path}: {address} {why}"));
            }
        }
    }
    Ok(faults)
}

/// What is wrong with an address in the page at `path`, if anything.
fn fault(
    path: &str,
    address: &str,
    pages: &BTreeMap<String, Page>,
    exists: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let has_scheme = address
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    if has_scheme {
        return None;
    }
    if address.is_empty() {
        return Some("is empty");
    }
    if address.starts_with('/') {
        return Some("starts at the host's root, so a sub-path breaks it");
    }
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (address, _query) = address.split_once('?').unwrap_or((address, ""));
    let Some(target) = resolve(path, address) else {
        return Some("leads out of the site");
    };
    if let Some(page) = pages.get(&target) {
        // A fragment with `=` carries state.
        let place = fragment.is_empty() || fragment.contains('=') || page.ids.contains(fragment);
        return (!place).then_some("names a place that the page does not have");
    }
    if exists(&target) {
        None
    } else if exists(&format!("{target}/index.html")) {
        Some("lacks the slash at its end")
    } else {
        Some("leads nowhere")
    }
}

/// The file that a relative address means in the page at `path`.
fn resolve(path: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(path.to_owned());
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let mut steps = address.split('/').peekable();
    while let Some(step) = steps.next() {
        match step {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            "" if steps.peek().is_none() => {}
            step => parts.push(step),
        }
    }
    if address.ends_with('/') || address.ends_with("..") || address == "." {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_resolve_as_in_a_browser() {
        let from = "en/learn/neuron/index.html";
        for (address, file) in [
            ("", "en/learn/neuron/index.html"),
            ("../", "en/learn/index.html"),
            ("../../../", "index.html"),
            ("../../library/", "en/library/index.html"),
            ("../../../qimo.js", "qimo.js"),
            ("x.png", "en/learn/neuron/x.png"),
            ("./", "en/learn/neuron/index.html"),
        ] {
            assert_eq!(resolve(from, address).as_deref(), Some(file), "{address}");
        }
        assert_eq!(resolve("index.html", "../x"), None);
    }

    #[test]
    fn faults_are_named() {
        let mut library = Page::default();
        library.ids.insert("term-bias".to_owned());
        let pages = BTreeMap::from([
            ("en/index.html".to_owned(), Page::default()),
            ("en/library/index.html".to_owned(), library),
        ]);
        let files = ["en/index.html", "en/library/index.html", "a.css"];
        let fault = |address| {
            fault("en/index.html", address, &pages, |file| {
                files.contains(&file)
            })
        };
        for good in [
            "library/#term-bias",
            "../a.css",
            "#s=1",
            "https://example.org",
            "mailto:a@b",
            "./?lr=1",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        assert_eq!(fault("library"), Some("lacks the slash at its end"));
        assert_eq!(
            fault("library/#term-x"),
            Some("names a place that the page does not have")
        );
        assert_eq!(fault("b.css"), Some("leads nowhere"));
        assert_eq!(
            fault("/en/"),
            Some("starts at the host's root, so a sub-path breaks it")
        );
        assert_eq!(fault("../../x"), Some("leads out of the site"));
    }
}
