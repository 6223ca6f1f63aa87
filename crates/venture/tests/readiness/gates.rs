//! Every gate, on both sides of each of its thresholds.

use std::collections::BTreeMap;

use venture::readiness::{Answer, Answers, Effect, Figures, GateState, Metric, Missing, Passage};

use crate::support::{at_level, model, perfect, today, weakened};

/// The thresholds of the specification.
const LEVELS: [(&str, &[(&str, u8)]); 7] = [
    ("seed", &[("customer", 3), ("technology", 3), ("team", 3)]),
    (
        "pretraining",
        &[("customer", 3), ("data", 3), ("compute", 2)],
    ),
    ("launch-cn", &[("data", 4), ("safety", 4)]),
    ("eu-high-risk", &[("safety", 4)]),
    (
        "series-a",
        &[("customer", 4), ("economics", 4), ("funding", 4)],
    ),
    ("eu-prohibited", &[]),
    ("eu-systemic", &[]),
];

fn state(answers: &Answers, gate: &str) -> GateState {
    let report = model().report(answers, None, today());
    report.gate(gate).unwrap().clone()
}

#[test]
fn the_gates_are_those_of_the_specification() {
    let own: Vec<_> = model()
        .gate
        .iter()
        .map(|gate| (gate.id.clone(), gate.levels.clone()))
        .collect();
    let specified: Vec<_> = LEVELS
        .iter()
        .map(|(gate, levels)| {
            let levels = levels.iter().map(|(id, level)| ((*id).to_owned(), *level));
            ((*gate).to_owned(), levels.collect::<BTreeMap<_, _>>())
        })
        .collect();
    assert_eq!(own, specified);
}

#[test]
fn a_gate_opens_at_the_level_and_not_below() {
    for (gate, levels) in LEVELS {
        for (dimension, needs) in levels {
            let open = state(&at_level(dimension, *needs), gate);
            assert_eq!(
                open.passage,
                Passage::Passed,
                "{gate} at {dimension} {needs}"
            );
            let shut = state(&at_level(dimension, needs - 1), gate);
            assert_eq!(
                shut.passage,
                Passage::Failed,
                "{gate} below {dimension} {needs}"
            );
            let missing = Missing::Level {
                dimension: (*dimension).to_owned(),
                has: needs - 1,
                needs: *needs,
            };
            assert!(shut.missing.contains(&missing), "{:?}", shut.missing);
        }
    }
}

#[test]
fn a_launch_in_china_waits_for_the_filings_whatever_the_score() {
    assert_eq!(
        state(&weakened(perfect(), "filings", 4), "launch-cn").passage,
        Passage::Passed
    );
    let answers = weakened(perfect(), "filings", 3);
    let shut = state(&answers, "launch-cn");
    assert_eq!(shut.passage, Passage::Failed);
    let filings = Missing::Evidence {
        question: "filings".to_owned(),
        dimension: "safety".to_owned(),
        has: 3,
        needs: 4,
    };
    // Level 4 asks only that they are submitted.
    assert_eq!(shut.missing, [filings]);
    let report = model().report(&answers, None, today());
    assert_eq!(report.index, 59);
    assert_eq!(report.bottleneck, "safety");
}

#[test]
fn a_gate_waits_for_what_is_on_the_route_and_takes_no_excuse() {
    let mut asking = model().clone();
    asking.gate[0].evidence = BTreeMap::from([("harmful-share".to_owned(), 4)]);
    let passage = |answers: &Answers| asking.report(answers, None, today()).gates[0].passage;
    let weak = weakened(perfect(), "harmful-share", 3);
    assert_eq!(passage(&weak), Passage::Failed);
    let elsewhere = weak.with_route("build-mode", ["api"]);
    assert_eq!(passage(&elsewhere), Passage::Passed);
    let excused = perfect().with("harmful-share", Answer::not_applicable("none"));
    assert_eq!(passage(&excused), Passage::Failed);
    // The launch in China is the gate that does ask so.
    let excused = perfect().with("filings", Answer::not_applicable("we are small"));
    assert_eq!(state(&excused, "launch-cn").passage, Passage::Failed);
}

#[test]
fn the_route_leads_past_the_gates_of_other_ventures() {
    let nowhere = |key, options: [&'static str; 1]| perfect().with_route(key, options);
    for (answers, gates) in [
        (
            nowhere("build-mode", ["api"]),
            &["pretraining", "eu-systemic"][..],
        ),
        (nowhere("audience", ["internal"]), &["launch-cn"]),
        (
            nowhere("markets", ["us"]),
            &["launch-cn", "eu-high-risk", "eu-prohibited", "eu-systemic"],
        ),
        (nowhere("eu-use", ["transparency"]), &["eu-high-risk"]),
    ] {
        let report = model().report(&answers, None, today());
        let off: Vec<_> = report
            .gates
            .iter()
            .filter(|state| state.passage == Passage::OffRoute)
            .map(|state| &*state.gate)
            .collect();
        assert_eq!(off, gates);
    }
}

#[test]
fn a_prohibited_practice_stops_the_venture() {
    for (option, passage) in [
        ("minimal", Passage::Passed),
        ("transparency", Passage::Passed),
        ("high-risk", Passage::Passed),
        ("unclear", Passage::Passed),
        ("prohibited", Passage::Failed),
    ] {
        let answers = perfect().with_route("eu-use", [option]);
        assert_eq!(
            state(&answers, "eu-prohibited").passage,
            passage,
            "{option}"
        );
        let report = model().report(&answers, None, today());
        let stops = option == "prohibited";
        assert_eq!(report.stopped, stops);
        assert_eq!(report.stage.is_none(), stops);
        assert_eq!(report.index, if stops { 0 } else { 100 });
    }
    let silent = perfect().with_route("eu-use", []);
    assert_eq!(
        state(&silent, "eu-prohibited").missing,
        [Missing::Refused {
            route: "eu-use".to_owned(),
            option: None
        }]
    );
}

#[test]
fn an_unclear_use_is_held_to_the_rules_of_high_risk() {
    for option in ["high-risk", "unclear"] {
        let answers = at_level("safety", 3).with_route("eu-use", [option]);
        assert_eq!(state(&answers, "eu-high-risk").passage, Passage::Failed);
    }
}

#[test]
fn the_systemic_risk_flag_is_raised_above_1e25_flops() {
    let passage = |flops: f64| {
        let figures = Figures::new(today()).with(Metric::TrainingFlops, flops);
        let report = model().report(&perfect(), Some(&figures), today());
        // A flag shuts nothing.
        assert_eq!(report.index, 100);
        assert_eq!(report.stage.as_deref(), Some("series-a"));
        report.gate("eu-systemic").unwrap().passage
    };
    assert_eq!(passage(1e25), Passage::Passed);
    assert_eq!(passage(1e25_f64.next_up()), Passage::Raised);
    for (option, passage) in [
        ("up-to-1e25", Passage::Passed),
        ("unclear", Passage::Passed),
        ("above-1e25", Passage::Raised),
    ] {
        let answers = perfect().with_route("training-scale", [option]);
        assert_eq!(state(&answers, "eu-systemic").passage, passage);
    }
    assert_eq!(
        state(&perfect().with_route("training-scale", []), "eu-systemic").passage,
        Passage::Passed
    );
}

#[test]
fn the_stage_is_the_highest_gate_passed_with_those_below() {
    for (answers, stage) in [
        (at_level("team", 2), None),
        (at_level("compute", 1), Some("seed")),
        (at_level("data", 3), Some("pretraining")),
        (at_level("economics", 3), Some("eu-high-risk")),
        (perfect(), Some("series-a")),
        // A gate off the route is no rung.
        (
            at_level("economics", 3).with_route("markets", ["us"]),
            Some("pretraining"),
        ),
    ] {
        let report = model().report(&answers, None, today());
        assert_eq!(report.stage.as_deref(), stage);
    }
}

#[test]
fn the_index_stays_one_band_below_every_gate_that_is_shut() {
    for (answers, index) in [
        (at_level("team", 2), 39),
        (at_level("compute", 1), 39),
        (at_level("data", 3), 59),
        (at_level("safety", 3).with_route("markets", ["eu"]), 59),
        (at_level("economics", 3), 79),
        // No gate waits for these: the weighted mean, 39 of 40.
        (at_level("team", 4), 97),
    ] {
        let report = model().report(&answers, None, today());
        assert_eq!(report.index, index);
    }
    for gate in &model().gate {
        assert_eq!(gate.band.is_none(), gate.effect == Effect::Flag);
    }
}

#[test]
fn the_bottleneck_is_what_the_next_gate_waits_for() {
    for (answers, bottleneck) in [
        (at_level("team", 2), "team"),
        // Funding is lower, but Seed comes first and does not wait for it.
        (weakened(at_level("team", 2), "runway", 0), "team"),
        // Two are waited for: the one further behind, the earlier if alike.
        (weakened(at_level("team", 2), "interviews", 0), "customer"),
        (
            weakened(at_level("technology", 2), "vesting", 3),
            "technology",
        ),
        // Nothing waits: the lowest.
        (at_level("compute", 4), "compute"),
        (perfect(), "customer"),
        (Answers::default(), "customer"),
    ] {
        let report = model().report(&answers, None, today());
        assert_eq!(report.bottleneck, bottleneck);
    }
}

#[test]
fn the_ladder_goes_by_rank_and_not_by_place_in_the_file() {
    let mut turned = model().clone();
    turned.gate.reverse();
    for answers in [at_level("team", 2), at_level("data", 3), perfect()] {
        let (before, after) = [model(), &turned]
            .map(|model| model.report(&answers, None, today()))
            .into();
        assert_eq!(before.stage, after.stage);
        assert_eq!(before.bottleneck, after.bottleneck);
    }
}

#[test]
fn a_gate_that_waits_for_no_dimension_names_none() {
    let mut closed = model().clone();
    let seed = &mut closed.gate[0];
    seed.levels.clear();
    seed.refused = BTreeMap::from([(
        "audience".to_owned(),
        std::iter::once("public".to_owned()).collect(),
    )]);
    let report = closed.report(&at_level("compute", 4), None, today());
    assert_eq!(report.gates[0].passage, Passage::Failed);
    assert_eq!(report.bottleneck, "compute");
}
