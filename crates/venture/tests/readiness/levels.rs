//! Levels are earned from below, by evidence.

use venture::readiness::{Answer, Answers, Basis, HIGHEST, Standing};

use crate::support::{at_level, model, option_of, perfect, shown, today, weakened};

#[test]
fn nothing_answered_is_level_0_everywhere() {
    let report = model().report(&Answers::default(), None, today());
    assert!(report.dimensions.iter().all(|state| state.level == 0));
    assert_eq!((report.index, report.confidence), (0, 0));
    assert_eq!(report.stage, None);
}

#[test]
fn everything_shown_is_level_5_everywhere() {
    let report = model().report(&perfect(), None, today());
    assert!(report.dimensions.iter().all(|state| state.level == HIGHEST));
    assert_eq!((report.index, report.confidence), (100, 100));
    assert!(report.gaps.is_empty() && report.actions.is_empty());
}

#[test]
fn every_level_of_every_dimension_can_be_where_one_stops() {
    for dimension in &model().dimension {
        for level in 1..=HIGHEST {
            let report = model().report(&at_level(&dimension.id, level), None, today());
            assert_eq!(report.level(&dimension.id), Some(level));
            let others = report
                .dimensions
                .iter()
                .filter(|state| state.dimension != dimension.id);
            assert!(others.into_iter().all(|state| state.level == HIGHEST));
        }
    }
}

#[test]
fn a_gap_below_is_not_made_up_for_above() {
    // Paying customers, but nobody was interviewed.
    let answers = weakened(perfect(), "interviews", 2);
    let report = model().report(&answers, None, today());
    assert_eq!(report.level("customer"), Some(1));
    let customer = &report.dimensions[0].criteria;
    let unmet: Vec<_> = customer
        .iter()
        .filter(|state| state.standing == Standing::Unmet)
        .map(|state| &*state.criterion)
        .collect();
    assert_eq!(unmet, ["interviews-held"]);
}

#[test]
fn without_a_note_an_answer_counts_2_at_most() {
    let question = model().question("interviews").unwrap();
    for strength in 0..=HIGHEST {
        let option = option_of(question, strength).unwrap();
        for note in ["", "  \n"] {
            let answer = Answer {
                note: note.to_owned(),
                ..Answer::stated(option)
            };
            let report = model().report(&perfect().with("interviews", answer), None, today());
            let evidence = report.evidence("interviews").unwrap();
            assert_eq!(evidence.claimed, strength);
            assert_eq!(evidence.strength, strength.min(2));
            assert_eq!(evidence.basis, Basis::Stated);
        }
        let report = model().report(&perfect().with("interviews", shown(option)), None, today());
        assert_eq!(report.evidence("interviews").unwrap().strength, strength);
    }
}

#[test]
fn not_applicable_leaves_the_denominator_and_takes_a_reason() {
    let answers = weakened(perfect(), "consent", 0);
    assert_eq!(
        model().report(&answers, None, today()).level("data"),
        Some(3)
    );
    for (reason, level) in [("", 3), (" ", 3), ("No personal data are kept.", 5)] {
        let answers = perfect().with("consent", Answer::not_applicable(reason));
        let report = model().report(&answers, None, today());
        assert_eq!(report.level("data"), Some(level), "{reason:?}");
        assert_eq!(report.evidence("consent").unwrap().applies(), level == 3);
    }
}

#[test]
fn a_level_cannot_be_talked_away() {
    // Interviews are all that level 2 asks for.
    let answers = perfect().with(
        "interviews",
        Answer::not_applicable("We know our customers."),
    );
    let report = model().report(&answers, None, today());
    assert_eq!(report.level("customer"), Some(1));
    assert_eq!(
        report.evidence("interviews").unwrap().basis,
        Basis::NotApplicable
    );
    let gap = report.actions.iter();
    let gap = gap.map(|gap| gap.criterion.as_str()).collect::<Vec<_>>();
    assert_eq!(gap, ["interviews-held"]);
}

#[test]
fn every_question_may_be_said_not_to_apply() {
    for question in &model().question {
        let answers = perfect().with(&question.id, Answer::not_applicable("none of it"));
        let report = model().report(&answers, None, today());
        let evidence = report.evidence(&question.id).unwrap();
        assert_eq!(evidence.basis, Basis::NotApplicable, "{}", question.id);
        // It is never worth more than an answer.
        for (state, dimension) in report.dimensions.iter().zip(&model().dimension) {
            let own = dimension.id == question.dimension;
            assert!(own || state.level == 5, "{}", question.id);
        }
    }
}

#[test]
fn whatever_is_said_not_to_apply_earns_no_level() {
    let questions = model().question.iter();
    let answers = questions.fold(Answers::default(), |answers, question| {
        answers.with(&question.id, Answer::not_applicable("no"))
    });
    let report = model().report(&answers, None, today());
    assert!(report.dimensions.iter().all(|state| state.level == 0));
}

#[test]
fn a_level_at_which_nothing_is_asked_is_not_earned() {
    let mut sparse = model().clone();
    sparse
        .criterion
        .retain(|criterion| criterion.dimension != "customer" || criterion.level != 2);
    let report = sparse.report(&perfect(), None, today());
    assert_eq!(report.level("customer"), Some(1));
}

#[test]
fn the_route_removes_what_does_not_apply() {
    let answers = perfect().with_route("build-mode", ["api"]);
    let answers = weakened(weakened(answers, "training-compute", 0), "harmful-share", 0);
    let report = model().report(&answers, None, today());
    assert_eq!(report.level("compute"), Some(5));
    assert_eq!(report.level("data"), Some(5));
    let state = &report.dimensions[3].criteria;
    let training = state
        .iter()
        .find(|state| state.criterion == "training-budget");
    assert_eq!(training.unwrap().standing, Standing::NotApplicable);
}

#[test]
fn one_way_of_several_is_enough() {
    let neither = weakened(weakened(perfect(), "runway", 3), "dilution", 3);
    assert_eq!(
        model().report(&neither, None, today()).level("funding"),
        Some(3)
    );
    let runway = weakened(neither.clone(), "runway", 4);
    assert_eq!(
        model().report(&runway, None, today()).level("funding"),
        Some(5)
    );
    let term_sheet = weakened(neither, "dilution", 4);
    assert_eq!(
        model().report(&term_sheet, None, today()).level("funding"),
        Some(5)
    );
}
