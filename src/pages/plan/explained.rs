//! A section's page without a plan: what the section is about, and the reader's
//! plans, each leading to it.

use super::document::Kept;
use super::{names, place};
use crate::documents::use_documents;
use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::Id;
use leptos::prelude::*;
use venture::plan::Section;

/// The page.
#[component]
pub fn Explained(section: Section) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let documents = use_documents();
    let list = site.href(&Route::Page(locale, Page::Plan));
    let page = StoredValue::new(site.href(&Route::Page(locale, Page::Section(section))));
    let ids = move || {
        let entries = documents.entries_of::<Kept>().into_iter();
        let here = entries.filter(|entry| entry.header.trashed_at.is_none());
        here.map(|entry| (entry.id, entry.header.name))
            .collect::<Vec<_>>()
    };
    let any = Memo::new(move |_| !ids().is_empty());
    view! {
        <div class="column">
            <h1>{names::name(section, locale)}</h1>
            <p class="lead">{names::help(section, locale)}</p>
            <h2>{td_string!(locale, plan_edit.example)}</h2>
            <p>{names::example(section, locale)}</p>
            <h2>{td_string!(locale, plan.in_your_plan)}</h2>
            {move || any.get().then(|| view! {
                <ul class="plan-choose">
                    <For each=ids key=|(id, name): &(Id, String)| (id.clone(), name.clone()) let((id, name))>
                        <li><a href=page.with_value(|page| place::of_plan(page, &id))>{name}</a></li>
                    </For>
                </ul>
            })}
            <p><a class="button" href=list>{td_string!(locale, plan.to_list)}</a></p>
        </div>
    }
}
