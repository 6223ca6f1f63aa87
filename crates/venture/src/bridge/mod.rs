//! Between check and plan: what the plan computes answers the check, and what
//! the check has learnt begins a plan. Pure functions both; neither document
//! knows the other.

mod figures;
mod route;
mod start;
mod task;

pub use figures::figures;
pub use route::route;
pub use start::{Learnt, start};
pub use task::{Added, Handed, add_task, find_task, hand_over};
