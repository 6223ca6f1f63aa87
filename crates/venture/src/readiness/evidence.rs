//! From an answer to what it counts: the cap on answers without a note, what
//! the plan computes, what does not apply, and how old it all is.

use serde::{Deserialize, Serialize};

use super::figures::{Figures, Metric};
use super::model::{Computed, ComputedStep, Model, Question};
use super::{Answer, Answers, Date};

/// The least strength that leaves something to show: written down.
pub(crate) const WRITTEN: u8 = 2;

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Nothing yet: no answer, or one that this check does not know.
    Unanswered,
    /// The route leaves the question out.
    OffRoute,
    /// The founder says it does not apply, and why.
    NotApplicable,
    /// The founder's word alone.
    Stated,
    /// A note of the evidence.
    Noted,
    /// A figure of the plan.
    Computed(Metric),
}

/// What is known about one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The question.
    pub question: String,
    /// Its dimension.
    pub dimension: String,
    /// What it rests on.
    pub basis: Basis,
    /// The strength of the option chosen, before any cap.
    pub claimed: u8,
    /// The strength that counts.
    pub strength: u8,
    /// The date of the evidence.
    pub dated: Option<Date>,
    /// Whether the evidence is young enough to rely on.
    pub fresh: bool,
    /// Whether the plan computes less than the founder says.
    pub overruled: bool,
    /// Whether the route asks it by now.
    pub asked: bool,
}

impl Evidence {
    /// Whether the question belongs to the denominator.
    pub fn applies(&self) -> bool {
        !matches!(self.basis, Basis::OffRoute | Basis::NotApplicable)
    }

    /// Whether there is an answer, be it that the question does not apply.
    pub fn answered(&self) -> bool {
        !matches!(self.basis, Basis::Unanswered | Basis::OffRoute)
    }
}

/// What is known about every question, in the model's order.
pub(crate) fn gather(
    model: &Model,
    answers: &Answers,
    figures: Option<&Figures>,
    today: Date,
) -> Vec<Evidence> {
    let each = model.question.iter();
    each.map(|question| weigh(model, question, answers, figures, today))
        .collect()
}

pub(crate) fn weigh(
    model: &Model,
    question: &Question,
    answers: &Answers,
    figures: Option<&Figures>,
    today: Date,
) -> Evidence {
    let mut evidence = Evidence {
        question: question.id.clone(),
        dimension: question.dimension.clone(),
        basis: Basis::OffRoute,
        claimed: 0,
        strength: 0,
        dated: None,
        fresh: false,
        overruled: false,
        asked: false,
    };
    if !question.when.holds(answers) {
        return evidence;
    }
    evidence.asked = question.ask.holds(answers);
    let answer = answers.questions.get(&question.id);
    if answer.is_some_and(|answer| answer.reason().is_some()) {
        evidence.basis = Basis::NotApplicable;
        return evidence;
    }
    evidence.basis = Basis::Unanswered;
    if let Some((answer, claimed)) = answer.and_then(|answer| claim(model, question, answer)) {
        evidence.claimed = claimed;
        evidence.dated = answer.dated;
        if answer.has_note() {
            evidence.basis = Basis::Noted;
            evidence.strength = claimed;
        } else {
            evidence.basis = Basis::Stated;
            evidence.strength = claimed.min(model.cap_without_note);
        }
    }
    if let Some(figures) = figures {
        for computed in &question.computed {
            compute(model, question, computed, figures, &mut evidence);
        }
    }
    evidence.fresh = is_fresh(model, &evidence, today);
    evidence
}

/// The answer with the strength of its option, where the check knows it.
fn claim<'a>(model: &Model, question: &Question, answer: &'a Answer) -> Option<(&'a Answer, u8)> {
    let strength = model.strength(question, answer.option.as_deref()?)?;
    Some((answer, strength))
}

fn compute(
    model: &Model,
    question: &Question,
    computed: &Computed,
    figures: &Figures,
    evidence: &mut Evidence,
) {
    let Some(value) = figures.get(computed.metric) else {
        return;
    };
    let strength = |step: &ComputedStep| model.strength(question, &step.option);
    let (reached, missed): (Vec<_>, Vec<_>) = computed
        .steps
        .iter()
        .partition(|step| value >= step.at_least);
    let lifts = reached.into_iter().filter_map(strength).max().unwrap_or(0);
    let mut counts = evidence.strength.max(lifts);
    if computed.decides
        && let Some(missed) = missed.into_iter().filter_map(strength).min()
    {
        // Whoever misses a step does not have what it stands for.
        counts = counts.min(missed.saturating_sub(1));
    }
    if counts != evidence.strength || (computed.decides && counts == lifts) {
        evidence.overruled |= counts < evidence.strength;
        evidence.basis = Basis::Computed(computed.metric);
        evidence.strength = counts;
        evidence.dated = Some(figures.as_of);
    }
}

/// Evidence counts as fresh when it was left by something done, is dated, and
/// is younger than the model's limit. A date to come is no evidence.
fn is_fresh(model: &Model, evidence: &Evidence, today: Date) -> bool {
    let shown = matches!(evidence.basis, Basis::Noted | Basis::Computed(_));
    let young = evidence
        .dated
        .is_some_and(|dated| (0..i32::from(model.fresh_days)).contains(&today.days_since(dated)));
    shown && young && evidence.strength >= WRITTEN
}

/// The share of the weight of the questions asked that fresh evidence stands
/// behind, in per cent, rounded down.
pub(crate) fn confidence(model: &Model, evidence: &[Evidence]) -> u8 {
    let (mut fresh, mut all) = (0_u32, 0_u32);
    for (question, evidence) in model.question.iter().zip(evidence) {
        if evidence.applies() && (evidence.asked || evidence.answered()) {
            let weight = u32::from(question.weight);
            all += weight;
            fresh += if evidence.fresh { weight } else { 0 };
        }
    }
    (fresh * 100).checked_div(all).unwrap_or(0) as u8
}
