//! The register of data: what may be trained on, and what stands between the
//! data and the launch.

mod gate;
mod source;

pub use gate::{Gate, Obstacle, Reason, gate};
pub use source::{Licence, PersonalData, Right, Source};
