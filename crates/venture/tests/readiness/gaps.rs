//! What is missing, what it would open, and what to do first.

use std::collections::BTreeMap;

use venture::readiness::{Gap, Report};

use crate::support::{model, perfect, today, weakened, widest};

fn gap<'a>(report: &'a Report, criterion: &str) -> &'a Gap {
    let mut gaps = report.gaps.iter();
    gaps.find(|gap| gap.criterion == criterion).unwrap()
}

#[test]
fn a_gap_helps_the_gates_that_want_its_level_or_more() {
    let report = model().report(&widest(), None, today());
    assert_eq!(report.gaps.len(), model().criterion.len());
    for (criterion, unblocks) in [
        ("interviews-held", &["seed", "pretraining", "series-a"][..]),
        ("pilot-signed", &["series-a"]),
        ("sales-repeat", &[]),
        ("serving-budget", &["pretraining"]),
        ("throughput-measured", &[]),
        ("filings-in", &["launch-cn", "eu-high-risk"]),
        // Level 5, but the gate asks for the filings themselves.
        ("filings-complete", &["launch-cn"]),
        ("filed-and-labelled", &[]),
    ] {
        assert_eq!(gap(&report, criterion).unblocks, unblocks, "{criterion}");
    }
}

#[test]
fn the_next_level_is_in_reach_and_so_is_what_a_gate_asks_for() {
    let report = model().report(&widest(), None, today());
    for (criterion, in_reach) in [
        ("customer-hypothesis", true),
        ("interviews-held", false),
        ("filings-complete", true),
        ("filed-and-labelled", false),
    ] {
        assert_eq!(gap(&report, criterion).in_reach, in_reach, "{criterion}");
    }
    assert!(report.actions.iter().all(|action| action.in_reach));
}

#[test]
fn a_criterion_that_asks_for_less_than_there_is_does_not_help() {
    let mut asking = model().clone();
    asking.gate[0].levels.clear();
    asking.gate[0].evidence = BTreeMap::from([("eval-set".to_owned(), 4)]);
    let answers = weakened(weakened(perfect(), "eval-set", 3), "baseline", 1);
    let report = asking.report(&answers, None, today());
    // It wants 2 of the evaluation set, and fails by its baseline.
    assert!(gap(&report, "demo-shown").unblocks.is_empty());
    assert_eq!(gap(&report, "releases-gated").unblocks, ["seed"]);
}

#[test]
fn a_gap_carries_what_its_criterion_says() {
    let report = model().report(&widest(), None, today());
    for gap in &report.gaps {
        let criterion = model().criterion(&gap.criterion).unwrap();
        assert_eq!(gap.lesson, criterion.lesson);
        assert_eq!(gap.plan, criterion.plan);
        assert_eq!(gap.effort, criterion.effort);
        assert_eq!(gap.level, criterion.level);
        assert_eq!(gap.dimension, criterion.dimension);
    }
}
