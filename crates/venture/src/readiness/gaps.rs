//! From what is missing to what to do next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::gates::{GateState, Missing, Passage};
use super::level::{DimensionState, Standing};
use super::model::{Criterion, Model};

/// How many actions a report shows.
const SHOWN: usize = 5;

/// A criterion that is not met. Its words say why it matters and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The criterion.
    pub criterion: String,
    /// Its dimension.
    pub dimension: String,
    /// Its level.
    pub level: u8,
    /// The lesson that explains it.
    pub lesson: String,
    /// The field of the plan that its task goes to.
    pub plan: String,
    /// The effort of its task, in days of one person.
    pub effort: u16,
    /// The shut gates that it helps to open.
    pub unblocks: Vec<String>,
    /// Whether it can be taken on now: it belongs to the level next to be
    /// earned, or a gate asks for its evidence itself.
    pub in_reach: bool,
}

/// Every criterion that is not met, in the model's order.
pub(crate) fn gaps(model: &Model, dimensions: &[DimensionState], gates: &[GateState]) -> Vec<Gap> {
    let state: BTreeMap<_, _> = dimensions
        .iter()
        .flat_map(|state| std::iter::repeat(state.level).zip(&state.criteria))
        .map(|(level, criterion)| (criterion.criterion.as_str(), (level, criterion.standing)))
        .collect();
    let unmet = model.criterion.iter().filter_map(|criterion| {
        let (level, standing) = *state.get(criterion.id.as_str())?;
        (standing == Standing::Unmet).then(|| {
            let asked = gates.iter().any(|gate| asks_for(gate, criterion));
            Gap {
                criterion: criterion.id.clone(),
                dimension: criterion.dimension.clone(),
                level: criterion.level,
                lesson: criterion.lesson.clone(),
                plan: criterion.plan.clone(),
                effort: criterion.effort,
                unblocks: unblocks(criterion, gates),
                in_reach: asked || criterion.level == level + 1,
            }
        })
    });
    unmet.collect()
}

fn unblocks(criterion: &Criterion, gates: &[GateState]) -> Vec<String> {
    let shut = gates
        .iter()
        .filter(|state| state.passage == Passage::Failed);
    let helped = shut.filter(|state| {
        let level = state.missing.iter().any(|missing| {
            matches!(missing, Missing::Level { dimension, needs, .. }
                if *dimension == criterion.dimension && criterion.level <= *needs)
        });
        level || asks_for(state, criterion)
    });
    helped.map(|state| state.gate.clone()).collect()
}

/// Whether a shut gate asks for the very evidence that the criterion does, and
/// no less of it.
fn asks_for(state: &GateState, criterion: &Criterion) -> bool {
    let wanted = |missing: &Missing| {
        let Missing::Evidence {
            question,
            has,
            needs,
            ..
        } = missing
        else {
            return false;
        };
        let mut asked = criterion.needs.iter().filter_map(|way| way.get(question));
        asked.any(|asked| (has + 1..=*needs).contains(asked))
    };
    state.passage == Passage::Failed && state.missing.iter().any(wanted)
}

/// The gaps to take on first: most gates unblocked for the effort, and among
/// equals the lower level, then the smaller effort.
pub(crate) fn actions(gaps: &[Gap]) -> Vec<Gap> {
    let mut actions: Vec<_> = gaps.iter().filter(|gap| gap.in_reach).cloned().collect();
    actions.sort_by(|a, b| {
        // a.unblocks ÷ a.effort against b.unblocks ÷ b.effort, without fractions.
        let (of_a, of_b) = (
            a.unblocks.len() * usize::from(b.effort),
            b.unblocks.len() * usize::from(a.effort),
        );
        of_b.cmp(&of_a)
            .then(a.level.cmp(&b.level))
            .then(a.effort.cmp(&b.effort))
    });
    actions.truncate(SHOWN);
    actions
}
