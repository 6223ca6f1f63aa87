//! A route as a whole document.

use super::{Failure, head, lang};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use qimo::app::App;
use qimo::explorables::{self, Readings};
use qimo::i18n::{Locale, td_string};
use qimo::pages::CHECK_EMBED;
use qimo::prose::{Block, Source};
use qimo::route::{Page, Route};
use qimo::site::SiteRoot;

/// How the template names a style sheet that `boot.js` takes up later.
const LATER: &str = "rel=\"prefetch\" as=\"style\" data-later";

/// Whether the check or the plan is drawn from the first moment.
fn is_work(route: &Route) -> bool {
    match route {
        Route::Page(_, page) => matches!(
            page,
            Page::Check | Page::Report | Page::Plan | Page::Section(_)
        ),
        Route::Embed(name) => name == CHECK_EMBED,
        Route::Root | Route::NotFound(_) => false,
    }
}

/// The document of a route.
pub fn render(route: &Route, site: &content::Site, template: &str) -> Result<String, Failure> {
    let path = route.path();
    let root = SiteRoot::relative(path.matches('/').count());
    let body = match route {
        Route::Root => choose_language(),
        Route::NotFound(_) => not_found(),
        _ => app(route, &root, site),
    };
    let tag = route.locale().unwrap_or_default().tag();
    let attributes = match route {
        Route::Root => " data-choose-language".to_owned(),
        _ => format!(" data-path=\"{path}\""),
    };
    let html = template
        .replacen(
            "<html lang=\"zh-CN\"",
            &format!("<html lang=\"{tag}\"{attributes}"),
            1,
        )
        .replacen("<!--head-->", &head::elements(route), 1)
        .replacen("<!--app-->", &body, 1);
    let html = if is_work(route) {
        html.replacen(LATER, "rel=\"stylesheet\"", 1)
    } else {
        html
    };
    if html.contains("<!--head-->") || html.contains("<!--app-->") {
        return Err("index.html must have <!--head--> and <!--app--> once each".into());
    }
    Ok(html)
}

/// The app's own HTML for the route.
fn app(route: &Route, root: &SiteRoot, site: &content::Site) -> String {
    let source = Source::default();
    source.keep(route, blocks(route, root, site));
    let request = RequestUrl::new(&format!("/{}", route.path()));
    let root = root.clone();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(request);
        provide_context(root);
        provide_context(source);
        view! { <App/> }.to_html()
    });
    owner.cleanup();
    html
}

/// The text of a route, if it has one, with the figures' first values in it.
fn blocks(route: &Route, root: &SiteRoot, site: &content::Site) -> Vec<Block> {
    let Route::Page(locale, page) = route else {
        return Vec::new();
    };
    let prefix = root.file("");
    let finish = |html: &str, readings: &Readings| {
        let html = content::fill_live(html, |name| readings.get(name).cloned());
        content::resolve_root(&html, &prefix)
    };
    match page {
        Page::Lesson(slug) => {
            let Some(lesson) = site.lesson(lang(*locale), slug) else {
                return Vec::new();
            };
            let mut readings = Readings::new();
            for (name, state) in lesson.explorables() {
                if let Some(entry) = explorables::find(name) {
                    for (name, value) in (entry.facts.readings)(state) {
                        readings.entry(name).or_insert(value);
                    }
                }
            }
            lesson
                .blocks
                .iter()
                .map(|block| match block {
                    content::Block::Html(html) => Block::Html(finish(html, &readings)),
                    content::Block::Explorable { name, state } => Block::Explorable {
                        name: name.clone(),
                        state: state.clone(),
                    },
                })
                .collect()
        }
        Page::Library => {
            let lang = lang(*locale);
            let glossary = td_string!(*locale, library.glossary);
            let sources = td_string!(*locale, library.sources);
            let html = format!(
                "<section><h2 id=\"glossary\">{glossary}</h2>{}</section>\
                 <section><h2 id=\"sources\">{sources}</h2>{}</section>",
                site.glossary_html(lang),
                site.sources_html(lang)
            );
            vec![Block::Html(finish(&html, &Readings::new()))]
        }
        _ => Vec::new(),
    }
}

/// What a server shows for an address that doesn't exist. It may be at any
/// depth and in either language, so it speaks both and doesn't run the app.
fn not_found() -> String {
    let part = |locale: Locale| {
        let link = |page: Page, name: &str| {
            format!(
                "<li><a href=\"./{}\">{name}</a></li>",
                Route::Page(locale, page).path()
            )
        };
        format!(
            "<section class=\"column\" lang=\"{}\"><h1>{}</h1><p class=\"lead\">{}</p><ul>{}{}{}</ul></section>",
            locale.tag(),
            td_string!(locale, shell.not_found_title),
            td_string!(locale, shell.not_found_text),
            link(Page::Home, td_string!(locale, shell.home)),
            link(Page::Learn, td_string!(locale, learn.heading)),
            link(Page::Library, td_string!(locale, library.heading)),
        )
    };
    format!(
        "<main id=\"content\">{}{}</main>",
        part(Locale::zh),
        part(Locale::en)
    )
}

/// The page at the site's root, for the moment before `early.js` moves on and
/// for readers without scripts.
fn choose_language() -> String {
    "<main id=\"content\" class=\"choose\"><h1>启模 Qimo</h1>\
     <p lang=\"zh-CN\">看懂大模型，掂量你的项目，写好计划</p>\
     <p lang=\"en\">Understand large models, check your venture, plan it</p>\
     <p><a class=\"button primary\" lang=\"zh-CN\" hreflang=\"zh-CN\" href=\"./zh/\">中文</a> \
     <a class=\"button primary\" lang=\"en\" hreflang=\"en\" href=\"./en/\">English</a></p></main>"
        .to_owned()
}
