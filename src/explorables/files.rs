//! Files that the site ships beside the program.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The bytes at an address of the site; `None` if they can't be had.
pub async fn fetch(address: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str(address)).await;
    let response: web_sys::Response = response.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
