//! The report of a run.

use serde::{Deserialize, Serialize};

use super::evidence::{self, Evidence};
use super::figures::Figures;
use super::gaps::{self, Gap};
use super::gates::{self, GateState};
use super::level::{self, ByQuestion, DimensionState};
use super::model::{Fact, Model};
use super::{Answers, Date};

/// A fact that concerns the venture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactState {
    /// The fact.
    pub fact: String,
    /// Whether the day of its review has passed.
    pub stale: bool,
    /// Whether the reader should check it at its source first.
    pub check: bool,
}

/// Everything that a run of the check finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The day it holds for.
    pub on: Date,
    /// The revision of the check.
    pub revision: u16,
    /// Every dimension, in the model's order.
    pub dimensions: Vec<DimensionState>,
    /// Every question, in the model's order.
    pub evidence: Vec<Evidence>,
    /// Every gate, in the model's order.
    pub gates: Vec<GateState>,
    /// The highest gate passed.
    pub stage: Option<String>,
    /// Whether a gate that stops the venture is shut.
    pub stopped: bool,
    /// The dimension that holds the venture back.
    pub bottleneck: String,
    /// The index for display, 0 to 100.
    pub index: u8,
    /// How much of what was asked fresh evidence stands behind, in per cent.
    pub confidence: u8,
    /// Every criterion that is not met.
    pub gaps: Vec<Gap>,
    /// The gaps to take on first.
    pub actions: Vec<Gap>,
    /// The facts that concern the venture, in the model's order.
    pub facts: Vec<FactState>,
}

/// A run of the check, kept in a series. It holds what was answered, not what
/// was found: the report is computed anew, so that two runs are always judged
/// by the same check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The day.
    pub on: Date,
    /// The revision of the check that was answered.
    pub revision: u16,
    /// The answers.
    pub answers: Answers,
    /// The plan's figures of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

impl Run {
    /// What a check finds in the run.
    pub fn report(&self, model: &Model) -> Report {
        model.report(&self.answers, self.figures.as_ref(), self.on)
    }
}

impl Fact {
    /// Whether the day of its review has passed.
    pub fn is_stale(&self, today: Date) -> bool {
        today > self.review_by
    }
}

impl Model {
    /// What the answers, with what the plan computes, amount to on a day.
    pub fn report(&self, answers: &Answers, figures: Option<&Figures>, today: Date) -> Report {
        let evidence = evidence::gather(self, answers, figures, today);
        let by_question: ByQuestion<'_> = evidence
            .iter()
            .map(|evidence| (evidence.question.as_str(), evidence))
            .collect();
        let dimensions = level::levels(self, &by_question);
        let gates = gates::gates(self, answers, figures, &by_question, &dimensions);
        let gaps = gaps::gaps(self, &dimensions, &gates);
        let facts = self.fact.iter().filter(|fact| fact.when.holds(answers));
        Report {
            on: today,
            revision: self.revision,
            stage: gates::stage(self, &gates),
            stopped: gates::is_stopped(self, &gates),
            bottleneck: gates::bottleneck(self, &gates, &dimensions),
            index: gates::index(self, &gates, &dimensions),
            confidence: evidence::confidence(self, &evidence),
            actions: gaps::actions(&gaps),
            facts: facts
                .map(|fact| FactState {
                    fact: fact.id.clone(),
                    stale: fact.is_stale(today),
                    check: fact.check,
                })
                .collect(),
            dimensions,
            gates,
            gaps,
            evidence,
        }
    }
}

impl Report {
    /// The level of a dimension.
    pub fn level(&self, dimension: &str) -> Option<u8> {
        let mut states = self.dimensions.iter();
        states
            .find(|state| state.dimension == dimension)
            .map(|state| state.level)
    }

    /// The state of a gate.
    pub fn gate(&self, gate: &str) -> Option<&GateState> {
        self.gates.iter().find(|state| state.gate == gate)
    }

    /// What is known about a question.
    pub fn evidence(&self, question: &str) -> Option<&Evidence> {
        let mut evidence = self.evidence.iter();
        evidence.find(|evidence| evidence.question == question)
    }
}
