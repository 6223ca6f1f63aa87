//! The pages, one module each.

mod check;
mod embed;
mod home;
mod learn;
mod lesson;
mod library;
pub mod not_found;
mod plan;
mod settings;

pub use embed::{Offer, Score};

use crate::explorables;
use crate::i18n::{Locale, td_string};
use crate::lazy::{Arriving, Lazy, Loading};
use crate::lessons::{find, pick};
use crate::prose::Block;
use crate::route::{Page, Route};
use leptos::prelude::*;

/// The view of a page.
pub fn view(page: &Page, route: &Route) -> AnyView {
    let (part, shown, route) = (page.clone(), page.clone(), route.clone());
    let load = move || load(&part);
    let view = move || -> Arriving {
        match &shown {
            Page::Home => Box::pin(parts::home()),
            Page::Learn => Box::pin(parts::learn()),
            Page::Lesson(slug) => Box::pin(std::future::ready(Ok(view! {
                <lesson::Lesson slug=slug.clone() route=route.clone()/>
            }
            .into_any()))),
            Page::Check => Box::pin(parts::check()),
            Page::Report => Box::pin(parts::report()),
            Page::Plan | Page::Section(_) => Box::pin(parts::plan()),
            Page::Library => Box::pin(parts::library(route.clone())),
            Page::Settings => Box::pin(parts::settings()),
        }
    };
    view! { <Lazy load view/> }.into_any()
}

/// The name of the readiness check in `/embed/{name}/`, beside the explorables.
pub const CHECK_EMBED: &str = "readiness";
/// The height in CSS pixels of a frame before the check reports its own.
pub const CHECK_EMBED_HEIGHT: u32 = 900;

/// The readiness check in a frame.
fn framed_check(kept: String) -> AnyView {
    view! {
        <Lazy
            load=|| Box::pin(parts::load_framed())
            view=move || Box::pin(parts::framed(kept.clone()))
            height=CHECK_EMBED_HEIGHT
        />
    }
    .into_any()
}

/// The view of an explorable's own page.
pub fn embed(name: &str) -> AnyView {
    let name = name.to_owned();
    view! {
        <Lazy load=|| Box::pin(parts::load_embed()) view=move || Box::pin(parts::embed(name.clone()))/>
    }
    .into_any()
}

/// Loads a page's part of the program. Lessons are in the main one: most
/// readers come to a lesson.
fn load(page: &Page) -> Loading {
    match page {
        Page::Home => Box::pin(parts::load_home()),
        Page::Learn => Box::pin(parts::load_learn()),
        Page::Lesson(_) => Box::pin(std::future::ready(Ok(()))),
        Page::Check => Box::pin(parts::load_check()),
        Page::Report => Box::pin(parts::load_report()),
        Page::Plan | Page::Section(_) => Box::pin(parts::load_plan()),
        Page::Library => Box::pin(parts::load_library()),
        Page::Settings => Box::pin(parts::load_settings()),
    }
}

/// Loads everything that an address needs, given the text that stands there.
pub fn load_all(route: &Route, blocks: &[Block]) -> Vec<Loading> {
    let figure = |name: &str| explorables::find(name).map(explorables::load);
    let mut parts = Vec::new();
    match route {
        Route::Embed(name) => {
            parts.push(Box::pin(parts::load_embed()) as Loading);
            if name == CHECK_EMBED {
                parts.push(Box::pin(parts::load_framed()));
            }
            parts.extend(figure(name));
        }
        Route::Page(_, page) => {
            parts.push(load(page));
            if *page == Page::Plan {
                parts.push(plan::load_hub());
            }
            if *page == Page::Home {
                parts.extend(figure(home::EXPLORABLE));
            }
        }
        Route::Root | Route::NotFound(_) => {}
    }
    for block in blocks {
        if let Block::Explorable { name, .. } = block {
            parts.extend(figure(name));
        }
    }
    parts
}

/// Where the program is cut. Small pages come together: every part shares code
/// with the others in files of their own, so many parts make many small files.
mod parts {
    use crate::lazy::NotLoaded;
    use crate::route::Route;
    use leptos::prelude::*;
    use wasm_split_helpers::wasm_split;

    type Shown = Result<AnyView, NotLoaded>;

    #[wasm_split(pages, fallible, preload(load_home))]
    pub fn home() -> Shown {
        Ok(view! { <super::home::Home/> }.into_any())
    }

    #[wasm_split(pages, fallible, preload(load_learn))]
    pub fn learn() -> Shown {
        Ok(view! { <super::learn::Learn/> }.into_any())
    }

    #[wasm_split(check, fallible, preload(load_check))]
    pub fn check() -> Shown {
        Ok(view! { <super::check::Check/> }.into_any())
    }

    #[wasm_split(check, fallible, preload(load_report))]
    pub fn report() -> Shown {
        Ok(view! { <super::check::Report/> }.into_any())
    }

    #[wasm_split(check, fallible, preload(load_framed))]
    pub fn framed(kept: String) -> Shown {
        Ok(view! { <super::check::Framed kept/> }.into_any())
    }

    #[wasm_split(plan, fallible, preload(load_plan))]
    pub fn plan() -> Shown {
        Ok(view! { <super::plan::Plan/> }.into_any())
    }

    #[wasm_split(pages, fallible, preload(load_library))]
    pub fn library(route: Route) -> Shown {
        Ok(view! { <super::library::Library route/> }.into_any())
    }

    #[wasm_split(settings, fallible, preload(load_settings))]
    pub fn settings() -> Shown {
        Ok(view! { <super::settings::Settings/> }.into_any())
    }

    #[wasm_split(embed, fallible, preload(load_embed))]
    pub fn embed(name: String) -> Shown {
        Ok(super::embed::view(&name))
    }
}

/// A page's name in breadcrumbs and in the window's title.
pub fn title(page: &Page, locale: Locale) -> &'static str {
    match page {
        Page::Home => td_string!(locale, home.title),
        Page::Learn => td_string!(locale, learn.title),
        Page::Lesson(slug) => find(slug).map_or("", |lesson| pick(lesson.title, locale)),
        Page::Check => td_string!(locale, check.title),
        Page::Report => td_string!(locale, check.report_title),
        Page::Plan => td_string!(locale, plan.title),
        Page::Section(section) => plan::section_name(*section, locale),
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
        Route::Embed(embedded) if embedded == CHECK_EMBED => {
            format!("{} · {name}", td_string!(locale, check.heading))
        }
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
        Page::Report => td_string!(locale, check.report_summary),
        Page::Plan => td_string!(locale, plan.summary),
        Page::Section(section) => plan::section_help(*section, locale),
        Page::Library => td_string!(locale, library.summary),
        Page::Settings => td_string!(locale, settings.summary),
    }
}
