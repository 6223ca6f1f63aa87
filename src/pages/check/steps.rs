//! What comes before and after a question. Pure.

use venture::readiness::{Again, Answers, Date, Figures, Model, Step};

/// A question among those that are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// The question before it.
    pub before: Option<String>,
    /// The question after it.
    pub after: Option<String>,
    /// Its place, from 1.
    pub place: usize,
    /// How many there are.
    pub count: usize,
}

/// Where `current` stands among the questions that `answers` lead past, or
/// among those of a retake. A question that is no longer among them has its
/// neighbours all the same: an answer may have taken it out.
pub fn around(
    model: &Model,
    answers: &Answers,
    retake: Option<&[String]>,
    current: &str,
) -> Around {
    let all = model.route.iter().map(|question| question.id.as_str());
    let all: Vec<&str> = all
        .chain(model.question.iter().map(|question| question.id.as_str()))
        .collect();
    let rank = |id: &str| all.iter().position(|other| *other == id);
    let steps = model.steps(answers);
    let asked: Vec<&str> = match retake {
        Some(ids) => ids.iter().map(String::as_str).collect(),
        None => steps.iter().map(Step::id).collect(),
    };
    let here = rank(current);
    let before = asked.iter().rfind(|id| rank(id) < here);
    let after = asked.iter().find(|id| rank(id) > here);
    Around {
        before: before.map(|id| (*id).to_owned()),
        after: after.map(|id| (*id).to_owned()),
        place: asked.iter().filter(|id| rank(id) <= here).count().max(1),
        count: asked.len(),
    }
}

/// What a retake asks: what has an answer that is worth another look. What has
/// none yet is not asked again but for the first time.
pub fn to_retake(
    model: &Model,
    answers: &Answers,
    figures: Option<&Figures>,
    today: Date,
) -> Vec<String> {
    let again = model.retake(answers, figures, today).into_iter();
    again
        .filter(|(_, again)| *again != Again::Unanswered)
        .map(|(question, _)| question.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::data::model;
    use super::*;
    use venture::readiness::Answer;

    #[test]
    fn questions_follow_each_other_in_order_and_end() {
        let answers = Answers::default();
        let steps: Vec<_> = model()
            .steps(&answers)
            .iter()
            .map(|step| step.id().to_owned())
            .collect();
        let first = around(model(), &answers, None, &steps[0]);
        assert_eq!((first.before, first.place), (None, 1));
        assert_eq!(first.after.as_deref(), Some(steps[1].as_str()));
        let last = around(model(), &answers, None, steps.last().unwrap());
        assert_eq!((last.after, last.place), (None, steps.len()));
    }

    #[test]
    fn a_retake_asks_what_was_answered_and_is_not_settled() {
        let today: Date = "2026-11-25".parse().unwrap();
        let noted = |age: i32| Answer::evidenced("written", "p. 2", today.plus(-age));
        let answers = Answers::default()
            .with("payer", noted(1))
            .with("alternative", noted(200))
            .with("commitment", Answer::stated("interest"));
        assert_eq!(
            to_retake(model(), &answers, None, today),
            ["alternative", "commitment"]
        );
        assert!(to_retake(model(), &Answers::default(), None, today).is_empty());
    }

    #[test]
    fn a_retake_goes_on_from_a_question_that_it_has_left_behind() {
        let answers = Answers::default();
        let ids = ["payer", "commitment"].map(str::to_owned);
        let between = around(model(), &answers, Some(&ids), "alternative");
        assert_eq!(between.before.as_deref(), Some("payer"));
        assert_eq!(between.after.as_deref(), Some("commitment"));
        assert_eq!((between.place, between.count), (1, 2));
    }
}
