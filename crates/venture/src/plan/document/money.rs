//! Sections with the models' inputs: compute, pricing, team, funding, finance.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::{Line, List, Text};
use crate::plan::captable::Ownership;
use crate::plan::compute::{Activations, Budget, Serving, TrainingMemory};
use crate::plan::date::Date;
use crate::plan::finance::{Actual, Driver, Drivers, Role, Tranche};
use crate::plan::margin::{Hosting, Request, Usage};
use crate::plan::money::Money;
use crate::plan::units::BasisPoints;

/// Compute and suppliers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ComputeSection {
    /// The training run and its prices.
    pub budget: Budget,
    /// How the model's states are laid out.
    pub memory: TrainingMemory,
    /// The batch on one accelerator.
    pub activations: Activations,
    /// The model being served.
    pub serving: Serving,
    /// Accelerators that a copy of it is spread over.
    pub serving_accelerators: u32,
    /// The longest wait that is acceptable at the 95th percentile, in
    /// milliseconds.
    pub latency_p95_ms: u32,
    /// Suppliers.
    pub suppliers: List<Supplier, 30>,
    /// Frameworks and environment.
    pub stack: Text,
}

/// A supplier of models, compute or data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Supplier {
    /// The name.
    pub name: Line,
    /// What it supplies: which model, which cloud.
    pub supplies: Line,
    /// Who could replace it.
    pub second_source: Line,
    /// What replacing it would cost: prompts, evaluations, contracts.
    pub swap_cost: Money,
    /// Days that would take.
    pub swap_days: u16,
    /// The day the supplied version is withdrawn, as announced.
    pub deprecation: Option<Date>,
    /// The last day of the contract.
    pub contract_end: Option<Date>,
    /// Where this is known from.
    pub source: Line,
}

/// Pricing and margin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Pricing {
    /// What is charged for, and why so.
    pub model: Text,
    /// A request and its prices.
    pub request: Request,
    /// A month of a paying user.
    pub usage: Usage,
    /// Running the model oneself.
    pub hosting: Hosting,
    /// The gross margin aimed at.
    pub target_margin: BasisPoints,
}

/// Team and hiring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Team {
    /// The founders.
    pub founders: List<Founder, 12>,
    /// The hiring plan.
    pub roles: List<Role>,
    /// What nobody here can do.
    pub gaps: Text,
    /// Advisers.
    pub advisers: Text,
}

/// A founder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Founder {
    /// The name.
    pub name: Line,
    /// What the founder does.
    pub role: Line,
    /// Hours a week.
    pub hours_a_week: u8,
    /// Whether a vesting agreement is signed.
    pub vesting_signed: bool,
    /// Whether inventions are assigned to the company.
    pub ip_assigned: bool,
    /// What the founder can do.
    pub skills: Line,
}

/// Funding and cap table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Funding {
    /// Who owns what, SAFEs and rounds.
    pub ownership: Ownership,
    /// When the money comes.
    pub tranches: List<Tranche, 30>,
    /// What is asked for now.
    pub ask: Option<Money>,
    /// What it is for.
    pub use_of_funds: Text,
    /// Which public support fits, and what it asks.
    pub public_support: Text,
}

/// The financial model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FinanceSection {
    /// Revenue, costs, grants.
    pub drivers: Drivers,
    /// Scenarios to compare.
    pub scenarios: List<Scenario, 10>,
    /// What really happened.
    pub actuals: List<Actual, 60>,
}

/// A scenario: the plan with some drivers changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Scenario {
    /// What it is called.
    pub name: Line,
    /// What changes.
    pub shifts: List<Shift, 20>,
}

/// A driver changed for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Shift {
    /// Which driver.
    pub driver: Driver,
    /// To what: a multiple, or a delay, as the driver says.
    pub to: BasisPoints,
}
