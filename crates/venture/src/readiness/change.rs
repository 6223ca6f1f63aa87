//! What moved between two runs.

use serde::{Deserialize, Serialize};

use super::gates::Passage;
use super::report::Report;

/// Something that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved<T> {
    /// What it is.
    pub id: String,
    /// What it was; `None` where the earlier report did not have it.
    pub from: Option<T>,
    /// What it has become; `None` where the later report does not have it.
    pub to: Option<T>,
}

/// The difference of two reports. What stayed is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whether both were judged by the same check.
    pub same_check: bool,
    /// Dimensions, with their levels.
    pub levels: Vec<Moved<u8>>,
    /// Gates, with where the venture stood.
    pub gates: Vec<Moved<Passage>>,
    /// Questions, with the strength of their evidence.
    pub evidence: Vec<Moved<u8>>,
    /// The stage before and after, where it changed.
    pub stage: Option<(Option<String>, Option<String>)>,
    /// The bottleneck before and after, where it changed.
    pub bottleneck: Option<(String, String)>,
    /// By how much the index rose or fell.
    pub index: i16,
    /// By how many percentage points the confidence rose or fell.
    pub confidence: i16,
}

impl Change {
    /// What moved from one report to a later one.
    pub fn between(before: &Report, after: &Report) -> Self {
        let levels = |report: &Report| {
            let states = report.dimensions.iter();
            let pairs = states.map(|state| (state.dimension.clone(), state.level));
            pairs.collect::<Vec<_>>()
        };
        let gates = |report: &Report| {
            let states = report.gates.iter();
            let pairs = states.map(|state| (state.gate.clone(), state.passage));
            pairs.collect::<Vec<_>>()
        };
        let evidence = |report: &Report| {
            let known = report.evidence.iter().filter(|known| known.applies());
            let pairs = known.map(|known| (known.question.clone(), known.strength));
            pairs.collect::<Vec<_>>()
        };
        Self {
            same_check: before.revision == after.revision,
            levels: moved(levels(before), levels(after)),
            gates: moved(gates(before), gates(after)),
            evidence: moved(evidence(before), evidence(after)),
            stage: (before.stage != after.stage)
                .then(|| (before.stage.clone(), after.stage.clone())),
            bottleneck: (before.bottleneck != after.bottleneck)
                .then(|| (before.bottleneck.clone(), after.bottleneck.clone())),
            index: i16::from(after.index) - i16::from(before.index),
            confidence: i16::from(after.confidence) - i16::from(before.confidence),
        }
    }

    /// Whether nothing moved.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
            && self.gates.is_empty()
            && self.evidence.is_empty()
            && self.stage.is_none()
            && self.bottleneck.is_none()
            && (self.index, self.confidence) == (0, 0)
    }
}

/// What differs, in the order of the later list; what it lacks comes last.
fn moved<T: Copy + PartialEq>(before: Vec<(String, T)>, after: Vec<(String, T)>) -> Vec<Moved<T>> {
    let find = |list: &[(String, T)], id: &str| {
        let mut list = list.iter();
        list.find(|(own, _)| own == id).map(|(_, value)| *value)
    };
    let there = after.iter().map(|(id, to)| Moved {
        id: id.clone(),
        from: find(&before, id),
        to: Some(*to),
    });
    let gone = before
        .iter()
        .filter(|(id, _)| find(&after, id).is_none())
        .map(|(id, from)| Moved {
            id: id.clone(),
            from: Some(*from),
            to: None,
        });
    there
        .chain(gone)
        .filter(|moved| moved.from != moved.to)
        .collect()
}
