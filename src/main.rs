//! The browser's entrance: mounts the app over the prerendered page.

#[cfg(feature = "csr")]
mod browser {
    use allocator as _;
    use leptos::prelude::*;
    use qimo::app::App;
    use qimo::pages;
    use qimo::prose::{Source, blocks_of};
    use qimo::route::Route;
    use qimo::site::SiteRoot;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::*;

    pub fn main() {
        std::panic::set_hook(Box::new(show_panic));
        wasm_bindgen_futures::spawn_local(async {
            let site = SiteRoot::new(&root_path());
            let path = window().location().pathname().unwrap_or_default();
            let route = Route::parse(site.strip(&path));
            let source = Source::default();
            let blocks = blocks_of(&document());
            // What the page shows is loaded before it is replaced, so that
            // nothing on it goes away and comes back. A part that does not
            // come says so in its own place.
            for part in pages::load_all(&route, &blocks) {
                let _ = part.await;
            }
            if !blocks.is_empty() {
                source.keep(&route, blocks);
            }
            mount(site, source);
        });
    }

    fn mount(site: SiteRoot, source: Source) {
        let Some(old) = document().get_element_by_id("app") else {
            return;
        };
        // Built apart and swapped in at once: the reader sees no gap, and the
        // page keeps its scroll position.
        let Some(fresh) = old
            .clone_node()
            .ok()
            .and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok())
        else {
            return;
        };
        let mounted = leptos::mount::mount_to(fresh.clone(), move || {
            provide_context(site);
            provide_context(source);
            view! { <App/> }
        });
        mounted.forget();
        let _ = old.replace_with_with_node_1(&fresh);
        let _ = fresh.set_attribute("data-ready", "");
    }

    /// The site's root as `boot.js` found it.
    fn root_path() -> String {
        document()
            .document_element()
            .and_then(|html| html.get_attribute("data-root"))
            .and_then(|root| web_sys::Url::new(&root).ok())
            .map_or_else(|| "/".to_owned(), |url| url.pathname())
    }

    /// A panic is fatal to the program; `boot.js` lives on and shows it.
    fn show_panic(info: &std::panic::PanicHookInfo) {
        let message = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&message));
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&message));
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("qimo-panic", &init)
            && let Some(window) = web_sys::window()
        {
            let _ = window.dispatch_event(&event);
        }
    }
}

fn main() {
    #[cfg(feature = "csr")]
    browser::main();
}
