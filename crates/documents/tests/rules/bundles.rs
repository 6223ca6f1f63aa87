//! Rule 7: import previews, copies, and can be undone; export reads itself
//! back. Erasing can be undone as well.

use documents::progress::Progress;
use documents::settings::{Settings, Theme};
use documents::{
    Arrival, BackendError, Choice, Choices, Edit, Faults, ImportError, SaveError, Store, WriteFault,
};
use serde_json::{Value, json};

use crate::common::{Browser, Note, change, edit, envelope, load};

/// A browser with two documents, settings and progress, and its export.
fn full() -> (Browser, Store, String) {
    let browser = Browser::new();
    let store = browser.tab();
    let mut plan = store.create("plan", &Note::of("a")).unwrap();
    store.save(&mut plan, &Note::of("b"), Edit::Step).unwrap();
    store.create("other", &Note::of("甲")).unwrap();
    change::<Settings>(&store, |settings| settings.theme = Theme::Dark);
    let now = store.now();
    change::<Progress>(&store, |progress| progress.mark_read("neuron", now));
    let file = store.export(&[]).unwrap().text;
    (browser, store, file)
}

#[test]
fn rule_7_an_export_brought_into_an_empty_browser_is_the_same() {
    let (_, from, file) = full();
    let browser = Browser::new();
    let store = browser.tab();
    let preview = store.preview(file.as_bytes()).unwrap();
    assert!(
        preview
            .documents
            .iter()
            .all(|document| document.arrival == Arrival::New)
    );
    let choices = Choices {
        settings: Choice::Replace,
        progress: Choice::Replace,
        ..Choices::default()
    };
    store.apply(&preview, &choices).unwrap();
    assert_eq!(store.list().unwrap(), from.list().unwrap());
    for entry in store.list().unwrap() {
        assert_eq!(edit(&store, &entry.id), edit(&from, &entry.id));
        assert_eq!(
            store.history_depth(&entry.id).unwrap(),
            from.history_depth(&entry.id).unwrap()
        );
    }
    assert_eq!(load::<Settings>(&store).theme, Theme::Dark);
    assert!(load::<Progress>(&store).is_read("neuron"));
}

#[test]
fn rule_7_import_copies_what_differs_and_can_be_undone() {
    let (browser, store, file) = full();
    let changed = store.list().unwrap();
    let changed = &changed.iter().find(|entry| entry.header.name == "plan");
    let (mut handle, _) = edit(&store, &changed.unwrap().id);
    store
        .save(&mut handle, &Note::of("mine"), Edit::Step)
        .unwrap();
    change::<Settings>(&store, |settings| settings.theme = Theme::Light);
    let before = browser.memory.contents();

    let preview = store.preview(file.as_bytes()).unwrap();
    assert_eq!(browser.memory.contents(), before);
    let arrival = |name: &str| {
        let mut documents = preview.documents.iter();
        documents
            .find(|document| document.header.name == name)
            .unwrap()
            .arrival
    };
    assert_eq!(arrival("plan"), Arrival::Copy);
    assert_eq!(arrival("other"), Arrival::Same);
    let settings = preview.settings.as_ref().unwrap();
    assert_eq!(settings.here.theme, Theme::Light);
    assert_eq!(settings.file.theme, Theme::Dark);
    assert_eq!(preview.progress, None);

    let kept = store.apply(&preview, &Choices::default()).unwrap();
    assert_eq!(load::<Settings>(&store).theme, Theme::Light);
    assert_eq!(edit(&store, handle.id()).1, Note::of("mine"));
    assert_eq!(edit(&store, &kept.documents[0]).1, Note::of("b"));
    assert_eq!(store.history_depth(&kept.documents[0]).unwrap().0, 1);
    assert_eq!(store.list().unwrap().len(), 3);
    assert_eq!(store.undo_import(&kept).unwrap().left, [""; 0]);
    let documents = |contents: &std::collections::BTreeMap<String, documents::Raw>| {
        let mut contents = contents.clone();
        contents.remove("qimo/index");
        contents
    };
    assert_eq!(documents(&browser.memory.contents()), documents(&before));
    assert_eq!(store.list().unwrap().len(), 2);

    let choices = Choices {
        settings: Choice::Replace,
        without: preview.documents.iter().map(|d| d.id.clone()).collect(),
        ..Choices::default()
    };
    let replaced = store.apply(&preview, &choices).unwrap();
    assert_eq!(replaced.documents, []);
    assert_eq!(load::<Settings>(&store).theme, Theme::Dark);
    store.undo_import(&replaced).unwrap();
    assert_eq!(load::<Settings>(&store).theme, Theme::Light);
}

#[test]
fn rule_7_progress_of_two_devices_can_be_merged() {
    let (_, _, file) = full();
    let store = Browser::new().tab();
    let now = store.now();
    change::<Progress>(&store, |progress| progress.answer_right("neuron", 1, now));
    let preview = store.preview(file.as_bytes()).unwrap();
    let choices = Choices {
        progress: Choice::Merge,
        ..Choices::default()
    };
    store.apply(&preview, &choices).unwrap();
    let progress = load::<Progress>(&store);
    assert!(progress.is_read("neuron") && progress.is_answered("neuron", 1));
}

#[test]
fn rule_7_a_document_edited_after_its_import_stays_when_that_is_undone() {
    let (_, _, file) = full();
    let store = Browser::new().tab();
    let preview = store.preview(file.as_bytes()).unwrap();
    let undo = store.apply(&preview, &Choices::default()).unwrap();
    let id = undo.documents[0].clone();
    let (mut handle, _) = edit(&store, &id);
    store
        .save(&mut handle, &Note::of("mine"), Edit::Step)
        .unwrap();
    let undone = store.undo_import(&undo).unwrap();
    assert!(undone.left.contains(&format!("qimo/doc/{id}")));
    assert_eq!(edit(&store, &id).1, Note::of("mine"));
    assert_eq!(store.list().unwrap().len(), 1);
}

#[test]
fn rule_7_a_failed_import_leaves_everything_as_it_was() {
    let (_, _, file) = full();
    for writes in 0..6 {
        let browser = Browser::new();
        let store = browser.tab();
        store.create("own", &Note::of("own")).unwrap();
        let before = browser.memory.contents();
        let preview = store.preview(file.as_bytes()).unwrap();
        browser.memory.set_faults(Faults {
            write: Some((WriteFault::Quota, writes, usize::MAX)),
            ..Faults::default()
        });
        let choices = Choices {
            settings: Choice::Replace,
            progress: Choice::Replace,
            ..Choices::default()
        };
        let applied = store.apply(&preview, &choices);
        assert_eq!(
            applied.unwrap_err(),
            SaveError::Backend(BackendError::Quota)
        );
        assert_eq!(browser.memory.contents(), before, "{writes}");
    }
}

#[test]
fn rule_7_a_file_that_cannot_be_imported_says_why() {
    let (_, store, file) = full();
    let parsed: Value = serde_json::from_str(&file).unwrap();
    let with = |field: &str, value: Value| {
        let mut file = parsed.clone();
        file[field] = value;
        store.preview(file.to_string().as_bytes()).unwrap_err()
    };
    let refused = |bytes: &[u8]| store.preview(bytes).unwrap_err();
    assert_eq!(refused(b""), ImportError::NotJson);
    assert_eq!(refused(&[0xff, 0xfe, 0x00]), ImportError::NotJson);
    assert_eq!(
        refused(&file.as_bytes()[..file.len() / 2]),
        ImportError::NotJson
    );
    assert_eq!(refused(b"{}"), ImportError::NotOurs);
    assert_eq!(refused(b"[1]"), ImportError::NotOurs);
    assert_eq!(with("version", json!(2)), ImportError::Newer { version: 2 });
    assert_eq!(with("checksum", json!("sha256:00")), ImportError::Checksum);
    assert_eq!(with("payload", json!({})), ImportError::Checksum);
    assert_eq!(
        refused(file.replace("甲", "乙").as_bytes()),
        ImportError::Checksum
    );
    let bytes = documents::MAX_BUNDLE_BYTES + 1;
    assert_eq!(refused(&vec![b' '; bytes]), ImportError::TooLarge { bytes });
    // White space, the order of keys and a byte order mark make no difference.
    let pretty = format!("\u{feff}{}", serde_json::to_string_pretty(&parsed).unwrap());
    assert!(store.preview(pretty.as_bytes()).is_ok());
}

#[test]
fn rule_7_values_of_a_newer_version_are_left_out_of_the_settings() {
    let (browser, store, _) = full();
    browser
        .memory
        .plant("qimo/settings", envelope(9, &json!({"new": 1})).as_str());
    browser.memory.plant("qimo/later/thing", "?");
    let file = store.export(&[]).unwrap().text;
    let preview = Browser::new().tab().preview(file.as_bytes()).unwrap();
    assert_eq!(preview.left_out, ["qimo/later/thing", "qimo/settings"]);
    assert_eq!(preview.settings, None);
}

#[test]
fn erasing_removes_our_keys_only_and_can_be_undone() {
    let (browser, store, _) = full();
    browser.memory.plant("other", "theirs");
    browser.memory.plant("qimo-like", "theirs");
    let before = browser.memory.contents();
    let erased = store.erase(&[]).unwrap();
    assert_eq!(erased.left, [""; 0]);
    assert_eq!(
        browser.memory.contents().into_keys().collect::<Vec<_>>(),
        ["other", "qimo-like"]
    );
    assert_eq!(store.list().unwrap(), []);
    // The app goes on, and saves a setting before the reader has second thoughts.
    change::<Settings>(&store, |settings| settings.theme = Theme::Light);
    store.undo_erase(&erased).unwrap();
    let mut after = browser.memory.contents();
    after.retain(|key, _| !key.starts_with("qimo/snapshot/settings/"));
    assert_eq!(after, before);
    assert_eq!(browser.keys("qimo/snapshot/settings/").len(), 1);
}
