//! Moving the focus to a field: one that is there, or that is about to come
//! with its row.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Repaints that a field may take to come: its row opens, then a row within.
const PATIENCE: u8 = 12;

/// Focuses what has this id as soon as it is there; what it is a part of where
/// it does not come.
pub fn focus(id: &str) {
    seek(id.to_owned(), PATIENCE, |id| {
        document().get_element_by_id(id)
    });
}

/// Focuses the first field within what has this id.
pub fn focus_first_in(id: &str) {
    seek(id.to_owned(), PATIENCE, |id| {
        document()
            .get_element_by_id(id)?
            .query_selector("input, textarea, select, button")
            .ok()
            .flatten()
    });
}

fn seek(id: String, patience: u8, find: fn(&str) -> Option<Element>) {
    request_animation_frame(move || {
        if let Some(found) = find(&id) {
            show(&found);
        } else if patience > 0 {
            seek(id, patience - 1, find);
        } else if let Some((whole, _)) = id.rsplit_once('.') {
            seek(whole.to_owned(), 0, |id| document().get_element_by_id(id));
        }
    });
}

fn show(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
