//! Where in the check an address leads. The document is in the fragment, which
//! no server sees; the question is in the query, so that the browser's own
//! back button goes back a question. Pure.

use documents::Id;

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

/// The address of a question below that of the check; with [`ALL`], that of
/// the venture's overview. `again` asks only what a retake asks.
pub fn question(check: &str, id: &Id, question: &str, again: bool) -> String {
    match (question, again) {
        (ALL, _) => format!("{check}#{id}"),
        (question, false) => format!("{check}?q={question}#{id}"),
        (question, true) => format!("{check}?q={question}&again=1#{id}"),
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
        assert_eq!(
            question("/en/check/", &id, "payer", true),
            "/en/check/?q=payer&again=1#0123456789abcdef"
        );
        assert_eq!(
            question("/en/check/", &id, ALL, false),
            "/en/check/#0123456789abcdef"
        );
    }
}
