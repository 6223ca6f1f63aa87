//! What other tabs do to the storage, and what becomes of this one.

use documents::{Key, revision_of};
use leptos::prelude::{WindowListenerHandle, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent, StorageEvent};

use super::platform::hidden;

/// A write of another tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It wrote or removed one key.
    Key {
        /// The key.
        key: Key,
        /// The revision written; `None` if the key was removed, or what was
        /// written is not in our form.
        revision: Option<u64>,
    },
    /// It emptied the storage.
    Everything,
}

/// A change in how this page stands to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The page is left or hidden: the last moment to save.
    Leaving,
    /// The page is seen again, and may have missed what other tabs did.
    Returned,
}

/// Listens until it is dropped.
pub struct Listener(Vec<WindowListenerHandle>);

impl Drop for Listener {
    fn drop(&mut self) {
        for handle in self.0.drain(..) {
            handle.remove();
        }
    }
}

/// Calls `told` for every write of another tab to one of our keys.
pub fn on_change(told: impl Fn(Change) + 'static) -> Listener {
    let listen = move |event: Event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        if event.storage_area() != local_storage() {
            return;
        }
        match event.key() {
            None => told(Change::Everything),
            Some(key) => {
                if let Some(key) = Key::parse(&key) {
                    let revision = event.new_value().as_deref().and_then(revision_of);
                    told(Change::Key { key, revision });
                }
            }
        }
    };
    Listener(vec![window_event_listener_untyped("storage", listen)])
}

/// Session storage has events of the same name.
fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Calls `told` when the page is left or hidden, and when it is seen again.
pub fn on_presence(told: impl Fn(Presence) + Clone + 'static) -> Listener {
    let seen = told.clone();
    let shown = told.clone();
    Listener(vec![
        window_event_listener_untyped("visibilitychange", move |_| {
            seen(if hidden() {
                Presence::Leaving
            } else {
                Presence::Returned
            });
        }),
        window_event_listener_untyped("pagehide", move |_| told(Presence::Leaving)),
        window_event_listener_untyped("pageshow", move |event| {
            // A page out of the back–forward cache has slept.
            let event = event.dyn_ref::<PageTransitionEvent>();
            if event.is_some_and(PageTransitionEvent::persisted) {
                shown(Presence::Returned);
            }
        }),
    ])
}
