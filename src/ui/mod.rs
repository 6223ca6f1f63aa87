//! What explorables and pages share: controls, plots, the colour scale, the
//! clipboard, the address, files, undo by keys, the age of the last export.

pub mod address;
pub mod backup;
pub mod clipboard;
pub mod controls;
pub mod download;
pub mod file;
pub mod ids;
pub mod plot;
pub mod scale;
pub mod steps;
