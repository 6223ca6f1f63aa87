//! The schemes of links in lessons.

use crate::Kind;

/// A page of the app that a lesson can link to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Check,
    Plan,
    Library,
}

impl Page {
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Plan => "plan",
            Self::Library => "library",
        }
    }
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    Live {
        explorable: &'a str,
        reading: &'a str,
    },
    Set {
        explorable: &'a str,
        query: &'a str,
    },
    Term {
        id: &'a str,
    },
    Cite {
        key: &'a str,
    },
    Lesson {
        slug: &'a str,
        section: Option<&'a str>,
    },
    Page {
        page: Page,
        anchor: &'a str,
    },
    Section {
        id: &'a str,
    },
    External {
        url: &'a str,
    },
}

impl<'a> Target<'a> {
    pub(crate) fn parse(link: &'a str) -> Result<Self, Kind> {
        let bad = |reason| Kind::BadLink {
            target: link.to_owned(),
            reason,
        };
        if let Some(id) = link.strip_prefix('#') {
            return Ok(Self::Section { id });
        }
        let unknown = || Kind::UnknownScheme {
            target: link.to_owned(),
        };
        let (scheme, rest) = link.split_once(':').ok_or_else(unknown)?;
        let page = |page| {
            let anchor = rest.strip_prefix('#').unwrap_or(rest);
            if anchor.bytes().all(is_anchor) {
                Ok(Self::Page { page, anchor })
            } else {
                Err(bad("what follows the colon is a field's id"))
            }
        };
        match scheme {
            "http" | "https" if rest.starts_with("//") => Ok(Self::External { url: link }),
            "live" => rest
                .split_once('.')
                .map(|(explorable, reading)| Self::Live {
                    explorable,
                    reading,
                })
                .ok_or_else(|| bad("write live:explorable.reading")),
            "set" => rest
                .split_once('?')
                .filter(|(_, query)| !query.is_empty())
                .map(|(explorable, query)| Self::Set { explorable, query })
                .ok_or_else(|| bad("write set:explorable?key=value")),
            "term" => Ok(Self::Term { id: rest }),
            "cite" => Ok(Self::Cite { key: rest }),
            "lesson" => Ok(match rest.split_once('#') {
                Some((slug, section)) => Self::Lesson {
                    slug,
                    section: Some(section),
                },
                None => Self::Lesson {
                    slug: rest,
                    section: None,
                },
            }),
            "check" => page(Page::Check),
            "plan" => page(Page::Plan),
            "library" => page(Page::Library),
            _ => Err(unknown()),
        }
    }
}

/// The pairs of a state query. A key without `=` has an empty value.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

const fn is_anchor(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/')
}
