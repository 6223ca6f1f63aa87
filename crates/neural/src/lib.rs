//! A small neural-network engine that trains in front of its reader.
//!
//! Multilayer perceptrons on mini-batches in f32, reproducible bit for bit from
//! a seed on every platform: all randomness comes from [`rng`], and nothing that
//! training touches depends on a platform's mathematical library. The crate
//! knows no page, no clock and no file; [`session`] is the state machine that a
//! Web Worker hosts, [`job`] is what it does beside that at the page's word, and
//! [`neuron`] is a single neuron with every step of its arithmetic. [`tokenizer`],
//! [`transformer`] and [`decoder`] are the language model's, which a program of
//! its own carries.
//!
//! ```
//! use neural::session::{Command, Data, RunConfig, Session};
//!
//! let mut session = Session::new();
//! session.handle(Command::Load { run: 1, config: RunConfig::default(), data: Data::Keep });
//! session.handle(Command::Play { epochs_per_second: None });
//! let mut quanta = 0;
//! session.advance(0.0, &mut || {
//!     quanta += 1;
//!     quanta < 100
//! });
//! let frame = session.frame().unwrap();
//! assert!(frame.epoch > 0);
//! assert!(frame.train.loss < frame.curve.points[0].train.loss);
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::float_cmp))]

pub mod activation;
pub mod backprop;
pub mod batch;
pub mod bench;
pub mod data;
pub mod decoder;
pub mod evaluate;
pub mod init;
pub mod job;
pub mod kernel;
pub mod landscape;
mod lane;
pub mod loss;
pub mod math;
pub mod matrix;
pub mod message;
pub mod metrics;
pub mod network;
pub mod neuron;
pub mod optimiser;
pub mod reference;
pub mod rng;
pub mod rules;
pub mod session;
pub mod surface;
pub mod table;
pub mod tokenizer;
pub mod trainer;
pub mod transformer;
pub mod tuning;
