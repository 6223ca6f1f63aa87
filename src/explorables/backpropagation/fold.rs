//! A panel that can be folded away; what is in it is built only while it is open.

use leptos::html;
use leptos::prelude::*;

/// A panel.
#[component]
pub fn Fold(
    /// Its name.
    title: &'static str,
    /// Whether it is open at first.
    #[prop(default = false)]
    open: bool,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(open);
    view! {
        <details
            class="bp-fold"
            node_ref=details
            open=open
            on:toggle=move |_| {
                if let Some(details) = details.get_untracked() {
                    is_open.set(details.open());
                }
            }
        >
            <summary>{title}</summary>
            <div class="bp-fold-body">{move || is_open.get().then(|| children())}</div>
        </details>
    }
    .into_any()
}

/// Whether the page is too narrow to have all panels open.
pub fn is_narrow() -> bool {
    // Native rendering knows no window.
    cfg!(target_arch = "wasm32")
        && window()
            .match_media("(max-width: 40rem)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches())
}
