//! Files in and out of the page.

use super::super::run::Run;
use crate::ui::file;
use leptos::prelude::*;

/// Why a file's text isn't there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It has so many bytes.
    TooLong(usize),
    /// The browser couldn't read it.
    Unreadable,
    /// It is no text in UTF-8.
    NotText,
}

/// A file's text. One that is too long isn't read at all.
pub async fn read_text(file: &web_sys::File, most: usize) -> Result<String, NotRead> {
    let bytes = file::bytes(file, most).await.map_err(|why| match why {
        file::NotRead::TooLarge(bytes) => NotRead::TooLong(bytes),
        file::NotRead::Unreadable => NotRead::Unreadable,
    })?;
    String::from_utf8(bytes).map_err(|_| NotRead::NotText)
}

/// A name for what is taken out of the present run, without an ending: what it
/// is of, its seed, how far it is.
pub fn name(run: Run) -> String {
    let (data, seed) = run
        .state
        .with_untracked(|state| (state.data.name(), state.seed));
    let epoch = untrack(|| run.frame()).map_or(0, |frame| frame.epoch);
    format!("qimo-{data}-seed{seed}-epoch{epoch}")
}
