//! Rule 10: the trash, the last ten snapshots, undo that survives a reload.

use std::time::Duration;

use documents::{Edit, HISTORY_STEPS, HISTORY_UNITS, Opened, SNAPSHOTS, Stepped};
use serde_json::json;

use crate::common::{Browser, LaterNote, Note, edit, envelope, slot};

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
    let step = |step: Option<Stepped<Note>>| step.unwrap().value;
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
    assert_eq!(store.history_depth(handle.id()).unwrap().0, HISTORY_STEPS);
    for number in 0..40 {
        let note = Note::of(&number.to_string().repeat(5_000));
        store.save(&mut handle, &note, Edit::Step).unwrap();
    }
    let key = &browser.keys("qimo/history/")[0];
    assert!(browser.text(key).unwrap().len() < HISTORY_UNITS * 11 / 10);
    assert_ne!(store.history_depth(handle.id()).unwrap().0, 0);
}

/// A note of 20,000 characters: six times it would fill what a history may take.
fn large() -> Note {
    Note {
        lines: (0..200).map(|line| format!("{line:<100}")).collect(),
        rate: 0.1,
    }
}

#[test]
fn rule_10_a_large_document_has_as_many_steps_as_a_small_one() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut note = large();
    let mut handle = store.create("plan", &note).unwrap();
    let id = handle.id().clone();
    let mut past = Vec::new();
    for step in 0..HISTORY_STEPS {
        past.push(note.clone());
        match step % 3 {
            0 => note.lines[step * 3].push('一'),
            1 => note.lines.insert(step * 2, "一行".into()),
            _ => drop(note.lines.remove(step * 2)),
        }
        store.save(&mut handle, &note, Edit::Step).unwrap();
        if step % 3 == 0 {
            // The next letter of the word belongs to the same step.
            note.lines[step * 3].push('词');
            store.save(&mut handle, &note, Edit::Continue).unwrap();
        }
    }
    let key = &browser.keys("qimo/history/")[0];
    assert!(browser.text(key).unwrap().len() < HISTORY_UNITS / 4);
    // Every step in a tab of its own.
    for before in past.iter().rev() {
        let store = browser.tab();
        let (mut handle, _) = edit(&store, &id);
        let undone = store.undo::<Note>(&mut handle).unwrap().unwrap();
        assert!(undone.value == *before);
    }
    let store = browser.tab();
    let (mut handle, _) = edit(&store, &id);
    assert_eq!(store.history_depth(&id).unwrap(), (0, HISTORY_STEPS));
    for _ in 0..HISTORY_STEPS {
        store.redo::<Note>(&mut handle).unwrap().unwrap();
    }
    assert!(edit(&store, &id).1 == note);
}

#[test]
fn rule_10_a_step_that_was_not_kept_is_left_out_and_the_document_is_not_touched() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    let id = handle.id().clone();
    store.save(&mut handle, &Note::of("b"), Edit::Step).unwrap();
    let key = browser.keys("qimo/history/")[0].clone();
    let (history, document) = (browser.text(&key).unwrap(), browser.doc(&id).unwrap());
    store.save(&mut handle, &Note::of("c"), Edit::Step).unwrap();

    // A tab ended before it wrote the history of the last save.
    let longer = browser.text(&key).unwrap();
    browser.memory.plant(&key, history.as_str());
    let tab = browser.tab();
    let (mut there, _) = edit(&tab, &id);
    assert_eq!(tab.undo::<Note>(&mut there).unwrap(), None);
    assert_eq!(edit(&tab, &id).1, Note::of("c"));
    assert_eq!(tab.history_depth(&id).unwrap(), (0, 0));
    tab.save(&mut there, &Note::of("d"), Edit::Step).unwrap();
    let undone = tab.undo::<Note>(&mut there).unwrap().unwrap();
    assert_eq!(undone.value, Note::of("c"));

    // A tab went back a step and ended before it wrote that.
    browser.memory.plant(&key, longer.as_str());
    browser
        .memory
        .plant(&format!("qimo/doc/{id}"), document.as_str());
    let tab = browser.tab();
    let (mut there, _) = edit(&tab, &id);
    let undone = tab.undo::<Note>(&mut there).unwrap().unwrap();
    assert_eq!(undone.value, Note::of("a"));
}

#[test]
fn rule_10_steps_kept_as_whole_bodies_by_an_older_version_are_still_undone() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("c")).unwrap();
    let id = handle.id().clone();
    let body = |line: &str| json!({"schema": 3, "body": Note::of(line)});
    let history = json!({"past": [body("a"), body("b")], "future": [body("d")]});
    let key = format!("qimo/history/{id}");
    browser.memory.plant(&key, envelope(1, &history).as_str());
    let mut step = |undo: bool| {
        let stepped = if undo {
            store.undo::<Note>(&mut handle)
        } else {
            store.redo::<Note>(&mut handle)
        };
        stepped.unwrap().unwrap().value
    };
    assert_eq!([step(true), step(true)], [Note::of("b"), Note::of("a")]);
    let forward = [step(false), step(false), step(false)];
    assert_eq!(forward, [Note::of("b"), Note::of("c"), Note::of("d")]);
}

#[test]
fn rule_10_undo_goes_back_through_a_change_of_the_form() {
    let browser = Browser::new();
    let store = browser.tab();
    let mut handle = store.create("plan", &Note::of("a")).unwrap();
    let id = handle.id().clone();
    for line in ["b", "c"] {
        store
            .save(&mut handle, &Note::of(line), Edit::Step)
            .unwrap();
    }
    let store = browser.tab();
    let Opened::Editable {
        mut handle,
        mut value,
    } = store.load::<LaterNote>(&id).unwrap()
    else {
        panic!("read-only");
    };
    value.colour = "blue".into();
    store.save(&mut handle, &value, Edit::Step).unwrap();
    for line in ["c", "b", "a"] {
        let undone = store.undo::<LaterNote>(&mut handle).unwrap().unwrap();
        assert_eq!(
            (undone.value.lines, &*undone.value.colour),
            (vec![line.to_owned()], "red")
        );
    }
    for line in ["b", "c", "c"] {
        let redone = store.redo::<LaterNote>(&mut handle).unwrap().unwrap();
        assert_eq!(redone.value.lines, [line]);
    }
    assert_eq!(store.redo::<LaterNote>(&mut handle).unwrap(), None);
}
