//! Plans begun from what a readiness check has found, which is then linked to it.

use super::start::{Beginning, first_month};
use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use crate::pages::check::{learnt, link, ventures};
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::Id;
use leptos::prelude::*;

/// The checked ventures, each with the button that begins its plan.
#[component]
pub fn Checked(beginning: Beginning) -> impl IntoView {
    let locale = use_locale();
    let documents = use_documents();
    let check = use_site().href(&Route::Page(locale, Page::Check));
    let list = Memo::new(move |_| {
        // A prerendered page is nobody's yet.
        if cfg!(target_arch = "wasm32") {
            ventures(documents)
        } else {
            Vec::new()
        }
    });
    let failed = RwSignal::new(false);
    let beginning = StoredValue::new(beginning);
    let begin = move |id: &Id, name: &str| {
        let plan = first_month().and_then(|start| learnt(documents, id, locale, name, start));
        failed.set(plan.is_none());
        if let Some(plan) = plan {
            beginning.with_value(|beginning| {
                beginning.begin_then(name, plan, |documents, plan_id, plan| {
                    link(documents, id, plan_id, plan);
                });
            });
        }
    };
    let any = Memo::new(move |_| list.with(|list| !list.is_empty()));
    let rows = move || {
        let rows = list.get().into_iter().map(|(id, name)| {
            let label = td_string!(locale, plan.begin_checked_of, name = name.clone());
            let shown = name.clone();
            view! {
                <li>
                    <span>{shown}</span>
                    <button aria-label=label on:click=move |_| begin(&id, &name)>
                        {td_string!(locale, plan.begin_checked)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <h3>{td_string!(locale, plan.checked)}</h3>
        <p class="plan-hint">{td_string!(locale, plan.checked_hint)}</p>
        {move || failed.get().then(|| view! { <p role="alert">{td_string!(locale, plan.checked_failed)}</p> })}
        {move || if any.get() {
            view! { <ul class="plan-checked">{rows}</ul> }.into_any()
        } else {
            let check = check.clone();
            view! { <p><a href=check>{td_string!(locale, plan.checked_none)}</a></p> }.into_any()
        }}
    }
}
