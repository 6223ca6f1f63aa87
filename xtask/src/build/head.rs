//! What is added to a page's head when all pages are known: the language
//! alternates, oEmbed discovery, and the addresses that need the site's own.

use anyhow::Result;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::depth::to_root;
use super::routes::{Page, Routes};
use super::site_url::SiteUrl;

/// The elements for the head of a page.
pub fn elements(page: &Page, routes: &Routes, site: Option<&SiteUrl>) -> String {
    let address = |path: &str| match site {
        Some(site) => site.join(path),
        None => format!("{}{path}", to_root(page.depth())),
    };
    let mut head = Vec::new();
    if !page.indexable {
        head.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
    }
    let own = escape(&address(&page.path));
    head.push(format!("<link rel=\"canonical\" href=\"{own}\">"));
    if site.is_some() {
        head.push(format!("<meta property=\"og:url\" content=\"{own}\">"));
    }
    for (lang, path) in &page.alternates {
        let href = escape(&address(path));
        head.push(format!(
            "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\">"
        ));
    }
    // The root's page chooses a language: it stands for all home pages.
    if page
        .alternates
        .values()
        .any(|path| path.matches('/').count() == 1)
    {
        let href = escape(&address(""));
        head.push(format!(
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{href}\">"
        ));
    }
    for explorable in &routes.explorables {
        if page.path == explorable.path || page.explorables.contains(&explorable.name) {
            let href = escape(&address(&format!("oembed/{}.json", explorable.name)));
            let title = explorable
                .title
                .values()
                .cloned()
                .collect::<Vec<_>>()
                .join(" · ");
            head.push(format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{href}\" title=\"{}\">",
                escape(&title)
            ));
        }
    }
    head.concat()
}

/// Previews want the address of a page's image whole.
pub fn absolute_images(html: &str, site: &SiteUrl) -> Result<String> {
    let image = element!("meta[property=\"og:image\"]", |meta| {
        let content = meta.get_attribute("content").unwrap_or_default();
        if let Some(path) = content.strip_prefix("./") {
            meta.set_attribute("content", &site.join(path))?;
        }
        Ok(())
    });
    Ok(rewrite_str(
        html,
        RewriteStrSettings::new().append_element_content_handler(image),
    )?)
}

/// For the inside of a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::routes::tests::routes;
    use super::*;

    fn page(path: &str) -> (Page, Routes) {
        let routes = routes();
        let page = routes
            .pages
            .iter()
            .find(|page| page.path == path)
            .unwrap()
            .clone();
        (page, routes)
    }

    #[test]
    fn without_an_address_links_are_relative() {
        let (page, routes) = page("en/learn/neuron/");
        let head = elements(&page, &routes, None);
        assert!(head.contains(r#"hreflang="zh" href="../../../zh/learn/neuron/""#));
        assert!(
            head.contains(r#"+oembed" href="../../../oembed/neuron.json" title="Neuron · 神经元""#)
        );
        assert!(head.contains(r#"rel="canonical" href="../../../en/learn/neuron/""#));
        assert!(!head.contains("og:url") && !head.contains("noindex"));
    }

    #[test]
    fn with_an_address_links_are_absolute() {
        let (page, routes) = page("en/learn/neuron/");
        let site = SiteUrl::parse("https://example.org/qimo").unwrap();
        let head = elements(&page, &routes, Some(&site));
        assert!(
            head.contains(r#"rel="canonical" href="https://example.org/qimo/en/learn/neuron/""#)
        );
        assert!(
            head.contains(
                r#"property="og:url" content="https://example.org/qimo/en/learn/neuron/""#
            )
        );
        assert!(head.contains(r#"hreflang="zh" href="https://example.org/qimo/zh/learn/neuron/""#));
    }

    #[test]
    fn preview_images_get_whole_addresses() {
        let site = SiteUrl::parse("https://example.org/").unwrap();
        let html = absolute_images(
            "<meta property=\"og:image\" content=\"./icons/a.png\">",
            &site,
        )
        .unwrap();
        assert_eq!(
            html,
            "<meta property=\"og:image\" content=\"https://example.org/icons/a.png\">"
        );
    }

    #[test]
    fn the_language_chooser_is_the_default_of_the_home_pages() {
        let (page, routes) = page("en/");
        let head = elements(&page, &routes, None);
        assert!(head.contains(r#"hreflang="x-default" href="../""#));
    }

    #[test]
    fn an_embed_page_is_found_by_consumers_but_not_indexed() {
        let (page, routes) = page("embed/neuron/");
        let head = elements(&page, &routes, None);
        assert!(head.contains("noindex") && head.contains("oembed/neuron.json"));
    }
}
