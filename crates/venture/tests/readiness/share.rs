//! Share codes: scores and nothing else, out and back, and hostile ones.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use venture::readiness::{Answers, Date, Passage, Scores, ShareError};

use crate::support::{at_level, model, perfect, today, widest};

fn scores(answers: &Answers) -> Scores {
    Scores::of(&model().report(answers, None, today()))
}

#[test]
fn a_report_goes_out_and_comes_back() {
    for answers in [Answers::default(), widest(), at_level("data", 3), perfect()] {
        let scores = scores(&answers);
        let code = scores.encode();
        assert!(code.len() <= 40, "{code}");
        assert!(
            code.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        );
        assert_eq!(Scores::decode(&code), Ok(scores));
    }
}

#[test]
fn the_code_of_version_1_is_what_it_was() {
    // 01, 0001, 512e, 3b, 64, 08 dimensions 55 35 55 55, 02, 07 gates 65 15, 02.
    let code = "AQABUS47ZAhVNVVVAgdlFQI";
    let scores = scores(&at_level("data", 3));
    assert_eq!(scores.encode(), code);
    assert_eq!(
        Scores::decode(code),
        Ok(Scores {
            revision: 1,
            on: today(),
            index: 59,
            confidence: 100,
            levels: vec![5, 5, 3, 5, 5, 5, 5, 5],
            bottleneck: 2,
            gates: scores.gates,
            stage: Some(1),
        })
    );
}

#[test]
fn notes_change_nothing_in_the_code() {
    let mut told = perfect();
    for answer in told.questions.values_mut() {
        "Zhang San, 138 0000 0000".clone_into(&mut answer.note);
    }
    assert_eq!(scores(&told).encode(), scores(&perfect()).encode());
}

#[test]
fn a_newer_code_says_so() {
    let code = URL_SAFE_NO_PAD.encode([2, 0, 0]);
    assert_eq!(Scores::decode(&code), Err(ShareError::Newer(2)));
}

#[test]
fn every_cut_and_every_addition_is_noticed() {
    let code = scores(&perfect()).encode();
    for end in 0..code.len() {
        assert_eq!(
            Scores::decode(&code[..end]),
            Err(ShareError::Damaged),
            "{end}"
        );
    }
    for tail in ["A", "AA", "AAAA", "=", " ", "%3D"] {
        assert_eq!(
            Scores::decode(&format!("{code}{tail}")),
            Err(ShareError::Damaged)
        );
    }
    assert_eq!(
        Scores::decode(&"A".repeat(1 << 20)),
        Err(ShareError::Damaged)
    );
}

#[test]
fn impossible_scores_are_refused() {
    let bytes = URL_SAFE_NO_PAD.decode(scores(&perfect()).encode()).unwrap();
    // Place, a value that cannot be there.
    for (at, value) in [
        (0, 0),     // version
        (5, 101),   // index
        (6, 101),   // confidence
        (7, 7),     // number of dimensions
        (7, 255),   // number of dimensions
        (8, 0x65),  // level 6
        (8, 0x5f),  // level 15
        (12, 8),    // bottleneck
        (13, 255),  // number of gates
        (15, 0x80), // an unused bit
        (16, 8),    // a stage beyond the gates
    ] {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        let code = URL_SAFE_NO_PAD.encode(&bytes);
        assert_eq!(
            Scores::decode(&code),
            Err(ShareError::Damaged),
            "{at}: {value}"
        );
    }
    // A stage that was not passed.
    let mut failed = scores(&perfect());
    failed.gates[0] = Passage::Failed;
    failed.stage = Some(0);
    assert_eq!(Scores::decode(&failed.encode()), Err(ShareError::Damaged));
}

fn passage() -> impl Strategy<Value = Passage> {
    proptest::sample::select(
        &[
            Passage::OffRoute,
            Passage::Passed,
            Passage::Failed,
            Passage::Raised,
        ][..],
    )
}

proptest! {
    #[test]
    fn any_scores_come_back(
        (revision, day) in (any::<u16>(), any::<u16>()),
        (index, confidence) in (0_u8..=100, 0_u8..=100),
        levels in proptest::collection::vec(0_u8..=5, 1..=40),
        bottleneck in any::<proptest::sample::Index>(),
        gates in proptest::collection::vec(passage(), 1..=40),
        stage in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let stage = stage.map(|stage| stage.index(gates.len()));
        let scores = Scores {
            revision,
            on: Date::from_days(i32::from(day)),
            index,
            confidence,
            bottleneck: bottleneck.index(levels.len()),
            levels,
            stage: stage.filter(|stage| gates[*stage] == Passage::Passed),
            gates,
        };
        prop_assert_eq!(Scores::decode(&scores.encode()), Ok(scores));
    }

    #[test]
    fn no_text_does_harm_and_no_two_mean_the_same(text in "[A-Za-z0-9_-]{0,64}") {
        if let Ok(scores) = Scores::decode(&text) {
            prop_assert_eq!(scores.encode(), text);
        }
    }

    #[test]
    fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..48)) {
        let mut bytes = bytes;
        if let Some(first) = bytes.first_mut() {
            *first = 1;
        }
        let text = URL_SAFE_NO_PAD.encode(bytes);
        if let Ok(scores) = Scores::decode(&text) {
            prop_assert!(scores.levels.iter().all(|level| *level <= 5));
            prop_assert!(scores.bottleneck < scores.levels.len());
        }
    }
}
