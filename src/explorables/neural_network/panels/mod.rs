//! Panels beside the network: the reader's own table, a digit to draw, the
//! confusion matrix, test examples. Each reads the engine alone; the figure
//! decides which of them stand on it.

mod confusion;
mod drawing;
mod examples;
mod own_table;
mod pixels;
mod words;

pub use confusion::Confusion;
pub use drawing::Drawing;
pub use examples::Examples;
pub use own_table::OwnTable;
pub use pixels::Pixels;
pub use words::table_error;

use crate::engine::Client;
use leptos::prelude::*;
use neural::session::{Frame, RunInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A number for a question to the engine. All panels share it: the engine's
/// answers reach every panel on the page.
fn next_request() -> u32 {
    static LATEST: AtomicU32 = AtomicU32::new(0);
    LATEST.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
}

/// The loaded run's latest snapshot; `None` while a new run's first is awaited.
fn frame_of(engine: Client, info: &RunInfo) -> Option<Arc<Frame>> {
    engine.frame.get().filter(|frame| frame.run == info.run)
}
