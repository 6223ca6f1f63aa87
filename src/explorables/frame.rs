//! The frame around every explorable: its title, what can be done with it as
//! a whole, what was wrong with the address, and the place of a fault.

use super::embed_dialog::EmbedDialog;
use super::state::{Fault, Problem, write_number};
use super::{Entry, Host, Request, Stage};
use crate::i18n::{Locale, td_string, use_locale};
use crate::lazy::{Lazy, Loading, NotLoaded};
use crate::site::use_site;
use crate::ui::clipboard::{Copied, copy};
use futures_util::future::try_join;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

/// An explorable on a stage. Its frame and its figure are parts of the program
/// that come with the first page that has one.
#[component]
pub fn Explorable(entry: &'static Entry, stage: Stage) -> impl IntoView {
    view! {
        <Lazy load=move || load(entry) view=move || Box::pin(show(entry, stage)) height=entry.height/>
    }
}

/// Loads what an explorable needs.
pub fn load(entry: &'static Entry) -> Loading {
    Box::pin(async move {
        try_join(load_frame(), (entry.load)()).await?;
        Ok(())
    })
}

#[wasm_split(figure, fallible, preload(load_frame))]
fn show(entry: &'static Entry, stage: Stage) -> Result<AnyView, NotLoaded> {
    Ok(view! { <Frame entry stage/> }.into_any())
}

#[component]
fn Frame(entry: &'static Entry, stage: Stage) -> impl IntoView {
    let locale = use_locale();
    let title = (entry.title)(locale);
    let attempt = RwSignal::new(0_u32);
    let retry = move |_| {
        stage.fault.set(None);
        stage.initial.set_value(stage.query.get_untracked());
        attempt.update(|attempt| *attempt += 1);
    };
    view! {
        <figure class=format!("explorable explorable-{}", entry.name) aria-label=title>
            <figcaption class="figure-head">
                {match stage.host {
                    // Alone on its page, it is what the page is about.
                    Host::Embed => view! { <h1 class="figure-title">{title}</h1> }.into_any(),
                    Host::Page => view! { <span class="figure-title">{title}</span> }.into_any(),
                }}
                <Tools entry stage/>
            </figcaption>
            {move || {
                let problems = stage.problems.get();
                (!problems.is_empty()).then(|| view! { <Problems problems stage/> })
            }}
            {move || {
                attempt.track();
                match stage.fault.get() {
                    None => view! {
                        <Lazy load=entry.load view=move || (entry.view)(stage) height=entry.height/>
                    }
                    .into_any(),
                    Some(message) => view! {
                        <div class="notice notice-problem" role="alert">
                            <p>{td_string!(locale, explorable.fault, message = message)}</p>
                            <button on:click=retry>{td_string!(locale, explorable.retry)}</button>
                        </div>
                    }
                    .into_any(),
                }
            }}
        </figure>
    }
}

#[component]
fn Tools(entry: &'static Entry, stage: Stage) -> impl IntoView {
    let locale = use_locale();
    let site = use_site();
    let outcome = RwSignal::new(Copied::No);
    let share = move |_| {
        let location = window().location();
        if let (Ok(origin), Ok(path)) = (location.origin(), location.pathname()) {
            let query = stage.query.get_untracked();
            let query = if query.is_empty() {
                query
            } else {
                format!("?{query}")
            };
            copy(format!("{origin}{path}{query}#{}", entry.name), outcome);
        }
    };
    let said = move || match outcome.get() {
        Copied::No => "",
        Copied::Yes => td_string!(locale, explorable.copied),
        Copied::Refused => td_string!(locale, explorable.copy_failed),
    };
    let open = (stage.host == Host::Embed).then(|| {
        let lesson = crate::lessons::LESSONS.iter().find(|lesson| lesson.explorables.contains(&entry.name));
        let route = lesson.map_or(crate::route::Page::Learn, |lesson| {
            crate::route::Page::Lesson(lesson.slug.to_owned())
        });
        let base = site.href(&crate::route::Route::Page(locale, route));
        // The query of a lesson's address is its first figure's, unless it says whose.
        let first = lesson.is_none_or(|lesson| lesson.explorables.first() == Some(&entry.name));
        let whose = if first { String::new() } else { format!("#{}", entry.name) };
        let href = move || {
            let query = stage.query.get();
            if query.is_empty() { format!("{base}{whose}") } else { format!("{base}?{query}{whose}") }
        };
        view! { <a href=href target="_blank" rel="noopener">{td_string!(locale, explorable.open)}</a> }
    });
    let in_page = (stage.host == Host::Page).then(|| {
        view! {
            <button on:click=share>{td_string!(locale, explorable.share)}</button>
            <EmbedDialog entry stage/>
        }
    });
    view! {
        <span class="figure-tools">
            <span class="figure-said" role="status">{said}</span>
            <button on:click=move |_| stage.ask(Request::Replace(String::new()))>
                {td_string!(locale, explorable.reset)}
            </button>
            {in_page}
            {open}
        </span>
    }
}

#[component]
fn Problems(problems: Vec<Problem>, stage: Stage) -> impl IntoView {
    let locale = use_locale();
    let items = problems
        .iter()
        .map(|problem| view! { <li>{describe(problem, locale)}</li> })
        .collect_view();
    view! {
        <div class="notice" role="status">
            <ul>{items}</ul>
            <button on:click=move |_| stage.problems.set(Vec::new())>{td_string!(locale, shell.dismiss)}</button>
        </div>
    }
}

fn describe(problem: &Problem, locale: Locale) -> String {
    let (key, value) = (problem.key.clone(), problem.value.clone());
    match problem.fault {
        Fault::Unknown => td_string!(locale, explorable.problem_unknown, key = key),
        Fault::NotANumber => {
            td_string!(locale, explorable.problem_number, key = key, value = value)
        }
        Fault::OutOfRange { min, max } => td_string!(
            locale,
            explorable.problem_range,
            key = key,
            value = value,
            min = write_number(min),
            max = write_number(max)
        ),
        Fault::NotAChoice(options) => {
            td_string!(
                locale,
                explorable.problem_choice,
                key = key,
                value = value,
                options = options.join(", ")
            )
        }
        Fault::Unreadable => td_string!(locale, explorable.problem_text, key = key, value = value),
    }
}
