//! Parts of the program that come when they are needed. A function under
//! `#[wasm_split]` is cut, with all that only it uses, into a file of its own
//! (`xtask/src/split.rs`), so that the first view of a page waits for its own
//! figures and nothing else. Natively the same functions are called directly.

use crate::i18n::{td_string, use_locale};
use futures_util::FutureExt;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_split_helpers::SplitLoaderError;

/// A part that could not be loaded: the network failed. Trying again may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A view of a part. Ready at once where the part is loaded.
pub type Arriving = Pin<Box<dyn Future<Output = Result<AnyView, NotLoaded>>>>;

/// The loading of a part.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// A view whose code is a part of its own: meanwhile it says that it is
/// loading, and where that fails, what happened, with a retry.
#[component]
pub fn Lazy(
    /// Loads the part.
    load: impl Fn() -> Loading + Send + Sync + 'static,
    /// The view, once the part is there.
    view: impl Fn() -> Arriving + Send + 'static,
    /// Height in CSS pixels kept free meanwhile.
    #[prop(default = 0)]
    height: u32,
) -> impl IntoView {
    let locale = use_locale();
    let failed = RwSignal::new(false);
    let loaded = Trigger::new();
    let load = StoredValue::new(load);
    let start = move || {
        failed.set(false);
        let loading = load.with_value(|load| load());
        leptos::task::spawn_local(async move {
            match loading.await {
                Ok(()) => loaded.notify(),
                Err(_) => {
                    let _ = failed.try_set(true);
                }
            }
        });
    };
    let waiting = move || {
        if failed.get() {
            view! {
                <div class="notice notice-problem" role="alert">
                    <p>{td_string!(locale, shell.load_failed)}</p>
                    <button on:click=move |_| start()>{td_string!(locale, shell.retry)}</button>
                </div>
            }
            .into_any()
        } else {
            view! {
                <p class="loading" role="status" style:min-height=format!("{height}px")>
                    {td_string!(locale, shell.loading)}
                </p>
            }
            .into_any()
        }
    };
    move || {
        loaded.track();
        if let Some(Ok(view)) = view().now_or_never() {
            view
        } else {
            start();
            waiting.into_any()
        }
    }
}
