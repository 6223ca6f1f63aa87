//! What is behind a section: the lessons that explain it, and the questions of
//! the readiness check that it answers.

use crate::i18n::{td_string, use_locale};
use crate::lessons::{find, pick};
use crate::pages::check::{questions_about, words_of};
use crate::route::{Page, Route};
use crate::site::use_site;
use leptos::prelude::*;
use venture::plan::Section;

/// The links.
#[component]
pub fn Behind(section: Section) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let lessons = lessons(section).iter().filter_map(|slug| find(slug));
    let lessons: Vec<_> = lessons
        .map(|lesson| {
            let page = Page::Lesson(lesson.slug.to_owned());
            let href = site.href(&Route::Page(locale, page));
            view! { <li><a href=href>{pick(lesson.title, locale)}</a></li> }
        })
        .collect();
    let check = site.href(&Route::Page(locale, Page::Check));
    let questions: Vec<_> = questions_about(fields(section))
        .into_iter()
        .map(|(id, place)| {
            let href = format!("{check}#{place}");
            view! { <li><a href=href>{words_of(id, locale)}</a></li> }
        })
        .collect();
    let group = |title: &'static str, items: Vec<_>| {
        (!items.is_empty()).then(|| view! { <h2>{title}</h2><ul>{items}</ul> })
    };
    let empty = lessons.is_empty() && questions.is_empty();
    (!empty).then(|| {
        view! {
            <details class="plan-behind">
                <summary>{td_string!(locale, plan_edit.behind)}</summary>
                {group(td_string!(locale, plan_edit.lessons), lessons)}
                {group(td_string!(locale, plan_edit.questions), questions)}
            </details>
        }
    })
}

/// Slugs of the lessons that explain a section. Those that are not written yet
/// are left out.
const fn lessons(section: Section) -> &'static [&'static str] {
    match section {
        Section::Problem | Section::Canvas | Section::Lean | Section::Value => &["business-model"],
        Section::Product => &["neuron", "neural-network", "evaluation"],
        Section::Data => &["tuning", "datasets", "privacy"],
        Section::Compute => &["neural-network", "backpropagation", "tuning", "compute"],
        Section::Pricing => &["compute", "business-model"],
        Section::Team => &["team"],
        Section::Funding | Section::Finance => &["funding"],
        Section::Milestones | Section::Assumptions => &["evaluation"],
        Section::Risks => &["security", "privacy"],
        Section::Compliance => &["policy", "privacy"],
        Section::Competition | Section::Pitch => &["business-model", "funding"],
    }
}

/// The check's names of what a section is about.
const fn fields(section: Section) -> &'static [&'static str] {
    match section {
        Section::Problem => &["customers"],
        Section::Canvas | Section::Lean | Section::Value | Section::Pitch => &["canvas"],
        Section::Product | Section::Milestones => &["evals", "milestones"],
        Section::Data => &["data-register"],
        Section::Compute => &["compute", "suppliers"],
        Section::Pricing => &["costs", "pricing"],
        Section::Team => &["team", "intellectual-property"],
        Section::Funding => &["cap-table", "rounds", "grants"],
        Section::Finance => &["cash-flow"],
        Section::Risks => &["risks"],
        Section::Compliance => &["compliance"],
        Section::Assumptions => &["experiments"],
        Section::Competition => &["customers", "canvas"],
    }
}
