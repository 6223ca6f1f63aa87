//! Two tabs, whatever the order in which they write.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use documents::progress::Progress;
use documents::{Edit, Standing};
use proptest::prelude::*;

use crate::common::{Browser, Note, edit, load, open};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn two_tabs_never_lose_an_acknowledged_save(
        steps in prop::collection::vec((any::<bool>(), 0_u8..8, 0_u64..400), 1..40),
    ) {
        let browser = Browser::new();
        let tabs = [browser.tab(), browser.tab()];
        let first = tabs[0].create("plan", &Note::of("0")).unwrap();
        let mut opened = [
            edit(&tabs[0], first.id()),
            edit(&tabs[1], first.id()),
        ];
        let mut acknowledged = BTreeSet::from(["0".to_owned()]);
        for (number, (second, step, pause)) in steps.into_iter().enumerate() {
            browser.clock.advance(Duration::from_secs(pause));
            let store = &tabs[usize::from(second)];
            let (handle, note) = &mut opened[usize::from(second)];
            match step {
                // Another tab's save is told of, and taken over.
                0 => {
                    if let Standing::Newer { .. } = store.standing(handle).unwrap() {
                        let id = handle.id().clone();
                        (*handle, *note) = edit(store, &id);
                    }
                }
                1 => store.rename(handle.id(), &number.to_string()).unwrap(),
                2 => store.trash(handle.id()).unwrap(),
                // The index is lost.
                3 => browser.memory.plant("qimo/index", ""),
                _ => {
                    let line = (number + 1).to_string();
                    note.lines.push(line.clone());
                    store.save(handle, note, Edit::Step).unwrap();
                    acknowledged.insert(line);
                }
            }
        }
        let store = browser.tab();
        let mut found = BTreeSet::new();
        for entry in store.list().unwrap() {
            found.extend(edit(&store, &entry.id).1.lines);
        }
        prop_assert_eq!(found, acknowledged);
    }

    #[test]
    fn progress_made_in_two_tabs_is_all_kept(
        steps in prop::collection::vec((any::<bool>(), 0_u32..30), 1..40),
    ) {
        let browser = Browser::new();
        let tabs = [browser.tab(), browser.tab()];
        let mut opened = tabs.each_ref().map(open::<Progress>);
        let mut answered = BTreeMap::new();
        for (second, question) in steps {
            let store = &tabs[usize::from(second)];
            let (held, value) = &mut opened[usize::from(second)];
            value.answer_right("neuron", question, store.now());
            if let Some(merged) = store.save_singleton(held, value).unwrap().merged {
                *value = merged;
            }
            answered.insert(question, store.now());
        }
        let value = load::<Progress>(&tabs[0]);
        prop_assert_eq!(&value.lessons["neuron"].answered, &answered);
    }
}
