//! What a question's page asks for before it goes on. Pure.

use venture::readiness::{Answer, Answers, Date, Question, RouteQuestion};

/// Something to set right on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is chosen.
    NoOption,
    /// 'Not applicable' stands without a reason.
    NoReason,
    /// What is typed as the date is not one.
    NoDate,
    /// The evidence is dated in the future.
    Future,
}

impl Problem {
    /// The id of the field that sets it right.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoOption => FIRST_OPTION,
            Self::NoReason => REASON,
            Self::NoDate | Self::Future => DATED,
        }
    }
}

/// The ids of the fields.
pub const FIRST_OPTION: &str = "option-1";
/// The reason why a question does not apply.
pub const REASON: &str = "reason";
/// The evidence note.
pub const NOTE: &str = "note";
/// The date of the evidence.
pub const DATED: &str = "dated";

/// What is missing on the page of a question. `bad_date` says that the field
/// holds something that is no date.
pub fn problems(answer: Option<&Answer>, bad_date: bool, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    let declined = answer.is_some_and(|answer| answer.not_applicable.is_some());
    if declined {
        if answer.and_then(Answer::reason).is_none() {
            problems.push(Problem::NoReason);
        }
        return problems;
    }
    if answer.is_none_or(|answer| answer.option.is_none()) {
        problems.push(Problem::NoOption);
    }
    if bad_date {
        problems.push(Problem::NoDate);
    } else if answer
        .and_then(|answer| answer.dated)
        .is_some_and(|dated| dated > today)
    {
        problems.push(Problem::Future);
    }
    problems
}

/// What is missing on the page of a route question.
pub fn route_problems(question: &RouteQuestion, answers: &Answers) -> Vec<Problem> {
    let chosen = answers.route.get(&question.id);
    if chosen.is_some_and(|chosen| !chosen.is_empty()) {
        Vec::new()
    } else {
        vec![Problem::NoOption]
    }
}

/// Chooses an option. Whether the question applies is settled by that.
pub fn choose(answers: &mut Answers, question: &Question, option: &str) {
    let answer = answers.questions.entry(question.id.clone()).or_default();
    answer.option = Some(option.to_owned());
    answer.not_applicable = None;
    answer.revision = question.revision;
}

/// Says that the question does not apply; the reason is asked for next.
pub fn decline(answers: &mut Answers, question: &Question) {
    let answer = answers.questions.entry(question.id.clone()).or_default();
    answer.option = None;
    answer.not_applicable.get_or_insert_default();
    answer.revision = question.revision;
}

/// Chooses an option of a route question, or takes it back.
pub fn choose_route(answers: &mut Answers, question: &RouteQuestion, option: &str, chosen: bool) {
    let options = answers.route.entry(question.id.clone()).or_default();
    if !question.several {
        options.clear();
    }
    if chosen {
        options.insert(option.to_owned());
    } else {
        options.remove(option);
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::model;
    use super::*;

    fn today() -> Date {
        "2026-11-25".parse().unwrap()
    }

    #[test]
    fn an_option_is_asked_for_and_enough() {
        let question = model().question("payer").unwrap();
        assert_eq!(problems(None, false, today()), [Problem::NoOption]);
        let mut answers = Answers::default();
        choose(&mut answers, question, "written");
        let answer = answers.questions.get("payer");
        assert_eq!(problems(answer, false, today()), []);
        assert_eq!(problems(answer, true, today()), [Problem::NoDate]);
    }

    #[test]
    fn evidence_of_tomorrow_is_refused() {
        let answer = Answer::evidenced("written", "p. 2", today().plus(1));
        assert_eq!(problems(Some(&answer), false, today()), [Problem::Future]);
    }

    #[test]
    fn what_does_not_apply_takes_a_reason() {
        let question = model().question("consent").unwrap();
        let mut answers = Answers::default();
        choose(&mut answers, question, "drafted");
        decline(&mut answers, question);
        let answer = answers.questions.get("consent");
        assert_eq!(problems(answer, false, today()), [Problem::NoReason]);
        choose(&mut answers, question, "drafted");
        assert_eq!(
            problems(answers.questions.get("consent"), false, today()),
            []
        );
    }

    #[test]
    fn one_option_or_several_as_the_question_allows() {
        let mut answers = Answers::default();
        let [several, one] = ["markets", "stage"].map(|id| {
            model()
                .route
                .iter()
                .find(|question| question.id == id)
                .unwrap()
        });
        for option in ["cn", "eu"] {
            choose_route(&mut answers, several, option, true);
        }
        choose_route(&mut answers, several, "cn", false);
        for option in ["idea", "pilot"] {
            choose_route(&mut answers, one, option, true);
        }
        assert_eq!(answers.route["markets"], ["eu".to_owned()].into());
        assert_eq!(answers.route["stage"], ["pilot".to_owned()].into());
        choose_route(&mut answers, several, "eu", false);
        assert_eq!(route_problems(several, &answers), [Problem::NoOption]);
        assert_eq!(route_problems(one, &answers), []);
    }
}
