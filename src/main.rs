//! The browser's entrance: mounts the app over the prerendered page.

#[cfg(feature = "csr")]
mod browser {
    use leptos::prelude::*;
    use qimo::app::App;
    use qimo::prose::{Source, blocks_of};
    use qimo::route::Route;
    use qimo::site::SiteRoot;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::*;

    pub fn main() {
        std::panic::set_hook(Box::new(show_panic));
        let site = SiteRoot::new(&root_path());
        let source = first_page(&site);
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

    /// The text of the page that was opened, out of its prerendered HTML.
    fn first_page(site: &SiteRoot) -> Source {
        let source = Source::default();
        let blocks = blocks_of(&document());
        if !blocks.is_empty() {
            let path = window().location().pathname().unwrap_or_default();
            source.keep(&Route::parse(site.strip(&path)), blocks);
        }
        source
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
