//! What moved between two runs.

use venture::readiness::{Change, Moved, Passage};

use crate::support::{at_level, model, perfect, today, weakened};

fn moved<T>(id: &str, from: T, to: T) -> Moved<T> {
    Moved {
        id: id.to_owned(),
        from: Some(from),
        to: Some(to),
    }
}

#[test]
fn nothing_done_is_no_change() {
    let report = model().report(&at_level("data", 2), None, today());
    assert!(Change::between(&report, &report).is_empty());
}

#[test]
fn what_was_done_shows_with_what_it_moved() {
    let before = model().report(&weakened(perfect(), "filings", 3), None, today());
    let after = model().report(&perfect(), None, today());
    let change = Change::between(&before, &after);
    assert!(!change.is_empty());
    assert!(change.same_check);
    assert_eq!(change.levels, [moved("safety", 4, 5)]);
    assert_eq!(
        change.gates,
        [moved("launch-cn", Passage::Failed, Passage::Passed)]
    );
    assert_eq!(change.evidence, [moved("filings", 3, 5)]);
    let stage = (Some("pretraining".to_owned()), Some("series-a".to_owned()));
    assert_eq!(change.stage, Some(stage));
    assert_eq!(
        change.bottleneck,
        Some(("safety".to_owned(), "customer".to_owned()))
    );
    assert_eq!((change.index, change.confidence), (41, 0));
    let back = Change::between(&after, &before);
    assert_eq!(
        (back.index, back.levels),
        (-41, vec![moved("safety", 5, 4)])
    );
}

#[test]
fn time_alone_moves_the_confidence() {
    let before = model().report(&perfect(), None, today());
    let after = model().report(&perfect(), None, today().plus(200));
    let change = Change::between(&before, &after);
    assert_eq!(change.confidence, -100);
    assert!(change.levels.is_empty() && change.evidence.is_empty());
}

#[test]
fn a_question_that_the_route_takes_out_shows_as_gone() {
    let before = model().report(&perfect(), None, today());
    let api = perfect().with_route("build-mode", ["api"]);
    let after = model().report(&api, None, today());
    let change = Change::between(&before, &after);
    let gone: Vec<_> = change
        .evidence
        .iter()
        .map(|moved| (&*moved.id, moved.to))
        .collect();
    assert_eq!(
        gone,
        [
            ("harmful-share", None),
            ("annotation", None),
            ("training-compute", None)
        ]
    );
}

#[test]
fn another_revision_of_the_check_is_told() {
    let before = model().report(&perfect(), None, today());
    let mut changed = model().clone();
    changed.revision += 1;
    changed
        .question
        .retain(|question| question.id != "retention");
    let after = changed.report(&perfect(), None, today());
    let change = Change::between(&before, &after);
    assert!(!change.same_check);
    assert_eq!(change.evidence[0].id, "retention");
    assert_eq!(
        (change.evidence[0].from, change.evidence[0].to),
        (Some(5), None)
    );
}
