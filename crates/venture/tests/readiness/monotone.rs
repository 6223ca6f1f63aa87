//! Better evidence never lowers a level, the stage or the index.

use proptest::prelude::*;
use venture::readiness::{Answer, Answers, Figures, Metric, Report};

use crate::support::{model, option_of, today};

/// Whether nothing in `after` is less than in `before`.
fn no_less(before: &Report, after: &Report) -> Result<(), TestCaseError> {
    for (before, after) in before.dimensions.iter().zip(&after.dimensions) {
        prop_assert!(before.level <= after.level, "{}", before.dimension);
    }
    let rank = |report: &Report| {
        let gate = report.stage.as_ref().and_then(|stage| model().gate(stage));
        gate.and_then(|gate| gate.rank)
    };
    prop_assert!(rank(before) <= rank(after));
    prop_assert!(before.index <= after.index);
    Ok(())
}

/// A choice among a route question's options, none included.
fn route() -> impl Strategy<Value = Answers> {
    let choices: Vec<_> = model()
        .route
        .iter()
        .map(|route| {
            let most = if route.several {
                route.options.len()
            } else {
                1
            };
            proptest::sample::subsequence(route.options.clone(), 0..=most)
        })
        .collect();
    choices.prop_map(|choices| {
        let pairs = model().route.iter().zip(choices);
        pairs.fold(Answers::default(), |answers, (route, chosen)| {
            answers.with_route(&route.id, chosen.iter().map(String::as_str))
        })
    })
}

/// An option's strength, often high, so that upper levels come into play; a
/// note or none; an age in days; now and then 'not applicable'.
fn answer() -> impl Strategy<Value = (u8, bool, i32, bool)> {
    let strength = prop_oneof![0_u8..=5, 3_u8..=5, Just(5)];
    (
        strength,
        prop::bool::weighted(0.85),
        -5..400_i32,
        prop::bool::weighted(0.05),
    )
}

fn answers() -> impl Strategy<Value = Answers> {
    let each = proptest::collection::vec(
        prop::option::weighted(0.95, answer()),
        model().question.len(),
    );
    (route(), each).prop_map(|(route, each)| {
        let pairs = model().question.iter().zip(each);
        pairs.fold(route, |answers, (question, answer)| match answer {
            None => answers,
            Some((_, _, _, true)) => answers.with(&question.id, Answer::not_applicable("no")),
            Some((strength, noted, age, false)) => {
                let option = option_of(question, strength).unwrap();
                let note = if noted { "on file" } else { "" };
                let answer = Answer::evidenced(option, note, today().plus(-age));
                answers.with(&question.id, answer)
            }
        })
    })
}

fn figures() -> impl Strategy<Value = Figures> {
    let metric =
        |scale: f64| prop::option::of((-1.0..2.0_f64).prop_map(move |value| value * scale));
    (metric(20.0), metric(1.0), metric(1.0), metric(1.0)).prop_map(
        |(runway, alive, paid, share)| {
            let values = [
                (Metric::RunwayMonths, runway),
                (Metric::DefaultAlive, alive),
                (Metric::PaidGrossMargin, paid),
                (Metric::LicensedShare, share),
            ];
            let present = values
                .into_iter()
                .filter_map(|(metric, value)| Some((metric, value?)));
            present.fold(Figures::new(today()), |figures, (metric, value)| {
                figures.with(metric, value)
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn stronger_evidence_lowers_nothing(
        answers in answers(),
        figures in prop::option::of(figures()),
        which in proptest::sample::select(model().question.as_slice()),
        by in 1_u8..=5,
    ) {
        let before = model().report(&answers, figures.as_ref(), today());
        let mut better = answers;
        let mut answer = better.questions.remove(&which.id).unwrap_or_default();
        // To say that it applies after all is not better evidence but another
        // claim; it may well lower a level.
        prop_assume!(answer.not_applicable.is_none());
        let old = answer.option.as_deref().and_then(|option| model().strength(&which, option));
        let strength = (old.unwrap_or(0) + by).min(5);
        answer.option = option_of(&which, strength).map(str::to_owned);
        let better = better.with(&which.id, answer);
        no_less(&before, &model().report(&better, figures.as_ref(), today()))?;
    }

    #[test]
    fn a_note_and_a_younger_date_lower_nothing(
        answers in answers(),
        which in proptest::sample::select(model().question.as_slice()),
    ) {
        let before = model().report(&answers, None, today());
        let mut better = answers;
        if let Some(answer) = better.questions.get_mut(&which.id) {
            "on file".clone_into(&mut answer.note);
            answer.dated = Some(today());
        }
        let after = model().report(&better, None, today());
        no_less(&before, &after)?;
        prop_assert!(before.confidence <= after.confidence);
    }

    #[test]
    fn a_better_plan_lowers_nothing(
        answers in answers(),
        figures in figures(),
        by in 0.0..30.0_f64,
    ) {
        let before = model().report(&answers, Some(&figures), today());
        let mut better = figures;
        for value in better.values.values_mut() {
            *value += by;
        }
        no_less(&before, &model().report(&answers, Some(&better), today()))?;
    }

    #[test]
    fn a_report_is_whole_whatever_is_answered(answers in answers(), figures in prop::option::of(figures())) {
        let report = model().report(&answers, figures.as_ref(), today());
        prop_assert!(model().dimension.iter().any(|dimension| dimension.id == report.bottleneck));
        prop_assert!(report.index <= 100 && report.confidence <= 100);
        prop_assert!(report.actions.len() <= 5);
        prop_assert!(report.actions.iter().all(|action| report.gaps.contains(action)));
        // Whoever has not earned everything is told what to do.
        let done = report.dimensions.iter().all(|state| state.level == 5);
        prop_assert_eq!(done, report.actions.is_empty());
    }
}
