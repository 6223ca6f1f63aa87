//! What a venture on large models needs, as pure models: the readiness check
//! and the plan, each of which informs the other. No web, no user interface, no
//! I/O.

pub mod bridge;
pub mod date;
pub mod law;
pub mod plan;
pub mod readiness;
