//! Rules 1 and 2: every write is checked, read back and told.

use std::time::Duration;

use documents::{
    BackendError, Choices, Edit, Faults, Key, Level, QUOTA_UNITS, SaveError, Slot, WriteFault,
};
use serde_json::json;

use crate::common::{Browser, Note, edit, envelope};

#[test]
fn rule_1_a_full_storage_is_told_and_the_value_in_memory_is_exported() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("small")).unwrap();
    let stored = browser.doc(handle.id()).unwrap();
    let large = Note::of(&"x".repeat(5_000));
    browser.memory.set_faults(Faults {
        quota: Some(2_000),
        ..Faults::default()
    });

    let saved = store.save(&mut handle, &large, Edit::Step);

    assert_eq!(saved, Err(SaveError::Backend(BackendError::Quota)));
    assert_eq!(browser.doc(handle.id()), Some(stored));
    let unsaved = store.unsaved(&handle, &large).unwrap();
    let file = store.export(&[unsaved]).unwrap();
    assert!(file.complete);

    let other = Browser::new();
    let store = other.tab();
    let preview = store.preview(file.text.as_bytes()).unwrap();
    store.apply(&preview, &Choices::default()).unwrap();
    assert_eq!(edit(&store, handle.id()).1, large);
}

#[test]
fn rule_1_a_full_storage_still_takes_what_fits_in_place_of_the_old() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of(&"a".repeat(3_000))).unwrap();
    browser.memory.set_faults(Faults {
        // Room for the document and its index, not for two of them.
        quota: Some(4_500),
        ..Faults::default()
    });

    let next = Note::of(&"b".repeat(3_000));
    let outcome = store.save(&mut handle, &next, Edit::Step).unwrap();

    assert_eq!(outcome.saved().history, None);
    assert_eq!(edit(&store, handle.id()).1, next);
}

#[test]
fn rule_2_a_save_is_read_back_and_tells_when() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    browser.clock.advance(Duration::from_secs(5));
    let saved = store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    assert_eq!(saved.saved().at, store.now());
    assert_eq!(saved.saved().revision, 2);

    for fault in [WriteFault::Lose, WriteFault::Corrupt] {
        browser.memory.set_faults(Faults {
            write: Some((fault, 1, 1)),
            ..Faults::default()
        });
        let saved = store.save(&mut handle, &Note::of("c"), Edit::Step);
        assert_eq!(saved, Err(SaveError::NotKept), "{fault:?}");
        browser.memory.set_faults(Faults::default());
        assert_eq!(edit(&store, handle.id()).1, Note::of("b"));
    }
}

#[test]
fn rule_2_a_value_that_would_read_back_altered_is_refused() {
    let browser = Browser::new();
    let store = browser.tab();
    let infinite = Note {
        rate: f64::INFINITY,
        ..Note::of("a")
    };
    assert!(matches!(
        store.create("plan", &infinite),
        Err(SaveError::WouldNotReload(_))
    ));
    assert_eq!(browser.keys("qimo/"), Vec::<String>::new());
}

#[test]
fn rule_2_the_meter_counts_every_key_and_warns() {
    let browser = Browser::new();
    let store = browser.tab();
    store.create("计划", &Note::of("算力")).unwrap();
    browser.memory.plant("other app", "12345");
    let usage = store.usage().unwrap();
    let contents = browser.memory.contents();
    let units: usize = contents
        .iter()
        .map(|(key, raw)| key.encode_utf16().count() + raw.len())
        .sum();
    assert_eq!(usage.units(), units);
    assert_eq!(usage.bytes(), 2 * units);
    assert_eq!(usage.others, "other app12345".len());
    assert_eq!(usage.level(), Level::Ample);
    browser
        .memory
        .plant("other app", "x".repeat(QUOTA_UNITS * 7 / 10));
    assert_eq!(store.usage().unwrap().level(), Level::Filling);
}

#[test]
fn rule_2_there_is_a_key_per_document_and_an_index() {
    let browser = Browser::new();
    let store = browser.tab();
    let first = store.create("one", &Note::of("1")).unwrap();
    browser.clock.advance(Duration::from_secs(1));
    let second = store.create("two", &Note::of("2")).unwrap();
    assert_eq!(browser.keys("qimo/doc/").len(), 2);
    let listed: Vec<_> = store.list().unwrap();
    assert_eq!(listed[0].id, *second.id());
    assert_eq!(listed[1].id, *first.id());

    for damaged in ["", "{", "[]", r#"{"schema":1}"#] {
        browser.memory.plant("qimo/index", damaged);
        assert_eq!(browser.tab().list().unwrap(), listed);
        assert!(browser.text("qimo/index").unwrap().contains("two"));
    }
    browser
        .memory
        .plant("qimo/index", envelope(1, &json!({"documents": []})));
    assert_eq!(store.list().unwrap(), listed);
}

#[test]
fn slots_of_settings_and_progress_have_the_keys_of_the_contract() {
    assert_eq!(Key::Slot(Slot::Settings).to_string(), "qimo/settings");
    assert_eq!(Key::Slot(Slot::Progress).to_string(), "qimo/progress");
}
