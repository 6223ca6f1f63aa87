//! A surface over the plane and what walks on it, as a map with contours or as a
//! relief that turns. Surfaces of formulas and slices through a network's loss are
//! drawn alike.

pub mod contours;
pub mod draw;
pub mod ground;
pub mod marks;
pub mod relief;
pub mod sight;
pub mod trail;
