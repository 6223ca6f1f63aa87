//! A decoder-only Transformer, forward and backward, with the parts of the last
//! years each switchable: see [`Config`].
//!
//! Activations are kept by name in [`Activations`], so that a reader can look at
//! every value that a prediction was made of, and change one on the way
//! ([`Site`]). All arithmetic is f32 in a fixed order: the same model says the
//! same to the last bit natively and in WebAssembly, with or without a cache.
//!
//! ```
//! use neural::rng::Rng;
//! use neural::transformer::{Activations, Config, Model, loss};
//!
//! let config = Config { vocabulary: 11, context: 8, width: 8, layers: 1, heads: 2, kv_heads: 1, hidden: 16, ..Config::default() };
//! let model = Model::initial(config, &mut Rng::new(1, 0)).unwrap();
//! let mut activations = Activations::default();
//! let mut gradient = vec![0.0; model.parameters.len()];
//! model.forward(&[3, 1, 4], 1, &mut activations).unwrap();
//! let (sum, count) = loss::cross_entropy(&mut activations.logits, 11, &[1, 4, 1], 1.0 / 3.0);
//! assert!(sum / f64::from(count) < 3.0); // ln 11 = 2.4
//! model.backward(&[3, 1, 4], &mut activations, &mut gradient);
//! ```

mod activations;
mod attention;
mod backward;
mod config;
pub mod file;
mod forward;
mod generate;
mod layout;
mod learner;
pub mod loss;
mod model;
mod norm;
pub mod objective;
mod position;
pub mod sample;
mod shard;
mod vector;

pub use activations::{Activations, LayerActivations};
pub use attention::visible;
pub use config::{Config, ConfigError, Mask, Mlp, Norm, Placement, Positions};
pub use forward::{Hook, InputError, Site};
pub use generate::{Cache, Generator};
pub use layout::{LayerPlaces, Layout, Linear, NormPlaces, Place};
pub use learner::{Learner, Plan};
pub use model::Model;
pub use position::sinusoid;
pub use shard::Shard;
