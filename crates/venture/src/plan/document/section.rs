//! The sections of a plan, in the order in which they are shown.

use serde::{Deserialize, Serialize};

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Problem and customer.
    Problem,
    /// Product and edge.
    Product,
    /// The register of data.
    Data,
    /// Compute and suppliers.
    Compute,
    /// The business model canvas.
    Canvas,
    /// The lean canvas.
    Lean,
    /// The value proposition.
    Value,
    /// Pricing and margin.
    Pricing,
    /// Team and hiring.
    Team,
    /// Funding and cap table.
    Funding,
    /// Milestones.
    Milestones,
    /// Risks.
    Risks,
    /// Compliance.
    Compliance,
    /// The financial model.
    Finance,
    /// Assumptions and experiments.
    Assumptions,
    /// Competition.
    Competition,
    /// The one-page pitch.
    Pitch,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 17] = [
        Self::Problem,
        Self::Product,
        Self::Data,
        Self::Compute,
        Self::Canvas,
        Self::Lean,
        Self::Value,
        Self::Pricing,
        Self::Team,
        Self::Funding,
        Self::Milestones,
        Self::Risks,
        Self::Compliance,
        Self::Finance,
        Self::Assumptions,
        Self::Competition,
        Self::Pitch,
    ];
}

/// A text for some of the sections, by name.
#[cfg(feature = "schema")]
pub(super) fn notes_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names = generator.subschema_for::<Section>();
    let text = generator.subschema_for::<crate::plan::bounded::Text>();
    schemars::json_schema!({
        "type": "object",
        "propertyNames": names,
        "additionalProperties": text,
    })
}
