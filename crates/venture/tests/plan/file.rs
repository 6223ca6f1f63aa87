//! Files of plans: what is written reads back, and whatever else is read is
//! either a plan or an error that says what is wrong.

use proptest::prelude::*;
use serde_json::{Value, json};
use venture::plan::file::{FileError, MOST_BYTES, read, write};
use venture::plan::migrate::{migrate, step};
use venture::plan::{Plan, SCHEMA};

use crate::arbitrary::plan_values;
use crate::full::{full, run_everything};

fn file() -> Value {
    serde_json::from_str(&write(&full()).unwrap()).unwrap()
}

fn parse(value: &Value) -> Result<venture::plan::file::Imported, FileError> {
    read(value.to_string().as_bytes())
}

#[test]
fn a_file_reads_back_and_knows_when_it_was_edited() {
    let text = write(&full()).unwrap();
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(
        (again.plan, again.schema, again.edited),
        (full(), SCHEMA, false)
    );
    let marked = format!("\u{feff}{text}");
    assert!(!read(marked.as_bytes()).unwrap().edited);
    // White space and order are no edits; a word is.
    assert!(!parse(&file()).unwrap().edited);
    let mut edited = file();
    edited["plan"]["title"] = json!("另一个");
    let read = parse(&edited).unwrap();
    assert_eq!((read.plan.title.as_str(), read.edited), ("另一个", true));
    // Written by hand: fields left out, no checksum.
    let by_hand = json!({"format": "qimo-plan", "schema": 1, "plan": {"title": "手写"}});
    let read = parse(&by_hand).unwrap();
    assert_eq!((read.plan.title.as_str(), read.edited), ("手写", true));
}

#[test]
fn every_version_is_read_as_it_was_written() {
    // One file a version, none made up for the test.
    let kept = [include_str!("../fixtures/plan-1.json")];
    assert_eq!(kept.len(), SCHEMA as usize);
    for (at, kept) in kept.iter().enumerate() {
        let version = at as u32 + 1;
        let data: Value = serde_json::from_str(kept).unwrap();
        let old = json!({"format": "qimo-plan", "schema": version, "plan": data});
        let read = parse(&old).unwrap();
        assert_eq!(read.schema, version);
        assert_eq!(read.plan.title.as_str(), "开放平台:垂直行业的模型与工具");
        assert_eq!(read.plan.milestones.len(), 2);
        assert_eq!(step(version, data.clone()).is_ok(), version < SCHEMA);
        assert!(migrate(version, data).is_ok());
    }
    assert!(migrate(0, json!({})).is_err());
}

#[test]
fn each_fault_is_named() {
    let named = |value: Value| parse(&value).unwrap_err();
    assert_eq!(read(b"\xff\xfe{}").unwrap_err(), FileError::NotText);
    let cut = write(&full()).unwrap();
    let cut = read(&cut.as_bytes()[..900]).unwrap_err();
    assert!(
        matches!(
            cut,
            FileError::NotJson { line: 10.., .. } | FileError::NotText
        ),
        "{cut}"
    );
    assert!(matches!(read(b"").unwrap_err(), FileError::NotJson { .. }));
    for other in [
        json!([]),
        json!(null),
        json!({"format": "qimo-backup"}),
        json!({"plan": {}}),
    ] {
        assert_eq!(named(other), FileError::NotPlan);
    }
    let with = |schema: Value| json!({"format": "qimo-plan", "schema": schema, "plan": {}});
    for none in [json!(null), json!(-1), json!("1"), json!(1.5)] {
        assert_eq!(named(with(none)), FileError::NoVersion);
    }
    let next = u64::from(SCHEMA) + 1;
    assert_eq!(named(with(json!(next))), FileError::Newer { schema: next });
    assert_eq!(
        named(with(json!(u64::MAX))),
        FileError::Newer { schema: u64::MAX }
    );
    assert!(matches!(named(with(json!(0))), FileError::Migrate(_)));
    for (field, value, says) in [
        ("", json!([1]), "not an object"),
        ("title", json!("长".repeat(301)), "301"),
        ("risks", json!(vec![json!({}); 101]), "100"),
        ("risks", json!("none"), "none"),
        ("risks.3.kind", json!("weather"), "weather"),
        ("start", json!("31.12.2027"), "31.12.2027"),
        ("currency", json!("GBP"), "GBP"),
        ("team.roles.1.start", json!(-1), "-1"),
        // An amount is read as one: both its fields are needed.
        (
            "finance.drivers.opening_cash",
            json!({"minor": 3}),
            "currency",
        ),
        (
            "funding.ownership.safes.1.terms",
            json!({"kind": "loan"}),
            "loan",
        ),
        ("milestones.0.evals.0.threshold_milli", json!(0.5), "0.5"),
    ] {
        let mut bad = file();
        let path = format!("/plan/{}", field.replace('.', "/"));
        *bad.pointer_mut(path.trim_end_matches('/')).unwrap() = value;
        let FileError::NotRead {
            field: named,
            reason,
        } = named(bad)
        else {
            panic!("{field} is wrong");
        };
        assert_eq!(named, if field.is_empty() { "plan" } else { field });
        assert!(reason.contains(says), "{field}: {reason}");
    }
    let large = vec![b' '; MOST_BYTES + 1];
    assert_eq!(
        read(&large).unwrap_err(),
        FileError::TooLarge {
            bytes: MOST_BYTES + 1
        }
    );
}

/// Reads bytes; whatever is read goes through every model and is written again.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    match read(bytes) {
        Ok(imported) => {
            run_everything(&imported.plan);
            let again = read(write(&imported.plan).unwrap().as_bytes()).unwrap();
            prop_assert_eq!(again.plan, imported.plan);
        }
        Err(error) => prop_assert!(error.to_string().len() > 10),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_refused_with_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes)?;
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = write(&full()).unwrap().into_bytes();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        survives(&bytes)?;
    }

    #[test]
    fn a_value_in_the_wrong_place_is_read_or_refused(
        plan in plan_values(), other in plan_values(), picks in any::<[prop::sample::Index; 4]>(),
    ) {
        // A part of one plan where another part of the other was.
        let mut file = json!({"format": "qimo-plan", "schema": 1, "plan": plan});
        for pair in picks.chunks(2) {
            let from = pick(&other, pair[0]);
            *pick_mut(&mut file["plan"], pair[1], 3) = from.clone();
        }
        survives(file.to_string().as_bytes())?;
    }
}

/// A part of a value, three levels down at most.
fn pick(value: &Value, index: prop::sample::Index) -> &Value {
    (0..3).fold(value, |value, _| match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.values().nth(index.index(fields.len())).unwrap()
        }
        Value::Array(entries) if !entries.is_empty() => &entries[index.index(entries.len())],
        leaf => leaf,
    })
}

fn pick_mut(value: &mut Value, index: prop::sample::Index, deep: u8) -> &mut Value {
    let entries = match value {
        Value::Object(fields) => fields.len(),
        Value::Array(entries) => entries.len(),
        _ => 0,
    };
    if deep == 0 || entries == 0 {
        return value;
    }
    let at = index.index(entries);
    match value {
        Value::Object(fields) => pick_mut(fields.values_mut().nth(at).unwrap(), index, deep - 1),
        Value::Array(entries) => pick_mut(&mut entries[at], index, deep - 1),
        leaf => leaf,
    }
}

#[test]
fn an_empty_plan_is_a_file_too() {
    let text = write(&Plan::default()).unwrap();
    assert_eq!(read(text.as_bytes()).unwrap().plan, Plan::default());
}
