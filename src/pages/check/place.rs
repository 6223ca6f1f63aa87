//! Where in the check an address leads. The document is in the fragment, which
//! no server sees; the question is in the query, so that the browser's own
//! back button goes back a question.

use crate::i18n::use_locale;
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::Id;
use leptos::prelude::use_context;

/// The page that lists a venture's questions and resumes.
pub const ALL: &str = "";

/// What a fragment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// Nothing, or one of the dimensions that lessons link to.
    Start,
    /// A venture.
    Venture(Id),
    /// Scores that somebody shared.
    Shared(String),
    /// A place on the page, such as the one that the skip link leads to. It
    /// changes nothing.
    Elsewhere,
}

impl Fragment {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.trim_start_matches('#');
        if let Some(code) = text.strip_prefix("s=") {
            return Self::Shared(code.to_owned());
        }
        match text {
            "" => Self::Start,
            "content" => Self::Elsewhere,
            _ if is_dimension(text) => Self::Start,
            _ => text.parse().map_or(Self::Elsewhere, Self::Venture),
        }
    }
}

/// `d1` to `d99`: where the list of dimensions is linked to.
pub fn is_dimension(text: &str) -> bool {
    text.strip_prefix('d').is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The query key that shows a venture's report where it has no page of its own.
pub const REPORT: &str = "report";

/// Where the check's pages are: on pages of the site, or all on the one page
/// that stands in a frame of somebody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    check: String,
    report: String,
    /// What every query keeps.
    kept: String,
    /// What a query says to lead to the report.
    to_report: &'static str,
}

/// The places of the page around.
pub fn use_places() -> Places {
    use_context().unwrap_or_else(|| {
        let (site, locale) = (use_site(), use_locale());
        Places {
            check: site.href(&Route::Page(locale, Page::Check)),
            report: site.href(&Route::Page(locale, Page::Report)),
            kept: String::new(),
            to_report: "",
        }
    })
}

impl Places {
    /// Everything on the page at `path`, whose queries keep `kept`.
    pub fn framed(path: &str, kept: &str) -> Self {
        Self {
            check: path.to_owned(),
            report: path.to_owned(),
            kept: kept.to_owned(),
            to_report: REPORT,
        }
    }

    /// The list of ventures.
    pub fn list(&self) -> String {
        self.address(&self.check, &[], None)
    }

    /// A question, or with [`ALL`] a venture's overview. `again` asks only what
    /// a retake asks.
    pub fn question(&self, id: &Id, question: &str, again: bool) -> String {
        let asked = format!("q={question}");
        let parts: &[&str] = match (question, again) {
            (ALL, _) => &[],
            (_, false) => &[&asked],
            (_, true) => &[&asked, "again=1"],
        };
        self.address(&self.check, parts, Some(id))
    }

    /// A venture's report.
    pub fn report(&self, id: &Id) -> String {
        self.address(&self.report, &[self.to_report], Some(id))
    }

    fn address(&self, path: &str, parts: &[&str], id: Option<&Id>) -> String {
        let mut address = path.to_owned();
        let parts = std::iter::once(self.kept.as_str()).chain(parts.iter().copied());
        for (at, part) in parts.filter(|part| !part.is_empty()).enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(part);
        }
        if let Some(id) = id {
            address.push('#');
            address.push_str(&id.to_string());
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_told_apart() {
        let id: Id = "0123456789abcdef".parse().unwrap();
        assert_eq!(
            Fragment::parse("#0123456789abcdef"),
            Fragment::Venture(id.clone())
        );
        assert_eq!(Fragment::parse("#d8"), Fragment::Start);
        assert_eq!(Fragment::parse(""), Fragment::Start);
        assert_eq!(Fragment::parse("#content"), Fragment::Elsewhere);
        assert_eq!(Fragment::parse("#a b"), Fragment::Elsewhere);
        assert_eq!(
            Fragment::parse("#s=AQ-_"),
            Fragment::Shared("AQ-_".to_owned())
        );
    }

    #[test]
    fn addresses_lead_to_pages_of_the_site_or_stay_in_the_frame() {
        let id: Id = "0123456789abcdef".parse().unwrap();
        let site = Places {
            check: "/en/check/".to_owned(),
            report: "/en/check/report/".to_owned(),
            kept: String::new(),
            to_report: "",
        };
        assert_eq!(
            site.question(&id, "payer", true),
            "/en/check/?q=payer&again=1#0123456789abcdef"
        );
        assert_eq!(
            site.question(&id, ALL, false),
            "/en/check/#0123456789abcdef"
        );
        assert_eq!(site.report(&id), "/en/check/report/#0123456789abcdef");
        let framed = Places::framed("/embed/readiness/", "lang=en&id=7");
        assert_eq!(framed.list(), "/embed/readiness/?lang=en&id=7");
        assert_eq!(
            framed.question(&id, "payer", false),
            "/embed/readiness/?lang=en&id=7&q=payer#0123456789abcdef"
        );
        assert_eq!(
            framed.report(&id),
            "/embed/readiness/?lang=en&id=7&report#0123456789abcdef"
        );
    }
}
