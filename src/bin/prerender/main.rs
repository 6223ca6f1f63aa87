//! Renders every route to its own `index.html`, with the same components that
//! run in the browser: the page can be read before any program arrives, and
//! without one.
//!
//! `prerender <template folder> <out folder>`: the template is the `index.html`
//! that Trunk made. Links that start with `./` are meant from the site's root;
//! `cargo xtask build` makes them fit each page's depth, and adds what follows
//! from `routes.json`: alternates, canonical addresses, the sitemap.

mod head;
mod pages;
mod registry;
mod style;

use content::Lang;
use qimo::i18n::{Locale, td_string};
use qimo::pages::{CHECK_EMBED, CHECK_EMBED_HEIGHT};
use qimo::route::{Page, Route};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

/// What the rest of the build needs to know of the pages.
#[derive(Serialize)]
struct Manifest {
    pages: Vec<PageEntry>,
    explorables: Vec<ExplorableEntry>,
}

#[derive(Serialize)]
struct PageEntry {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
    indexable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'static str>,
    alternates: BTreeMap<&'static str, String>,
    explorables: &'static [&'static str],
}

#[derive(Serialize)]
struct ExplorableEntry {
    name: &'static str,
    path: String,
    width: u32,
    height: u32,
    title: Titles,
}

#[derive(Serialize)]
struct Titles {
    zh: &'static str,
    en: &'static str,
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (Some(template), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: prerender <template folder> <out folder>".into());
    };
    let out = PathBuf::from(out);
    any_spawner::Executor::init_futures_executor()?;

    let site = content::Site::load(Path::new("content"), &registry::App).map_err(|problems| {
        problems
            .iter()
            .map(|problem| format!("content/{problem}"))
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    for warning in &site.warnings {
        eprintln!("content/{warning}");
    }

    let site_style = style::bundle(Path::new("style"), "site", &out)?;
    let work_style = style::bundle(Path::new("style/work"), "work", &out)?;
    let template = std::fs::read_to_string(Path::new(&template).join("index.html"))?
        .replace("./site.css", &format!("./{site_style}"))
        .replace("./work.css", &format!("./{work_style}"));
    let mut entries = Vec::new();
    for route in all_routes() {
        let html = pages::render(&route, &site, &template)?;
        write(&out.join(route.path()).join("index.html"), &html)?;
        entries.push(entry(&route));
    }
    write(
        &out.join("404.html"),
        &pages::render(&Route::NotFound(None), &site, &template)?,
    )?;
    let explorables = qimo::explorables::EXPLORABLES
        .iter()
        .map(|entry| ExplorableEntry {
            name: entry.name,
            path: Route::Embed(entry.name.to_owned()).path(),
            width: 960,
            height: entry.height,
            title: Titles {
                zh: (entry.title)(Locale::zh),
                en: (entry.title)(Locale::en),
            },
        })
        .chain(std::iter::once(ExplorableEntry {
            name: CHECK_EMBED,
            path: Route::Embed(CHECK_EMBED.to_owned()).path(),
            width: 960,
            height: CHECK_EMBED_HEIGHT,
            title: Titles {
                zh: td_string!(Locale::zh, check.heading),
                en: td_string!(Locale::en, check.heading),
            },
        }))
        .collect();
    let manifest = Manifest {
        pages: entries,
        explorables,
    };
    write(
        &out.join("routes.json"),
        &serde_json::to_string_pretty(&manifest)?,
    )
}

fn all_routes() -> Vec<Route> {
    let mut routes = vec![Route::Root];
    for locale in [Locale::zh, Locale::en] {
        routes.extend(
            Page::all()
                .into_iter()
                .map(|page| Route::Page(locale, page)),
        );
    }
    routes.extend(
        qimo::explorables::EXPLORABLES
            .iter()
            .map(|entry| Route::Embed(entry.name.to_owned())),
    );
    routes.push(Route::Embed(CHECK_EMBED.to_owned()));
    routes
}

fn entry(route: &Route) -> PageEntry {
    let lesson = match route {
        Route::Page(_, Page::Lesson(slug)) => qimo::lessons::find(slug),
        _ => None,
    };
    let alternates = match route {
        Route::Page(..) => [Locale::zh, Locale::en]
            .map(|locale| (locale.tag(), route.in_locale(locale).path()))
            .into(),
        _ => BTreeMap::new(),
    };
    PageEntry {
        path: route.path(),
        lang: route.locale().map(Locale::code),
        indexable: match route {
            Route::Page(_, page) => page.indexable(),
            Route::Root => true,
            Route::Embed(_) | Route::NotFound(_) => false,
        },
        updated: lesson.map(|lesson| lesson.updated),
        alternates,
        explorables: lesson.map_or(&[], |lesson| lesson.explorables),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The content crate's name of a language.
fn lang(locale: Locale) -> Lang {
    match locale {
        Locale::zh => Lang::Zh,
        Locale::en => Lang::En,
    }
}
