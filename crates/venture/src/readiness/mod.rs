//! The readiness check: levels earned by evidence, gates, a bottleneck, actions.
//!
//! What is asked and what it amounts to is data, a [`Model`]; its words are
//! [`Words`], one set a language. With the feature `load`, [`load`] reads both
//! from the files of `content/` and refuses what does not hold together. The
//! founder's [`Answers`], and the [`Figures`] that the plan computes, go in;
//! [`Model::report`] gives a [`Report`]. [`Model::next`] says what to ask,
//! [`Change`] what moved between two reports, [`Scores`] what a link may carry, a
//! [`Task`] what the founder means to do.
//!
//! The rules come from readiness frameworks (KTH's levels, the ML Test Score's
//! minimum, gated reviews); the levels, gates and weights are Qimo's proposal
//! and stand in the data with their sources. Nothing here is legal advice.
//!
#![cfg_attr(feature = "load", doc = "```")]
#![cfg_attr(not(feature = "load"), doc = "```ignore")]
//! use venture::readiness::{Answer, Answers, Files, load};
//!
//! # macro_rules! content {
//! #     ($file:literal) => {
//! #         include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/", $file))
//! #     };
//! # }
//! let check = load(&Files {
//!     structure: content!("readiness.toml"),
//!     sources: content!("sources.toml"),
//!     zh: content!("zh/readiness.toml"),
//!     en: content!("en/readiness.toml"),
//! })
//! .unwrap();
//! let today = "2026-11-25".parse().unwrap();
//!
//! // Saying who pays, in writing, earns the first level of the customer.
//! let answers = Answers::default().with("payer", Answer::evidenced("written", "p. 2", today));
//! let report = check.model.report(&answers, None, today);
//! assert_eq!(report.level("customer"), Some(1));
//! assert_eq!(report.bottleneck, "technology");
//! assert_eq!(report.actions.len(), 5);
//! ```

mod answers;
mod change;
mod evidence;
mod figures;
mod flow;
mod gaps;
mod gates;
mod level;
#[cfg(feature = "load")]
mod load;
mod model;
mod report;
pub mod series;
mod share;
mod tasks;
mod words;

pub use super::date::{Date, DateError};
pub use answers::{Answer, Answers};
pub use change::{Change, Moved};
pub use evidence::{Basis, Evidence};
pub use figures::{Figures, Metric};
pub use flow::{Again, Prefill, Step};
pub use gaps::Gap;
pub use gates::{GateState, Missing, Passage};
pub use level::{CriterionState, DimensionState, Standing};
#[cfg(feature = "load")]
pub use load::{Files, LoadError, Loaded, load};
pub use model::{
    Above, Computed, ComputedStep, Criterion, Dimension, Effect, Fact, Gate, HIGHEST, Model,
    Question, RouteQuestion, When,
};
pub use report::{FactState, Report, Run};
pub use share::{Scores, ShareError};
pub use tasks::Task;
pub use words::{
    CriterionWords, DimensionWords, FactWords, GateWords, QuestionWords, RouteWords, Words,
};
