//! Sections about what is done: data, milestones, compliance,
//! experiments.

use serde::{Deserialize, Serialize};

use crate::plan::bounded::{Line, List, Text};
use crate::plan::data::Source;
use crate::plan::date::Date;

/// The register of data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DataSection {
    /// The sources.
    pub sources: List<Source>,
    /// How a person's data are deleted on request.
    pub deletion: Text,
    /// How labels are made and checked.
    pub annotation: Text,
}

/// A milestone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Milestone {
    /// What is reached.
    pub name: Line,
    /// Who answers for it.
    pub owner: Line,
    /// The first day of work.
    pub begin: Option<Date>,
    /// The day it is due.
    pub due: Option<Date>,
    /// The day it was reached.
    pub reached: Option<Date>,
    /// How one knows.
    pub evals: List<Eval, 20>,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    #[default]
    AtLeast,
    /// Less is better.
    AtMost,
}

/// An evaluation: metric, threshold, slice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Eval {
    /// What is measured, with its unit.
    pub metric: Line,
    /// On which frozen set, and which part of it.
    pub slice: Line,
    /// Which way is better.
    pub direction: Direction,
    /// The threshold in thousandths of the unit.
    pub threshold_milli: i64,
    /// What was measured, in thousandths of the unit.
    pub measured_milli: Option<i64>,
}

impl Eval {
    /// Whether the threshold is met; `None` until it is measured.
    pub fn passes(&self) -> Option<bool> {
        self.measured_milli.map(|measured| match self.direction {
            Direction::AtLeast => measured >= self.threshold_milli,
            Direction::AtMost => measured <= self.threshold_milli,
        })
    }
}

/// Compliance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ComplianceSection {
    /// What has been done of the calendar.
    pub filings: List<Filing>,
    /// Who answers for incidents.
    pub incident_owner: Line,
    /// How an incident is handled.
    pub incident_process: Text,
}

/// An obligation, and when it is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Filing {
    /// The obligation's name in the calendar.
    pub obligation: Line,
    /// The day by which it is planned to be met.
    pub planned: Option<Date>,
    /// The day it was met.
    pub done: Option<Date>,
    /// The number or document that shows it.
    pub reference: Line,
}

/// Something believed, and how it is put to the test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Assumption {
    /// What is believed.
    pub statement: Line,
    /// How much depends on it, from 1 to 5.
    pub importance: u8,
    /// How much is known, from 1 to 5.
    pub evidence: u8,
    /// The field of the plan that rests on it.
    pub field: Line,
    /// The tests.
    pub experiments: List<Experiment, 20>,
}

impl Assumption {
    /// What its tests come to: refuted by one that refutes it, supported where
    /// one supports it and none refutes it, unclear where those that are done
    /// leave it so, and open before the first is done.
    pub fn verdict(&self) -> Verdict {
        let came_to = |verdict| self.experiments.iter().any(|one| one.verdict == verdict);
        let decided = [Verdict::Refuted, Verdict::Supported, Verdict::Unclear];
        let mut decided = decided.into_iter();
        decided
            .find(|verdict| came_to(*verdict))
            .unwrap_or(Verdict::Open)
    }
}

/// Places of the assumptions that are not decided yet, those to test first
/// first: most depends on them and least is known, by importance × (6 −
/// evidence), and in their order where alike.
pub fn riskiest(assumptions: &[Assumption]) -> Vec<usize> {
    let open = assumptions
        .iter()
        .enumerate()
        .filter(|(_, assumption)| matches!(assumption.verdict(), Verdict::Open | Verdict::Unclear));
    let mut order: Vec<usize> = open.map(|(at, _)| at).collect();
    order.sort_by_key(|at| {
        let (important, known) = (assumptions[*at].importance, assumptions[*at].evidence);
        let unknown = 6_u16.saturating_sub(u16::from(known));
        (std::cmp::Reverse(u16::from(important) * unknown), *at)
    });
    order
}

/// A test of an assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Experiment {
    /// What is done.
    pub method: Line,
    /// What is measured.
    pub metric: Line,
    /// What would show the assumption right, written before the test.
    pub success: Line,
    /// The first day.
    pub begin: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// What came out.
    pub verdict: Verdict,
    /// What was learnt.
    pub learnt: Text,
}

/// What an experiment came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing yet.
    #[default]
    Open,
    /// The assumption holds.
    Supported,
    /// It does not.
    Refuted,
    /// One cannot tell.
    Unclear,
}
