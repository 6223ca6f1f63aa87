//! Age, confidence, stale facts, and what the plan computes.

use venture::readiness::{Answer, Answers, Basis, Figures, Metric, Report};

use crate::support::{model, perfect, today, weakened, widest};

fn report(answers: &Answers) -> Report {
    model().report(answers, None, today())
}

/// Whether one answer with evidence of this age counts as fresh.
fn fresh_at(days: i32) -> bool {
    let answer = Answer::evidenced("enough", "on file", today().plus(-days));
    let report = report(&widest().with("interviews", answer));
    report.evidence("interviews").unwrap().fresh
}

#[test]
fn evidence_is_fresh_while_younger_than_180_days() {
    assert!(fresh_at(0));
    assert!(fresh_at(179));
    assert!(!fresh_at(180));
    assert!(!fresh_at(10_000));
    // A date to come is no evidence.
    assert!(!fresh_at(-1));
}

#[test]
fn only_what_can_be_shown_is_fresh() {
    let question = |answer: Answer| {
        let report = report(&widest().with("interviews", answer));
        report.evidence("interviews").unwrap().fresh
    };
    let shown = Answer::evidenced("enough", "on file", today());
    assert!(question(shown.clone()));
    assert!(!question(Answer {
        dated: None,
        ..shown.clone()
    }));
    assert!(!question(Answer {
        note: String::new(),
        ..shown
    }));
    assert!(!question(Answer::evidenced(
        "believed",
        "a feeling",
        today()
    )));
    assert!(question(Answer::evidenced("some", "on file", today())));
}

#[test]
fn confidence_is_the_weighted_share_of_fresh_evidence() {
    // All questions asked: 39, of which 10 count double.
    let weights: u32 = model()
        .question
        .iter()
        .map(|item| u32::from(item.weight))
        .sum();
    assert_eq!(weights, 49);
    let fresh = Answer::evidenced("enough", "on file", today());
    assert_eq!(report(&widest().with("interviews", fresh)).confidence, 4); // 2 of 49
    let old = |answers: Answers, id: &str| {
        let mut answer = answers.questions[id].clone();
        answer.dated = Some(today().plus(-180));
        answers.with(id, answer)
    };
    assert_eq!(report(&old(perfect(), "payer")).confidence, 97); // 48 of 49
    assert_eq!(report(&old(perfect(), "interviews")).confidence, 95); // 47 of 49
    // Old evidence still counts for the level.
    assert_eq!(
        report(&old(perfect(), "interviews")).level("customer"),
        Some(5)
    );
}

#[test]
fn what_does_not_apply_and_what_is_not_asked_yet_is_not_counted() {
    let consent = perfect().with("consent", Answer::not_applicable("none"));
    assert_eq!(report(&consent).confidence, 100);
    assert_eq!(report(&weakened(perfect(), "consent", 0)).confidence, 97);
    // An idea is not asked for retention, rollback and the like.
    let mut idea = perfect().with_route("stage", ["idea"]);
    idea.questions.remove("retention");
    assert_eq!(report(&idea).confidence, 100);
    assert_eq!(report(&idea).level("customer"), Some(4));
    let live = idea.clone().with_route("stage", ["live"]);
    assert_eq!(report(&live).confidence, 97);
    // What was answered before it is asked counts all the same: 48 of 49.
    let early = idea.with("retention", Answer::stated("holding"));
    assert_eq!(report(&early).confidence, 97);
}

#[test]
fn a_fact_is_stale_the_day_after_its_review_was_due() {
    let fact = &model().fact[0];
    let stale = |day| {
        let report = model().report(&widest(), None, day);
        let states = report.facts.iter();
        states.filter(|state| state.stale).count()
    };
    assert!(!fact.is_stale(fact.review_by));
    assert!(fact.is_stale(fact.review_by.plus(1)));
    assert_eq!(stale(today()), 0);
    // Those that are marked 'check' come up first.
    assert_eq!(stale("2027-02-25".parse().unwrap()), 0);
    assert_eq!(stale("2027-02-26".parse().unwrap()), 4);
    assert_eq!(stale("2029-01-01".parse().unwrap()), model().fact.len());
}

#[test]
fn facts_concern_those_whom_they_concern() {
    let facts = |answers: &Answers| {
        let facts = report(answers).facts;
        facts
            .into_iter()
            .map(|state| state.fact)
            .collect::<Vec<_>>()
    };
    let route = |market| Answers::default().with_route("markets", [market]);
    assert_eq!(facts(&route("us")), ["nist-risks"]);
    assert_eq!(
        facts(&route("cn").with_route("audience", ["internal"])),
        [
            "cn-scope",
            "cn-impact-assessment",
            "cn-export",
            "nist-risks"
        ]
    );
    assert_eq!(facts(&widest()).len(), model().fact.len());
}

fn runway(answers: &Answers, months: f64) -> Report {
    let figures = Figures::new(today().plus(-3)).with(Metric::RunwayMonths, months);
    model().report(answers, Some(&figures), today())
}

#[test]
fn the_plan_answers_the_runway_and_is_marked() {
    for (months, strength) in [
        (-1.0, 0),
        (0.0, 3),
        (11.9, 3),
        (12.0, 4),
        (17.9, 4),
        (18.0, 5),
        (60.0, 5),
    ] {
        let report = runway(&widest(), months);
        let evidence = report.evidence("runway").unwrap();
        assert_eq!(evidence.strength, strength, "{months}");
        assert_eq!(evidence.basis, Basis::Computed(Metric::RunwayMonths));
        assert_eq!(evidence.dated, Some(today().plus(-3)));
        assert_eq!(evidence.fresh, strength > 0);
        assert!(!evidence.overruled);
    }
}

#[test]
fn the_plan_overrules_a_founder_who_hopes_for_more() {
    let report = runway(&perfect(), 9.0);
    let evidence = report.evidence("runway").unwrap();
    assert_eq!((evidence.claimed, evidence.strength), (5, 3));
    assert!(evidence.overruled);
    assert!(
        !runway(&weakened(perfect(), "runway", 3), 9.0)
            .evidence("runway")
            .unwrap()
            .overruled
    );
}

#[test]
fn a_projection_adds_to_an_answer_but_takes_nothing_away() {
    let figures = Figures::new(today()).with(Metric::PlannedGrossMargin, 0.9);
    let margin = |answers: &Answers, figures: &Figures| {
        let report = model().report(answers, Some(figures), today());
        let evidence = report.evidence("gross-margin").unwrap();
        (evidence.strength, evidence.basis)
    };
    let computed = Basis::Computed(Metric::PlannedGrossMargin);
    assert_eq!(margin(&widest(), &figures), (2, computed));
    assert_eq!(margin(&perfect(), &figures), (5, Basis::Noted));
}

#[test]
fn paid_months_prove_more_than_planned_ones_and_overrule_hopes() {
    let margin = |answers: &Answers, paid: f64| {
        let figures = Figures::new(today())
            .with(Metric::PlannedGrossMargin, 0.9)
            .with(Metric::PaidGrossMargin, paid);
        let report = model().report(answers, Some(&figures), today());
        let evidence = report.evidence("gross-margin").unwrap();
        (evidence.strength, evidence.basis, evidence.overruled)
    };
    let computed = Basis::Computed(Metric::PaidGrossMargin);
    for (paid, strength) in [(-0.3, 3), (0.49, 3), (0.5, 4), (0.9, 4)] {
        assert_eq!(margin(&widest(), paid), (strength, computed, false));
    }
    // 60 % and three times the acquisition cost cannot be at 49 %; at 56 % the
    // founder may have the months behind the claim.
    assert_eq!(margin(&perfect(), 0.49), (3, computed, true));
    assert_eq!(margin(&perfect(), 0.56), (5, Basis::Noted, false));
}

#[test]
fn every_metric_that_answers_a_question_does() {
    for (metric, question, strength) in [
        (Metric::RunwayMonths, "runway", 5),
        (Metric::DefaultAlive, "default-alive", 3),
        (Metric::FoundersShare, "dilution", 3),
        (Metric::PlannedGrossMargin, "gross-margin", 2),
        (Metric::PaidGrossMargin, "gross-margin", 4),
        (Metric::RequestCost, "request-cost", 2),
        (Metric::StressedGrossMargin, "token-price", 3),
        (Metric::TrainingFlops, "training-compute", 2),
        (Metric::LicensedShare, "licences", 3),
    ] {
        let figures = Figures::new(today()).with(metric, 24.0);
        let report = model().report(&widest(), Some(&figures), today());
        assert_eq!(
            report.evidence(question).unwrap().strength,
            strength,
            "{metric:?}"
        );
    }
}

#[test]
fn a_figure_that_is_no_number_is_no_evidence() {
    let mut figures = Figures::new(today());
    figures.values.insert(Metric::RunwayMonths, f64::NAN);
    figures.values.insert(Metric::FoundersShare, f64::INFINITY);
    let report = model().report(&widest(), Some(&figures), today());
    assert_eq!(report.evidence("runway").unwrap().basis, Basis::Unanswered);
    assert_eq!(
        report.evidence("dilution").unwrap().basis,
        Basis::Unanswered
    );
    assert!(
        Figures::new(today())
            .with(Metric::RunwayMonths, f64::NAN)
            .values
            .is_empty()
    );
}
