//! Where the plan contradicts itself, shown where the conflict is: at the field,
//! at its row, at the head of its section. Each leads to the fields concerned.

use super::editor::{Editor, use_editor};
use super::rules;
use super::{ask, place};
use crate::i18n::{Locale, td_string, use_locale};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;
use venture::plan::Section;
use venture::plan::checks::{Finding, Severity};

/// With more fields than this, a finding at one of them does not list the others.
const FEW: usize = 4;

/// Whether a finding concerns a field or something within it.
pub fn concerns(finding: &Finding, path: &str) -> bool {
    finding.fields.iter().any(|field| {
        field
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Whether a finding concerns a section.
pub fn in_section(finding: &Finding, section: Section) -> bool {
    finding
        .fields
        .iter()
        .any(|field| Section::of_field(field) == Some(section))
}

/// The findings at a field: one line each, with links to the other fields.
#[component]
pub fn AtField(
    /// The field's path.
    path: String,
) -> impl IntoView {
    let editor = use_editor();
    let here = {
        let path = path.clone();
        Memo::new(move |_| {
            editor.findings.with(|findings| {
                let here = findings.iter().filter(|one| one.fields.contains(&path));
                here.cloned().collect::<Vec<_>>()
            })
        })
    };
    move || {
        let here = here.get();
        (!here.is_empty()).then(|| {
            let path = path.clone();
            let items = here
                .into_iter()
                .map(|finding| view! { <One finding except=path.clone()/> });
            view! { <ul class="plan-findings">{items.collect_view()}</ul> }
        })
    }
}

/// The findings of a section, or of the whole plan.
#[component]
pub fn Findings(
    /// The section; none is the whole plan.
    #[prop(into)]
    section: Signal<Option<Section>>,
) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let here = Memo::new(move |_| {
        let section = section.get();
        editor.findings.with(|findings| {
            let here = findings
                .iter()
                .filter(|one| section.is_none_or(|section| in_section(one, section)));
            here.cloned().collect::<Vec<_>>()
        })
    });
    move || {
        let here = here.get();
        (!here.is_empty()).then(|| {
            let count = here.len() as u32;
            let items = here
                .into_iter()
                .map(|finding| view! { <One finding except=String::new()/> });
            view! {
                <section class="plan-conflicts" aria-labelledby="plan-conflicts">
                    <h2 id="plan-conflicts">{td_string!(locale, plan_edit.conflicts, count = count)}</h2>
                    <ul class="plan-findings">{items.collect_view()}</ul>
                </section>
            }
        })
    }
}

/// One finding: what contradicts, the values, the fields.
#[component]
fn One(
    finding: Finding,
    /// A field that needs no link: the reader is there.
    except: String,
) -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let class = match finding.severity {
        Severity::Error => "plan-finding plan-error",
        Severity::Warning => "plan-finding plan-warning",
        Severity::Note => "plan-finding plan-note",
    };
    let values = rules::values(&finding, locale);
    // What concerns many fields is listed once, at the head of the section.
    let few = finding.fields.len() <= FEW;
    let links = finding
        .fields
        .iter()
        .filter(|field| **field != except && (except.is_empty() || few))
        .map(|field| view! { <li><FieldLink editor field=field.clone()/></li> })
        .collect_view();
    view! {
        <li class=class>
            <p>
                <strong>{severity(finding.severity, locale)}</strong>
                {rules::sentence(finding.rule, locale)}
                {(!values.is_empty()).then(|| view! { <span class="plan-values">{values}</span> })}
            </p>
            <ul class="plan-fields">{links}</ul>
        </li>
    }
}

/// A link to a field, which opens what it is in and moves the focus there.
#[component]
pub fn FieldLink(editor: Editor, field: String) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let page = match Section::of_field(&field) {
        Some(section) => Page::Section(section),
        None => Page::Plan,
    };
    let page = site.href(&Route::Page(locale, page));
    let address = {
        let field = field.clone();
        move || place::of_field(&page, &editor.id(), &field)
    };
    let name = rules::field_name(&field, locale);
    // Where the address stays the same, the router has nothing to do.
    let go = move |_| {
        editor.asked.set(Some(field.clone()));
        ask::focus(&field);
    };
    view! { <a href=address on:click=go>{name}</a> }
}

fn severity(severity: Severity, locale: Locale) -> &'static str {
    match severity {
        Severity::Error => td_string!(locale, plan_edit.severity_error),
        Severity::Warning => td_string!(locale, plan_edit.severity_warning),
        Severity::Note => td_string!(locale, plan_edit.severity_note),
    }
}
