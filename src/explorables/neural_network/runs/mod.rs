//! Experiments with runs: stop rules, a baseline to race, sweeps, and taking a
//! run out of the page or bringing one in.

mod arrival;
mod compare;
mod differences;
mod export;
mod files;
#[cfg(test)]
mod hostile;
mod keep;
mod lab;
mod picture;
mod scores;
mod section;
mod stop;
mod stop_fields;
mod sweep;
mod weights;

pub use arrival::{Arrived, Arriving, WEIGHTS_KEY, follow as follow_arrival};
pub use lab::Lab;
pub use section::Runs;
pub use stop::{EPOCHS_KEY, GOAL_KEY, PATIENCE_KEY, StopChoice, Stopped, WATCH_KEY};
pub use sweep::Variable;
