//! Keeps the address in step with the state, without adding to the history.

use crate::route::Route;
use crate::site::use_site;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Writes `query` into the address while `route` is open. The first value is
/// not written: what the reader opened stays until they change something.
///
/// `kept` is the part of the query that is not state, and stays.
pub fn follow(query: RwSignal<String>, route: &Route, kept: &str) {
    let path = use_site().href(route);
    let kept = kept.to_owned();
    Effect::new(move |before: Option<String>| {
        let query = query.get();
        if before.is_some_and(|before| before != query) {
            let parts = [kept.as_str(), query.as_str()];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            replace(&path, &parts.join("&"));
        }
        query
    });
}

/// The site's origin; a link without it leads nowhere from elsewhere. A
/// prerendered page is at none yet.
pub fn origin() -> String {
    if cfg!(target_arch = "wasm32") {
        window().location().origin().unwrap_or_default()
    } else {
        String::new()
    }
}

/// Replaces the address; a browser that forbids it (too many calls, a
/// sandboxed frame) leaves the old one, which harms nothing.
fn replace(path: &str, query: &str) {
    let location = window().location();
    let Ok(pathname) = location.pathname() else {
        return;
    };
    if pathname.trim_end_matches("index.html") != path {
        return;
    }
    let hash = location.hash().unwrap_or_default();
    let address = if query.is_empty() {
        format!("{pathname}{hash}")
    } else {
        format!("{pathname}?{query}{hash}")
    };
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}
