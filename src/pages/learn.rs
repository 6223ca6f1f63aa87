//! The map of lessons.

use crate::i18n::{td_string, use_locale};
use crate::lessons::{LESSONS, LessonEntry, PARTS, find, pick};
use crate::route::{Page, Route};
use crate::shell::progress;
use crate::site::use_site;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Learn() -> impl IntoView {
    let locale = use_locale();
    let parts = PARTS.iter().map(|part| {
        let lessons = LESSONS.iter().filter(|lesson| lesson.part == part.id);
        let id = format!("part-{}", part.id);
        view! {
            <section class="part" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{pick(part.title, locale)}</h2>
                <ol class="lesson-list">
                    {lessons.map(|lesson| view! { <Card lesson/> }).collect_view()}
                </ol>
            </section>
        }
    });
    view! {
        <div class="column">
            <h1>{td_string!(locale, learn.heading)}</h1>
            <p class="lead">{td_string!(locale, learn.intro)}</p>
            <progress::Summary/>
            {parts.collect_view()}
        </div>
    }
}

#[component]
fn Card(lesson: &'static LessonEntry) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let href = |slug: &str| site.href(&Route::Page(locale, Page::Lesson(slug.to_owned())));
    let needs: Vec<_> = lesson
        .needs
        .iter()
        .filter_map(|slug| find(slug))
        .map(|needed| view! { <a href=href(needed.slug)>{pick(needed.title, locale)}</a> })
        .collect();
    let needs = (!needs.is_empty()).then(
        || view! { <p class="lesson-needs">{td_string!(locale, learn.needs)} " " {needs}</p> },
    );
    view! {
        <li class="lesson-card">
            <h3><a href=href(lesson.slug)>{pick(lesson.title, locale)}</a></h3>
            <p class="lesson-question">{pick(lesson.question, locale)}</p>
            <p class="lesson-meta">
                {td_string!(locale, learn.minutes, count = u32::from(lesson.minutes))}
                <progress::Mark lesson/>
            </p>
            {needs}
        </li>
    }
}
