//! Levels: one counts only if everything at and below it is evidenced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::model::{Criterion, HIGHEST, Model};

/// Whether what a criterion asks for is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It is.
    Met,
    /// It is not.
    Unmet,
    /// Nothing that it asks for applies to this venture.
    NotApplicable,
}

/// A criterion and whether it is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionState {
    /// The criterion.
    pub criterion: String,
    /// The level it belongs to.
    pub level: u8,
    /// Whether it is met.
    pub standing: Standing,
}

/// A dimension and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionState {
    /// The dimension.
    pub dimension: String,
    /// The level earned, 0 to 5.
    pub level: u8,
    /// Its criteria in the model's order.
    pub criteria: Vec<CriterionState>,
}

/// The evidence by question.
pub(crate) type ByQuestion<'a> = BTreeMap<&'a str, &'a Evidence>;

/// The level of every dimension, in the model's order.
pub(crate) fn levels(model: &Model, evidence: &ByQuestion<'_>) -> Vec<DimensionState> {
    let states = model.dimension.iter().map(|dimension| {
        let own = model
            .criterion
            .iter()
            .filter(|criterion| criterion.dimension == dimension.id);
        let mut criteria: Vec<_> = own
            .map(|criterion| CriterionState {
                criterion: criterion.id.clone(),
                level: criterion.level,
                standing: standing(criterion, evidence),
            })
            .collect();
        keep_one(&mut criteria);
        DimensionState {
            dimension: dimension.id.clone(),
            level: earned(&criteria),
            criteria,
        }
    });
    states.collect()
}

/// A level cannot be talked away: where nothing is left of one, because all of
/// it was said not to apply, what it asks for is missing.
fn keep_one(criteria: &mut [CriterionState]) {
    for level in 1..=HIGHEST {
        let mut at = criteria.iter().filter(|state| state.level == level);
        if at.all(|state| state.standing == Standing::NotApplicable) {
            let at = criteria.iter_mut().filter(|state| state.level == level);
            at.for_each(|state| state.standing = Standing::Unmet);
        }
    }
}

/// The highest level at and below which every criterion that applies is met. A
/// level at which nothing applies is not earned by that.
fn earned(criteria: &[CriterionState]) -> u8 {
    let holds = |level: &u8| {
        let at = || criteria.iter().filter(|state| state.level == *level);
        at().any(|state| state.standing == Standing::Met)
            && at().all(|state| state.standing != Standing::Unmet)
    };
    (1..=HIGHEST).take_while(holds).count() as u8
}

/// A way counts without what does not apply in it; a way of which nothing is
/// left is no way.
fn standing(criterion: &Criterion, evidence: &ByQuestion<'_>) -> Standing {
    let mut standing = Standing::NotApplicable;
    for way in &criterion.needs {
        let mut applicable = way
            .iter()
            .filter_map(|(question, needed)| Some((*evidence.get(question.as_str())?, *needed)))
            .filter(|(evidence, _)| evidence.applies())
            .peekable();
        if applicable.peek().is_none() {
            continue;
        }
        if applicable.all(|(evidence, needed)| evidence.strength >= needed) {
            return Standing::Met;
        }
        standing = Standing::Unmet;
    }
    standing
}
