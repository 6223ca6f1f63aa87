//! Rules 5 and 6: what cannot be read, and a storage that is blocked.

use std::time::Duration;

use documents::settings::{Settings, Theme};
use documents::{
    BackendError, Choices, Damage, Edit, Faults, Key, LoadError, Notice, OpenedSingleton, Raw,
    SaveError,
};
use serde_json::json;

use crate::common::{Browser, Note, edit, note_envelope, slot};

#[test]
fn rule_5_what_cannot_be_read_is_quarantined_and_the_rest_starts() {
    let browser = Browser::new();
    let whole = browser.tab().create("whole", &Note::of("a")).unwrap();
    let unpaired = Raw::from_units(vec![0xd800, 0x61]);
    browser.memory.plant("qimo/doc/cut", r#"{"schema":1,"rev"#);
    browser.memory.plant("qimo/doc/odd", unpaired.clone());
    browser.memory.plant("qimo/settings", "{}");

    let store = browser.tab();
    store.load_singleton::<Settings>().unwrap();
    let wrong = note_envelope(3, &json!({"lines": 7}));
    browser.memory.plant("qimo/doc/wrong", wrong.as_str());
    let loaded = store.load::<Note>(&"wrong".parse().unwrap());

    assert!(matches!(
        loaded,
        Err(LoadError::Unreadable {
            damage: Damage::NotDocument,
            quarantined: Some(_)
        })
    ));
    let mut found: Vec<_> = store.quarantined().unwrap();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    let found: Vec<_> = found
        .into_iter()
        .map(|entry| (entry.key.unwrap(), entry.damage.unwrap(), entry.raw))
        .collect();
    assert_eq!(
        found,
        [
            (
                "qimo/doc/cut".into(),
                Damage::NotJson,
                r#"{"schema":1,"rev"#.into()
            ),
            ("qimo/doc/odd".into(), Damage::NotUnicode, unpaired),
            ("qimo/doc/wrong".into(), Damage::NotDocument, wrong.into()),
            ("qimo/settings".into(), Damage::NotEnvelope, "{}".into()),
        ]
    );
    let told = store.take_notices();
    let told = told.iter();
    assert_eq!(
        told.filter(|notice| matches!(notice, Notice::Quarantined { .. }))
            .count(),
        4
    );
    assert_eq!(edit(&store, whole.id()).1, Note::of("a"));
    let listed = store.list().unwrap();
    assert_eq!(listed.len(), 1);
    // Nothing is deleted by itself, and it is in the export.
    assert_eq!(browser.tab().quarantined().unwrap().len(), 4);
    let file = store.export(&[]).unwrap();
    let other = Browser::new().tab();
    let preview = other.preview(file.text.as_bytes()).unwrap();
    assert_eq!(preview.unreadable, 4);
    other.apply(&preview, &Choices::default()).unwrap();
    assert_eq!(other.quarantined().unwrap(), store.quarantined().unwrap());
}

#[test]
fn rule_5_what_is_stored_in_another_form_stays_as_a_snapshot_when_it_is_replaced() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    let stored = browser.doc(handle.id()).unwrap();
    // Written by hand, or by a version that forgot to raise the schema.
    for foreign in [
        stored.replace(r#""data":"#, r#""data": "#),
        stored.replace(r#""rate":0.1"#, r#""rate":0.1,"unit":"€""#),
    ] {
        let key = slot(handle.id());
        browser
            .memory
            .plant(&Key::Slot(key).to_string(), foreign.as_str());
        let (mut handle, _) = edit(&store, handle.id());
        store.save(&mut handle, &Note::of("c"), Edit::Step).unwrap();
        let snapshots = browser.keys("qimo/snapshot/");
        assert!(
            snapshots
                .iter()
                .any(|key| browser.text(key).as_ref() == Some(&foreign))
        );
    }
}

#[test]
fn rule_5_without_room_for_the_quarantine_nothing_is_written_over() {
    let browser = Browser::new();
    browser.memory.plant("qimo/settings", "{ broken");
    browser.memory.set_faults(Faults {
        quota: Some(40),
        ..Faults::default()
    });
    let store = browser.tab();
    let OpenedSingleton::Editable { mut held, .. } = store.load_singleton::<Settings>().unwrap()
    else {
        panic!("read-only");
    };
    let changed = Settings {
        theme: Theme::Dark,
        ..Settings::default()
    };
    assert!(store.save_singleton(&mut held, &changed).is_err());
    assert_eq!(browser.text("qimo/settings").as_deref(), Some("{ broken"));
    assert!(matches!(
        store.take_notices()[0],
        Notice::LeftInPlace { .. }
    ));

    browser.memory.set_faults(Faults::default());
    store.save_singleton(&mut held, &changed).unwrap();
    assert_eq!(store.quarantined().unwrap()[0].raw, Raw::from("{ broken"));
}

#[test]
fn rule_5_a_released_value_is_tried_again() {
    let browser = Browser::new();
    let store = browser.tab();
    browser
        .memory
        .plant("qimo/doc/later", note_envelope(3, &json!({})).as_str());
    let id = "later".parse().unwrap();
    assert!(store.load::<Note>(&id).is_err());
    let name = store.quarantined().unwrap()[0].name.clone();
    assert_eq!(store.list().unwrap(), []);
    assert!(store.release_quarantined(&name).unwrap());
    assert_eq!(store.list().unwrap().len(), 1);
    assert_eq!(store.quarantined().unwrap(), []);
}

#[test]
fn rule_6_a_blocked_storage_is_told_and_memory_takes_its_place() {
    let browser = Browser::new();
    browser.memory.set_faults(Faults {
        denied: true,
        ..Faults::default()
    });
    let blocked = browser.tab();
    assert_eq!(
        blocked.take_notices(),
        [Notice::Unavailable(BackendError::Denied)]
    );
    assert_eq!(
        blocked.create("plan", &Note::of("a")),
        Err(SaveError::Backend(BackendError::Denied))
    );

    let store = Browser::new().tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    assert_eq!(edit(&store, handle.id()).1, Note::of("b"));
}

#[test]
fn rule_6_the_age_of_the_last_backup_is_known() {
    let browser = Browser::new();
    let store = browser.tab();
    assert_eq!(store.last_backup().unwrap(), None);
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    store.export(&[]).unwrap();
    store.record_backup().unwrap();
    browser.clock.advance(Duration::from_hours(24 * 8));
    let backup = browser.tab().last_backup().unwrap().unwrap();
    assert_eq!(backup.age, Duration::from_hours(24 * 8));
    assert!(!backup.changed_since);
    store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    assert!(store.last_backup().unwrap().unwrap().changed_since);
}
