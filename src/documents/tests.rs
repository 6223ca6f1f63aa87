//! Tabs over one storage in memory; what the browser would tell them is said
//! here by hand.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use documents::progress::Progress;
use documents::settings::{Settings, Theme};
use documents::{
    Choices, Document, Edit, Faults, Key, ManualClock, Memory, Notice, SaveError, Seeded, Slot,
    Store, Timestamp, WriteFault,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::tabs::Presence;
use super::{Availability, Change, Documents, Kept, NotChanged, OpenDocument, Status};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Note(String);

impl Document for Note {
    const KIND: &'static str = "note";
    const SCHEMA: u32 = 1;
}

struct Browser {
    memory: Memory,
    clock: Arc<ManualClock>,
}

impl Browser {
    fn new() -> Self {
        Self {
            memory: Memory::new(),
            clock: Arc::new(ManualClock::new(Timestamp::from_millis(1_795_421_100_000))),
        }
    }

    fn tab(&self, seed: u64) -> Documents {
        let store = Store::open(self.memory.clone(), self.clock.clone(), Seeded::new(seed));
        Documents::over(store, Availability::Persistent)
    }

    fn fail(&self, fault: Option<WriteFault>) {
        self.memory.set_faults(Faults {
            write: fault.map(|fault| (fault, 0, usize::MAX)),
            ..Faults::default()
        });
    }
}

fn with_owner<T>(run: impl FnOnce(&Owner) -> T) -> T {
    let owner = Owner::new();
    let result = owner.with(|| run(&owner));
    owner.cleanup();
    result
}

fn wrote(slot: Slot) -> Change {
    Change::Key {
        key: Key::Slot(slot),
        revision: None,
    }
}

fn set_theme(kept: Kept<Settings>, theme: Theme) {
    kept.update(|settings| settings.theme = theme);
}

fn open(documents: &Documents, id: &documents::Id) -> OpenDocument<Note> {
    documents.open(id, Signal::stored(false)).unwrap()
}

fn set(document: OpenDocument<Note>, text: &str) {
    document.update(Edit::Step, |note| text.clone_into(&mut note.0));
}

#[test]
fn a_setting_is_saved_when_it_changes_and_another_tab_follows() {
    with_owner(|_| {
        let browser = Browser::new();
        let (ours, theirs) = (browser.tab(1), browser.tab(2));
        assert_eq!(ours.settings().status(), Status::Idle);
        set_theme(ours.settings(), Theme::Dark);
        let at = ours.now();
        assert_eq!(ours.settings().status(), Status::Saved { at });
        theirs.shared.on_change(&wrote(Slot::Progress));
        assert_eq!(theirs.settings().get().theme, Theme::Auto);
        theirs.shared.on_change(&wrote(Slot::Settings));
        assert_eq!(theirs.settings().get().theme, Theme::Dark);
        assert_eq!(theirs.notices(), []);
    });
}

#[test]
fn rule_1_a_full_storage_keeps_its_notice_and_the_export_has_the_value() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        browser.fail(Some(WriteFault::Quota));
        set_theme(documents.settings(), Theme::Dark);
        let now = documents.now();
        documents
            .progress()
            .update(|progress| progress.mark_read("neuron", now));
        set_theme(documents.settings(), Theme::Light);
        let failed = Status::Failed(SaveError::Backend(documents::BackendError::Quota));
        assert_eq!(documents.settings().status(), failed);
        let shown = documents.notices();
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert!(matches!(shown[0].notice, Notice::NotSaved { .. }));

        let file = documents.export().unwrap();
        let other = Browser::new().tab(3);
        let preview = other.store().preview(file.text.as_bytes()).unwrap();
        let theirs = preview.settings.clone().map(|settings| settings.file.theme);
        assert_eq!(theirs, Some(Theme::Light));
        let choices = Choices {
            progress: documents::Choice::Replace,
            ..Choices::default()
        };
        let undo = other.apply(&preview, &choices).unwrap();
        assert!(other.progress().with(|progress| progress.is_read("neuron")));
        other.undo_import(&undo).unwrap();
        assert_eq!(other.progress().get(), Progress::default());

        browser.fail(None);
        documents.shared.on_presence(Presence::Leaving);
        assert_eq!(documents.notices(), []);
        assert_eq!(browser.tab(2).settings().get().theme, Theme::Light);
    });
}

#[test]
fn a_document_is_saved_when_its_page_is_closed() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        let id = documents
            .create("plan", &Note("a".into()))
            .unwrap()
            .id()
            .clone();
        let page = Owner::new();
        page.with(|| {
            let document = open(&documents, &id);
            set(document, "b");
            assert_eq!(document.status().get(), Status::Saving);
        });
        page.cleanup();
        assert_eq!(open(&browser.tab(2), &id).get(), Note("b".into()));
        assert_eq!(documents.notices(), []);
    });
}

#[test]
fn rule_1_what_a_page_could_not_save_is_taken_up_by_the_next() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        let id = documents
            .create("plan", &Note("a".into()))
            .unwrap()
            .id()
            .clone();
        let page = Owner::new();
        page.with(|| {
            let document = open(&documents, &id);
            browser.fail(Some(WriteFault::Quota));
            set(document, "b");
            document.save();
        });
        page.cleanup();
        // Without a page it is in the export, and its notice stays.
        let file = documents.export().unwrap();
        assert!(file.text.contains("\"b\""), "{}", file.text);
        assert!(matches!(
            documents.notices()[0].notice,
            Notice::NotSaved { .. }
        ));
        let page = Owner::new();
        page.with(|| {
            let document = open(&documents, &id);
            assert_eq!(document.get(), Note("b".into()));
            assert_eq!(document.status().get(), Status::Saving);
        });
        page.cleanup();
        // With room again it is saved, page or none.
        browser.fail(None);
        documents.shared.on_presence(Presence::Leaving);
        assert_eq!(documents.notices(), []);
        assert_eq!(open(&browser.tab(2), &id).get(), Note("b".into()));
    });
}

#[test]
fn a_document_is_undone_and_redone_step_by_step() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        let id = documents
            .create("plan", &Note("a".into()))
            .unwrap()
            .id()
            .clone();
        let document = open(&documents, &id);
        set(document, "b");
        set(document, "c");
        document.undo();
        assert_eq!(document.get(), Note("b".into()));
        assert_eq!(document.depth().get(), (1, 1));
        document.undo();
        document.redo();
        assert_eq!(document.get(), Note("b".into()));
        assert_eq!(open(&browser.tab(2), &id).get(), Note("b".into()));
    });
}

#[test]
fn rule_3_a_document_edited_in_two_tabs_is_kept_twice() {
    with_owner(|_| {
        let browser = Browser::new();
        let (ours, theirs) = (browser.tab(1), browser.tab(2));
        let id = ours.create("plan", &Note("a".into())).unwrap().id().clone();
        let (here, there) = (open(&ours, &id), open(&theirs, &id));
        set(there, "theirs");
        there.save();
        // Unedited, this tab follows.
        ours.shared.on_change(&wrote(Slot::Doc(id.clone())));
        assert_eq!(here.get(), Note("theirs".into()));
        set(here, "ours");
        set(there, "theirs again");
        there.save();
        ours.shared.on_change(&wrote(Slot::Doc(id.clone())));
        assert_eq!(here.get(), Note("ours".into()));
        here.save();
        let Status::Conflict { original, copy } = here.status().get() else {
            panic!("no conflict");
        };
        assert_eq!(original, id);
        assert_eq!(here.id().get(), copy);
        assert_eq!(open(&theirs, &id).get(), Note("theirs again".into()));
        assert_eq!(open(&theirs, &copy).get(), Note("ours".into()));
        assert!(matches!(ours.notices()[0].notice, Notice::Conflict { .. }));
        let shown = ours.notices()[0].id;
        ours.dismiss(shown);
        assert_eq!(ours.notices(), []);
        assert_eq!(ours.entries().unwrap().len(), 2);
    });
}

#[test]
fn rule_9_another_tab_does_not_cut_a_composition() {
    with_owner(|_| {
        let browser = Browser::new();
        let (ours, theirs) = (browser.tab(1), browser.tab(2));
        let id = ours.create("plan", &Note("a".into())).unwrap().id().clone();
        let composing = RwSignal::new(true);
        let here: OpenDocument<Note> = ours.open(&id, composing).unwrap();
        let there = open(&theirs, &id);
        set(there, "theirs");
        there.save();
        ours.shared.on_change(&wrote(Slot::Doc(id.clone())));
        assert_eq!(here.get(), Note("a".into()));
        composing.set(false);
        ours.shared.on_presence(Presence::Returned);
        assert_eq!(here.get(), Note("theirs".into()));
    });
}

#[test]
fn erasing_forgets_what_is_open_and_can_be_undone() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        let id = documents
            .create("plan", &Note("a".into()))
            .unwrap()
            .id()
            .clone();
        let document = open(&documents, &id);
        set_theme(documents.settings(), Theme::Dark);
        let erased = documents.erase().unwrap();
        assert_eq!(browser.memory.contents().len(), 0);
        assert_eq!(documents.settings().get(), Settings::default());
        assert_eq!(document.status().get(), Status::Removed);
        documents.undo_erase(&erased).unwrap();
        assert_eq!(documents.settings().get().theme, Theme::Dark);
        assert_eq!(document.status().get(), Status::Idle);
        set(document, "b");
        document.save();
        assert_eq!(document.id().get(), id);
    });
}

#[test]
fn rule_4_settings_of_a_newer_version_are_not_written() {
    with_owner(|_| {
        let browser = Browser::new();
        let newer = r#"{"schema":9,"revision":1,"saved_at":"2030-01-01T00:00:00.000Z","data":{}}"#;
        browser.memory.plant("qimo/settings", newer);
        let documents = browser.tab(1);
        let status = Status::ReadOnlyNewer { schema: 9 };
        assert_eq!(documents.settings().status(), status);
        set_theme(documents.settings(), Theme::Dark);
        assert_eq!(documents.settings().get().theme, Theme::Dark);
        documents.shared.on_presence(Presence::Leaving);
        assert_eq!(
            browser.memory.contents()["qimo/settings"].text(),
            Some(newer)
        );
        assert!(matches!(
            documents.notices()[0].notice,
            Notice::Newer { .. }
        ));
    });
}

#[test]
fn a_choice_is_saved_at_once_and_is_a_step_of_its_own() {
    with_owner(|_| {
        let browser = Browser::new();
        let documents = browser.tab(1);
        let handle = documents.create("plan", &Note("a".into())).unwrap();
        let document = open(&documents, handle.id());
        set(document, "typed");
        document.commit(|note| note.0 = "chosen".into());
        assert!(matches!(document.status().get(), Status::Saved { .. }));
        assert_eq!(
            open(&browser.tab(2), handle.id()).get(),
            Note("chosen".into())
        );
        assert_eq!(document.depth().get(), (2, 0));
        document.undo();
        assert_eq!(document.get(), Note("typed".into()));
        // While an input method composes, nothing is saved.
        let composing = RwSignal::new(true);
        let document: OpenDocument<Note> = documents.open(handle.id(), composing).unwrap();
        document.commit(|note| note.0 = "meanwhile".into());
        assert_eq!(document.status().get(), Status::Saving);
    });
}

#[test]
fn a_document_that_is_not_open_is_changed_as_a_step_to_undo() {
    with_owner(|_| {
        let browser = Browser::new();
        let (ours, theirs) = (browser.tab(1), browser.tab(2));
        let handle = ours.create("plan", &Note("a".into())).unwrap();
        let id = handle.id();
        let there = open(&theirs, id);
        let before = ours.change(id, |note: &mut Note| {
            std::mem::replace(&mut note.0, "b".into())
        });
        assert_eq!(before, Ok("a".to_owned()));
        theirs.shared.on_change(&wrote(Slot::Doc(id.clone())));
        assert_eq!(there.get(), Note("b".into()));
        there.undo();
        assert_eq!(there.get(), Note("a".into()));
        // What cannot be read or saved stays as it is, and is told.
        browser.fail(Some(WriteFault::Quota));
        let refused = ours.change(id, |note: &mut Note| note.0 = "c".into());
        assert!(matches!(refused, Err(NotChanged::Save(_))), "{refused:?}");
        assert_eq!(ours.notices().len(), 1);
        let nothing = ours.change(id, |_: &mut Note| {});
        assert_eq!(nothing, Ok(()));
        let none = ours.change(&"0123456789abcdef".parse().unwrap(), |_: &mut Note| {});
        assert!(matches!(none, Err(NotChanged::Load(_))), "{none:?}");
    });
}
