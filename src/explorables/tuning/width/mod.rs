//! The error over a model's width: its parts, and its second descent.

mod descent;
mod fits;
mod parts;

pub use descent::DescentPanel;
pub use parts::PartsPanel;
