//! Whether the reader wants motion.

use leptos::prelude::*;

/// Whether motion is to be spared: by the reader's setting, else by the system's.
pub fn is_reduced() -> bool {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute("data-motion"));
    match chosen.as_deref() {
        Some("reduced") => true,
        Some("full") => false,
        _ => window()
            .match_media("(prefers-reduced-motion: reduce)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    }
}
