//! The plan document: what is kept, and how complete it is.

mod canvas;
mod completeness;
mod execution;
mod market;
mod money;
mod section;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bounded::{Line, List, Text};
use super::date::Date;
use super::finance::{FinanceError, Inputs, Resolved};
use super::money::Currency;
use super::montecarlo::Uncertainty;
use super::rates::Rates;
use super::risks::Risk;
use super::route::Route;

pub use canvas::{BusinessModelCanvas, LeanCanvas, ValueProposition};
pub use completeness::{Completeness, completeness, overall};
pub use execution::{
    Assumption, ComplianceSection, DataSection, Direction, Eval, Experiment, Filing, Milestone,
    Verdict, riskiest,
};
pub use market::{Competition, Competitor, MarketSize, Pitch, Problem, Product};
pub use money::{
    ComputeSection, FinanceSection, Founder, Funding, Pricing, Scenario, Shift, Supplier, Team,
};
pub use section::Section;

/// The version of the stored form.
pub const SCHEMA: u32 = 1;

/// A founder's plan. Every field has a default, so that a form with fields
/// missing is read; text and lists are bounded, so that what is read is small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Plan {
    /// The venture's name.
    pub title: Line,
    /// The currency that results are shown in.
    pub currency: Currency,
    /// The first day of month 0.
    pub start: Option<Date>,
    /// Exchange rates.
    pub rates: Rates,
    /// Where, how and for whom.
    pub route: Route,
    /// Problem and customer.
    pub problem: Problem,
    /// Product and edge.
    pub product: Product,
    /// The register of data.
    pub data: DataSection,
    /// Compute and suppliers.
    pub compute: ComputeSection,
    /// The business model canvas.
    pub canvas: BusinessModelCanvas,
    /// The lean canvas.
    pub lean: LeanCanvas,
    /// The value proposition.
    pub value: ValueProposition,
    /// Pricing and margin.
    pub pricing: Pricing,
    /// Team and hiring.
    pub team: Team,
    /// Funding and cap table.
    pub funding: Funding,
    /// Milestones with their evaluations.
    pub milestones: List<Milestone>,
    /// The register of risks.
    pub risks: List<Risk>,
    /// Compliance.
    pub compliance: ComplianceSection,
    /// The drivers of the financial model.
    pub finance: FinanceSection,
    /// Ranges for the simulation.
    pub uncertainty: Uncertainty,
    /// Assumptions and experiments.
    pub assumptions: List<Assumption>,
    /// Competition.
    pub competition: Competition,
    /// The one-page pitch.
    pub pitch: Pitch,
    /// Notes, a section each.
    #[cfg_attr(feature = "schema", schemars(schema_with = "section::notes_schema"))]
    pub notes: BTreeMap<Section, Text>,
}

impl Plan {
    /// The drivers of the forecast, checked and in the plan's currency.
    pub fn resolve(&self) -> Result<Resolved, FinanceError> {
        Inputs {
            currency: self.currency,
            rates: &self.rates,
            drivers: &self.finance.drivers,
            roles: &self.team.roles,
            tranches: &self.funding.tranches,
        }
        .resolve()
    }

    /// The drivers under one of the plan's scenarios; `None` if there is no such
    /// scenario.
    pub fn resolve_scenario(&self, scenario: usize) -> Option<Result<Resolved, FinanceError>> {
        let scenario = self.finance.scenarios.get(scenario)?;
        Some(self.resolve().and_then(|mut resolved| {
            for shift in &scenario.shifts {
                resolved.shift(shift.driver, shift.to)?;
            }
            Ok(resolved)
        }))
    }
}
