//! One step of training, slowed down until every number can be seen: a batch
//! goes forward, the error comes back, the weights move.
//!
//! The engine trains in blocks of samples and keeps only what it needs. Here the
//! same step is done sample by sample, in double precision, and everything is
//! kept: [`Pass`] has what each neuron computed, [`stages`] the order in which it
//! is shown, [`Paths`] the chain rule
//! way by way, and [`Walk`] the batches one after the other, the same ones and in
//! the same order as a run of the same configuration has.
//!
//! Notation (Goodfellow, Bengio and Courville 2016, *Deep Learning*, §6.5): z is
//! a neuron's weighted sum, a = f(z) its output, L the loss, and δ = ∂L/∂z.

mod output;
mod pass;
mod paths;
mod stages;
mod walk;

pub use output::Output;
pub use pass::{Dense, Gradient, LayerPass, Parameter, Pass, SamplePass, Slot};
pub use paths::{Factor, Path, Paths};
pub use stages::{Stage, stages};
pub use walk::{Difference, Step, Walk, WalkError};
