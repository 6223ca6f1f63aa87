//! What the built pages refer to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use walkdir::WalkDir;

/// One page: what it links to, what it loads, what can be linked to in it.
#[derive(Debug, Default)]
pub struct Page {
    /// `href` of links.
    pub links: Vec<String>,
    /// Addresses that a browser loads with the page.
    pub loads: Vec<String>,
    /// Every `id`.
    pub ids: BTreeSet<String>,
    /// Whether it has a content security policy.
    pub policy: bool,
}

/// Every `.html` file of the site by its path.
pub fn read(dist: &Path) -> Result<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for entry in WalkDir::new(dist) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let path = entry
                .path()
                .strip_prefix(dist)?
                .to_string_lossy()
                .replace('\\', "/");
            let html = fs::read_to_string(entry.path())?;
            pages.insert(path.clone(), parse(&html).with_context(|| path)?);
        }
    }
    Ok(pages)
}

/// Relations of `<link>` that only name another page.
const NOT_LOADED: [&str; 3] = ["canonical", "alternate", "license"];

fn parse(html: &str) -> Result<Page> {
    let page = RefCell::new(Page::default());
    let all = element!("*", |element| {
        let mut page = page.borrow_mut();
        page.ids.extend(element.get_attribute("id"));
        let tag = element.tag_name();
        let rel = element.get_attribute("rel").unwrap_or_default();
        for name in ["href", "xlink:href", "src", "poster", "data", "srcset"] {
            let Some(value) = element.get_attribute(name) else {
                continue;
            };
            let value = value.trim().to_owned();
            let only_named = tag == "a" || (tag == "link" && NOT_LOADED.contains(&rel.as_str()));
            if only_named {
                page.links.push(value);
            } else if name == "srcset" {
                let addresses = value
                    .split(',')
                    .filter_map(|part| part.split_whitespace().next());
                page.loads.extend(addresses.map(str::to_owned));
            } else {
                page.loads.push(value);
            }
        }
        if element
            .get_attribute("http-equiv")
            .is_some_and(|name| name == "Content-Security-Policy")
        {
            page.policy = true;
        }
        Ok(())
    });
    rewrite_str(
        html,
        RewriteStrSettings::new().append_element_content_handler(all),
    )?;
    Ok(page.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_loads_are_told_apart() {
        let page = parse(
            "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
             <link rel=\"alternate\" href=\"../zh/\"><link rel=\"stylesheet\" href=\"a.css\"></head>\
             <body><h2 id=\"s1\">x</h2><a href=\"#s1\">y</a><img src=\"b.png\" srcset=\"c.png 1x, d.png 2x\">\
             <svg><use href=\"#u\"/></svg></body></html>",
        )
        .unwrap();
        assert_eq!(page.links, ["../zh/", "#s1"]);
        assert_eq!(page.loads, ["a.css", "b.png", "c.png", "d.png", "#u"]);
        assert!(page.ids.contains("s1") && page.policy);
    }
}
