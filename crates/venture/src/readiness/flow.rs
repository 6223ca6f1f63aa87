//! What to ask next: the route first, then the questions it leaves, from where
//! the founder stopped; and in a retake only what needs asking again.

use serde::{Deserialize, Serialize};

use super::evidence::{self, Basis, Evidence};
use super::figures::Figures;
use super::model::{Model, Question, RouteQuestion};
use super::{Answers, Date};

/// One page of the check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'a> {
    /// A question about the venture.
    Route(&'a RouteQuestion),
    /// A question about what has been done.
    Question(&'a Question),
}

impl Step<'_> {
    /// The id of the question.
    pub fn id(&self) -> &str {
        match self {
            Self::Route(question) => &question.id,
            Self::Question(question) => &question.id,
        }
    }
}

/// Why a retake asks a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Again {
    /// It has no answer: the route or the check is new.
    Unanswered,
    /// Its meaning has changed since.
    Revised,
    /// Nothing had been done, or there was nothing to show for it.
    Open,
    /// The evidence is old, or has no date.
    Stale,
}

/// An evidence note, for the field of the plan it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefill<'a> {
    /// The field of the plan.
    pub plan: &'a str,
    /// The question that was answered.
    pub question: &'a str,
    /// The evidence note.
    pub note: &'a str,
}

impl Model {
    /// The pages that these answers lead past, in order.
    pub fn steps(&self, answers: &Answers) -> Vec<Step<'_>> {
        let route = self.route.iter();
        let route = route.filter(|question| question.when.holds(answers));
        let questions = self.question.iter();
        let questions = questions
            .filter(|question| question.when.holds(answers) && question.ask.holds(answers));
        route
            .map(Step::Route)
            .chain(questions.map(Step::Question))
            .collect()
    }

    /// The first page that has no answer yet: where to begin, or to resume.
    /// `None` when all is answered.
    pub fn next(&self, answers: &Answers, figures: Option<&Figures>) -> Option<Step<'_>> {
        let steps = self.steps(answers);
        steps
            .into_iter()
            .find(|step| !self.is_answered(*step, answers, figures))
    }

    /// How many of the pages have an answer, and how many there are.
    pub fn progress(&self, answers: &Answers, figures: Option<&Figures>) -> (usize, usize) {
        let steps = self.steps(answers);
        let answered = steps
            .iter()
            .filter(|step| self.is_answered(**step, answers, figures));
        (answered.count(), steps.len())
    }

    fn is_answered(&self, step: Step<'_>, answers: &Answers, figures: Option<&Figures>) -> bool {
        match step {
            Step::Route(question) => {
                let chosen = answers.route.get(&question.id);
                let known = |chosen: &String| question.options.contains(chosen);
                chosen.is_some_and(|chosen| chosen.iter().any(known))
            }
            // The day only matters for freshness.
            Step::Question(question) => {
                let any_day = Date::from_days(0);
                evidence::weigh(self, question, answers, figures, any_day).answered()
            }
        }
    }

    /// What a retake asks, in order: only what is new, changed, open or stale.
    pub fn retake(
        &self,
        answers: &Answers,
        figures: Option<&Figures>,
        today: Date,
    ) -> Vec<(&Question, Again)> {
        let evidence = evidence::gather(self, answers, figures, today);
        let each = self.question.iter().zip(&evidence);
        each.filter(|(_, evidence)| evidence.asked || evidence.answered())
            .filter_map(|(question, evidence)| {
                Some((question, again(question, evidence, answers)?))
            })
            .collect()
    }

    /// The evidence notes, for the fields of the plan that they belong to.
    pub fn prefill<'a>(&'a self, answers: &'a Answers) -> Vec<Prefill<'a>> {
        let notes = self.question.iter().filter_map(|question| {
            let answer = answers.questions.get(&question.id)?;
            let shown = question.when.holds(answers) && answer.has_note();
            shown.then(|| Prefill {
                plan: &question.plan,
                question: &question.id,
                note: answer.note.trim(),
            })
        });
        notes.collect()
    }
}

fn again(question: &Question, evidence: &Evidence, answers: &Answers) -> Option<Again> {
    let answer = answers.questions.get(&question.id);
    let revised = answer.is_some_and(|answer| answer.revision < question.revision);
    match evidence.basis {
        Basis::Unanswered => Some(Again::Unanswered),
        // What the plan answers, it answers anew by itself.
        Basis::OffRoute | Basis::Computed(_) => None,
        _ if revised => Some(Again::Revised),
        Basis::NotApplicable => None,
        Basis::Stated => Some(Again::Open),
        Basis::Noted if evidence.fresh => None,
        Basis::Noted if evidence.strength < evidence::WRITTEN => Some(Again::Open),
        Basis::Noted => Some(Again::Stale),
    }
}
