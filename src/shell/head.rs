//! Keeps the document's head true to the route after navigation: title,
//! language, canonical address, alternates. The prerendered head is right from
//! the start.

use crate::i18n::Locale;
use crate::pages;
use crate::route::Route;
use crate::site::use_site;
use leptos::prelude::*;

/// Follows the route; after the first page, also moves the focus to the top of
/// the new page, so that a screen reader reads it.
pub fn follow(route: Memo<Route>, locale: Locale) {
    let site = use_site();
    Effect::new(move |before: Option<String>| {
        let route = route.get();
        let path = route.path();
        let document = document();
        document.set_title(&pages::window_title(&route, locale));
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", locale.tag());
        }
        set_link("link[rel=canonical]", &site.href(&route));
        for other in [Locale::zh, Locale::en] {
            set_link(
                &format!("link[rel=alternate][hreflang='{}']", other.tag()),
                &site.href(&route.in_locale(other)),
            );
        }
        let first = document
            .document_element()
            .is_some_and(|html| html.get_attribute("data-path").as_deref() == Some(&path));
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("data-path", &path);
        }
        if !first && before.as_deref() != Some(&path) {
            focus_content();
        }
        path
    });
}

fn set_link(selector: &str, href: &str) {
    if let Ok(Some(link)) = document().query_selector(selector) {
        let _ = link.set_attribute("href", href);
    }
}

fn focus_content() {
    use wasm_bindgen::JsCast;
    if let Some(content) = document()
        .get_element_by_id("content")
        .and_then(|content| content.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = content.focus();
    }
}
