//! The plan: its document, and the models that compute on it.
//!
//! ```
//! use venture::plan::date::Date;
//! use venture::plan::finance::Runway;
//! use venture::plan::lang::Lang;
//! use venture::plan::templates::Case;
//!
//! let start = Date::new(2027, 1, 1).expect("a day of the calendar");
//! let mut plan = Case::Voice.plan(Lang::En, start);
//! plan.funding.tranches.iter_mut().for_each(|tranche| tranche.month += 6);
//! let forecast = plan.resolve()?.forecast()?;
//! let runway = forecast.runway();
//! assert_eq!(runway.value, Runway::Until(7));
//! assert_eq!(runway.inputs[0].value, "1500000.00 CNY");
//! let findings = venture::plan::checks::check(&plan);
//! assert!(findings.iter().any(|one| one.fields[0] == "team.roles.2.start"));
//! # Ok::<(), venture::plan::finance::FinanceError>(())
//! ```
//!
//! # What computes what
//! Each result is a [`computed::Computed`]: the value with its inputs, formula
//! and source. Each error names the field to correct by its path in the plan.
//!
//! | question | model |
//! |---|---|
//! | How long does the cash last, month by month? | [`Plan::resolve`], then [`finance::Resolved::forecast`] |
//! | How likely is it to run out? | [`montecarlo::Uncertainty::simulate`] |
//! | Who owns what after the rounds? | [`captable::solve`] |
//! | What does training take, in hours, money and memory? | [`compute::bill`], [`compute::training_memory`] |
//! | What does a request cost, and what if? | [`margin::cost_tree`], [`margin::stress`], [`margin::crossover`] |
//! | Do the data allow the launch? | [`data::gate`] |
//! | What is due, and when? | [`compliance::obligations`], [`compliance::to_ics`] |
//! | Where does the plan contradict itself? | [`checks::check`] |
//! | What is still empty? | [`document::completeness`] |
//! | Who can do what, and whom to hire first? | [`team::skill_matrix`] |
//! | What reads as one page, or under ten headings? | [`pitch::compose`], [`outline::Heading`] |
//! | What is believed most and known least? | [`document::riskiest`] |
//! | How is it handed on, and read from a file? | [`file::write`], [`file::read`] |
//!
//! # Numbers
//! Money is whole minor units of one currency; small prices are billionths of
//! the major unit; shares are basis points. Currencies meet only through a dated
//! rate of the plan. Arithmetic on them is checked: what does not fit is an
//! error, not a wrong figure.

pub mod bounded;
pub mod captable;
pub mod checks;
pub mod compliance;
pub mod compute;
pub mod computed;
pub mod data;
pub mod document;
pub mod file;
pub mod finance;
pub mod lang;
mod locate;
pub mod margin;
pub mod migrate;
pub mod money;
pub mod montecarlo;
pub mod outline;
pub mod pitch;
pub mod rates;
pub mod risks;
mod rng;
pub mod route;
#[cfg(feature = "schema")]
pub mod schema;
pub mod team;
pub mod templates;
pub mod units;

pub use super::date;
pub use document::{Plan, SCHEMA, Section};
