//! `404.html` is shown at addresses of any depth, where no relative link fits.
//! So it carries its style itself, does not start the app, and a short script
//! finds the site's root and mends the links.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

const FIND_ROOT: &str = include_str!("find_root.js");

/// Makes the page stand alone. `read` gives the text of a file of the site.
pub fn standalone(html: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let style = element!("link[rel=stylesheet]", |link| {
        let css = read(&link.get_attribute("href").unwrap_or_default())?;
        link.replace(&format!("<style>{css}</style>"), ContentType::Html);
        Ok(())
    });
    let icon = element!("link[rel=icon]", |link| {
        let svg = read(&link.get_attribute("href").unwrap_or_default())?;
        let data = BASE64_STANDARD.encode(svg);
        link.set_attribute("href", &format!("data:image/svg+xml;base64,{data}"))?;
        Ok(())
    });
    let unneeded = element!(
        "link[rel=modulepreload], link[rel=preload], link[rel=prefetch], link[rel=manifest], \
         link[rel=apple-touch-icon], script[type=module]",
        |link| {
            link.remove();
            Ok(())
        }
    );
    let scripts = element!("script[src]:not([type=module])", |script| {
        let text = read(&script.get_attribute("src").unwrap_or_default())?;
        script.replace(&format!("<script>{text}</script>"), ContentType::Html);
        Ok(())
    });
    let body = element!("body", |body| {
        body.append(&format!("<script>{FIND_ROOT}</script>"), ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(style)
        .append_element_content_handler(icon)
        .append_element_content_handler(unneeded)
        .append_element_content_handler(scripts)
        .append_element_content_handler(body);
    Ok(rewrite_str(html, settings)?)
}

/// Reads a file that a page at the root links to as `./name`.
pub fn read_linked(site: &Path, link: &str) -> Result<String> {
    let Some(name) = link.strip_prefix("./") else {
        bail!("404.html links to `{link}`, which is not below the site's root");
    };
    let text = fs::read_to_string(site.join(name)).with_context(|| format!("reading {name}"))?;
    if text.contains("</style") || text.contains("</script") || text.contains("url(./") {
        bail!("{name} cannot be put into 404.html as it is");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_loaded_and_links_are_mended() {
        let html = "<html><head><link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\">\
            <script src=\"./early.js\"></script><link rel=\"stylesheet\" href=\"./site.css\"></head>\
            <body><a href=\"./en/\">Home</a><script type=\"module\">import './a.js'</script></body></html>";
        let html = standalone(html, |link| Ok(format!("/*{link}*/"))).unwrap();
        assert!(html.starts_with(
            "<html><head><script>/*./early.js*/</script><style>/*./site.css*/</style></head>\
             <body><a href=\"./en/\">Home</a><script>"
        ));
        assert!(!html.contains("a.js") && !html.contains("a.wasm"));
        assert!(html.contains("manifest.webmanifest"));
    }
}
