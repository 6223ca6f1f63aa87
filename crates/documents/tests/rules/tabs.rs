//! Rule 3: two tabs.

use documents::settings::{Language, Motion, Settings, Theme};
use documents::{Edit, Notice, Outcome, Standing};

use crate::common::{Browser, Note, edit, load, open};

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
    let (mut here, mut mine) = open::<Settings>(&ours);
    let (mut there, mut other) = open::<Settings>(&theirs);
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
    assert_eq!(load::<Settings>(&theirs), both);

    // A clash: the last choice holds, the other stays as a snapshot.
    other.theme = Theme::Light;
    let saved = theirs.save_singleton(&mut there, &other).unwrap();
    assert_eq!(saved.merged, None);
    assert_eq!(load::<Settings>(&ours), other);
    let snapshots = browser.keys("qimo/snapshot/settings/");
    assert!(
        snapshots
            .iter()
            .any(|key| browser.text(key).unwrap().contains("dark"))
    );
}
