//! A run outside its page: its weights in a link, all of it in a file, its data
//! and curve as a table, its weights for other programs, and `PyTorch` code with
//! the same forward pass. Text in, text out; no page and no file is touched.
//!
//! Every decoder takes anything: what it cannot read is an error that says what
//! was wrong, never a panic and never half a result.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::float_cmp))]

pub mod csv;
mod model;
pub mod run_file;
pub mod safetensors;
pub mod tables;
mod torch;
pub mod weights;
mod weights_json;

pub use model::Model;
pub use torch::torch_code;
pub use weights_json::weights_json;
