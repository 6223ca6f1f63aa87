//! A series of runs reads back whole, however much changes from run to run.

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use venture::readiness::{Answer, Answers, Run};

use crate::support::today;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    #[serde(with = "venture::readiness::series")]
    runs: Vec<Run>,
}

/// A few questions, so that the runs of a series share some.
fn answers() -> impl Strategy<Value = Answers> {
    let id = "[a-e]";
    let option = proptest::option::of("[a-c]");
    let answer = (option, "\\PC{0,12}").prop_map(|(option, note)| Answer {
        option,
        note,
        ..Answer::default()
    });
    let route = prop::collection::btree_map(id, prop::collection::btree_set("[a-c]", 0..3), 0..4);
    let questions = prop::collection::btree_map(id, answer, 0..5);
    (route, questions).prop_map(|(route, questions)| Answers { route, questions })
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    prop::collection::vec(answers(), 0..6).prop_map(|all| {
        let runs = all.into_iter().zip(0..).map(|(answers, day)| Run {
            on: today().plus(day),
            revision: 1,
            answers,
            figures: None,
        });
        runs.collect()
    })
}

proptest! {
    #[test]
    fn what_is_stored_reads_back(runs in runs()) {
        let kept = Kept { runs };
        let text = serde_json::to_string(&kept).unwrap();
        prop_assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept);
    }
}

#[test]
fn runs_may_be_stored_whole_but_the_first_must_be() {
    let whole = r#"{"runs":[{"on":"2026-01-15","revision":1,"answers":{"route":{},"questions":{"a":{"option":"b"}}}},
        {"on":"2026-02-15","revision":1,"answers":{}},
        {"on":"2026-03-15","revision":1,"changed":{"questions":{"c":{"option":"d"}}}},
        {"on":"2026-04-15","revision":2,"changed":{},"gone":{"questions":["c"]}}]}"#;
    let kept: Kept = serde_json::from_str(whole).unwrap();
    let answered: Vec<_> = kept
        .runs
        .iter()
        .map(|run| run.answers.questions.keys().cloned().collect::<String>())
        .collect();
    assert_eq!(answered, ["a", "", "c", ""]);
    for broken in [
        r#"{"runs":[{"on":"2026-01-15","revision":1,"changed":{}}]}"#,
        r#"{"runs":[{"on":"2026-01-15","revision":1}]}"#,
    ] {
        assert!(serde_json::from_str::<Kept>(broken).is_err(), "{broken}");
    }
}
