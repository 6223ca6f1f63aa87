//! Six ventures, from stored documents, with the reports they must get. The
//! expectations were worked out by hand from the levels and gates of the
//! specification, the confidence by a sum apart from this crate.

use std::collections::BTreeMap;

use serde::Deserialize;
use venture::readiness::{Basis, Metric, Passage, Report, Run};

use crate::support::model;

#[derive(Deserialize)]
struct Case {
    run: Run,
    expected: Expected,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Expected {
    levels: BTreeMap<String, u8>,
    gates: BTreeMap<String, Passage>,
    stage: Option<String>,
    stopped: bool,
    bottleneck: String,
    index: u8,
    confidence: u8,
    actions: Vec<String>,
}

impl Expected {
    fn of(report: &Report) -> Self {
        let levels = report.dimensions.iter();
        let gates = report.gates.iter();
        let actions = report.actions.iter();
        Self {
            levels: levels
                .map(|state| (state.dimension.clone(), state.level))
                .collect(),
            gates: gates
                .map(|state| (state.gate.clone(), state.passage))
                .collect(),
            stage: report.stage.clone(),
            stopped: report.stopped,
            bottleneck: report.bottleneck.clone(),
            index: report.index,
            confidence: report.confidence,
            actions: actions.map(|gap| gap.criterion.clone()).collect(),
        }
    }
}

/// Checks a case and gives its report.
fn judged(file: &str) -> Report {
    let case: Case = serde_json::from_str(file).unwrap();
    let report = case.run.report(model());
    assert_eq!(Expected::of(&report), case.expected);
    report
}

#[test]
fn the_voice_assistant_may_raise_seed_money_but_not_launch() {
    let report = judged(include_str!("fixtures/voice.json"));
    let runway = report.evidence("runway").unwrap();
    assert_eq!(runway.basis, Basis::Computed(Metric::RunwayMonths));
    assert!(runway.overruled);
    let filings = report
        .gaps
        .iter()
        .find(|gap| gap.criterion == "filings-complete");
    assert_eq!(filings.unwrap().unblocks, ["launch-cn"]);
}

#[test]
fn the_image_recogniser_is_ready_for_series_a() {
    let report = judged(include_str!("fixtures/vision.json"));
    let harmful = report.evidence("harmful-share").unwrap();
    assert_eq!(harmful.basis, Basis::NotApplicable);
}

#[test]
fn the_self_driving_car_waits_at_every_gate() {
    let report = judged(include_str!("fixtures/driving.json"));
    let need = report
        .gaps
        .iter()
        .find(|gap| gap.criterion == "need-confirmed");
    assert_eq!(need.unwrap().unblocks, ["seed", "pretraining", "series-a"]);
}

#[test]
fn the_platform_passes_every_gate_on_its_way() {
    judged(include_str!("fixtures/platform.json"));
}

#[test]
fn the_integrator_is_held_by_one_filing_whatever_its_strength() {
    judged(include_str!("fixtures/integrator.json"));
}

#[test]
fn the_app_company_has_money_and_people_and_no_evidence() {
    judged(include_str!("fixtures/mobile.json"));
}
