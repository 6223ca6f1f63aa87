//! What stands in the way of a walk, and what to do about it.

use super::run::Run;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// The notices of a walk.
#[component]
pub fn Notices(run: Run) -> impl IntoView {
    let locale = use_locale();
    let missing = move || {
        run.missing.get().then(|| {
            if run.failed.get() {
                view! {
                    <div class="notice notice-problem" role="alert">
                        <p>{td_string!(locale, network.not_fetched)}</p>
                        <button on:click=move |_| run.fetch()>{td_string!(locale, network.try_again)}</button>
                    </div>
                }
                .into_any()
            } else {
                view! { <p class="notice" role="status">{td_string!(locale, network.fetching)}</p> }.into_any()
            }
        })
    };
    let diverged = move || {
        run.diverged.get().map(|batch| {
            view! {
                <p class="notice notice-problem" role="alert">
                    {td_string!(locale, backprop.diverged, batch = batch)}
                </p>
            }
        })
    };
    view! {
        {missing}
        {diverged}
    }
    .into_any()
}
