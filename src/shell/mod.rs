//! What surrounds every page: header, breadcrumb, notices, footer, shortcuts.

mod appearance;
mod chrome;
mod head;
mod language;
mod notices;
pub mod progress;
mod shortcuts;
mod update;

pub use appearance::{follow as follow_appearance, motion_name, theme_label, theme_name};
pub use chrome::{PageQuery, Shell, keep_place};
pub use language::remember as remember_language;
pub use notices::{ExportButton, Notices};
pub use shortcuts::is_typing;
