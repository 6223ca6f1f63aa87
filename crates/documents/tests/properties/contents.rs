//! Every document, and everything that may be stored under our keys.

use documents::progress::Progress;
use documents::settings::{Settings, Theme};
use documents::{Choices, Document, Edit, Id, Opened, OpenedSingleton, Raw, Store};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::common::{Browser, Note, envelope, note_envelope};

/// A document of any JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Anything(Value);

impl Document for Anything {
    const KIND: &'static str = "anything";
    const SCHEMA: u32 = 1;
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|fields| fields.into_iter().collect::<Value>()),
        ]
    })
}

/// UTF-16 code units, many of them unpaired surrogates, or something near to
/// what the app stores.
fn stored() -> impl Strategy<Value = Raw> {
    prop_oneof![
        prop::collection::vec(any::<u16>(), 0..40).prop_map(Raw::from_units),
        prop::collection::vec(0xd7ff_u16..0xe001, 0..6).prop_map(Raw::from_units),
        any::<String>().prop_map(Raw::from),
        json().prop_map(|value| Raw::from(value.to_string())),
        (0_u32..6, json()).prop_map(|(schema, data)| envelope(schema, &data).into()),
        (0_u32..6, json()).prop_map(|(schema, body)| note_envelope(schema, &body).into()),
        (any::<f64>(), "\\PC*").prop_map(|(rate, line)| {
            let body = serde_json::json!({"lines": [line], "rate": rate, "more": line});
            note_envelope(3, &body).into()
        }),
        // A whole value cut anywhere.
        (0_usize..200).prop_map(|end| {
            let whole = note_envelope(3, &serde_json::json!({"lines": ["甲"], "rate": 1}));
            whole.chars().take(end).collect::<String>().into()
        }),
    ]
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("qimo/index".to_owned()),
        Just("qimo/settings".to_owned()),
        Just("qimo/progress".to_owned()),
        Just("qimo/backup".to_owned()),
        Just("qimo/doc/a".to_owned()),
        Just("qimo/doc/b".to_owned()),
        Just("qimo/history/a".to_owned()),
        Just("qimo/quarantine/x".to_owned()),
        Just("qimo/snapshot/doc/a/1/2026-01-01T00:00:00.000Z".to_owned()),
        Just("qimo/snapshot/settings/1/2026-01-01T00:00:00.000Z".to_owned()),
        "qimo/[a-z/]{0,12}",
    ]
}

/// Whether a value is somewhere: under its key, in a snapshot, in quarantine.
fn is_kept(browser: &Browser, store: &Store, raw: &Raw) -> bool {
    browser.memory.contents().values().any(|there| there == raw)
        || store
            .quarantined()
            .unwrap()
            .iter()
            .any(|entry| entry.raw == *raw)
}

/// Does what the app does: opens everything, changes it, and saves.
fn use_everything(store: &Store) {
    for entry in store.list().unwrap() {
        if let Ok(Opened::Editable { mut handle, .. }) = store.load::<Note>(&entry.id) {
            let changed = Note::of("changed");
            store.save(&mut handle, &changed, Edit::Step).unwrap();
            store.undo::<Note>(&mut handle).unwrap();
            store.redo::<Note>(&mut handle).unwrap();
        }
    }
    for id in ["a", "b"] {
        let id: Id = id.parse().unwrap();
        if let Ok(Opened::Editable { mut handle, .. }) = store.load::<Note>(&id) {
            store.standing(&mut handle).unwrap();
        }
    }
    if let OpenedSingleton::Editable { mut held, .. } = store.load_singleton::<Settings>().unwrap()
    {
        let settings = Settings {
            theme: Theme::Dark,
            ..Settings::default()
        };
        store.save_singleton(&mut held, &settings).unwrap();
    }
    if let OpenedSingleton::Editable {
        mut held,
        mut value,
    } = store.load_singleton::<Progress>().unwrap()
    {
        value.mark_read("neuron", store.now());
        store.save_singleton(&mut held, &value).unwrap();
    }
    store.usage().unwrap();
    store.record_backup().unwrap();
    store.last_backup().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_document_reads_back_as_it_was_saved(value in json(), next in json()) {
        let browser = Browser::new();
        let store = browser.tab();
        let mut handle = store.create("any", &Anything(value.clone())).unwrap();
        let load = |store: &Store, id: &Id| match store.load::<Anything>(id).unwrap() {
            Opened::Editable { value, .. } => value.0,
            Opened::ReadOnly { .. } => panic!("read-only"),
        };
        prop_assert_eq!(load(&browser.tab(), handle.id()), value.clone());
        store.save(&mut handle, &Anything(next.clone()), Edit::Step).unwrap();
        prop_assert_eq!(load(&browser.tab(), handle.id()), next.clone());

        let file = store.export(&[]).unwrap().text;
        let other = Browser::new().tab();
        let preview = other.preview(file.as_bytes()).unwrap();
        other.apply(&preview, &Choices::default()).unwrap();
        prop_assert_eq!(load(&other, handle.id()), next.clone());
        if next != value {
            other.load::<Anything>(handle.id()).unwrap();
            let undone = store.undo::<Anything>(&mut handle).unwrap().unwrap();
            prop_assert_eq!(undone.value.0, value);
        }
    }

    #[test]
    fn nothing_stored_under_our_keys_panics_or_is_lost(
        planted in prop::collection::btree_map(key(), stored(), 0..6),
    ) {
        let browser = Browser::new();
        for (key, raw) in &planted {
            browser.memory.plant(key, raw.clone());
        }
        let store = browser.tab();
        use_everything(&store);
        use_everything(&browser.tab());
        for (key, raw) in &planted {
            // What is derived, and what was readable as history, may be
            // written anew; everything else is as it was, somewhere.
            let rewritten = ["qimo/index", "qimo/backup", "qimo/history/a"];
            let readable = raw.text().is_some_and(|text| text.contains("saved_at"));
            if !(rewritten.contains(&key.as_str()) && readable) {
                prop_assert!(is_kept(&browser, &store, raw), "{key}: {raw:?}");
            }
        }
        let file = store.export(&[]).unwrap().text;
        let other = Browser::new();
        let there = other.tab();
        let preview = there.preview(file.as_bytes()).unwrap();
        there.apply(&preview, &Choices::default()).unwrap();
        let before = browser.memory.contents();
        let erased = store.erase(&[]).unwrap();
        prop_assert!(browser.memory.contents().is_empty());
        store.undo_erase(&erased).unwrap();
        let mut after = browser.memory.contents();
        for key in before.keys().chain(after.clone().keys()) {
            if key == "qimo/index" {
                after.remove(key);
            }
        }
        let mut before = before;
        before.remove("qimo/index");
        prop_assert_eq!(after, before);
    }

    #[test]
    fn no_file_makes_an_import_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(Browser::new().tab().preview(&bytes).is_err());
    }
}
