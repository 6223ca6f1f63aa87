//! A question about what the venture is: it decides which others are asked.

use super::data::{joined, words};
use super::form::{self, FIRST_OPTION};
use super::question::Fields;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;
use venture::readiness::RouteQuestion;

/// Its fields.
#[component]
pub fn RouteFields(fields: Fields, question: &'static RouteQuestion) -> impl IntoView {
    let locale = use_locale();
    let words = words(locale)
        .route
        .get(&question.id)
        .cloned()
        .unwrap_or_default();
    let document = fields.open.document;
    let problem = fields.problem_of(FIRST_OPTION, locale);
    let options = question.options.iter().enumerate().map(|(at, option)| {
        let text = words
            .options
            .get(option)
            .cloned()
            .unwrap_or_else(|| option.clone());
        let chosen = move || {
            document.with(|venture| {
                let chosen = venture.answers.route.get(&question.id);
                chosen.is_some_and(|chosen| chosen.contains(option))
            })
        };
        let choose = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            document.commit(|venture| {
                form::choose_route(&mut venture.answers, question, option, on);
            });
            fields.problems.set(Vec::new());
        };
        view! {
            <label class="check-option">
                <input
                    id=format!("option-{}", at + 1)
                    type=if question.several { "checkbox" } else { "radio" }
                    name="option"
                    prop:checked=chosen
                    on:change=choose
                />
                <span>{text}</span>
            </label>
        }
    });
    let several = question.several;
    view! {
        <fieldset
            class="check-question"
            aria-describedby=move || {
                if problem.get().is_some() { "check-why option-problem" } else { "check-why" }
            }
        >
            <legend><h1 tabindex="-1" node_ref=fields.heading>{words.text}</h1></legend>
            <p class="check-why" id="check-why">
                {if several {
                    joined(locale, &words.why, td_string!(locale, check.several))
                } else {
                    words.why
                }}
            </p>
            {move || problem.get().map(|text| view! { <p class="check-problem" id="option-problem">{text}</p> })}
            <div class="check-options">{options.collect_view()}</div>
        </fieldset>
    }
}
