//! Files of samples that ship with the site, for whichever figure needs them. One
//! that was fetched stays with the page.

mod digits;

use neural::table::{Options, TaskKind};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A shipped file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// Handwritten digits.
    Digits,
    /// The table of penguins.
    Penguins,
}

thread_local! {
    /// What the engine takes of each file that is there.
    static KEPT: RefCell<[Option<Vec<u8>>; 2]> = const { RefCell::new([None, None]) };
}

impl File {
    /// Its address from the site's root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Digits => "data/digits.bin",
            Self::Penguins => "data/penguins.csv",
        }
    }

    /// Its samples as the engine takes them, if they are there.
    pub fn bytes(self) -> Option<Vec<u8>> {
        KEPT.with_borrow(|kept| kept[self as usize].clone())
    }

    /// Takes the file's content; `None` if it is not such a file's.
    pub fn keep(self, content: Vec<u8>) -> Option<()> {
        let bytes = match self {
            Self::Digits => digits::unpack(&content)?,
            Self::Penguins => content,
        };
        KEPT.with_borrow_mut(|kept| kept[self as usize] = Some(bytes));
        Some(())
    }

    /// Fetches and keeps it; `None` if it can't be had.
    pub async fn fetch(self, address: &str) -> Option<()> {
        let response = JsFuture::from(leptos::prelude::window().fetch_with_str(address)).await;
        let response: web_sys::Response = response.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        self.keep(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// Its samples without a network.
    #[cfg(any(test, feature = "ssr"))]
    pub fn at_hand(self) -> Option<Vec<u8>> {
        if self.bytes().is_none() {
            self.keep(match self {
                Self::Digits => include_bytes!("../../../public/data/digits.bin").to_vec(),
                Self::Penguins => include_bytes!("../../../public/data/penguins.csv").to_vec(),
            })?;
        }
        self.bytes()
    }

    /// As if it had never been fetched.
    #[cfg(test)]
    pub fn forget(self) {
        KEPT.with_borrow_mut(|kept| kept[self as usize] = None);
    }
}

/// How the penguins are read: which column is predicted, and from which.
pub fn penguins(target: u32, features: &[u32]) -> Options {
    Options {
        delimiter: Some(b','),
        header: Some(true),
        target: Some(target),
        features: Some(features.to_vec()),
        task: Some(TaskKind::Classification),
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_once_it_is_kept_and_another_is_refused() {
        for file in [File::Digits, File::Penguins] {
            file.forget();
            assert_eq!(file.bytes(), None);
            assert_eq!(file.at_hand(), file.bytes());
            assert!(file.bytes().is_some());
        }
        assert_eq!(File::Digits.keep(b"no digits".to_vec()), None);
    }
}
