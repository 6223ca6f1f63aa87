//! Filling in what is known only when a page is written.

/// Replaces the placeholder `{root}` by the way back to the root of the site,
/// such as `../../../`.
pub fn resolve_root(html: &str, root: &str) -> String {
    html.replace("{root}", root)
}

/// Puts present values into the text of `<output class="live">` elements.
///
/// `value` is given the name, such as `neuron.output`; where it returns
/// nothing, the author's text stays. Values are escaped.
pub fn fill_live(html: &str, value: impl Fn(&str) -> Option<String>) -> String {
    const OPEN: &str = "<output class=\"live\" data-live=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let name_start = start + OPEN.len();
        let name_length = rest[name_start..].find('"').unwrap_or(0);
        let name = &rest[name_start..name_start + name_length];
        let text_start = rest[name_start..]
            .find('>')
            .map_or(rest.len(), |at| name_start + at + 1);
        let text_end = rest[text_start..]
            .find("</output>")
            .map_or(rest.len(), |at| text_start + at);
        out.push_str(&rest[..text_start]);
        match value(name) {
            Some(value) => out.push_str(&crate::escape::text(&value)),
            None => out.push_str(&rest[text_start..text_end]),
        }
        rest = &rest[text_end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: &str = "<p>y = <output class=\"live\" data-live=\"neuron.output\" aria-live=\"off\">0.62</output>, \
        z = <output class=\"live\" data-live=\"neuron.z\" aria-live=\"off\">0.4</output></p>";

    #[test]
    fn values_replace_the_text_and_nothing_else() {
        let filled = fill_live(LIVE, |name| {
            (name == "neuron.output").then(|| "<1>".to_owned())
        });
        assert_eq!(filled, LIVE.replace("0.62", "&lt;1&gt;"));
    }

    #[test]
    fn the_root_is_replaced_everywhere() {
        assert_eq!(
            resolve_root(
                "<a href=\"{root}en/\">a</a><a href=\"{root}zh/\">b</a>",
                "../"
            ),
            "<a href=\"../en/\">a</a><a href=\"../zh/\">b</a>"
        );
    }
}
