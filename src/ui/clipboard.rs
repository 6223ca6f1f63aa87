//! Copying to the clipboard, where the browser allows it.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What came of the last copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// Nothing was copied yet.
    #[default]
    No,
    /// It is in the clipboard.
    Yes,
    /// The browser refused.
    Refused,
}

/// Copies `text` and says in `outcome` how it went.
pub fn copy(text: String, outcome: RwSignal<Copied>) {
    leptos::task::spawn_local(async move {
        // An insecure origin has no clipboard: the property is undefined.
        let navigator = window().navigator();
        let present = js_sys::Reflect::get(&navigator, &"clipboard".into())
            .is_ok_and(|clipboard| !clipboard.is_undefined());
        let done = present
            && JsFuture::from(navigator.clipboard().write_text(&text))
                .await
                .is_ok();
        let _ = outcome.try_set(if done { Copied::Yes } else { Copied::Refused });
    });
}
