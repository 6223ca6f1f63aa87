//! Escaping of text for HTML.
//!
//! Besides the characters HTML reserves, the placeholder `{root}` is broken
//! up, so that replacing it in a page never touches an author's text.

/// Text between tags.
pub(crate) fn text(source: &str) -> String {
    escape(source, false)
}

/// The value of an attribute in double quotes.
pub(crate) fn attribute(source: &str) -> String {
    escape(source, true)
}

fn escape(source: &str, quotes: bool) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 16);
    for (at, character) in source.char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quotes => out.push_str("&quot;"),
            '\'' if quotes => out.push_str("&#39;"),
            '{' if source[at..].starts_with("{root}") => out.push_str("&#123;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_become_references() {
        assert_eq!(
            text("<script>a && b</script>"),
            "&lt;script&gt;a &amp;&amp; b&lt;/script&gt;"
        );
        assert_eq!(text("\"it's\""), "\"it's\"");
        assert_eq!(attribute("\"it's\""), "&quot;it&#39;s&quot;");
    }

    #[test]
    fn the_root_placeholder_is_broken_up_and_other_braces_stay() {
        assert_eq!(text("{root}en/ {a}"), "&#123;root}en/ {a}");
    }
}
