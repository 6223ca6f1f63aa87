//! Where the site lives, so that one build serves any sub-path.

use crate::route::Route;
use leptos::prelude::*;

/// The site's root as a prefix of links, ending in `/`: `/` or `/sub/path/` in
/// the browser; `../../`, by depth, in a prerendered page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRoot(String);

impl SiteRoot {
    /// A root from a path; a missing last slash is added.
    pub fn new(path: &str) -> Self {
        if path.ends_with('/') {
            Self(path.to_owned())
        } else {
            Self(format!("{path}/"))
        }
    }

    /// The relative root of a page `depth` folders below it.
    pub fn relative(depth: usize) -> Self {
        if depth == 0 {
            Self("./".to_owned())
        } else {
            Self("../".repeat(depth))
        }
    }

    /// The link to a route.
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.0, route.path())
    }

    /// The link to a file below the root.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The part of an absolute path below the root. The prerenderer's paths
    /// are always below it.
    pub fn strip<'a>(&self, pathname: &'a str) -> &'a str {
        pathname
            .strip_prefix(self.0.as_str())
            .unwrap_or_else(|| pathname.trim_start_matches('/'))
    }

    /// The router's base: no last slash, empty at a host's root.
    pub fn base(&self) -> String {
        self.0.trim_end_matches('/').to_owned()
    }
}

/// The site's root, provided by `App`.
pub fn use_site() -> SiteRoot {
    use_context::<SiteRoot>().unwrap_or_else(|| SiteRoot::new("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::route::Page;

    #[test]
    fn links_follow_the_root() {
        let learn = Route::Page(Locale::zh, Page::Learn);
        assert_eq!(SiteRoot::new("/").href(&learn), "/zh/learn/");
        assert_eq!(SiteRoot::new("/a/b").href(&learn), "/a/b/zh/learn/");
        assert_eq!(SiteRoot::relative(2).href(&learn), "../../zh/learn/");
        assert_eq!(SiteRoot::relative(0).href(&learn), "./zh/learn/");
    }

    #[test]
    fn paths_are_read_below_the_root() {
        assert_eq!(SiteRoot::new("/a/").strip("/a/zh/learn/"), "zh/learn/");
        assert_eq!(SiteRoot::new("/").strip("/zh/"), "zh/");
        assert_eq!(SiteRoot::new("/a/").base(), "/a");
        assert_eq!(SiteRoot::new("/").base(), "");
    }
}
