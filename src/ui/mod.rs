//! What explorables and pages share: controls, plots, canvases, the colour
//! scale, surfaces and what walks on them, motion, the clipboard, the address, files,
//! undo by keys, the age of the last export.

pub mod address;
pub mod backup;
pub mod canvas;
pub mod clipboard;
pub mod controls;
pub mod download;
pub mod file;
pub mod ids;
pub mod motion;
pub mod palette;
pub mod plot;
pub mod scale;
pub mod steps;
pub mod terrain;
