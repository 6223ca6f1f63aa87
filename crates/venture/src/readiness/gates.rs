//! Gates, the stage they add up to, and the index they hold down.

use serde::{Deserialize, Serialize};

use super::Answers;
use super::evidence::{Basis, Evidence};
use super::figures::{Figures, Metric};
use super::level::{ByQuestion, DimensionState};
use super::model::{Effect, Gate, HIGHEST, Model};

/// Where the venture stands with a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passage {
    /// The route does not lead past it.
    OffRoute,
    /// It is open.
    Passed,
    /// It is shut.
    Failed,
    /// Nothing is shut, but an obligation is raised.
    Raised,
}

/// One thing for which a gate is shut, or a flag raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Missing {
    /// A dimension is below the level.
    Level {
        /// The dimension.
        dimension: String,
        /// Its level.
        has: u8,
        /// The level wanted.
        needs: u8,
    },
    /// A question's evidence is too weak.
    Evidence {
        /// The question.
        question: String,
        /// Its dimension.
        dimension: String,
        /// The strength of the evidence.
        has: u8,
        /// The strength wanted.
        needs: u8,
    },
    /// The route says what the gate refuses, or does not say.
    Refused {
        /// The route question.
        route: String,
        /// The option refused; `None` where there is no answer.
        option: Option<String>,
    },
    /// A figure is above the limit.
    Above {
        /// The figure.
        metric: Metric,
        /// Its value.
        value: f64,
        /// The limit.
        limit: f64,
    },
}

/// A gate and where the venture stands with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GateState {
    /// The gate.
    pub gate: String,
    /// Where the venture stands.
    pub passage: Passage,
    /// Everything for which it is shut or raised.
    pub missing: Vec<Missing>,
}

/// Every gate, in the model's order.
pub(crate) fn gates(
    model: &Model,
    answers: &Answers,
    figures: Option<&Figures>,
    evidence: &ByQuestion<'_>,
    dimensions: &[DimensionState],
) -> Vec<GateState> {
    let states = model.gate.iter().map(|gate| {
        let mut state = GateState {
            gate: gate.id.clone(),
            passage: Passage::OffRoute,
            missing: Vec::new(),
        };
        if gate.when.holds(answers) {
            state.missing = missing(gate, answers, figures, evidence, dimensions);
            state.passage = match (state.missing.is_empty(), gate.effect) {
                (true, _) => Passage::Passed,
                (false, Effect::Flag) => Passage::Raised,
                (false, Effect::Block | Effect::Stop) => Passage::Failed,
            };
        }
        state
    });
    states.collect()
}

fn missing(
    gate: &Gate,
    answers: &Answers,
    figures: Option<&Figures>,
    evidence: &ByQuestion<'_>,
    dimensions: &[DimensionState],
) -> Vec<Missing> {
    // In the order of the dimensions, which is the order of reading.
    let levels = dimensions.iter().filter_map(|state| {
        let needs = *gate.levels.get(&state.dimension)?;
        (state.level < needs).then(|| Missing::Level {
            dimension: state.dimension.clone(),
            has: state.level,
            needs,
        })
    });
    let weak = gate.evidence.iter().filter_map(|(question, needs)| {
        let evidence: &Evidence = evidence.get(question.as_str())?;
        // A gate that asks for something by name is not opened by the founder's
        // word that it does not apply.
        let waits = evidence.basis != Basis::OffRoute;
        (waits && evidence.strength < *needs).then(|| Missing::Evidence {
            question: question.clone(),
            dimension: evidence.dimension.clone(),
            has: evidence.strength,
            needs: *needs,
        })
    });
    let refused = gate.refused.iter().filter_map(|(route, options)| {
        let chosen = answers.route.get(route).filter(|chosen| !chosen.is_empty());
        let option = match chosen {
            Some(chosen) => Some(chosen.intersection(options).next()?.clone()),
            // Saying nothing opens no gate, but it raises no flag either.
            None if gate.effect == Effect::Flag => return None,
            None => None,
        };
        Some(Missing::Refused {
            route: route.clone(),
            option,
        })
    });
    let above = gate.above.iter().filter_map(|above| {
        let value = figures?.get(above.metric)?;
        (value > above.limit).then_some(Missing::Above {
            metric: above.metric,
            value,
            limit: above.limit,
        })
    });
    levels.chain(weak).chain(refused).chain(above).collect()
}

/// The rungs of the ladder that apply, lowest first, each with its state.
fn ladder<'a>(model: &'a Model, states: &'a [GateState]) -> Vec<&'a GateState> {
    let mut rungs: Vec<_> = model
        .gate
        .iter()
        .zip(states)
        .filter(|(_, state)| state.passage != Passage::OffRoute)
        .filter_map(|(gate, state)| Some((gate.rank?, state)))
        .collect();
    rungs.sort_by_key(|(rank, _)| *rank);
    rungs.into_iter().map(|(_, state)| state).collect()
}

/// Whether a gate that stops the venture is shut.
pub(crate) fn is_stopped(model: &Model, states: &[GateState]) -> bool {
    let mut gates = model.gate.iter().zip(states);
    gates.any(|(gate, state)| gate.effect == Effect::Stop && state.passage == Passage::Failed)
}

/// The highest gate passed. As with levels, one counts only if those below it
/// are passed too; a venture that is stopped has none.
pub(crate) fn stage(model: &Model, states: &[GateState]) -> Option<String> {
    if is_stopped(model, states) {
        return None;
    }
    let rungs = ladder(model, states);
    let passed = rungs
        .iter()
        .take_while(|state| state.passage == Passage::Passed);
    passed.last().map(|state| state.gate.clone())
}

/// The dimension that holds the venture back: of those that the next gate on
/// the ladder waits for, the one furthest behind; where no gate waits for one,
/// the lowest of all. The earlier one where two are alike.
pub(crate) fn bottleneck(
    model: &Model,
    states: &[GateState],
    dimensions: &[DimensionState],
) -> String {
    let waited = ladder(model, states)
        .into_iter()
        .filter(|state| state.passage == Passage::Failed)
        .find_map(|state| {
            let behind = |dimension: &DimensionState| shortfall(state, &dimension.dimension);
            let most = dimensions.iter().map(behind).max()?;
            let mut dimensions = dimensions.iter();
            let found = dimensions.find(|dimension| behind(dimension) == most);
            found.filter(|_| most > 0)
        });
    let lowest = || dimensions.iter().min_by_key(|dimension| dimension.level);
    let named = waited.or_else(lowest);
    named.map_or_else(String::new, |state| state.dimension.clone())
}

/// How far behind a gate a dimension is.
fn shortfall(state: &GateState, dimension: &str) -> u8 {
    let short = state.missing.iter().map(|missing| match missing {
        Missing::Level {
            dimension: of,
            has,
            needs,
        }
        | Missing::Evidence {
            dimension: of,
            has,
            needs,
            ..
        } if of == dimension => needs - has,
        _ => 0,
    });
    short.max().unwrap_or(0)
}

/// The index for display: the weighted mean of the levels on a scale to 100,
/// kept one band below every gate that is shut.
pub(crate) fn index(model: &Model, states: &[GateState], dimensions: &[DimensionState]) -> u8 {
    let weighted = model.dimension.iter().zip(dimensions);
    let (sum, weights) = weighted.fold((0_u32, 0_u32), |(sum, weights), (dimension, state)| {
        let weight = u32::from(dimension.weight);
        (sum + weight * u32::from(state.level), weights + weight)
    });
    let full = weights * u32::from(HIGHEST);
    let mean = (sum * 100).checked_div(full).unwrap_or(0) as u8;
    let shut = model.gate.iter().zip(states);
    let caps = shut
        .filter(|(_, state)| state.passage == Passage::Failed)
        .filter_map(|(gate, _)| {
            let begins = model.bands.get(usize::from(gate.band?).checked_sub(1)?)?;
            Some(begins.saturating_sub(1))
        });
    caps.fold(mean, u8::min)
}
