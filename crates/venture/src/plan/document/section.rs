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

    /// Its name in addresses. Never changed once published.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Product => "product",
            Self::Data => "data",
            Self::Compute => "compute",
            Self::Canvas => "canvas",
            Self::Lean => "lean",
            Self::Value => "value",
            Self::Pricing => "pricing",
            Self::Team => "team",
            Self::Funding => "funding",
            Self::Milestones => "milestones",
            Self::Risks => "risks",
            Self::Compliance => "compliance",
            Self::Finance => "finance",
            Self::Assumptions => "assumptions",
            Self::Competition => "competition",
            Self::Pitch => "pitch",
        }
    }

    /// The section of a name in addresses.
    pub fn find(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The section in which the field of a path, such as `team.roles.2.start`,
    /// is edited. A few fields are asked for where they matter most: the route
    /// decides on compliance, ranges belong to the forecast. `None` for what is
    /// edited on the plan's first page.
    pub fn of_field(path: &str) -> Option<Self> {
        match path.split('.').next().unwrap_or_default() {
            "route" => Some(Self::Compliance),
            "uncertainty" => Some(Self::Finance),
            root => Self::find(root),
        }
    }
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
