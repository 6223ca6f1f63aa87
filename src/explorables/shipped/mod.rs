//! Files of samples that ship with the site, for whichever figure needs them.

mod digits;

pub use digits::unpack;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The digits' file, from the site's root.
pub const DIGITS: &str = "data/digits.bin";
/// The penguins' file, from the site's root.
pub const PENGUINS: &str = "data/penguins.csv";

/// A file's bytes; `None` if it can't be had.
pub async fn fetch(address: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str(address)).await;
    let response: web_sys::Response = response.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
