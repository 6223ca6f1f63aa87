//! One question's page: the way back, how far it is, what is wrong, the
//! question, and on. The pattern is GOV.UK's question page.

use super::data::{dimension_name, model};
use super::evidence::Evidence;
use super::form::{self, Problem};
use super::history::Saving;
use super::open::Open;
use super::place::{self, use_places};
use super::route_question::RouteFields;
use super::steps::{Around, around};
use super::take_focus;
use super::today::today;
use crate::i18n::{Locale, td_string, use_locale};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use venture::readiness::{Again, Question, RouteQuestion};
use wasm_bindgen::JsCast;

/// What a page asks.
#[derive(Clone, Copy)]
pub enum Step {
    /// What the venture is.
    Route(&'static RouteQuestion),
    /// What has been done.
    Question(&'static Question),
}

impl Step {
    /// The question of an id.
    pub fn find(id: &str) -> Option<Self> {
        let mut route = model().route.iter();
        let route = route.find(|question| question.id == id).map(Self::Route);
        route.or_else(|| model().question(id).map(Self::Question))
    }

    fn id(self) -> &'static str {
        match self {
            Self::Route(question) => &question.id,
            Self::Question(question) => &question.id,
        }
    }

    fn section(self, locale: Locale) -> String {
        match self {
            Self::Route(_) => td_string!(locale, check.section_route).to_owned(),
            Self::Question(question) => dimension_name(locale, &question.dimension),
        }
    }
}

/// What the fields of a page are given.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The venture.
    pub open: Open,
    /// What is wrong.
    pub problems: RwSignal<Vec<Problem>>,
    /// The question's own heading, which takes the focus on a new page.
    pub heading: NodeRef<html::H1>,
}

impl Fields {
    /// The words of the first problem with a field; tracked.
    pub fn problem_of(self, field: &'static str, locale: Locale) -> Signal<Option<&'static str>> {
        Signal::derive(move || {
            let problems = self.problems.get();
            let mut own = problems
                .into_iter()
                .filter(|problem| problem.field() == field);
            own.next().map(|problem| words(problem, locale))
        })
    }
}

/// The words of a problem.
fn words(problem: Problem, locale: Locale) -> &'static str {
    match problem {
        Problem::NoOption => td_string!(locale, check.problem_option),
        Problem::NoReason => td_string!(locale, check.problem_reason),
        Problem::NoDate => td_string!(locale, check.problem_date),
        Problem::Future => td_string!(locale, check.problem_future),
    }
}

/// The page of a question.
#[component]
pub fn Shown(
    open: Open,
    step: Step,
    retake: Memo<Option<Vec<String>>>,
    /// Whether the reader came from another question: then this one takes the
    /// focus.
    moved: bool,
) -> impl IntoView {
    let locale = use_locale();
    let navigate = use_navigate();
    let places = StoredValue::new(use_places());
    let document = open.document;
    let fields = Fields {
        open,
        problems: RwSignal::new(Vec::new()),
        heading: NodeRef::new(),
    };
    let near = Memo::new(move |_| {
        let retake = retake.get();
        document.with(|venture| around(model(), &venture.answers, retake.as_deref(), step.id()))
    });
    let address = move |question: Option<&str>| {
        let again = retake.with(Option::is_some);
        let id = document.id().get();
        places.with_value(|places| places.question(&id, question.unwrap_or(place::ALL), again))
    };
    let go_on = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let found = untrack(|| {
            document.with(|venture| match step {
                Step::Route(question) => form::route_problems(question, &venture.answers),
                Step::Question(question) => {
                    let answer = venture.answers.questions.get(&question.id);
                    form::problems(answer, has_bad_date(), today())
                }
            })
        });
        let fine = found.is_empty();
        fields.problems.set(found);
        if fine {
            document.save();
            let options = NavigateOptions {
                resolve: false,
                ..NavigateOptions::default()
            };
            let next = untrack(|| near.with(|near| address(near.after.as_deref())));
            navigate(&next, options);
        }
    };
    take_focus(fields.heading, moved);
    // As it was when the page came: the answer given here takes it away.
    let again = untrack(|| {
        let again = retake.with(Option::is_some);
        again.then(|| why_again(open, step, locale)).flatten()
    });
    view! {
        <div class="column readiness">
            <p class="check-back">
                <a href=move || near.with(|near| address(near.before.as_deref()))>
                    {td_string!(locale, check.back)}
                </a>
                <a href=move || address(None)>{td_string!(locale, check.all_questions)}</a>
            </p>
            <Problems fields/>
            <form class="check-form" novalidate="">
                <Progress near section=step.section(locale)/>
                {again.map(|why| view! { <p class="check-again">{why}</p> })}
                {match step {
                    Step::Route(question) => view! { <RouteFields fields question/> }.into_any(),
                    Step::Question(question) => view! { <Evidence fields question/> }.into_any(),
                }}
                <p class="buttons check-on">
                    // Where a frame may not submit forms, Enter still presses the button.
                    <button class="primary" type="submit" on:click=go_on>{td_string!(locale, check.go_on)}</button>
                    <a class="button" href=move || near.with(|near| address(near.after.as_deref()))>
                        {td_string!(locale, check.skip)}
                    </a>
                </p>
            </form>
            <Saving open/>
        </div>
    }
}

/// Why a retake asks a question.
fn why_again(open: Open, step: Step, locale: Locale) -> Option<&'static str> {
    let again = open.figures.with(|figures| {
        open.document.with(|venture| {
            let again = model().retake(&venture.answers, figures.as_ref(), today());
            let mut again = again.into_iter();
            let found = again.find(|(question, _)| question.id == step.id());
            found.map(|(_, again)| again)
        })
    })?;
    Some(match again {
        Again::Unanswered => td_string!(locale, check.again_unanswered),
        Again::Revised => td_string!(locale, check.again_revised),
        Again::Open => td_string!(locale, check.again_open),
        Again::Stale => td_string!(locale, check.again_stale),
    })
}

/// Whether the field of the date holds something that is no date: the browser
/// then gives an empty text, and says so apart.
fn has_bad_date() -> bool {
    document()
        .get_element_by_id(form::DATED)
        .and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|field| field.validity().bad_input())
}

#[component]
fn Progress(near: Memo<Around>, section: String) -> impl IntoView {
    let locale = use_locale();
    let text = move || {
        let near = near.get();
        let (place, count) = (near.place as u32, near.count as u32);
        td_string!(locale, check.place, place = place, count = count)
    };
    view! {
        <p class="check-progress">
            <span>{section}</span>
            <span>{text}</span>
            <progress
                aria-hidden="true"
                max=move || near.with(|near| near.count.to_string())
                value=move || near.with(|near| near.place.saturating_sub(1).to_string())
            ></progress>
        </p>
    }
}

/// The summary of what is wrong, each with a link to its field.
#[component]
fn Problems(fields: Fields) -> impl IntoView {
    let locale = use_locale();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let any = fields.problems.with(|problems| !problems.is_empty());
        if let Some(summary) = node.get().filter(|_| any) {
            let _ = summary.focus();
        }
    });
    move || {
        let problems = fields.problems.get();
        (!problems.is_empty()).then(|| {
            let items = problems.into_iter().map(|problem| {
                // The fragment holds the venture: the link moves the focus
                // and leaves the address alone.
                let jump = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    focus(problem.field());
                };
                let href = format!("#{}", problem.field());
                view! { <li><a href=href on:click=jump>{words(problem, locale)}</a></li> }
            });
            view! {
                <div class="check-problems" role="alert" tabindex="-1" node_ref=node aria-labelledby="problems-title">
                    <h2 id="problems-title">{td_string!(locale, check.problems)}</h2>
                    <ul>{items.collect_view()}</ul>
                </div>
            }
        })
    }
}

fn focus(id: &str) {
    if let Some(field) = document()
        .get_element_by_id(id)
        .and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = field.focus();
    }
}
