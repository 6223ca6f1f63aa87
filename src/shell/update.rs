//! The offline worker: registered once, and a quiet prompt when a new version
//! is ready. Nothing changes under the reader's hands until they say so.

use crate::i18n::{td_string, use_locale};
use crate::site::use_site;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

/// Asks whether to reload, once a new version waits.
#[component]
pub fn UpdatePrompt() -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let waiting = RwSignal::new_local(None::<ServiceWorker>);
    Effect::new(move || {
        let script = site.file("sw.js");
        leptos::task::spawn_local(async move {
            // Without an offline worker the site works all the same: in a
            // frame, under `serve`, or where the browser forbids it.
            let _ = register(script, waiting).await;
        });
    });
    let activate = move |_| {
        if let Some(worker) = waiting.get_untracked() {
            let message = js_sys::Object::new();
            let _ = js_sys::Reflect::set(&message, &"type".into(), &"activate".into());
            let _ = worker.post_message(&message);
        }
    };
    move || {
        waiting.get().map(|_| {
            view! {
                <div class="update" role="status">
                    <p>{td_string!(locale, shell.update_text)}</p>
                    <button class="primary" on:click=activate>{td_string!(locale, shell.update_now)}</button>
                    <button on:click=move |_| waiting.set(None)>{td_string!(locale, shell.update_later)}</button>
                </div>
            }
        })
    }
}

/// The browser's container, where it can be touched: a sandboxed frame throws
/// on the mere access, an insecure origin has none.
fn container() -> Option<ServiceWorkerContainer> {
    if window()
        .top()
        .ok()
        .flatten()
        .is_none_or(|top| top != window())
    {
        return None;
    }
    let navigator = window().navigator();
    js_sys::Reflect::get(&navigator, &"serviceWorker".into())
        .ok()?
        .dyn_into()
        .ok()
}

async fn register(
    script: String,
    waiting: RwSignal<Option<ServiceWorker>, LocalStorage>,
) -> Result<(), JsValue> {
    let Some(container) = container() else {
        return Ok(());
    };
    let options = web_sys::RegistrationOptions::new();
    options.set_update_via_cache(web_sys::ServiceWorkerUpdateViaCache::None);
    let registration: ServiceWorkerRegistration =
        JsFuture::from(container.register_with_options(&script, &options))
            .await?
            .dyn_into()?;
    if let Some(worker) = registration.waiting() {
        let _ = waiting.try_set(Some(worker));
    }
    offer_updates(&registration, &container, waiting);
    reload_on_change(&container);
    Ok(())
}

/// Offers a worker once it has finished installing beside a running one.
fn offer_updates(
    registration: &ServiceWorkerRegistration,
    container: &ServiceWorkerContainer,
    waiting: RwSignal<Option<ServiceWorker>, LocalStorage>,
) {
    let container = container.clone();
    let found = {
        let registration = registration.clone();
        Closure::<dyn Fn()>::new(move || {
            let Some(worker) = registration.installing() else {
                return;
            };
            let changed = {
                let (worker, container) = (worker.clone(), container.clone());
                Closure::<dyn Fn()>::new(move || {
                    let installed = worker.state() == web_sys::ServiceWorkerState::Installed;
                    if installed && container.controller().is_some() {
                        let _ = waiting.try_set(Some(worker.clone()));
                    }
                })
            };
            worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
            changed.forget();
        })
    };
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

/// Reloads when another version takes over, but not when the first one does.
fn reload_on_change(container: &ServiceWorkerContainer) {
    if container.controller().is_none() {
        return;
    }
    let reload = Closure::<dyn Fn()>::new(|| {
        let _ = window().location().reload();
    });
    container.set_oncontrollerchange(Some(reload.as_ref().unchecked_ref()));
    reload.forget();
}
