//! Every fault at every write.

use std::time::Duration;

use documents::settings::{Settings, Theme};
use documents::{Edit, Faults, Id, Store, WriteFault};

use crate::common::{Browser, Note, edit, load, open};

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
    let old = include_str!("../rules/data/note-1.json").trim_end();
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
                let (mut held, mut value) = open::<Settings>(&store);
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
                assert_eq!(load::<Settings>(&browser.tab()).theme, expected);
            }
        }
    }
}
