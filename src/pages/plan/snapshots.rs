//! Earlier versions of the plan: the last ten, kept by the store, and those that
//! the founder takes.

use super::document::Kept;
use super::editor::use_editor;
use super::status::clock;
use crate::documents::use_documents;
use crate::i18n::{date, td_string, use_locale};
use documents::{Slot, SnapshotId};
use leptos::prelude::*;

/// The list, with the button that takes one.
#[component]
pub fn Snapshots() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let documents = use_documents();
    let changed = Trigger::new();
    let said = RwSignal::new(None::<&'static str>);
    let slot = move || Slot::Doc(editor.id());
    let list = Memo::new(move |_| {
        changed.track();
        // Each save may have taken one.
        editor.status().track();
        documents.store().snapshots(&slot()).unwrap_or_default()
    });
    let take = move |_| {
        editor.save();
        let taken = documents.store().take_snapshot(&untrack(slot));
        said.set(Some(match taken {
            Ok(_) => td_string!(locale, plan_edit.snapshot_taken),
            Err(_) => td_string!(locale, plan_edit.snapshot_failed),
        }));
        changed.notify();
    };
    let restore = move |snapshot: SnapshotId| {
        editor.save();
        let store = documents.store();
        let earlier = store.read_snapshot::<Kept>(&untrack(|| editor.id()), snapshot);
        // What the plan is now stays as a snapshot, and as a step to undo.
        let kept = store.take_snapshot(&untrack(slot));
        said.set(Some(match (earlier, kept) {
            (Ok(earlier), Ok(_)) => {
                editor.step(|plan| *plan = earlier.0);
                editor.save();
                td_string!(locale, plan_edit.snapshot_restored)
            }
            _ => td_string!(locale, plan_edit.snapshot_failed),
        }));
        changed.notify();
    };
    let rows = move || {
        let rows = list.get().into_iter().map(|snapshot| {
            let at = snapshot.saved_at;
            let when = format!("{} {}", date(locale, &at.to_string()), clock(at));
            let label = td_string!(locale, plan_edit.snapshot_restore_of, date = when.clone());
            view! {
                <li>
                    <span>{when}</span>
                    <button
                        type="button"
                        aria-label=label
                        disabled=move || editor.is_read_only()
                        on:click=move |_| restore(snapshot)
                    >
                        {td_string!(locale, plan_edit.snapshot_restore)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <section class="plan-snapshots" aria-labelledby="plan-snapshots">
            <h2 id="plan-snapshots">{td_string!(locale, plan_edit.snapshots)}</h2>
            <p class="plan-hint">{td_string!(locale, plan_edit.snapshots_hint)}</p>
            <ul>{rows}</ul>
            <p class="buttons">
                <button type="button" on:click=take>{td_string!(locale, plan_edit.snapshot_take)}</button>
            </p>
            <p class="plan-removed" role="status">{move || said.get()}</p>
        </section>
    }
}
