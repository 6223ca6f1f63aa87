//! What search engines and link previews read of a page. Addresses (canonical,
//! alternates) are added by the build, which may know the site's own.

use qimo::i18n::Locale;
use qimo::pages;
use qimo::route::{Page, Route};
use std::fmt::Write as _;

/// The elements for the template's `<!--head-->`.
pub fn elements(route: &Route) -> String {
    let locale = route.locale().unwrap_or_default();
    let mut head = format!(
        "<title>{}</title>",
        escape(&pages::window_title(route, locale))
    );
    let Route::Page(_, page) = route else {
        return head;
    };
    let title = escape(pages::title(page, locale));
    let description = escape(pages::description(page, locale));
    let kind = if matches!(page, Page::Lesson(_)) {
        "article"
    } else {
        "website"
    };
    let og_locale = match locale {
        Locale::zh => "zh_CN",
        Locale::en => "en_GB",
    };
    // Writing to a string cannot fail.
    let _ = write!(
        head,
        "<meta name=\"description\" content=\"{description}\">\
         <meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"og:description\" content=\"{description}\">\
         <meta property=\"og:type\" content=\"{kind}\">\
         <meta property=\"og:locale\" content=\"{og_locale}\">\
         <meta property=\"og:site_name\" content=\"Qimo 启模\">\
         <meta property=\"og:image\" content=\"./icons/icon-512.png\">"
    );
    head
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
