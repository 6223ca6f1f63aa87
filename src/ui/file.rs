//! Files that the reader chose or dropped.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It has so many bytes.
    TooLarge(usize),
    /// The browser couldn't read it.
    Unreadable,
}

/// A file's bytes. One of more than `most` isn't read at all.
pub async fn bytes(file: &File, most: usize) -> Result<Vec<u8>, NotRead> {
    let size = file.size();
    if size > most as f64 {
        return Err(NotRead::TooLarge(size as usize));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer: ArrayBuffer = buffer
        .and_then(JsCast::dyn_into)
        .map_err(|_| NotRead::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
