//! Whether the plan is saved, and the buttons and keys that go back and forth.

use super::editor::Editor;
use crate::documents::Status;
use crate::i18n::{Locale, td_string, use_locale};
use crate::ui::steps::{Way, follow_keys};
use documents::Timestamp;
use leptos::prelude::*;

/// The line that stays in sight: what is saved, undo, redo.
#[component]
pub fn Bar(editor: Editor) -> impl IntoView {
    let locale = use_locale();
    let status = editor.status();
    let text = move || status.with(|status| words(status, locale));
    let unread = Memo::new(move |_| editor.drafts.with(|drafts| drafts.len() as u32));
    let unread = move || {
        let count = unread.get();
        (count > 0).then(|| td_string!(locale, plan_edit.unread, count = count))
    };
    view! {
        <div class="plan-bar">
            <p class="plan-status" role="status">
                <span>{text}</span>
                {move || unread().map(|text| view! { <strong>{text}</strong> })}
            </p>
            <p class="plan-undo">
                <button
                    type="button"
                    disabled=move || editor.depth().0 == 0
                    aria-keyshortcuts="Control+Z Meta+Z"
                    on:click=move |_| editor.undo()
                >
                    {td_string!(locale, plan_edit.undo)}
                </button>
                <button
                    type="button"
                    disabled=move || editor.depth().1 == 0
                    aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z Control+Y"
                    on:click=move |_| editor.redo()
                >
                    {td_string!(locale, plan_edit.redo)}
                </button>
            </p>
        </div>
    }
}

/// Undo and redo by keys, in a field or out of one: the plan's own steps, which
/// survive a reload, take the place of the browser's.
pub fn listen(editor: Editor) {
    follow_keys(
        |_| false,
        move |way| match way {
            Way::Undo => editor.undo(),
            Way::Redo => editor.redo(),
        },
    );
}

fn words(status: &Status, locale: Locale) -> String {
    match status {
        Status::Idle => td_string!(locale, plan_edit.status_idle).to_owned(),
        Status::Saving => td_string!(locale, plan_edit.status_saving).to_owned(),
        Status::Saved { at } => td_string!(locale, plan_edit.status_saved, time = clock(*at)),
        Status::Memory => td_string!(locale, plan_edit.status_memory).to_owned(),
        Status::Failed(_) => td_string!(locale, plan_edit.status_failed).to_owned(),
        Status::Conflict { .. } => td_string!(locale, plan_edit.status_conflict).to_owned(),
        Status::Removed => td_string!(locale, plan_edit.status_removed).to_owned(),
        Status::ReadOnlyNewer { .. } => td_string!(locale, plan_edit.status_newer).to_owned(),
    }
}

/// Hour and minute where the reader is.
pub fn clock(at: Timestamp) -> String {
    let behind = if cfg!(target_arch = "wasm32") {
        js_sys::Date::new_0().get_timezone_offset() as i64
    } else {
        0
    };
    hour_and_minute(at.millis() as i64, behind)
}

/// Hour and minute of a moment in milliseconds since 1970, `behind` minutes west
/// of UTC.
fn hour_and_minute(moment: i64, behind: i64) -> String {
    let minutes = moment.div_euclid(60_000) - behind;
    let of_day = minutes.rem_euclid(24 * 60);
    format!("{:02}:{:02}", of_day / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_the_readers() {
        // 2026-11-24T23:30:00Z is half past seven in Shanghai.
        assert_eq!(hour_and_minute(1_795_563_000_000, 0), "23:30");
        assert_eq!(hour_and_minute(1_795_563_000_000, -480), "07:30");
        assert_eq!(hour_and_minute(1_795_563_000_000, 300), "18:30");
    }
}
