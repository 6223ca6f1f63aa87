//! The plan builder: the list of plans, and a plan with its sections. What a
//! plan holds and what follows from it is crate `venture`; it is kept by
//! [`crate::documents`] like every document.
//!
//! A plan's pages are one view ([`crate::route::Route::view`]): the plan stays
//! open while its sections change, so that what could not be saved stays in
//! memory. The plan's id is in the fragment (`place`).
//!
//! # How to add a section, or a field
//! A section is a module of `sections` with one component, and a line in
//! `sections::view`. It is a list of fields of the `kit`:
//!
//! ```text
//! <Field of=text(at!(problem.customer)) label=… hint=…/>
//! <Field of=whole(at!(problem.interviews), 0, 10_000) label=… unit=…/>
//! <MoneyField of=money(at!(problem.alternative_cost)) label=…/>
//! <Choice of=at!(route.build) label=… options=vec![(BuildMode::Api, …), …]/>
//! <Rows of=list!(team.roles) label=… add=… title=|role| … new=|plan| … row=|row| view! {
//!     <Field of=line(of_row!(row, title)) label=…/>
//! }.into_any()/>
//! <Computed label=… result=Signal::derive(move || editor.with(|plan| …))/>
//! ```
//!
//! `at!`, `list!`, `of_row!`, `list_of_row!` make the place of a field out of its
//! path. The path is the id of the field's element: findings and links find it
//! by that, so every path that a rule of `venture::plan::checks` names must be a
//! field or a list of some section, with a name in `rules::field_name`. Help,
//! example, notes, findings, completeness and links come with the frame; their
//! words are in `locales/*/plan_sections.json`, those of the fields in a file of
//! the section's concern. A part that only computes asks `use_editor().with(…)`,
//! which follows the plan.

mod ask;
mod behind;
mod document;
mod editor;
mod explained;
mod file;
mod findings;
mod format;
mod formulas;
mod frame;
mod hub;
mod kit;
mod labels;
mod later;
mod names;
mod nav;
mod open;
mod overview;
mod place;
mod rates;
#[cfg(all(test, feature = "ssr"))]
mod rendered;
mod rules;
mod sections;
mod snapshots;
mod status;
mod troubles;

pub use document::Kept;
pub use hub::load as load_hub;
pub use names::{help as section_help, name as section_name};
pub use place::of_field as field_address;

use crate::i18n::Locale;
use crate::route::{Page, Route};
use crate::site::use_site;
use documents::Id;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use place::Fragment;
use venture::plan::Section;
use venture::plan::lang::Lang;

/// The page: the list of plans, a plan, or what a section is about.
#[component]
pub fn Plan() -> impl IntoView {
    let plan = use_plan();
    let section = use_section();
    // A new page takes the focus (`shell::head`); what replaces another part of
    // the same page has to take it itself.
    let first = StoredValue::new(true);
    move || {
        let plan = plan.get();
        let moved = !first.get_value();
        first.set_value(false);
        match plan {
            Some(id) => view! { <open::Opened id section moved/> }.into_any(),
            None => view! { <Without section moved/> }.into_any(),
        }
    }
}

/// Without a plan in the address.
#[component]
fn Without(section: Memo<Option<Section>>, moved: bool) -> impl IntoView {
    move || match section.get() {
        Some(section) => view! { <explained::Explained section/> }.into_any(),
        None => hub::view(moved),
    }
}

/// The plan in the address's fragment; a place on the page changes nothing.
fn use_plan() -> Memo<Option<Id>> {
    let hash = use_location().hash;
    Memo::new(move |before: Option<&Option<Id>>| {
        // A prerendered page is nobody's yet: it has no fragment.
        let there = if cfg!(target_arch = "wasm32") {
            hash.with(|hash| Fragment::parse(hash))
        } else {
            Fragment::Nothing
        };
        match there {
            Fragment::Plan(id) => Some(id),
            Fragment::Nothing => None,
            Fragment::Elsewhere => before.cloned().flatten(),
        }
    })
}

/// The section in the address's path.
fn use_section() -> Memo<Option<Section>> {
    let site = use_site();
    let path = use_location().pathname;
    Memo::new(
        move |_| match path.with(|path| Route::parse(site.strip(path))) {
            Route::Page(_, Page::Section(section)) => Some(section),
            _ => None,
        },
    )
}

/// The models' name of a language.
pub fn lang(locale: Locale) -> Lang {
    match locale {
        Locale::zh => Lang::Zh,
        Locale::en => Lang::En,
    }
}
