//! Whatever a file may hold: read back as written, or an error, never a panic.

use proptest::prelude::*;
use serde_json::{Value, json};
use venture::plan::Plan;
use venture::plan::date::Date;

use crate::full::{full, run_everything};

/// Paths of all leaves of a value, as JSON pointers.
fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Array(entries) if !entries.is_empty() => {
            for (index, entry) in entries.iter().enumerate() {
                leaves(entry, format!("{path}/{index}"), out);
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            for (name, field) in fields {
                leaves(field, format!("{path}/{name}"), out);
            }
        }
        _ => out.push(path),
    }
}

fn hostile() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec![
            json!(null),
            json!(0),
            json!(-1),
            json!(1),
            json!(i64::MAX),
            json!(i64::MIN),
            json!(u64::MAX),
            json!(1e308),
            json!(-1e308),
            json!(0.5),
            json!(i32::MAX),
            json!(i32::MIN),
            json!(u16::MAX),
            json!(10_000),
            json!(10_001),
            json!("NaN"),
            json!(""),
            json!("0000-00-00"),
            json!("9999-12-31"),
            json!("2199-12-31"),
            json!([]),
            json!({}),
            json!([[]]),
            json!(true),
            json!("USD"),
            json!("EUR"),
            json!("pretrain"),
            json!("pre\u{0}\u{202e}模"),
        ]),
        any::<i64>().prop_map(|number| json!(number)),
        any::<i32>().prop_map(|number| json!(number)),
        any::<u16>().prop_map(|number| json!(number)),
        ".{0,40}".prop_map(|text| json!(text)),
    ]
}

/// Other values of the same kind: what a founder might enter.
fn alike(value: &Value, seed: u64, text: &str) -> Value {
    match value {
        Value::Bool(_) => json!(seed.is_multiple_of(2)),
        Value::Number(_) => json!(seed % 60_000),
        Value::String(old) if old.parse::<Date>().is_ok() => {
            let days = (seed % 80_000) as i32;
            json!(Date::new(1970, 1, 1).unwrap().plus_days(days).unwrap())
        }
        Value::String(_) => json!(text),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_reads_back_as_it_was_written(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>(), "\\PC{0,60}"), 0..60),
    ) {
        let mut root = serde_json::to_value(full()).unwrap();
        let mut paths = Vec::new();
        leaves(&root, String::new(), &mut paths);
        for (index, seed, text) in changes {
            let leaf = root.pointer_mut(index.get(&paths[..]).as_str()).unwrap();
            let old = std::mem::replace(leaf, Value::Null);
            let new = alike(&old, seed, &text);
            *root.pointer_mut(index.get(&paths[..]).as_str()).unwrap() = new;
            // An enumeration takes no other text, a small number no large one.
            if serde_json::from_value::<Plan>(root.clone()).is_err() {
                *root.pointer_mut(index.get(&paths[..]).as_str()).unwrap() = old;
            }
        }
        let plan: Plan = serde_json::from_value(root.clone()).unwrap();
        let text = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Plan>(&text).unwrap(), &plan);
        prop_assert_eq!(serde_json::to_value(&plan).unwrap(), root);
        run_everything(&plan);
    }

    #[test]
    fn whatever_is_read_no_model_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), hostile()), 1..12),
    ) {
        let mut root = serde_json::to_value(full()).unwrap();
        let mut paths = Vec::new();
        leaves(&root, String::new(), &mut paths);
        for (index, value) in changes {
            let path = index.get(&paths[..]);
            if let Some(leaf) = root.pointer_mut(path) {
                let old = std::mem::replace(leaf, value);
                // What cannot be read is refused; the rest goes to the models.
                if serde_json::from_value::<Plan>(root.clone()).is_err() {
                    *root.pointer_mut(path).unwrap() = old;
                }
            }
        }
        run_everything(&serde_json::from_value(root).unwrap());
    }

    #[test]
    fn whatever_the_text_reading_it_does_not_panic(text in ".{0,200}", cut in 0_usize..20_000) {
        let _ = serde_json::from_str::<Plan>(&text);
        let whole = include_str!("../fixtures/plan-1.json");
        let cut: String = whole.chars().take(cut).collect();
        let _ = serde_json::from_str::<Plan>(&cut);
    }
}
