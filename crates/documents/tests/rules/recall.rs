//! Rule 10: the trash, the last ten snapshots, undo that survives a reload.

use std::time::Duration;

use documents::{Edit, HISTORY_STEPS, HISTORY_UNITS, SNAPSHOTS, Stepped};

use crate::common::{Browser, Note, edit, slot};

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
