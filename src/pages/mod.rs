//! The pages, one module each.

mod check;
pub mod embed;
mod home;
mod learn;
mod lesson;
mod library;
pub mod not_found;
mod plan;
mod settings;

use crate::i18n::{Locale, td_string};
use crate::lessons::{find, pick};
use crate::route::{Page, Route};
use leptos::prelude::*;

/// The view of a page.
pub fn view(page: &Page, route: &Route) -> AnyView {
    match page {
        Page::Home => view! { <home::Home/> }.into_any(),
        Page::Learn => view! { <learn::Learn/> }.into_any(),
        Page::Lesson(slug) => {
            view! { <lesson::Lesson slug=slug.clone() route=route.clone()/> }.into_any()
        }
        Page::Check => view! { <check::Check/> }.into_any(),
        Page::Plan => view! { <plan::Plan/> }.into_any(),
        Page::Library => view! { <library::Library route=route.clone()/> }.into_any(),
        Page::Settings => view! { <settings::Settings/> }.into_any(),
    }
}

/// A page's name in breadcrumbs and in the window's title.
pub fn title(page: &Page, locale: Locale) -> &'static str {
    match page {
        Page::Home => td_string!(locale, home.title),
        Page::Learn => td_string!(locale, learn.title),
        Page::Lesson(slug) => find(slug).map_or("", |lesson| pick(lesson.title, locale)),
        Page::Check => td_string!(locale, check.title),
        Page::Plan => td_string!(locale, plan.title),
        Page::Library => td_string!(locale, library.title),
        Page::Settings => td_string!(locale, settings.title),
    }
}

/// The window's title.
pub fn window_title(route: &Route, locale: Locale) -> String {
    let name = td_string!(locale, shell.name);
    match route {
        Route::Page(_, Page::Home) => td_string!(locale, home.title).to_owned(),
        Route::Page(_, page) => format!("{} · {name}", title(page, locale)),
        Route::Embed(explorable) => match crate::explorables::find(explorable) {
            Some(entry) => format!("{} · {name}", (entry.title)(locale)),
            None => name.to_owned(),
        },
        Route::Root => name.to_owned(),
        Route::NotFound(_) => format!("{} · {name}", td_string!(locale, shell.not_found_title)),
    }
}

/// A page's description for search engines and link previews.
pub fn description(page: &Page, locale: Locale) -> &'static str {
    match page {
        Page::Home => td_string!(locale, home.summary),
        Page::Learn => td_string!(locale, learn.summary),
        Page::Lesson(slug) => find(slug).map_or("", |lesson| pick(lesson.summary, locale)),
        Page::Check => td_string!(locale, check.summary),
        Page::Plan => td_string!(locale, plan.summary),
        Page::Library => td_string!(locale, library.summary),
        Page::Settings => td_string!(locale, settings.summary),
    }
}
