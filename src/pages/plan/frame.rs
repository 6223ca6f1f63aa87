//! What every section has around its fields: what it is for, an example, how
//! complete it is, what contradicts, notes, what is behind it, the next one.

use super::behind::Behind;
use super::editor::use_editor;
use super::findings::Findings;
use super::kit::{Field, Lens, text};
use super::{ask, names, place, sections};
use crate::i18n::{td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;
use venture::plan::bounded::Text;
use venture::plan::document::completeness;
use venture::plan::{Plan, Section};

/// A section of the open plan.
#[component]
pub fn Frame(section: Section) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    view! {
        <article class="plan-section">
            <p class="plan-name">{move || editor.name()}</p>
            <h1>{names::name(section, locale)}</h1>
            <p class="lead">{names::help(section, locale)}</p>
            <details class="plan-example">
                <summary>{td_string!(locale, plan_edit.example)}</summary>
                <p>{names::example(section, locale)}</p>
            </details>
            <Filled section/>
            <Findings section=Signal::stored(Some(section))/>
            <fieldset class="plan-body" disabled=move || editor.is_read_only()>
                <legend class="visually-hidden">{names::name(section, locale)}</legend>
                {sections::view(section)}
                <Notes section/>
            </fieldset>
            <Behind section/>
            <Neighbours section/>
        </article>
    }
}

/// How complete the section is, with the way to the first field still empty.
#[component]
fn Filled(section: Section) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let found = Memo::new(move |_| editor.with(|plan| completeness(plan, section)));
    let text = move || {
        let (filled, total) = found.with(|found| (found.filled as u32, found.total as u32));
        td_string!(locale, plan_edit.filled, filled = filled, total = total)
    };
    let first = Memo::new(move |_| found.with(|found| found.missing.first().copied()));
    let next = move || {
        first.get().map(|field| {
            let go = move |_| {
                editor.asked.set(Some(field.to_owned()));
                ask::focus(field);
            };
            view! {
                <button type="button" class="link" on:click=go>{td_string!(locale, plan_edit.first_missing)}</button>
            }
        })
    };
    view! {
        <p class="plan-filled">
            <span>{text}</span>
            {next}
            <progress
                aria-hidden="true"
                max=move || found.with(|found| found.total.to_string())
                value=move || found.with(|found| found.filled.to_string())
            ></progress>
        </p>
    }
}

/// The founder's notes on the section.
#[component]
fn Notes(section: Section) -> impl IntoView {
    let locale = use_locale();
    let notes = Lens::new(
        format!("notes.{}", section.slug()),
        move |plan: &Plan| Some(plan.notes.get(&section).cloned().unwrap_or_default()),
        move |plan: &mut Plan, text: Text| {
            if text.as_str().is_empty() {
                plan.notes.remove(&section);
            } else {
                plan.notes.insert(section, text);
            }
        },
    );
    view! {
        <div class="plan-notes">
            <Field
                of=text(notes)
                label=td_string!(locale, plan_edit.notes)
                hint=td_string!(locale, plan_edit.notes_hint)
            />
        </div>
    }
}

/// The sections before and after this one.
#[component]
fn Neighbours(section: Section) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let site = use_site();
    let at = Section::ALL.iter().position(|one| *one == section);
    let link = |other: Option<&Section>, class: &'static str, label: &'static str| {
        other.map(|other| {
            let page = site.href(&Route::Page(locale, Page::Section(*other)));
            let address = move || place::of_plan(&page, &editor.id());
            view! { <a class=class href=address><span>{label}</span>{names::name(*other, locale)}</a> }
        })
    };
    let before = at.and_then(|at| Section::ALL.get(at.checked_sub(1)?));
    let after = at.and_then(|at| Section::ALL.get(at + 1));
    view! {
        <nav class="neighbours" aria-label=td_string!(locale, plan_edit.neighbours)>
            {link(before, "previous", td_string!(locale, plan_edit.before))}
            {link(after, "next", td_string!(locale, plan_edit.after))}
        </nav>
    }
}
