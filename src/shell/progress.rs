//! The reader's progress through the lessons, shown and noted.

use crate::documents::{Documents, use_documents};
use crate::i18n::{Locale, td_string, use_locale};
use crate::lessons::{LESSONS, LessonEntry, pick};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;

/// Notes that a lesson was opened.
pub fn visit(slug: &'static str) {
    let documents = use_documents();
    Effect::new(move || {
        let now = documents.now();
        documents
            .progress()
            .update(|progress| progress.visit(slug, now));
    });
}

/// Notes the answer to a checking question, `q1` being the first.
pub fn answer(documents: Documents, slug: &'static str, question: &str, right: bool) {
    if let (true, Some(Ok(number))) = (right, question.strip_prefix('q').map(str::parse::<u32>)) {
        let now = documents.now();
        documents
            .progress()
            .update(|progress| progress.answer_right(slug, number.saturating_sub(1), now));
    }
}

/// How much was read, with the way to the next lesson.
#[component]
pub fn Summary() -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let progress = use_documents().progress();
    let read = Memo::new(move |_| {
        progress.with(|progress| {
            LESSONS
                .iter()
                .filter(|lesson| progress.is_read(lesson.slug))
                .count()
        })
    });
    let text = move || match read.get() {
        0 => td_string!(locale, home.progress_none).to_owned(),
        read => td_string!(locale, home.progress, read = read, total = LESSONS.len()),
    };
    let next = move || {
        let started = progress.with(|progress| !progress.lessons.is_empty());
        let next =
            progress.with(|progress| LESSONS.iter().find(|lesson| !progress.is_read(lesson.slug)));
        next.filter(|_| started).map(|lesson| {
            let href = site.href(&Route::Page(locale, Page::Lesson(lesson.slug.to_owned())));
            let title = pick(lesson.title, locale);
            view! { " · " <a href=href>{td_string!(locale, home.next_lesson, title = title)}</a> }
        })
    };
    view! {
        <div class="progress">
            <progress max=LESSONS.len() value=move || read.get() aria-label=text></progress>
            {text} {next}
        </div>
    }
}

/// What was done in one lesson, for its card.
#[component]
pub fn Mark(
    /// The lesson.
    lesson: &'static LessonEntry,
) -> impl IntoView {
    let locale = use_locale();
    let progress = use_documents().progress();
    move || {
        progress.with(|progress| {
            let answered = progress.answered(lesson.slug).min(lesson.questions);
            view! {
                {progress
                    .is_read(lesson.slug)
                    .then(|| view! { <span class="read-mark">"✓ " {td_string!(locale, learn.read)}</span> })}
                {(answered > 0).then(|| view! { <span class="read-mark">{questions(locale, answered, lesson)}</span> })}
            }
        })
    }
}

fn questions(locale: Locale, right: usize, lesson: &LessonEntry) -> String {
    td_string!(
        locale,
        learn.questions,
        right = right,
        total = lesson.questions
    )
}

/// Marks a lesson as read, or takes it back.
#[component]
pub fn ReadToggle(
    /// The lesson.
    lesson: &'static LessonEntry,
) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let read = Memo::new(move |_| {
        documents
            .progress()
            .with(|progress| progress.is_read(lesson.slug))
    });
    let toggle = move |_| {
        let unread = read.get_untracked();
        let now = documents.now();
        documents.progress().update(|progress| {
            if unread {
                progress.mark_unread(lesson.slug);
            } else {
                progress.mark_read(lesson.slug, now);
            }
        });
    };
    let label = move || {
        if read.get() {
            td_string!(locale, learn.unmark_read)
        } else {
            td_string!(locale, learn.mark_read)
        }
    };
    view! {
        <p class="lesson-foot">
            <button on:click=toggle aria-pressed=move || read.get().to_string()>
                {move || read.get().then_some("✓ ")} {label}
            </button>
        </p>
    }
}
