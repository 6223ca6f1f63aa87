//! The address the site will be at, where it is known.

use std::str::FromStr;

use anyhow::{Result, bail};

/// An absolute address that ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteUrl(String);

impl SiteUrl {
    /// Accepts `https://host/path`, with or without the last slash.
    pub fn parse(text: &str) -> Result<Self> {
        let has_host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        if !has_host || text.contains(['?', '#', ' ', '"', '<']) {
            bail!("`{text}` is no site address: give it as https://example.org/folder/");
        }
        Ok(Self(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The address of a file or page of the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl FromStr for SiteUrl {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_with_one_slash() {
        for text in ["https://example.org/qimo", "https://example.org/qimo/"] {
            assert_eq!(
                SiteUrl::parse(text).unwrap().join("en/"),
                "https://example.org/qimo/en/"
            );
        }
        for text in [
            "example.org",
            "https:///x",
            "ftp://example.org",
            "https://example.org/?a",
        ] {
            assert!(SiteUrl::parse(text).is_err(), "{text}");
        }
    }
}
