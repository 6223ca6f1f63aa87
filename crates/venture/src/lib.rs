//! What a venture on large models needs, as pure models: the readiness check
//! and the plan. No web, no user interface, no I/O.

pub mod date;
pub mod law;
pub mod plan;
pub mod readiness;
