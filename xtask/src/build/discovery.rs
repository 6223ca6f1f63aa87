//! The files by which other programs find the pages: `sitemap.xml`,
//! `robots.txt`, and one oEmbed answer for each explorable.

use serde_json::json;

use super::head::escape;
use super::routes::{Explorable, Routes};
use super::site_url::SiteUrl;

/// Every indexable page. A sitemap needs absolute addresses: without the
/// site's own, paths from the root stand in their place, for a deployment to
/// complete, and `robots.txt` does not name it.
pub fn sitemap(routes: &Routes, site: Option<&SiteUrl>) -> String {
    let address =
        |path: &str| escape(&site.map_or_else(|| path.to_owned(), |site| site.join(path)));
    let entries: Vec<String> = routes
        .pages
        .iter()
        .filter(|page| page.indexable)
        .map(|page| {
            let date = page.updated.as_deref().map_or_else(String::new, |date| {
                format!("<lastmod>{}</lastmod>", escape(date))
            });
            let alternates: Vec<String> = page
                .alternates
                .iter()
                .map(|(lang, path)| {
                    format!(
                        "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>",
                        address(path)
                    )
                })
                .collect();
            format!(
                "<url><loc>{}</loc>{date}{}</url>\n",
                address(&page.path),
                alternates.concat()
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n\
         {}</urlset>\n",
        entries.concat()
    )
}

/// Everything may be read.
pub fn robots(site: Option<&SiteUrl>) -> String {
    let sitemap = site.map_or_else(String::new, |site| {
        format!("\nSitemap: {}\n", site.join("sitemap.xml"))
    });
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// The oEmbed answer for an explorable. Without the site's address the frame's
/// is relative to the answer's own.
pub fn oembed(explorable: &Explorable, site: Option<&SiteUrl>) -> String {
    let address = |path: &str| site.map_or_else(|| format!("../{path}"), |site| site.join(path));
    let title = explorable
        .title
        .values()
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    let html = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\" frameborder=\"0\" \
         sandbox=\"allow-scripts allow-same-origin allow-popups\"></iframe>",
        escape(&address(&explorable.path)),
        escape(&title),
        explorable.width,
        explorable.height
    );
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "启模 Qimo",
        "provider_url": address(""),
        "width": explorable.width,
        "height": explorable.height,
        "html": html,
    });
    format!("{answer:#}\n")
}

#[cfg(test)]
mod tests {
    use super::super::routes::tests::routes;
    use super::*;

    #[test]
    fn the_sitemap_lists_indexable_pages() {
        let site = SiteUrl::parse("https://example.org/qimo/").unwrap();
        let xml = sitemap(&routes(), Some(&site));
        assert_eq!(xml.matches("<url>").count(), 3);
        assert!(xml.contains(
            "<loc>https://example.org/qimo/en/learn/neuron/</loc><lastmod>2026-11-23</lastmod>"
        ));
        assert!(
            xml.contains("hreflang=\"zh\" href=\"https://example.org/qimo/zh/learn/neuron/\"/>")
        );
        assert!(!xml.contains("embed"));
        assert!(sitemap(&routes(), None).contains("<loc>en/learn/neuron/</loc>"));
    }

    #[test]
    fn robots_name_the_sitemap_when_it_is_whole() {
        let site = SiteUrl::parse("https://example.org").unwrap();
        assert!(robots(Some(&site)).contains("Sitemap: https://example.org/sitemap.xml"));
        assert!(!robots(None).contains("Sitemap"));
    }

    #[test]
    fn oembed_answers_hold_a_frame() {
        let explorable = &routes().explorables[0];
        let answer: serde_json::Value = serde_json::from_str(&oembed(explorable, None)).unwrap();
        assert_eq!(answer["version"], "1.0");
        assert_eq!(answer["type"], "rich");
        assert_eq!(answer["title"], "Neuron · 神经元");
        assert!(
            answer["html"]
                .as_str()
                .unwrap()
                .starts_with("<iframe src=\"../embed/neuron/\"")
        );
        let site = SiteUrl::parse("https://example.org").unwrap();
        assert!(oembed(explorable, Some(&site)).contains("https://example.org/embed/neuron/"));
    }
}
