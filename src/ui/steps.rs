//! A step back or forward, and the keys that every editor has for it.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

/// A step back or forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The last change is taken back.
    Undo,
    /// What was taken back last comes again.
    Redo,
}

/// Follows the keys while the calling component is there, but for events that
/// `elsewhere` says are somebody else's.
pub fn follow_keys(
    elsewhere: impl Fn(&KeyboardEvent) -> bool + Copy + 'static,
    go: impl Fn(Way) + Copy + 'static,
) {
    Effect::new(move || {
        let keys = window_event_listener(keydown, move |event| {
            let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
            if !held || event.is_composing() || elsewhere(&event) {
                return;
            }
            let way = match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => Way::Undo,
                ("z", true) | ("y", false) => Way::Redo,
                _ => return,
            };
            event.prevent_default();
            go(way);
        });
        on_cleanup(move || keys.remove());
    });
}
