//! The rules by which nothing is lost, each by its number in the project's plan.

#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::time::Duration;

use common::{Browser, LaterNote, Note, edit, envelope, note_envelope, slot};
use documents::progress::Progress;
use documents::settings::{Language, Motion, Settings, Theme};
use documents::{
    BackendError, Choices, Damage, Edit, Faults, Level, LoadError, Notice, Opened, OpenedSingleton,
    Outcome, QUOTA_UNITS, Raw, SNAPSHOTS, SaveError, Singleton, Slot, Standing, WriteFault,
};
use serde_json::json;

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

    assert!(!outcome.saved().history_kept);
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
fn rule_3_a_stale_tab_never_overwrites_and_both_copies_are_kept() {
    let browser = Browser::new();
    let (ours, theirs) = (browser.tab(), browser.tab());
    let mut here = ours.create("plan", &Note::of("start")).unwrap();
    let original = here.id().clone();
    let (mut there, _) = edit(&theirs, &original);

    theirs
        .save(&mut there, &Note::of("theirs"), Edit::Step)
        .unwrap();
    assert!(matches!(
        ours.standing(&mut here).unwrap(),
        Standing::Newer { .. }
    ));
    let outcome = ours.save(&mut here, &Note::of("ours"), Edit::Step).unwrap();

    let Outcome::Conflict { copy, .. } = outcome else {
        panic!("no conflict");
    };
    assert_eq!(edit(&theirs, &original).1, Note::of("theirs"));
    assert_eq!(edit(&theirs, &copy).1, Note::of("ours"));
    assert_eq!(here.id(), &copy);
    assert_eq!(here.header().conflict_of, Some(original.clone()));
    assert!(ours.take_notices().contains(&Notice::Conflict {
        original,
        copy: copy.clone()
    }));
    // The stale tab goes on with its copy and makes no further ones.
    ours.save(&mut here, &Note::of("more"), Edit::Step).unwrap();
    assert_eq!(ours.list().unwrap().len(), 2);
}

#[test]
fn rule_3_a_document_renamed_in_another_tab_is_saved_under_its_new_name() {
    let browser = Browser::new();
    let (ours, theirs) = (browser.tab(), browser.tab());
    let mut handle = ours.create("old", &Note::of("a")).unwrap();
    theirs.rename(handle.id(), "new").unwrap();
    let saved = ours.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    assert!(matches!(saved, Outcome::Saved(_)));
    assert_eq!(handle.header().name, "new");
    assert_eq!(edit(&theirs, handle.id()).1, Note::of("b"));
}

#[test]
fn rule_3_a_document_removed_in_another_tab_is_saved_as_a_copy() {
    let browser = Browser::new();
    let (ours, theirs) = (browser.tab(), browser.tab());
    let mut handle = ours.create("plan", &Note::of("a")).unwrap();
    theirs.remove(handle.id()).unwrap();
    assert_eq!(ours.standing(&mut handle).unwrap(), Standing::Gone);
    let saved = ours.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    assert!(matches!(saved, Outcome::Conflict { .. }));
    assert_eq!(edit(&ours, handle.id()).1, Note::of("b"));
    assert_eq!(handle.header().name, "plan");
}

#[test]
fn rule_3_an_acknowledged_save_that_a_racing_tab_wrote_over_is_noticed() {
    let browser = Browser::new();
    let (ours, theirs) = (browser.tab(), browser.tab());
    let mut here = ours.create("plan", &Note::of("start")).unwrap();
    let (mut there, _) = edit(&theirs, here.id());
    let key = format!("qimo/doc/{}", here.id());
    let before = browser.doc(here.id()).unwrap();
    ours.save(&mut here, &Note::of("ours"), Edit::Step).unwrap();
    // The other process had not seen our write yet when it made its own.
    browser.memory.plant(&key, before);
    theirs
        .save(&mut there, &Note::of("theirs"), Edit::Step)
        .unwrap();

    assert_eq!(ours.standing(&mut here).unwrap(), Standing::Overwritten);
    ours.save(&mut here, &Note::of("ours"), Edit::Step).unwrap();
    assert_eq!(edit(&ours, there.id()).1, Note::of("theirs"));
    assert_eq!(edit(&ours, here.id()).1, Note::of("ours"));
}

#[test]
fn rule_3_settings_changed_in_two_tabs_are_merged() {
    let browser = Browser::new();
    let (ours, theirs) = (browser.tab(), browser.tab());
    let open = |store: &documents::Store| match store.load_singleton::<Settings>().unwrap() {
        OpenedSingleton::Editable { held, value } => (held, value),
        OpenedSingleton::ReadOnly { .. } => panic!("read-only"),
    };
    let (mut here, mut mine) = open(&ours);
    let (mut there, mut other) = open(&theirs);
    other.lang = Some(Language::Zh);
    theirs.save_singleton(&mut there, &other).unwrap();
    mine.theme = Theme::Dark;
    let saved = ours.save_singleton(&mut here, &mine).unwrap();
    let both = Settings {
        lang: Some(Language::Zh),
        theme: Theme::Dark,
        motion: Motion::Auto,
    };
    assert_eq!(saved.merged, Some(both.clone()));
    assert_eq!(open(&theirs).1, both);

    // A clash: the last choice holds, the other stays as a snapshot.
    other.theme = Theme::Light;
    let saved = theirs.save_singleton(&mut there, &other).unwrap();
    assert_eq!(saved.merged, None);
    assert_eq!(open(&ours).1, other);
    let snapshots = browser.keys("qimo/snapshot/settings/");
    assert!(
        snapshots
            .iter()
            .any(|key| browser.text(key).unwrap().contains("dark"))
    );
}

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
    fn load<S: Singleton>(store: &documents::Store) -> S {
        match store.load_singleton::<S>().unwrap() {
            OpenedSingleton::Editable { value, .. } => value,
            OpenedSingleton::ReadOnly { .. } => panic!("read-only"),
        }
    }
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

#[test]
fn rule_10_a_document_in_the_trash_can_be_restored_and_goes_only_when_asked() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    let id = handle.id().clone();
    store.trash(&id).unwrap();
    browser.memory.plant("qimo/index", "damaged");
    let store = browser.tab();
    assert_eq!(
        store.list().unwrap()[0].header.trashed_at,
        Some(store.now())
    );
    store.restore(&id).unwrap();
    assert_eq!(store.list().unwrap()[0].header.trashed_at, None);
    assert_eq!(edit(&store, &id).1, Note::of("b"));

    store.remove(&id).unwrap();
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(browser.keys("qimo/doc/"), Vec::<String>::new());
    assert_eq!(browser.tab().list().unwrap(), []);
}

#[test]
fn rule_10_the_last_ten_snapshots_are_kept_and_can_be_restored() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("0")).unwrap();
    let slot = slot(handle.id());
    for number in 1..=15 {
        browser.clock.advance(Duration::from_mins(11));
        let note = Note::of(&number.to_string());
        store.save(&mut handle, &note, Edit::Step).unwrap();
        // Saves in quick succession take no snapshot.
        browser.clock.advance(Duration::from_secs(1));
        let note = Note::of(&format!("{number}b"));
        store.save(&mut handle, &note, Edit::Continue).unwrap();
    }
    let snapshots = store.snapshots(&slot).unwrap();
    assert_eq!(snapshots.len(), SNAPSHOTS);
    let oldest = *snapshots.last().unwrap();
    let note = store.read_snapshot::<Note>(handle.id(), oldest).unwrap();
    assert_eq!(note, Note::of("6"));

    let (restored, _) = store.restore_snapshot::<Note>(&mut handle, oldest).unwrap();
    assert_eq!(edit(&store, handle.id()).1, restored);
    let newest = store.snapshots(&slot).unwrap()[0];
    let note = store.read_snapshot::<Note>(handle.id(), newest).unwrap();
    assert_eq!(note, Note::of("15b"));
    let undone = store.undo::<Note>(&mut handle).unwrap().unwrap();
    assert_eq!(undone.value, Note::of("15b"));
}

#[test]
fn rule_10_undo_and_redo_survive_a_reload() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    let id = handle.id().clone();
    store
        .save(&mut handle, &Note::of("ab"), Edit::Step)
        .unwrap();
    store
        .save(&mut handle, &Note::of("abc"), Edit::Continue)
        .unwrap();
    store.save(&mut handle, &Note::of("x"), Edit::Step).unwrap();

    let store = browser.tab();
    let (mut handle, _) = edit(&store, &id);
    assert_eq!(store.history_depth(&id).unwrap(), (2, 0));
    let step = |step: Option<documents::Stepped<Note>>| step.unwrap().value;
    assert_eq!(step(store.undo(&mut handle).unwrap()), Note::of("abc"));
    let store = browser.tab();
    let (mut handle, _) = edit(&store, &id);
    assert_eq!(step(store.undo(&mut handle).unwrap()), Note::of("a"));
    assert_eq!(store.undo::<Note>(&mut handle).unwrap(), None);
    assert_eq!(step(store.redo(&mut handle).unwrap()), Note::of("abc"));
    assert_eq!(step(store.redo(&mut handle).unwrap()), Note::of("x"));
    assert_eq!(store.redo::<Note>(&mut handle).unwrap(), None);
    assert_eq!(edit(&store, &id).1, Note::of("x"));

    store.undo::<Note>(&mut handle).unwrap();
    store
        .save(&mut handle, &Note::of("new"), Edit::Continue)
        .unwrap();
    assert_eq!(store.history_depth(&id).unwrap(), (2, 0));
}

#[test]
fn rule_10_the_history_is_bounded() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("")).unwrap();
    for number in 0..80 {
        let note = Note::of(&number.to_string());
        store.save(&mut handle, &note, Edit::Step).unwrap();
    }
    assert_eq!(
        store.history_depth(handle.id()).unwrap().0,
        documents::HISTORY_STEPS
    );
    for number in 0..40 {
        let note = Note::of(&number.to_string().repeat(5_000));
        store.save(&mut handle, &note, Edit::Step).unwrap();
    }
    let key = &browser.keys("qimo/history/")[0];
    assert!(browser.text(key).unwrap().len() < documents::HISTORY_UNITS * 11 / 10);
    assert_ne!(store.history_depth(handle.id()).unwrap().0, 0);
}

#[test]
fn slots_of_settings_and_progress_have_the_keys_of_the_contract() {
    assert_eq!(
        documents::Key::Slot(Slot::Settings).to_string(),
        "qimo/settings"
    );
    assert_eq!(
        documents::Key::Slot(Slot::Progress).to_string(),
        "qimo/progress"
    );
}
