//! Every decoder against what comes from anywhere: what was written comes back,
//! and nothing else is taken, nor does anything panic.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::metrics::Metrics;
use neural::session::CurvePoint;
use neural::table::{self, Options};
use portable::csv::{self, Cell};
use portable::run_file::{FileError, RunFile};
use portable::weights::{LONGEST_LINK, Precision, Weights, WeightsError};
use proptest::prelude::*;

fn weights() -> impl Strategy<Value = Weights> {
    let value = -1e6_f32..1e6;
    let values = |most| prop::collection::vec(value.clone(), 0..most);
    (any::<u32>(), values(300), values(20)).prop_map(|(epoch, parameters, running)| Weights {
        epoch,
        parameters,
        running,
    })
}

fn run_file() -> impl Strategy<Value = RunFile> {
    let curve = prop::collection::vec(
        (1_u32..50, 0.0_f32..9.0, prop::option::of(0.0_f32..1.0)),
        0..50,
    );
    ("[a-z=&0-9.,]{0,80}", weights(), curve).prop_map(|(settings, weights, gaps)| {
        let mut epoch = 0;
        let curve = gaps.into_iter().map(|(gap, loss, accuracy)| {
            epoch += gap;
            CurvePoint {
                epoch,
                train: Metrics { loss, accuracy },
                test: Metrics {
                    loss: loss + 0.5,
                    accuracy,
                },
            }
        });
        RunFile {
            settings,
            weights,
            curve: curve.collect(),
        }
    })
}

proptest! {
    #[test]
    fn weights_come_back_bit_for_bit(weights in weights()) {
        let text = weights.encode(Precision::Single);
        prop_assert_eq!(Weights::decode(&text), Ok(weights));
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    }

    #[test]
    fn half_precision_keeps_eleven_bits(mut weights in weights()) {
        for value in weights.parameters.iter_mut().chain(&mut weights.running) {
            *value /= 100.0;
        }
        let back = Weights::decode(&weights.encode(Precision::Half)).unwrap();
        for (was, is) in weights.parameters.iter().zip(&back.parameters) {
            // Below 2⁻¹⁴ half precision counts in steps of 2⁻²⁴.
            prop_assert!((was - is).abs() <= was.abs() / 2048.0 + 6e-8, "{} {}", was, is);
        }
    }

    /// A link that was cut, or in which a character was changed, is refused.
    #[test]
    fn damage_to_weights_is_noticed(
        weights in weights(), at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_-]", cut in any::<bool>(),
    ) {
        let text = weights.encode(Precision::Single);
        let at = at.index(text.len());
        let mut damaged = text.clone();
        if cut {
            damaged.truncate(at);
        } else {
            damaged.replace_range(at..=at, &to);
        }
        prop_assume!(damaged != text);
        prop_assert!(Weights::decode(&damaged).is_err());
    }

    #[test]
    fn no_text_is_too_odd_for_the_weights(text in "\\PC*") {
        let _ = Weights::decode(&text);
    }

    #[test]
    fn no_bytes_are_too_odd_for_the_weights(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        use base64::Engine as _;
        let mut bytes = bytes;
        // With a checksum that is right, so that what is behind it is reached.
        if let Some(first) = bytes.first_mut() {
            *first = 1;
        }
        let sum = adler2::adler32_slice(&bytes);
        bytes.extend(sum.to_le_bytes());
        let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&bytes);
        if let Ok(weights) = Weights::decode(&text) {
            let all = || weights.parameters.iter().chain(&weights.running);
            prop_assert!(all().all(|v| v.is_finite()));
        }
    }

    #[test]
    fn a_run_comes_back_from_its_file(run in run_file()) {
        prop_assert_eq!(RunFile::read(&run.write()), Ok(run));
    }

    #[test]
    fn a_file_that_was_cut_is_refused(run in run_file(), at in any::<prop::sample::Index>()) {
        let text = run.write();
        let cut = &text[..at.index(text.len())];
        prop_assert!(RunFile::read(cut).is_err());
    }

    #[test]
    fn no_text_is_too_odd_for_a_file(text in "\\PC*") {
        prop_assert!(RunFile::read(&text).is_err());
    }

    /// Sound JSON with the right label and anything in the fields.
    #[test]
    fn no_field_is_too_odd_for_a_file(
        settings in "\\PC*", weights in "\\PC*", curve in prop::collection::vec(any::<(u32, f32, f32)>(), 0..9),
    ) {
        let curve: Vec<_> = curve.iter().map(|(e, a, b)| (e, a, Option::<f32>::None, b, Some(b))).collect();
        let file = serde_json::json!({
            "kind": "qimo.run", "schema": 1, "settings": settings, "weights": weights, "curve": curve,
        });
        prop_assert!(RunFile::read(&file.to_string()).is_err());
    }

    /// A table reads back cell by cell, and no cell begins a formula.
    #[test]
    fn cells_come_back_and_none_is_a_formula(rows in prop::collection::vec(
        prop::collection::vec("[-=+@＝a-z0-9,\"' \t\n启]{0,8}", 3), 1..20)) {
        let text = csv::write(rows.iter().map(|row| row.iter().map(Cell::text).collect()));
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let back: Vec<Vec<String>> = reader.records().map(|row| {
            row.unwrap().iter().map(str::to_owned).collect()
        }).collect();
        // A row of empty cells alone is commas, not an empty line.
        prop_assert_eq!(back.len(), rows.len());
        for (was, is) in rows.iter().flatten().zip(back.iter().flatten()) {
            let guarded = is.strip_prefix('\'').filter(|rest| rest == was);
            prop_assert!(is == was || guarded.is_some(), "{:?} {:?}", was, is);
            let begins = is.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '＝', '\t', '\n']);
            prop_assert!(!begins, "{:?} could be a formula", is);
        }
    }

    /// The table's own reader takes anything as well.
    #[test]
    fn no_bytes_are_too_odd_for_a_table(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = table::preview(&bytes, &Options::default());
        let _ = table::dataset(&bytes, &Options::default());
    }

    #[test]
    fn no_text_is_too_odd_for_a_table(text in "[a-z0-9.,;\t\"\n\r -]{0,400}") {
        if let Ok((_, data)) = table::dataset(text.as_bytes(), &Options::default()) {
            prop_assert_eq!(data.rows.len(), data.len() * data.names.len());
        }
    }
}

#[test]
fn each_refusal_says_what_was_wrong() {
    let run = |text: &str| RunFile::read(text).unwrap_err();
    assert_eq!(run("{\n  nope"), FileError::NotJson { line: 2 });
    assert_eq!(run("[1, 2]"), FileError::OtherKind(None));
    let plan = r#"{"kind":"qimo.plan","schema":1}"#;
    assert_eq!(run(plan), FileError::OtherKind(Some("qimo.plan".into())));
    assert_eq!(
        run(r#"{"kind":"qimo.run","schema":7,"future":true}"#),
        FileError::Newer(7)
    );
    let FileError::Damaged(what) = run(r#"{"kind":"qimo.run","schema":1,"settings":""}"#) else {
        panic!()
    };
    assert!(what.contains("weights"), "{what}");
    let cut = r#"{"kind":"qimo.run","schema":1,"settings":"","weights":"AQQA","curve":[]}"#;
    assert_eq!(run(cut), FileError::Weights(WeightsError::Damaged));
    assert_eq!(run(&"x".repeat(3_000_000)), FileError::TooLong(3_000_000));
}

#[test]
fn a_link_has_room_for_the_digits_and_not_for_everything() {
    let of = |count, value| Weights {
        parameters: vec![value; count],
        ..Weights::default()
    };
    assert_eq!(of(25, 0.1).for_link().unwrap().1, Precision::Single);
    // 64 pixels, 32 neurons, ten classes.
    let digits = of(64 * 32 + 32 + 32 * 10 + 10, 0.1);
    let (text, precision) = digits.for_link().unwrap();
    assert_eq!(precision, Precision::Half);
    assert!(text.len() <= LONGEST_LINK);
    assert!(
        of(2410, 70_000.0).for_link().is_none(),
        "beyond half precision"
    );
    assert!(of(5000, 0.1).for_link().is_none());
}

#[test]
fn weights_of_a_newer_format_are_told_from_damage() {
    use base64::Engine as _;
    let mut bytes = vec![9, 4, 0, 0, 0];
    bytes.extend(adler2::adler32_slice(&bytes).to_le_bytes());
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&bytes);
    assert_eq!(Weights::decode(&text), Err(WeightsError::Newer(9)));
    let infinite = Weights {
        parameters: vec![0.0, f32::INFINITY],
        ..Weights::default()
    };
    let text = infinite.encode(Precision::Single);
    assert_eq!(Weights::decode(&text), Err(WeightsError::NotFinite(1)));
    assert_eq!(Weights::decode(""), Err(WeightsError::Damaged));
}
