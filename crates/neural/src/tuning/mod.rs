//! Overfitting and what is done about it: examples made from examples, the search
//! for good settings, the parts of an error, and the error over a model's width.
//! [`crate::job`] runs them in slices.

pub mod augment;
pub mod bias_variance;
pub mod descent;
pub mod histogram;
pub mod least_squares;
pub mod search;
