//! Three doors, and a neuron to touch before choosing one.

use crate::explorables::{self, Explorable, Host, Stage};
use crate::i18n::{td_string, use_locale};
use crate::lessons::LESSONS;
use crate::pages::title;
use crate::route::{Page, Route};
use crate::shell::progress;
use crate::site::use_site;
use leptos::prelude::*;

/// The figure on the page.
pub const EXPLORABLE: &str = "neuron";

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let link = {
        let site = site.clone();
        move |page: Page| site.href(&Route::Page(locale, page))
    };
    let first = LESSONS
        .first()
        .map(|lesson| link(Page::Lesson(lesson.slug.to_owned())));
    let doors = [
        (Page::Learn, td_string!(locale, home.learn_text)),
        (Page::Check, td_string!(locale, home.check_text)),
        (Page::Plan, td_string!(locale, home.plan_text)),
    ]
    .map(|(page, text)| {
        let extra = (page == Page::Learn).then(|| view! { <progress::Summary/> });
        let name = title(&page, locale);
        view! {
            <li class="door">
                <h2><a href=link(page)>{name}</a></h2>
                <p>{text}</p>
                {extra}
            </li>
        }
    });
    let stage = Stage::new(Host::Page, "task=or&hide=task,activation,x1,x2");
    view! {
        <div class="hero">
            <div class="hero-text">
                <h1>{td_string!(locale, home.lead)}</h1>
                <p class="lead">{td_string!(locale, home.lead_more)}</p>
                <p>{first.map(|href| view! { <a class="button primary" href=href>{td_string!(locale, home.start)}</a> })}</p>
            </div>
            <div class="hero-figure">
                {explorables::find(EXPLORABLE).map(|entry| view! { <Explorable entry stage/> })}
            </div>
        </div>
        <ul class="doors">{doors.collect_view()}</ul>
    }
}
