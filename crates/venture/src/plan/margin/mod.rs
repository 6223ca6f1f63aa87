//! What a request costs and what is left of its price; and when running the
//! model oneself is cheaper than an API.

mod crossover;
mod heavy;
mod request;
mod stress;
mod tree;

pub use crossover::{Crossover, Hosting, crossover, hosting_per_mtok};
pub use heavy::{HeavyUsers, Usage, heavy_users};
pub use request::{MarginError, ModelCall, Request, Unit};
pub use stress::{Stress, Stressed, stress};
pub use tree::{CostNode, NodeKind, REQUEST, cost_tree};
