//! The root component: contexts, the router, and the choice between a page in
//! the shell, an explorable alone, and a page that doesn't exist.

use crate::documents::provide_documents;
use crate::engine::provide_engine;
use crate::i18n::Locale;
use crate::pages;
use crate::route::Route;
use crate::shell::{PageQuery, Shell};
use crate::site::use_site;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
#[cfg(not(feature = "ssr"))]
use leptos_router::location::{BrowserUrl, LocationProvider};

/// The app. The site's root and the texts at hand are expected as contexts,
/// since the browser and the prerenderer get them differently.
#[component]
pub fn App() -> impl IntoView {
    provide_documents();
    provide_engine();
    view! {
        <Router base=use_site().base()>
            <Site/>
        </Router>
    }
}

#[component]
fn Site() -> impl IntoView {
    let site = use_site();
    let location = use_location();
    let route = Memo::new(move |_| {
        location
            .pathname
            .with(|path| Route::parse(site.strip(path)))
    });
    let shown = Memo::new(move |_| route.with(Route::view));
    complete_navigation(route);
    // Above the shell, which a change of language makes anew.
    provide_context(PageQuery(RwSignal::new(String::new())));
    crate::shell::follow_appearance();

    let locale = Memo::new(move |_| match route.get() {
        Route::Embed(_) | Route::Root => None,
        route => Some(route.locale().unwrap_or_default()),
    });
    crate::shell::remember_language(locale);
    move || match locale.get() {
        Some(locale) => {
            provide_context(locale);
            view! { <Shell route>{move || page(&shown.get(), locale)}</Shell> }.into_any()
        }
        None => view! { {move || page(&shown.get(), Locale::default())} }.into_any(),
    }
}

fn page(route: &Route, locale: Locale) -> AnyView {
    provide_context(route.locale().unwrap_or(locale));
    match route {
        Route::Page(_, page) => pages::view(page, route),
        Route::Embed(name) => pages::embed(name),
        Route::Root => ().into_any(),
        Route::NotFound(_) => view! { <pages::not_found::NotFound/> }.into_any(),
    }
}

/// The router waits for its own `Routes` component before it changes the
/// address. Routes are chosen here, by [`Route::parse`], so here it is told.
fn complete_navigation(route: Memo<Route>) {
    #[cfg(not(feature = "ssr"))]
    Effect::new(move || {
        route.track();
        if let Some(url) = use_context::<BrowserUrl>() {
            url.ready_to_complete();
        }
    });
    #[cfg(feature = "ssr")]
    let _ = route;
}
