//! The content security policy, in the page itself so that it holds on any
//! host. Hashes come last, when the inline scripts have their final text.

use std::cell::RefCell;

use anyhow::{Result, bail};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::hash;

/// Adds the policy right after the page's `<meta charset>`, and `head` at the
/// end of the head. Refuses what the policy would block.
pub fn finish(html: &str, head: &str) -> Result<String> {
    let inline = inline_code(html)?;
    let policy = policy(&inline);
    let mut placed = false;
    let charset = element!("head > meta[charset]", |meta| {
        meta.after(
            &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
            ContentType::Html,
        );
        placed = true;
        Ok(())
    });
    let end = element!("head", |element| {
        element.append(head, ContentType::Html);
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(charset)
        .append_element_content_handler(end);
    let html = rewrite_str(html, settings)?;
    if !placed {
        bail!("it has no <meta charset> in its head, after which the policy belongs");
    }
    Ok(html)
}

/// The text of a page's inline scripts and styles.
#[derive(Debug, Default, PartialEq, Eq)]
struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
}

fn policy(inline: &Inline) -> String {
    let hashes = |texts: &[String]| {
        texts
            .iter()
            .map(|text| format!(" 'sha256-{}'", hash::base64(text.as_bytes())))
            .collect::<Vec<_>>()
            .concat()
    };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; \
         img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'",
        hashes(&inline.scripts),
        hashes(&inline.styles)
    )
}

fn inline_code(html: &str) -> Result<Inline> {
    let blocked = RefCell::new(Vec::new());
    let inline = RefCell::new(Inline::default());
    let buffer = RefCell::new(String::new());
    let attributes = element!("*", |element| {
        for attribute in element.attributes() {
            let name = attribute.name();
            if name == "style" || name.starts_with("on") {
                blocked
                    .borrow_mut()
                    .push(format!("<{} {name}=…>", element.tag_name()));
            }
        }
        Ok(())
    });
    let scripts = text!("script:not([src])", |chunk| {
        buffer.borrow_mut().push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            inline.borrow_mut().scripts.push(buffer.take());
        }
        Ok(())
    });
    let styles = text!("style", |chunk| {
        buffer.borrow_mut().push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            inline.borrow_mut().styles.push(buffer.take());
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(attributes)
        .append_element_content_handler(scripts)
        .append_element_content_handler(styles);
    rewrite_str(html, settings)?;
    let blocked = blocked.into_inner();
    if !blocked.is_empty() {
        bail!(
            "the content security policy would block {}: use a class, or a presentation attribute",
            blocked.join(", ")
        );
    }
    Ok(inline.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title>\
        <script src=\"./early.js\"></script></head>\
        <body><svg><rect fill=\"red\"/></svg><script type=\"module\">alert('Hello, world.');</script></body></html>";

    #[test]
    fn the_policy_comes_first_and_knows_the_inline_script() {
        let html = finish(PAGE, "<link rel=\"canonical\" href=\"/\">").unwrap();
        assert!(html.contains(
            "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; style-src 'self'; "
        ));
        assert!(html.contains("<link rel=\"canonical\" href=\"/\"></head>"));
    }

    #[test]
    fn what_the_policy_would_block_is_refused() {
        let styled = PAGE.replace("<svg>", "<svg style=\"width:1px\">");
        assert!(
            finish(&styled, "")
                .unwrap_err()
                .to_string()
                .contains("<svg style=…>")
        );
        let handled = PAGE.replace("<svg>", "<svg onclick=\"x()\">");
        assert!(finish(&handled, "").is_err());
        assert!(finish("<html><head></head></html>", "").is_err());
    }

    #[test]
    fn inline_styles_are_hashed() {
        let html = finish(&PAGE.replace("<title>", "<style>a{}</style><title>"), "").unwrap();
        let expected = format!("style-src 'self' 'sha256-{}'", hash::base64(b"a{}"));
        assert!(html.contains(&expected));
    }
}
