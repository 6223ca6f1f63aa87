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
    /// Places of the assumptions that are not settled, the riskiest first: much
    /// depends on them and little is known (Bland and Osterwalder, *Testing
    /// Business Ideas*, 2019, the assumptions map, as a difference).
    pub fn riskiest(assumptions: &[Self]) -> Vec<usize> {
        let settled = |one: &Self| {
            let mut verdicts = one.experiments.iter().map(|test| test.verdict);
            verdicts.any(|verdict| matches!(verdict, Verdict::Supported | Verdict::Refuted))
        };
        let risk = |one: &Self| i16::from(one.importance) - i16::from(one.evidence);
        let mut open: Vec<_> = (0..assumptions.len())
            .filter(|index| !settled(&assumptions[*index]))
            .collect();
        open.sort_by_key(|index| (-risk(&assumptions[*index]), *index));
        open
    }
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_much_depends_on_and_nobody_has_tested_comes_first() {
        let assumption = |importance, evidence, verdict: Option<Verdict>| Assumption {
            importance,
            evidence,
            experiments: List::new(
                verdict
                    .into_iter()
                    .map(|verdict| Experiment {
                        verdict,
                        ..Experiment::default()
                    })
                    .collect(),
            )
            .unwrap(),
            ..Assumption::default()
        };
        let assumptions = [
            assumption(2, 1, None),
            assumption(5, 1, Some(Verdict::Supported)),
            assumption(5, 3, Some(Verdict::Unclear)),
            assumption(5, 1, None),
        ];
        assert_eq!(Assumption::riskiest(&assumptions), [3, 2, 0]);
    }
}
