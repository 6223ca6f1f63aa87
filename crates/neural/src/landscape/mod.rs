//! A network's loss around one point of its weights: directions through it, a
//! plane along them, the loss on a grid of the plane, and the ways of trainings
//! projected onto it; and a learning-rate range test.
//!
//! The random directions are as in Li, Xu, Taylor, Studer and Goldstein (2018),
//! *Visualizing the Loss Landscape of Neural Nets*, arXiv 1712.09913, §4, and the
//! plane of a training's own way as in their §7. The range test is that of Smith
//! (2017), *Cyclical Learning Rates for Training Neural Networks*, arXiv
//! 1506.01186, §3.3.

mod course;
mod eigen;
mod plane;
mod range_test;
mod slice;

pub use course::{Course, Entrant, Note, Track};
pub use plane::{Plane, Principal, random};
pub use range_test::{MAX_STEPS, RangePoint, RangeTest, suggestion};
pub use slice::{Extent, MAX_SIDE, Slice};
