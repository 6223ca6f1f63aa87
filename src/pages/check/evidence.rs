//! A question about what has been done, with what there is to show for it.

use super::data::{model, words};
use super::form::{self, DATED, FIRST_OPTION, NOTE, REASON};
use super::question::Fields;
use super::text::TextField;
use super::today::today;
use crate::i18n::{Locale, td_string, use_locale};
use documents::Edit;
use leptos::html;
use leptos::prelude::*;
use venture::readiness::{Answer, Answers, Basis, Question, QuestionWords};

/// Its fields.
#[component]
pub fn Evidence(fields: Fields, question: &'static Question) -> impl IntoView {
    let locale = use_locale();
    let words = words(locale)
        .question
        .get(&question.id)
        .cloned()
        .unwrap_or_default();
    let document = fields.open.document;
    let problem = fields.problem_of(FIRST_OPTION, locale);
    let options = model().options(question);
    let options = options.into_iter().enumerate().map(|(at, (option, _))| {
        let chosen = move || {
            document.with(|venture| {
                of(&venture.answers, question).is_some_and(|answer| {
                    answer.not_applicable.is_none() && answer.option.as_deref() == Some(option)
                })
            })
        };
        let choose = move |_| {
            document.commit(|venture| {
                form::choose(&mut venture.answers, question, option);
            });
            fields.problems.set(Vec::new());
        };
        view! {
            <label class="check-option">
                <input
                    id=format!("option-{}", at + 1)
                    type="radio"
                    name="option"
                    prop:checked=chosen
                    on:change=choose
                />
                <span>{option_text(locale, &words, option)}</span>
            </label>
        }
    });
    let options = options.collect_view();
    let declined = Memo::new(move |_| {
        document.with(|venture| {
            of(&venture.answers, question).is_some_and(|answer| answer.not_applicable.is_some())
        })
    });
    view! {
        <fieldset
            class="check-question"
            aria-describedby=move || {
                if problem.get().is_some() { "check-why option-problem" } else { "check-why" }
            }
        >
            <legend><h1 tabindex="-1" node_ref=fields.heading>{words.text}</h1></legend>
            <p class="check-why" id="check-why">{words.why}</p>
            {move || problem.get().map(|text| view! { <p class="check-problem" id="option-problem">{text}</p> })}
            <div class="check-options">
                {options}
                <NotApplicable fields question declined/>
            </div>
        </fieldset>
        <ByPlan fields question/>
        {move || (!declined.get()).then(|| view! {
            <Shown fields question example=words.evidence.clone()/>
        })}
    }
}

/// The answer to a question.
fn of<'a>(answers: &'a Answers, question: &Question) -> Option<&'a Answer> {
    answers.questions.get(&question.id)
}

/// The words of an option, its own or common.
pub fn option_text(locale: Locale, own: &QuestionWords, option: &str) -> String {
    let common = &words(locale).common;
    let found = own.options.get(option).or_else(|| common.get(option));
    found.map_or_else(|| option.to_owned(), Clone::clone)
}

/// 'Not applicable', and why.
#[component]
fn NotApplicable(
    fields: Fields,
    question: &'static Question,
    declined: Memo<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let document = fields.open.document;
    let decline = move |_| {
        document.commit(|venture| {
            form::decline(&mut venture.answers, question);
        });
        fields.problems.set(Vec::new());
    };
    let reason = Signal::derive(move || {
        document.with(|venture| {
            let answer = of(&venture.answers, question);
            answer
                .and_then(|answer| answer.not_applicable.clone())
                .unwrap_or_default()
        })
    });
    let on_text = Callback::new(move |text: String| {
        document.update(Edit::Continue, |venture| {
            let answers = &mut venture.answers.questions;
            if let Some(answer) = answers.get_mut(&question.id) {
                answer.not_applicable = Some(text);
            }
        });
    });
    view! {
        <label class="check-option check-or">
            <input
                id="option-none"
                type="radio"
                name="option"
                prop:checked=move || declined.get()
                on:change=decline
            />
            <span>{td_string!(locale, check.not_applicable)}</span>
        </label>
        {move || declined.get().then(|| view! {
            <TextField
                id=REASON
                label=td_string!(locale, check.reason).to_owned()
                hint=td_string!(locale, check.reason_hint).to_owned()
                value=reason
                on_text
                composing=fields.open.composing
                problem=fields.problem_of(REASON, locale)
            />
        })}
    }
}

/// What the plan computes of the question.
#[component]
fn ByPlan(fields: Fields, question: &'static Question) -> impl IntoView {
    let locale = use_locale();
    let open = fields.open;
    let strength = Memo::new(move |_| {
        open.figures.with(Option::is_some).then_some(())?;
        let evidence = open.report().evidence(&question.id).cloned()?;
        matches!(evidence.basis, Basis::Computed(_)).then_some(u32::from(evidence.strength))
    });
    move || {
        strength.get().map(|strength| {
            view! {
                <p class="check-again">
                    {td_string!(locale, check.answered_by_plan, strength = strength)}
                </p>
            }
        })
    }
}

/// The evidence: a note and its date.
#[component]
fn Shown(fields: Fields, question: &'static Question, example: String) -> impl IntoView {
    let locale = use_locale();
    let document = fields.open.document;
    let note = Signal::derive(move || {
        document.with(|venture| {
            let answer = of(&venture.answers, question);
            answer.map_or_else(String::new, |answer| answer.note.clone())
        })
    });
    let change = move |edit: Edit, change: &dyn Fn(&mut Answer)| {
        document.update(edit, |venture| {
            let answers = &mut venture.answers.questions;
            change(answers.entry(question.id.clone()).or_default());
        });
    };
    let on_text = Callback::new(move |text: String| {
        change(Edit::Continue, &|answer| answer.note.clone_from(&text));
    });
    let hint = td_string!(locale, check.note_example, example = example);
    let cap = u32::from(model().cap_without_note);
    view! {
        <fieldset class="check-evidence" aria-describedby="evidence-hint">
            <legend>{td_string!(locale, check.evidence)}</legend>
            <p class="check-hint" id="evidence-hint">{td_string!(locale, check.evidence_hint, cap = cap)}</p>
            <TextField
                id=NOTE
                label=td_string!(locale, check.note).to_owned()
                hint
                value=note
                on_text
                composing=fields.open.composing
                problem=Signal::derive(|| None)
            />
            <Dated fields question/>
        </fieldset>
    }
}

/// The date of the evidence.
#[component]
fn Dated(fields: Fields, question: &'static Question) -> impl IntoView {
    let locale = use_locale();
    let document = fields.open.document;
    let node = NodeRef::<html::Input>::new();
    let dated = Memo::new(move |_| {
        document.with(|venture| {
            let answer = of(&venture.answers, question);
            let dated = answer.and_then(|answer| answer.dated);
            dated.map_or_else(String::new, |dated| dated.to_string())
        })
    });
    // Written only where it differs: a date that is half typed reads as none.
    Effect::new(move || {
        let stored = dated.get();
        if let Some(field) = node.get()
            && field.value() != stored
        {
            field.set_value(&stored);
        }
    });
    let set = move |text: &str| {
        let day = text.parse().ok();
        document.update(Edit::Continue, |venture| {
            let answers = &mut venture.answers.questions;
            answers.entry(question.id.clone()).or_default().dated = day;
        });
    };
    let problem = fields.problem_of(DATED, locale);
    let days = u32::from(model().fresh_days);
    view! {
        <div class="check-field">
            <label for=DATED>{td_string!(locale, check.dated)}</label>
            <p class="check-hint" id="dated-hint">{td_string!(locale, check.dated_hint, days = days)}</p>
            {move || problem.get().map(|text| view! { <p class="check-problem" id="dated-problem">{text}</p> })}
            <p class="check-date">
                <input
                    id=DATED
                    type="date"
                    max=today().to_string()
                    node_ref=node
                    aria-describedby=move || {
                        if problem.get().is_some() { "dated-hint dated-problem" } else { "dated-hint" }
                    }
                    aria-invalid=move || problem.get().map(|_| "true")
                    on:input=move |event| set(&event_target_value(&event))
                />
                <button type="button" on:click=move |_| set(&today().to_string())>
                    {td_string!(locale, check.dated_today)}
                </button>
            </p>
        </div>
    }
}
