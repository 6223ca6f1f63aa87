//! Links that start with `./` are meant from the site's root; a page some
//! folders down needs `../` for each.

use anyhow::Result;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

/// Where an attribute may hold an address.
const ATTRIBUTES: [&str; 6] = ["href", "src", "data-root", "content", "action", "poster"];

/// The way from a page `depth` folders down to the root: `./`, `../../`.
pub fn to_root(depth: usize) -> String {
    match depth {
        0 => "./".to_owned(),
        _ => "../".repeat(depth),
    }
}

/// Rewrites what begins with `./` in the page's attributes and in the strings
/// of its inline scripts.
pub fn rewrite_depth(html: &str, depth: usize) -> Result<String> {
    let root = to_root(depth);
    // Chunks of text may end anywhere, so a script is gathered whole.
    let mut script = String::new();
    let attributes = element!("*", |element| {
        for name in ATTRIBUTES {
            if let Some(value) = element.get_attribute(name)
                && let Some(rest) = value.strip_prefix("./")
            {
                element.set_attribute(name, &format!("{root}{rest}"))?;
            }
        }
        Ok(())
    });
    let scripts = text!("script:not([src])", |chunk| {
        script.push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            chunk.set_str(rewrite_strings(&script, &root));
            script.clear();
        } else {
            chunk.remove();
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(attributes)
        .append_element_content_handler(scripts);
    Ok(rewrite_str(html, settings)?)
}

/// `'./x'` and `"./x"` in a script.
fn rewrite_strings(script: &str, root: &str) -> String {
    script
        .replace("'./", &format!("'{root}"))
        .replace("\"./", &format!("\"{root}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!DOCTYPE html><html data-root="./"><head>
<link rel="modulepreload" href="./qimo-1.js" integrity="sha384-x">
<meta property="og:image" content="./icons/icon.png"></head>
<body><a href="../../en/">Home</a> <a href="#s1">1</a> <code>href="./x"</code> ./y
<script type="module">import init from './qimo-1.js'; await init({ module_or_path: './qimo-1.wasm' });</script>
</body></html>"##;

    #[test]
    fn the_root_needs_no_change() {
        assert_eq!(rewrite_depth(PAGE, 0).unwrap(), PAGE);
    }

    #[test]
    fn addresses_climb_and_the_rest_stays() {
        let html = rewrite_depth(PAGE, 2).unwrap();
        for expected in [
            r#"data-root="../../""#,
            r#"href="../../qimo-1.js""#,
            r#"content="../../icons/icon.png""#,
            "from '../../qimo-1.js'",
            "module_or_path: '../../qimo-1.wasm'",
            r##"<a href="../../en/">Home</a> <a href="#s1">1</a> <code>href="./x"</code> ./y"##,
        ] {
            assert!(html.contains(expected), "{expected} is not in {html}");
        }
    }
}
