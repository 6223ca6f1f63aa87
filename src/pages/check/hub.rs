//! A venture's overview: where it stopped, and every question with its answer.

use super::data::{dimension_name, model, words};
use super::evidence::option_text;
use super::history::Saving;
use super::open::Open;
use super::place::{Places, use_places};
use super::take_focus;
use crate::i18n::{Locale, td_string, use_locale};
use documents::Id;
use leptos::html;
use leptos::prelude::*;
use venture::readiness::{Answer, Answers, Question, Step};

/// The page.
#[component]
pub fn Hub(open: Open, moved: bool) -> impl IntoView {
    let locale = use_locale();
    let places = StoredValue::new(use_places());
    let list = places.with_value(Places::list);
    let document = open.document;
    let id = document.id();
    let name = move || document.header().with(|header| header.name.clone());
    let heading = NodeRef::<html::H1>::new();
    take_focus(heading, moved);
    let progress = Memo::new(move |_| open.progress());
    let next = Memo::new(move |_| {
        open.figures.with(|figures| {
            document.with(|venture| {
                let next = model().next(&venture.answers, figures.as_ref());
                next.map(|step| step.id().to_owned())
            })
        })
    });
    let again = Memo::new(move |_| open.retake());
    let address = move |question: &str, again: bool| {
        places.with_value(|places| places.question(&id.get(), question, again))
    };
    let resume = move || {
        next.get().map(|next| {
            let begun = progress.get().0 > 0;
            let text = if begun {
                td_string!(locale, check.resume)
            } else {
                td_string!(locale, check.start)
            };
            view! { <a class="button primary" href=address(&next, false)>{text}</a> }
        })
    };
    let retake = move || {
        let again = again.get();
        let first = again.first()?;
        let text = td_string!(locale, check.retake, count = again.len() as u32);
        Some(view! { <a class="button" href=address(first, true)>{text}</a> })
    };
    let text = move || {
        let (answered, count) = progress.get();
        td_string!(
            locale,
            check.answered,
            answered = answered as u32,
            count = count as u32
        )
    };
    view! {
        <div class="column readiness">
            <p class="check-back"><a href=list>{td_string!(locale, check.to_list)}</a></p>
            <h1 tabindex="-1" node_ref=heading>{name}</h1>
            <p class="check-progress">
                <span>{text}</span>
                <progress
                    aria-hidden="true"
                    max=move || progress.get().1.to_string()
                    value=move || progress.get().0.to_string()
                ></progress>
            </p>
            <p class="buttons">
                {resume}
                <a class="button" href=move || places.with_value(|places| places.report(&id.get()))>{td_string!(locale, check.to_report)}</a>
                {retake}
            </p>
            <Saving open/>
            {move || {
                let id = id.get();
                places.with_value(|places| {
                    document.with(|venture| all(locale, places, &id, &venture.answers))
                })
            }}
        </div>
    }
}

/// Every question, by section.
fn all(locale: Locale, places: &Places, id: &Id, answers: &Answers) -> impl IntoView + use<> {
    let words = words(locale);
    let mut sections: Vec<(String, Vec<AnyView>)> = Vec::new();
    for step in model().steps(answers) {
        let (section, text, answer) = match step {
            Step::Route(question) => {
                let words = words.route.get(&question.id).cloned().unwrap_or_default();
                let chosen = answers.route.get(&question.id).into_iter().flatten();
                let chosen: Vec<_> = chosen
                    .filter_map(|option| words.options.get(option))
                    .cloned()
                    .collect();
                let section = td_string!(locale, check.section_route).to_owned();
                (
                    section,
                    words.text,
                    chosen.join(td_string!(locale, check.comma)),
                )
            }
            Step::Question(question) => {
                let words = words
                    .question
                    .get(&question.id)
                    .cloned()
                    .unwrap_or_default();
                let answer = answers.questions.get(&question.id);
                let answer =
                    answer.map_or_else(String::new, |answer| said(locale, question, answer));
                (
                    dimension_name(locale, &question.dimension),
                    words.text,
                    answer,
                )
            }
        };
        let href = places.question(id, step.id(), false);
        let (class, answer) = if answer.is_empty() {
            (
                "check-open",
                td_string!(locale, check.unanswered).to_owned(),
            )
        } else {
            ("check-given", answer)
        };
        let row = view! { <li><a href=href>{text}</a><span class=class>{answer}</span></li> };
        match sections.last_mut() {
            Some((last, rows)) if *last == section => rows.push(row.into_any()),
            _ => sections.push((section, vec![row.into_any()])),
        }
    }
    let sections = sections.into_iter().map(|(name, rows)| {
        view! {
            <section class="check-section">
                <h2>{name}</h2>
                <ol>{rows}</ol>
            </section>
        }
    });
    sections.collect_view()
}

/// An answer in words; empty where there is none.
fn said(locale: Locale, question: &Question, answer: &Answer) -> String {
    if let Some(reason) = answer.reason() {
        return td_string!(locale, check.not_applicable_for, reason = reason.to_owned());
    }
    let words = words(locale).question.get(&question.id);
    let option = answer
        .option
        .as_deref()
        .filter(|option| model().strength(question, option).is_some());
    match (option, words) {
        (Some(option), Some(words)) => option_text(locale, words, option),
        _ => String::new(),
    }
}
