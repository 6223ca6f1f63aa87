//! What holds for every document, every damage, every fault and every order in
//! which two tabs write.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use common::{Browser, Note, edit, envelope, note_envelope};
use documents::progress::Progress;
use documents::settings::{Settings, Theme};
use documents::{
    Choices, Document, Edit, Faults, Id, Opened, OpenedSingleton, Raw, Standing, Store, WriteFault,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
        let erased = store.erase().unwrap();
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

    #[test]
    fn two_tabs_never_lose_an_acknowledged_save(
        steps in prop::collection::vec((any::<bool>(), 0_u8..8, 0_u64..400), 1..40),
    ) {
        let browser = Browser::new();
        let tabs = [browser.tab(), browser.tab()];
        let first = tabs[0].create("plan", &Note::of("0")).unwrap();
        let mut open = [
            edit(&tabs[0], first.id()),
            edit(&tabs[1], first.id()),
        ];
        let mut acknowledged = BTreeSet::from(["0".to_owned()]);
        for (number, (second, step, pause)) in steps.into_iter().enumerate() {
            browser.clock.advance(Duration::from_secs(pause));
            let store = &tabs[usize::from(second)];
            let (handle, note) = &mut open[usize::from(second)];
            match step {
                // Another tab's save is told of, and taken over.
                0 => {
                    if let Standing::Newer { .. } = store.standing(handle).unwrap() {
                        let id = handle.id().clone();
                        (*handle, *note) = edit(store, &id);
                    }
                }
                1 => store.rename(handle.id(), &number.to_string()).unwrap(),
                2 => store.trash(handle.id()).unwrap(),
                // The index is lost.
                3 => browser.memory.plant("qimo/index", ""),
                _ => {
                    let line = (number + 1).to_string();
                    note.lines.push(line.clone());
                    store.save(handle, note, Edit::Step).unwrap();
                    acknowledged.insert(line);
                }
            }
        }
        let store = browser.tab();
        let mut found = BTreeSet::new();
        for entry in store.list().unwrap() {
            found.extend(edit(&store, &entry.id).1.lines);
        }
        prop_assert_eq!(found, acknowledged);
    }

    #[test]
    fn progress_made_in_two_tabs_is_all_kept(
        steps in prop::collection::vec((any::<bool>(), 0_u32..30), 1..40),
    ) {
        let browser = Browser::new();
        let tabs = [browser.tab(), browser.tab()];
        let mut open = tabs.each_ref().map(|store| {
            match store.load_singleton::<Progress>().unwrap() {
                OpenedSingleton::Editable { held, value } => (held, value),
                OpenedSingleton::ReadOnly { .. } => panic!("read-only"),
            }
        });
        let mut answered = BTreeMap::new();
        for (second, question) in steps {
            let store = &tabs[usize::from(second)];
            let (held, value) = &mut open[usize::from(second)];
            value.answer_right("neuron", question, store.now());
            if let Some(merged) = store.save_singleton(held, value).unwrap().merged {
                *value = merged;
            }
            answered.insert(question, store.now());
        }
        let OpenedSingleton::Editable { value, .. } = tabs[0].load_singleton::<Progress>().unwrap()
        else {
            panic!("read-only");
        };
        prop_assert_eq!(&value.lessons["neuron"].answered, &answered);
    }
}

const FAULTS: [WriteFault; 4] = [
    WriteFault::Quota,
    WriteFault::Denied,
    WriteFault::Lose,
    WriteFault::Corrupt,
];

/// Runs `change` on an own copy of a browser for every fault at every write,
/// striking once or from then on, then lifts the fault and calls `check` with
/// the app started anew.
fn with_every_fault(
    change: impl Fn(&Browser, &Store, &Id) -> bool,
    check: impl Fn(&Store, &Id, bool),
) {
    for fault in FAULTS {
        for strikes in [1, usize::MAX] {
            for writes in 0..8 {
                let browser = Browser::new();
                let store = browser.tab();
                let mut handle = store.create("plan", &Note::of("first")).unwrap();
                store
                    .save(&mut handle, &Note::of("before"), Edit::Step)
                    .unwrap();
                browser.memory.set_faults(Faults {
                    write: Some((fault, writes, strikes)),
                    ..Faults::default()
                });
                let succeeded = change(&browser, &store, handle.id());
                browser.memory.set_faults(Faults::default());
                check(&browser.tab(), handle.id(), succeeded);
            }
        }
    }
}

#[test]
fn a_fault_at_any_write_of_a_save_loses_neither_value() {
    with_every_fault(
        |browser, store, id| {
            let (mut handle, _) = edit(store, id);
            browser.clock.advance(Duration::from_mins(30));
            store
                .save(&mut handle, &Note::of("after"), Edit::Step)
                .is_ok()
        },
        |store, id, saved| {
            let expected = if saved { "after" } else { "before" };
            assert_eq!(edit(store, id).1, Note::of(expected));
            assert_eq!(store.list().unwrap().len(), 1);
        },
    );
}

#[test]
fn a_fault_at_any_write_of_a_migration_loses_neither_form() {
    let old = include_str!("data/note-1.json").trim_end();
    with_every_fault(
        |browser, store, _| {
            let id = "old".parse().unwrap();
            browser.memory.plant("qimo/doc/old", old);
            let (mut handle, mut note) = edit(store, &id);
            note.lines.push("third".into());
            store.save(&mut handle, &note, Edit::Step).is_ok()
        },
        |store, _, saved| {
            let (_, note) = edit(store, &"old".parse().unwrap());
            let lines = ["first", "second", "third"];
            assert_eq!(note.lines, lines[..if saved { 3 } else { 2 }]);
        },
    );
}

#[test]
fn a_fault_at_any_write_of_renaming_trash_and_undo_loses_nothing() {
    with_every_fault(
        |_, store, id| {
            let named = store.rename(id, "renamed").is_ok();
            named & store.trash(id).is_ok()
        },
        |store, id, changed| {
            let (handle, note) = edit(store, id);
            assert_eq!(note, Note::of("before"));
            assert!(!changed || handle.header().name == "renamed");
        },
    );
    with_every_fault(
        |_, store, id| {
            let (mut handle, _) = edit(store, id);
            store.undo::<Note>(&mut handle).is_ok()
        },
        |store, id, undone| {
            let expected = if undone { "first" } else { "before" };
            assert_eq!(edit(store, id).1, Note::of(expected));
        },
    );
}

#[test]
fn a_fault_at_any_write_of_the_settings_loses_neither_value() {
    for fault in FAULTS {
        for strikes in [1, usize::MAX] {
            for writes in 0..6 {
                let browser = Browser::new();
                let store = browser.tab();
                let open = |store: &Store| match store.load_singleton::<Settings>().unwrap() {
                    OpenedSingleton::Editable { held, value } => (held, value),
                    OpenedSingleton::ReadOnly { .. } => panic!("read-only"),
                };
                let (mut held, mut value) = open(&store);
                value.theme = Theme::Light;
                store.save_singleton(&mut held, &value).unwrap();
                browser.memory.set_faults(Faults {
                    write: Some((fault, writes, strikes)),
                    ..Faults::default()
                });
                value.theme = Theme::Dark;
                let saved = store.save_singleton(&mut held, &value).is_ok();
                browser.memory.set_faults(Faults::default());
                let expected = if saved { Theme::Dark } else { Theme::Light };
                assert_eq!(open(&browser.tab()).1.theme, expected);
            }
        }
    }
}
