//! Header, breadcrumb and footer.

use super::{notices::Notices, shortcuts::Shortcuts, update::UpdatePrompt};
use crate::i18n::{Locale, td_string, use_locale};
use crate::pages;
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;

/// The present page's explorable state, which a change of language keeps.
#[derive(Clone, Copy)]
pub struct PageQuery(pub RwSignal<String>);

/// Keeps the place when the language is changed.
pub fn keep_place(place: impl Fn() -> String + Send + Sync + 'static) {
    if let Some(PageQuery(query)) = use_context::<PageQuery>() {
        Effect::new(move || query.set(place()));
        on_cleanup(move || {
            let _ = query.try_set(String::new());
        });
    }
}

/// The frame of a page.
#[component]
pub fn Shell(route: Memo<Route>, children: ChildrenFn) -> impl IntoView {
    let locale = use_locale();
    super::head::follow(route, locale);
    view! {
        <a class="skip" href="#content" rel="external">{td_string!(locale, shell.skip)}</a>
        <Header route/>
        <Notices/>
        <main id="content" tabindex="-1">
            {move || view! { <Breadcrumb route=route.get()/> }}
            {children()}
        </main>
        <Footer/>
        <UpdatePrompt/>
        <Shortcuts route/>
    }
}

#[component]
fn Header(route: Memo<Route>) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let home = site.href(&Route::Page(locale, Page::Home));
    let sections = [Page::Learn, Page::Check, Page::Plan, Page::Library].map(|page| {
        let href = site.href(&Route::Page(locale, page.clone()));
        let name = pages::title(&page, locale);
        let current = move || match (route.get(), &page) {
            (Route::Page(_, here), page) if here == *page => Some("page"),
            (Route::Page(_, Page::Lesson(_)), Page::Learn)
            | (Route::Page(_, Page::Report), Page::Check)
            | (Route::Page(_, Page::Section(_)), Page::Plan) => Some("true"),
            _ => None,
        };
        view! { <li><a href=href aria-current=current>{name}</a></li> }
    });
    let settings = site.href(&Route::Page(locale, Page::Settings));
    view! {
        <header class="site-header">
            <a class="brand" href=home>
                <Mark/>
                <span>{td_string!(locale, shell.name)}</span>
            </a>
            <nav aria-label=td_string!(locale, shell.sections)>
                <ul>{sections.collect_view()}</ul>
            </nav>
            <div class="site-tools">
                <LanguageLink route locale/>
                <super::appearance::ThemeButton/>
                <a
                    class="icon-button"
                    href=settings
                    aria-label=td_string!(locale, shell.settings)
                    title=td_string!(locale, shell.settings)
                    aria-current=move || matches!(route.get(), Route::Page(_, Page::Settings)).then_some("page")
                >
                    <svg viewBox="0 0 24 24" aria-hidden="true">
                        <path d="M4 7h9m5 0h2M4 17h2m5 0h9"/>
                        <circle cx="15.5" cy="7" r="2.5"/>
                        <circle cx="8.5" cy="17" r="2.5"/>
                    </svg>
                </a>
            </div>
        </header>
    }
}

/// The link to this page in the other language, with the state of its figure.
#[component]
fn LanguageLink(route: Memo<Route>, locale: Locale) -> impl IntoView {
    let site = use_site();
    let query = use_context::<PageQuery>();
    let other = locale.other();
    let href = move || {
        let base = site.href(&route.get().in_locale(other));
        match query.map(|PageQuery(query)| query.get()) {
            Some(query) if !query.is_empty() => format!("{base}?{query}"),
            _ => base,
        }
    };
    view! {
        <a class="language" href=href lang=other.tag() hreflang=other.tag() data-noscroll="">
            {td_string!(locale, shell.other_language)}
        </a>
    }
}

/// The brand's mark: one neuron between two inputs and its output.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M7 8 17 16M7 24l10-8h9"/>
            <circle class="mark-negative" cx="7" cy="8" r="4"/>
            <circle class="mark-positive" cx="7" cy="24" r="4"/>
            <circle class="mark-body" cx="19" cy="16" r="6"/>
        </svg>
    }
}

#[component]
fn Breadcrumb(route: Route) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let crumb = |page: Page| {
        let href = site.href(&Route::Page(locale, page.clone()));
        let name = if page == Page::Home {
            td_string!(locale, shell.home)
        } else {
            pages::title(&page, locale)
        };
        view! { <li><a href=href>{name}</a></li> }
    };
    let Route::Page(_, page) = &route else {
        return ().into_any();
    };
    let above = match page {
        Page::Home => return ().into_any(),
        Page::Lesson(_) => vec![crumb(Page::Home), crumb(Page::Learn)],
        Page::Report => vec![crumb(Page::Home), crumb(Page::Check)],
        Page::Section(_) => vec![crumb(Page::Home), crumb(Page::Plan)],
        _ => vec![crumb(Page::Home)],
    };
    view! {
        <nav class="breadcrumb" aria-label=td_string!(locale, shell.breadcrumb)>
            <ol>
                {above}
                <li aria-current="page">{pages::title(page, locale)}</li>
            </ol>
        </nav>
    }
    .into_any()
}

#[component]
fn Footer() -> impl IntoView {
    let locale = use_locale();
    view! {
        <footer class="site-footer">
            <p>{td_string!(locale, shell.footer_promise)}</p>
            <p>
                {td_string!(locale, shell.footer_offline)} " "
                {td_string!(locale, shell.footer_licence)} " "
                <button class="link" data-shortcuts="">{td_string!(locale, shell.shortcuts)}</button>
            </p>
        </footer>
    }
}
