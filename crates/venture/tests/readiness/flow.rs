//! What is asked, in which order, and what a retake asks again.

use venture::readiness::{Again, Answer, Answers, Figures, Metric, Step};

use crate::support::{model, perfect, shown, today, widest};

fn ids(answers: &Answers) -> Vec<&'static str> {
    let steps = model().steps(answers);
    steps
        .into_iter()
        .map(|step| match step {
            Step::Route(route) => &*route.id,
            Step::Question(question) => &*question.id,
        })
        .collect()
}

#[test]
fn the_route_comes_first_and_then_the_questions() {
    let first = model().next(&Answers::default(), None).unwrap();
    assert!(matches!(first, Step::Route(_)));
    assert_eq!(first.id(), "build-mode");
    let last = model().next(&widest(), None).unwrap();
    assert!(matches!(last, Step::Question(_)));
    assert_eq!(last.id(), "interviews");
    assert_eq!(ids(&widest()).len(), 7 + 39);
}

#[test]
fn the_route_branches() {
    let china = widest().with_route("markets", ["cn"]);
    let asked = ids(&china);
    assert!(!asked.contains(&"eu-use") && !asked.contains(&"training-scale"));
    let api = widest().with_route("build-mode", ["api"]);
    let asked = ids(&api);
    for id in [
        "training-scale",
        "harmful-share",
        "annotation",
        "training-compute",
    ] {
        assert!(!asked.contains(&id), "{id}");
    }
    let idea = china
        .with_route("build-mode", ["api"])
        .with_route("stage", ["idea"]);
    // Three questions are about training, eight come too early.
    assert_eq!(ids(&idea).len(), 5 + 39 - 3 - 8);
}

#[test]
fn an_answered_check_walks_to_its_end_one_by_one() {
    let mut answers = Answers::default();
    let mut walked = Vec::new();
    while let Some(step) = model().next(&answers, None) {
        walked.push(step.id().to_owned());
        assert_eq!(model().progress(&answers, None).0, walked.len() - 1);
        answers = match step {
            Step::Route(route) => {
                answers.with_route(&route.id, route.options.iter().map(String::as_str))
            }
            Step::Question(question) => answers.with(&question.id, Answer::stated("unknown")),
        };
    }
    assert_eq!(walked, ids(&answers));
    let (done, all) = model().progress(&answers, None);
    assert_eq!((done, all), (46, 46));
}

#[test]
fn the_check_resumes_where_it_was_left() {
    let mut answers = perfect();
    answers.questions.remove("moat");
    answers.questions.remove("filings");
    assert_eq!(model().next(&answers, None).unwrap().id(), "moat");
    let answers = answers.with("moat", shown("written"));
    assert_eq!(model().next(&answers, None).unwrap().id(), "filings");
    let answers = answers.with("filings", Answer::stated("unknown"));
    assert_eq!(model().next(&answers, None), None);
}

#[test]
fn a_route_question_is_answered_by_an_option_it_has() {
    for options in [&[][..], &["mars"]] {
        let answers = perfect().with_route("markets", options.iter().copied());
        assert_eq!(model().next(&answers, None).unwrap().id(), "markets");
    }
    let answers = perfect().with_route("markets", ["us", "mars"]);
    assert_eq!(model().next(&answers, None), None);
}

#[test]
fn what_does_not_apply_is_answered_and_what_the_plan_computes_is_not_asked() {
    let mut answers = perfect().with("consent", Answer::not_applicable("none"));
    assert_eq!(model().next(&answers, None), None);
    answers = answers.with("consent", Answer::not_applicable(" "));
    assert_eq!(model().next(&answers, None).unwrap().id(), "consent");
    let mut answers = perfect();
    answers.questions.remove("runway");
    assert_eq!(model().next(&answers, None).unwrap().id(), "runway");
    let figures = Figures::new(today()).with(Metric::RunwayMonths, 4.0);
    assert_eq!(model().next(&answers, Some(&figures)), None);
}

#[test]
fn a_retake_asks_only_what_is_new_changed_open_or_stale() {
    assert!(model().retake(&perfect(), None, today()).is_empty());
    let old = Answer::evidenced("habit", "on file", today().plus(-180));
    let undated = Answer {
        dated: None,
        ..shown("documented")
    };
    let mut answers = perfect()
        .with("interviews", old)
        .with("payer", undated)
        .with("alternative", Answer::stated("written"))
        .with(
            "commitment",
            Answer::evidenced("believed", "a feeling", today()),
        )
        .with("consent", Answer::not_applicable("none"));
    answers.questions.remove("retention");
    let asked = |answers: &Answers, figures: Option<&Figures>| {
        let retake = model().retake(answers, figures, today());
        let asked = retake
            .into_iter()
            .map(|(question, why)| (&*question.id, why));
        asked.collect::<Vec<_>>()
    };
    assert_eq!(
        asked(&answers, None),
        [
            ("interviews", Again::Stale),
            ("payer", Again::Stale),
            ("alternative", Again::Open),
            ("commitment", Again::Open),
            ("retention", Again::Unanswered),
        ]
    );
    // What comes too early for an idea is not asked again either.
    let idea = answers.clone().with_route("stage", ["idea"]);
    assert_eq!(asked(&idea, None).len(), 4);
    // Half a year on everything is old; what the plan computes is not asked.
    let figures = Figures::new(today()).with(Metric::RunwayMonths, 20.0);
    let later = model().retake(&perfect(), Some(&figures), today().plus(200));
    assert_eq!(later.len(), 38);
    assert!(
        later
            .iter()
            .all(|(question, why)| question.id != "runway" && *why == Again::Stale)
    );
    // A route that opens up asks what it opens.
    let mut api = perfect().with_route("build-mode", ["api"]);
    api.questions.remove("annotation");
    assert_eq!(asked(&api, None), []);
    let trains = api.with_route("build-mode", ["fine-tune"]);
    assert_eq!(asked(&trains, None), [("annotation", Again::Unanswered)]);
}

#[test]
fn a_question_whose_meaning_changed_is_asked_again() {
    let mut changed = model().clone();
    let question = changed
        .question
        .iter_mut()
        .find(|question| question.id == "payer");
    question.unwrap().revision = 1;
    let retake = changed.retake(&perfect(), None, today());
    let asked: Vec<_> = retake
        .iter()
        .map(|(question, why)| (&*question.id, *why))
        .collect();
    assert_eq!(asked, [("payer", Again::Revised)]);
}

#[test]
fn notes_prefill_the_plan() {
    let answers = widest()
        .with("payer", Answer::evidenced("met", " Ms Li pays \n", today()))
        .with("price", Answer::stated("list"));
    let prefill = model().prefill(&answers);
    assert_eq!(prefill.len(), 1);
    // Off the route a note says nothing about the venture.
    let api = perfect().with_route("build-mode", ["api"]);
    let mut prefill_api = model().prefill(&api).into_iter();
    assert!(prefill_api.all(|prefill| prefill.question != "annotation"));
    let (plan, question, note) = (prefill[0].plan, prefill[0].question, prefill[0].note);
    assert_eq!((plan, question, note), ("customers", "payer", "Ms Li pays"));
}
