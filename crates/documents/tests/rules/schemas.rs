//! Rule 4: older and newer forms.

use documents::progress::Progress;
use documents::settings::{Language, Motion, Settings, Theme};
use documents::{Edit, Faults, Opened, OpenedSingleton, Outcome, WriteFault};
use serde_json::json;

use crate::common::{Browser, LaterNote, Note, edit, envelope, load, slot};

#[test]
fn rule_4_an_old_file_is_migrated_and_stays_until_the_new_one_is_saved() {
    let browser = Browser::new();
    let old = include_str!("data/note-1.json").trim_end();
    browser.memory.plant("qimo/doc/old-note", old);
    let store = browser.tab();
    let id = "old-note".parse().unwrap();

    let (mut handle, mut note) = edit(&store, &id);
    assert_eq!(note.lines, ["first", "second"]);
    assert!((note.rate - 0.5).abs() < f64::EPSILON);
    assert_eq!(handle.header().name, "旧笔记");
    assert_eq!(browser.doc(&id).as_deref(), Some(old));

    note.lines.push("third".into());
    for fault in [WriteFault::Quota, WriteFault::Lose, WriteFault::Corrupt] {
        browser.memory.set_faults(Faults {
            write: Some((fault, 0, usize::MAX)),
            ..Faults::default()
        });
        assert!(store.save(&mut handle, &note, Edit::Step).is_err());
        assert_eq!(browser.doc(&id).as_deref(), Some(old));
    }
    browser.memory.set_faults(Faults::default());

    store.save(&mut handle, &note, Edit::Step).unwrap();
    assert_eq!(edit(&store, &id).1, note);
    let snapshot = &browser.keys("qimo/snapshot/doc/old-note/")[0];
    assert_eq!(browser.text(snapshot).as_deref(), Some(old));
    // The snapshot and the undo step are of schema 1 and still read.
    let undone = store.undo::<Note>(&mut handle).unwrap().unwrap();
    assert_eq!(undone.value.lines, ["first", "second"]);
    let snapshot = *store.snapshots(&slot(&id)).unwrap().last().unwrap();
    let restored = store.restore_snapshot::<Note>(&mut handle, snapshot);
    assert_eq!(restored.unwrap().0.lines, ["first", "second"]);
}

#[test]
fn rule_4_newer_data_opens_read_only() {
    let browser = Browser::new();
    let store = browser.tab();
    let later = LaterNote {
        lines: vec!["a".into()],
        rate: 1.0,
        colour: "blue".into(),
    };
    let handle = store.create("plan", &later).unwrap();
    let stored = browser.doc(handle.id());
    let Opened::ReadOnly { schema, value, .. } = store.load::<Note>(handle.id()).unwrap() else {
        panic!("editable");
    };
    assert_eq!(schema, 4);
    assert_eq!(value.unwrap().lines, ["a"]);
    assert_eq!(browser.doc(handle.id()), stored);
}

#[test]
fn rule_4_a_document_upgraded_by_another_tab_is_not_written_by_the_older_app() {
    let browser = Browser::new();
    let (older, newer) = (browser.tab(), browser.tab());
    let mut here = older.create("plan", &Note::of("a")).unwrap();
    let Opened::Editable { mut handle, value } = newer.load::<LaterNote>(here.id()).unwrap() else {
        panic!("read-only");
    };
    newer.save(&mut handle, &value, Edit::Step).unwrap();
    let stored = browser.doc(handle.id());
    let saved = older.save(&mut here, &Note::of("b"), Edit::Step).unwrap();
    assert!(matches!(saved, Outcome::Conflict { .. }));
    assert_eq!(browser.doc(handle.id()), stored);
}

#[test]
fn rule_4_newer_settings_are_read_only() {
    let browser = Browser::new();
    let newer = envelope(2, &json!({"theme": "dark", "motion": "auto", "size": 3}));
    browser.memory.plant("qimo/settings", newer.as_str());
    let store = browser.tab();
    let OpenedSingleton::ReadOnly { schema, value } = store.load_singleton::<Settings>().unwrap()
    else {
        panic!("editable");
    };
    assert_eq!((schema, value.theme), (2, Theme::Dark));
    assert_eq!(browser.text("qimo/settings"), Some(newer));
}

#[test]
fn rule_4_the_published_forms_of_settings_and_progress_load() {
    let browser = Browser::new();
    let settings = include_str!("data/settings-1.json").trim_end();
    let progress = include_str!("data/progress-1.json").trim_end();
    browser.memory.plant("qimo/settings", settings);
    browser.memory.plant("qimo/progress", progress);
    let store = browser.tab();
    assert_eq!(
        load::<Settings>(&store),
        Settings {
            lang: Some(Language::Zh),
            theme: Theme::Dark,
            motion: Motion::Reduced
        }
    );
    let loaded = load::<Progress>(&store);
    assert!(loaded.is_read("neuron") && !loaded.is_read("neural-network"));
    assert!(loaded.is_answered("neuron", 2) && !loaded.is_answered("neuron", 1));
    assert_eq!((loaded.answered("neuron"), loaded.read()), (2, 1));
    assert_eq!(loaded.last_visited(), Some("neural-network"));
    assert_eq!(store.take_notices(), []);
}
