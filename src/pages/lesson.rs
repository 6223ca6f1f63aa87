//! A lesson: its text with the explorables in it, and the way on.

use crate::documents::use_documents;
use crate::i18n::{date, td_string, use_locale};
use crate::lessons::{LESSONS, LessonEntry, find, pick};
use crate::prose::{Bindings, ProseView};
use crate::route::{Page, Route};
use crate::shell::{PageQuery, progress};
use crate::site::use_site;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page.
#[component]
pub fn Lesson(slug: String, route: Route) -> impl IntoView {
    let locale = use_locale();
    let Some(lesson) = find(&slug) else {
        return view! { <super::not_found::NotFound/> }.into_any();
    };
    let query = use_context::<PageQuery>()
        .map_or_else(|| RwSignal::new(String::new()), |PageQuery(query)| query);
    let location = use_location();
    let initial = StoredValue::new(location.search.get_untracked());
    let fragment = StoredValue::new(location.hash.get_untracked());
    crate::ui::address::follow(query, &route, "");
    // The next page has another state, or none.
    on_cleanup(move || {
        let _ = query.try_set(String::new());
    });
    let documents = use_documents();
    let answered = Callback::new(move |(id, right): (String, bool)| {
        progress::answer(documents, lesson.slug, &id, right);
    });
    progress::visit(lesson.slug);
    view! {
        <article class="lesson" aria-labelledby="lesson-title">
            <header class="lesson-head">
                <h1 id="lesson-title">{pick(lesson.title, locale)}</h1>
                <p class="lesson-question">{pick(lesson.question, locale)}</p>
                <p class="lesson-meta">
                    {td_string!(locale, learn.minutes, count = u32::from(lesson.minutes))} " · "
                    {td_string!(locale, learn.updated, date = date(locale, lesson.updated))}
                </p>
            </header>
            <ProseView route=route bindings=Bindings { answered, query, initial, fragment }/>
        </article>
        <progress::ReadToggle lesson/>
        <Neighbours lesson/>
    }
    .into_any()
}

#[component]
fn Neighbours(lesson: &'static LessonEntry) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let index = LESSONS
        .iter()
        .position(|entry| entry.slug == lesson.slug)
        .unwrap_or_default();
    let link = |entry: &'static LessonEntry, label: &'static str, class: &'static str| {
        let href = site.href(&Route::Page(locale, Page::Lesson(entry.slug.to_owned())));
        view! {
            <a class=class href=href>
                <span>{label}</span>
                {pick(entry.title, locale)}
            </a>
        }
    };
    let previous = index.checked_sub(1).and_then(|index| LESSONS.get(index));
    let next = LESSONS.get(index + 1);
    view! {
        <nav class="neighbours" aria-label=td_string!(locale, learn.heading)>
            {previous.map(|entry| link(entry, td_string!(locale, learn.previous), "previous"))}
            {next.map(|entry| link(entry, td_string!(locale, learn.next), "next"))}
        </nav>
    }
}
