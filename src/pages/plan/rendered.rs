//! The pages of a plan as they are rendered natively, where storage is in
//! memory: every section of every case is made once.

use super::document::Kept;
use super::editor::Editor;
use super::frame::Frame;
use super::overview::Overview;
use super::{lang, names, rules};
use crate::documents::{provide_documents, use_documents};
use crate::i18n::Locale;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use venture::plan::bounded::List;
use venture::plan::checks::check;
use venture::plan::date::Date;
use venture::plan::document::completeness;
use venture::plan::templates::Case;
use venture::plan::{Plan, Section};

const LOCALES: [Locale; 2] = [Locale::zh, Locale::en];

/// The HTML of a section of an open plan; of its first page without one.
fn html(locale: Locale, plan: &Plan, section: Option<Section>) -> String {
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let plan = plan.clone();
    let html = owner.with(|| {
        provide_context(RequestUrl::new("/en/plan/"));
        provide_context(locale);
        provide_documents();
        view! { <Router>{move || inside(&plan, section)}</Router> }.to_html()
    });
    owner.cleanup();
    html
}

fn inside(plan: &Plan, section: Option<Section>) -> AnyView {
    let handle = use_documents()
        .create("Northern light", &Kept(plan.clone()))
        .unwrap();
    provide_context(Editor::open(handle.id()).unwrap());
    match section {
        Some(section) => view! { <Frame section/> }.into_any(),
        None => view! { <Overview moved=false/> }.into_any(),
    }
}

fn cases(locale: Locale) -> Vec<Plan> {
    let start = Date::new(2027, 1, 1).unwrap();
    Case::ALL
        .map(|case| case.plan(lang(locale), start))
        .to_vec()
}

#[test]
fn every_section_of_every_case_is_whole_in_both_languages() {
    for locale in LOCALES {
        for plan in cases(locale) {
            for section in Section::ALL {
                let html = html(locale, &plan, Some(section));
                let slug = section.slug();
                assert!(html.contains(names::name(section, locale)), "{slug}");
                assert!(html.contains("Northern light"), "{slug}");
                assert!(html.contains(&format!("id=\"notes.{slug}\"")), "{slug}");
                assert!(!html.contains("style="), "{slug}: an inline style");
            }
            assert!(html(locale, &plan, None).contains("Northern light"));
        }
    }
}

#[test]
fn every_essential_field_is_on_the_page_of_its_section() {
    for section in Section::ALL {
        let html = html(Locale::en, &Plan::default(), Some(section));
        for path in completeness(&Plan::default(), section).missing {
            // What every row of a list must have is asked for at the list; the
            // first month of the forecast is on the first page.
            let list = path.rsplit_once('.').map_or(path, |(list, _)| list);
            let there = |path: &str| html.contains(&format!("id=\"{path}\""));
            assert!(there(path) || there(list) || path == "start", "{path}");
        }
    }
}

#[test]
fn every_field_that_a_case_contradicts_itself_at_has_a_name_and_a_place() {
    let mut seen = 0;
    for mut plan in cases(Locale::en) {
        // Without money the cases contradict themselves at most.
        plan.funding.tranches = List::default();
        for finding in check(&plan) {
            assert!(!rules::sentence(finding.rule, Locale::en).is_empty());
            for field in &finding.fields {
                seen += 1;
                for locale in LOCALES {
                    let name = rules::field_name(field, locale);
                    assert!(name.contains('›'), "{field} is only called {name}");
                }
            }
        }
    }
    assert!(seen > 10, "{seen} fields");
}
