//! Answers as documents: older, newer, foreign.

use serde_json::json;
use venture::readiness::{Answer, Answers, Basis, Run};

use crate::support::{model, perfect, shown, today};

#[test]
fn the_stored_form_is_what_it_was() {
    assert_eq!(Answers::SCHEMA, 1);
    let answers = Answers::default()
        .with_route("markets", ["eu", "cn"])
        .with("payer", Answer::evidenced("met", "names", today()))
        .with("consent", Answer::not_applicable("none"))
        .with("price", Answer::stated("list"));
    let stored = json!({
        "route": { "markets": ["cn", "eu"] },
        "questions": {
            "consent": { "not_applicable": "none", "revision": 0 },
            "payer": { "option": "met", "note": "names", "dated": "2026-11-25", "revision": 0 },
            "price": { "option": "list", "revision": 0 },
        },
    });
    assert_eq!(serde_json::to_value(&answers).unwrap(), stored);
    assert_eq!(serde_json::from_value::<Answers>(stored).unwrap(), answers);
    assert_eq!(
        serde_json::from_value::<Answers>(json!({})).unwrap(),
        Answers::default()
    );
}

#[test]
fn what_a_newer_check_asks_is_kept_and_does_not_count() {
    let known = perfect();
    let mut stored = serde_json::to_value(&known).unwrap();
    stored["route"]["planet"] = json!(["mars"]);
    stored["route"]["markets"]
        .as_array_mut()
        .unwrap()
        .push(json!("mars"));
    stored["questions"]["telepathy"] =
        json!({ "option": "sustained", "note": "yes", "revision": 7 });
    stored["questions"]["payer"]["mood"] = json!("good");
    stored["added"] = json!(true);
    let newer: Answers = serde_json::from_value(stored).unwrap();
    let kept = serde_json::to_value(&newer).unwrap();
    assert_eq!(kept["questions"]["telepathy"]["option"], "sustained");
    assert_eq!(kept["route"]["planet"], json!(["mars"]));
    assert_eq!(
        model().report(&newer, None, today()),
        model().report(&known, None, today())
    );
}

#[test]
fn an_option_that_the_check_does_not_know_is_no_answer() {
    let answers = perfect().with("interviews", shown("telepathy"));
    let report = model().report(&answers, None, today());
    let evidence = report.evidence("interviews").unwrap();
    assert_eq!((evidence.basis, evidence.strength), (Basis::Unanswered, 0));
    assert_eq!(report.level("customer"), Some(1));
    assert_eq!(model().next(&answers, None).unwrap().id(), "interviews");
}

#[test]
fn a_run_reads_back_and_is_judged_by_the_check_of_today() {
    let run = Run {
        on: today(),
        revision: 1,
        answers: perfect(),
        figures: None,
    };
    let stored = serde_json::to_string(&run).unwrap();
    let read: Run = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, run);
    let mut changed = model().clone();
    changed.revision = 2;
    changed
        .question
        .retain(|question| question.id != "retention");
    assert_eq!(read.report(&changed).revision, 2);
    assert!(read.report(&changed).evidence("retention").is_none());
}

#[test]
fn a_damaged_document_is_refused_and_not_half_read() {
    for text in [
        r#"{"questions":{"payer":{"option":7}}}"#,
        r#"{"questions":{"payer":{"dated":"yesterday"}}}"#,
        r#"{"questions":[]}"#,
        r#"{"route":{"markets":"cn"}}"#,
        "[1",
    ] {
        assert!(serde_json::from_str::<Answers>(text).is_err(), "{text}");
    }
}
