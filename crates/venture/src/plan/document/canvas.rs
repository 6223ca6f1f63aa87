//! The three canvases.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::Text;

/// The nine blocks of Osterwalder and Pigneur, *Business Model Generation*,
/// 2010.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct BusinessModelCanvas {
    /// For whom.
    pub customer_segments: Text,
    /// What is offered.
    pub value_propositions: Text,
    /// How it reaches them.
    pub channels: Text,
    /// How they are kept.
    pub customer_relationships: Text,
    /// What they pay.
    pub revenue_streams: Text,
    /// What it needs.
    pub key_resources: Text,
    /// What must be done.
    pub key_activities: Text,
    /// Who helps.
    pub key_partners: Text,
    /// What it costs.
    pub cost_structure: Text,
}

/// The nine blocks of Maurya, *Running Lean*, 2012.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LeanCanvas {
    /// The top problems.
    pub problem: Text,
    /// The customers, the first among them.
    pub customer_segments: Text,
    /// Why it is worth buying, in one sentence.
    pub unique_value: Text,
    /// What solves the problems.
    pub solution: Text,
    /// How it reaches customers.
    pub channels: Text,
    /// What they pay.
    pub revenue_streams: Text,
    /// What it costs.
    pub cost_structure: Text,
    /// What is measured.
    pub key_metrics: Text,
    /// What cannot be copied or bought.
    pub unfair_advantage: Text,
}

/// The two sides of Osterwalder et al., *Value Proposition Design*, 2014.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ValueProposition {
    /// What the customer wants done.
    pub jobs: Text,
    /// What hurts.
    pub pains: Text,
    /// What would please.
    pub gains: Text,
    /// What is offered.
    pub products: Text,
    /// How it eases pains.
    pub pain_relievers: Text,
    /// How it creates gains.
    pub gain_creators: Text,
}
