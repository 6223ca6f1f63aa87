//! The pages of a venture as they are rendered natively, where storage is in
//! memory: every part of them is made once.

use super::document::Readiness;
use super::open::{Open, open};
use super::question::{Shown, Step};
use super::report::{SharedScores, VentureReport};
use super::today::today;
use crate::documents::{provide_documents, use_documents};
use crate::i18n::Locale;
use crate::pages::check::data::{model, words};
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use venture::readiness::{Answer, Answers, Scores};

/// Makes a page of an open venture.
type Make = fn(Open) -> AnyView;

/// The HTML of what `make` makes in a page of the site.
fn html(locale: Locale, make: Make) -> String {
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(RequestUrl::new("/en/check/"));
        provide_context(locale);
        provide_documents();
        view! { <Router>{move || inside(make)}</Router> }.to_html()
    });
    owner.cleanup();
    html
}

fn inside(make: Make) -> AnyView {
    let mut venture = Readiness {
        answers: answers(),
        ..Readiness::default()
    };
    venture.finish(model(), None, today().plus(-30));
    let report = model().report(&venture.answers, None, today());
    venture.keep(&report.actions[0], today());
    let handle = use_documents().create("Northern light", &venture).unwrap();
    make(open(handle.id()).unwrap())
}

fn answers() -> Answers {
    Answers::default()
        .with_route("build-mode", ["fine-tune"])
        .with_route("markets", ["cn", "eu"])
        .with_route("audience", ["public"])
        .with_route("eu-use", ["high-risk"])
        .with(
            "payer",
            Answer::evidenced("written", "Secret note", today()),
        )
        .with("consent", Answer::not_applicable("No personal data"))
}

#[test]
fn the_report_is_whole_in_both_languages() {
    for locale in [Locale::zh, Locale::en] {
        let html = html(locale, |open| {
            let id = open.document.id().get_untracked();
            view! { <VentureReport id/> }.into_any()
        });
        for dimension in &model().dimension {
            let name = &words(locale).dimension[&dimension.id].name;
            assert!(html.contains(name.as_str()), "{name}");
        }
        for part in [
            "Northern light",
            "Secret note",
            "No personal data",
            "<svg",
            "#s=",
            "report-changes",
            "report-facts",
            "report-tasks",
        ] {
            assert!(html.contains(part), "{locale:?}: {part}");
        }
        assert!(!html.contains("style="), "an inline style");
    }
}

#[test]
fn a_question_shows_its_answer_and_evidence() {
    let pages: [(&str, &str, Make); 3] = [
        ("payer", "dated", |open| shown(open, "payer")),
        ("consent", "reason", |open| shown(open, "consent")),
        ("markets", "checkbox", |open| shown(open, "markets")),
    ];
    for (id, part, make) in pages {
        let html = html(Locale::en, make);
        assert!(html.contains(part), "{id}: {part}");
        assert!(
            html.contains("option-1") && html.contains("<legend>"),
            "{id}"
        );
    }
}

fn shown(open: Open, id: &str) -> AnyView {
    let step = Step::find(id).unwrap();
    let retake = Memo::new(|_| None);
    view! { <Shown open step retake moved=false/> }.into_any()
}

#[test]
fn shared_scores_say_nothing_that_was_written() {
    let html = html(Locale::en, |_| {
        let scores = Scores::of(&model().report(&answers(), None, today()));
        view! { <SharedScores code=scores.encode()/> }.into_any()
    });
    assert!(html.contains("<svg"), "no radar");
    assert!(!html.contains("Secret") && !html.contains("Northern"));
}
