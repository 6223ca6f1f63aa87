//! The calendar of obligations, from market, build mode and users. Facts with a
//! date and a source each; not legal advice.

mod calendar;
mod facts;
mod ics;

pub use calendar::{Due, Item, calendar, obligations};
pub use facts::{FACTS, FACTS_AS_OF, FACTS_REVIEW, Fact, SYSTEMIC_FLOPS};
pub use ics::to_ics;

pub use super::compute::Certainty;
