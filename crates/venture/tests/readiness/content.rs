//! What the files say, against the specification of the check.

use std::collections::BTreeSet;

use venture::readiness::{Model, Words};

use crate::support::{check, model, today};

const DIMENSIONS: [&str; 8] = [
    "customer",
    "technology",
    "data",
    "compute",
    "economics",
    "team",
    "funding",
    "safety",
];

#[test]
fn there_are_eight_dimensions_of_four_to_six_questions() {
    let ids: Vec<_> = model().dimension.iter().map(|item| &*item.id).collect();
    assert_eq!(ids, DIMENSIONS);
    for id in DIMENSIONS {
        let questions = model().question.iter();
        let count = questions
            .filter(|question| question.dimension == id)
            .count();
        assert!((4..=6).contains(&count), "{id}: {count}");
    }
    assert_eq!(model().question.len(), 39);
}

#[test]
fn questions_stand_together_by_dimension() {
    let mut order: Vec<_> = model()
        .question
        .iter()
        .map(|item| &*item.dimension)
        .collect();
    order.dedup();
    assert_eq!(order, DIMENSIONS);
}

#[test]
fn every_question_offers_each_strength_once() {
    for question in &model().question {
        let strengths: Vec<_> = model()
            .options(question)
            .iter()
            .map(|item| item.1)
            .collect();
        assert_eq!(strengths, [0, 1, 2, 3, 4, 5], "{}", question.id);
    }
}

#[test]
fn the_rules_have_the_numbers_of_the_specification() {
    assert_eq!(model().fresh_days, 180);
    assert_eq!(model().cap_without_note, 2);
}

#[test]
fn facts_are_dated_and_due_for_review_in_time() {
    for fact in &model().fact {
        let age = fact.review_by.days_since(fact.as_of);
        assert!(fact.as_of <= today(), "{}", fact.id);
        // What is uncertain is looked at sooner.
        let most = if fact.check { 100 } else { 366 };
        assert!((1..=most).contains(&age), "{}: {age} days", fact.id);
    }
    let marked: Vec<_> = model()
        .fact
        .iter()
        .filter(|fact| fact.check)
        .map(|fact| &*fact.id)
        .collect();
    assert_eq!(
        marked,
        [
            "cn-standard",
            "eu-prohibited",
            "eu-transparency",
            "eu-high-risk"
        ]
    );
}

/// Numbers that a translation must not change: those of four digits and more,
/// percentages and article numbers differ in how they are written, so only the
/// digits are compared.
#[test]
fn both_languages_give_the_same_years_and_limits() {
    let years = |text: &str| -> BTreeSet<String> {
        let digits = text.split(|letter: char| !letter.is_ascii_digit());
        let years = digits.filter(|run| run.len() == 4 && run.starts_with("20"));
        years.map(str::to_owned).collect()
    };
    for (id, zh) in &check().zh.fact {
        assert_eq!(years(&zh.text), years(&check().en.fact[id].text), "{id}");
    }
}

#[test]
fn the_model_travels_as_postcard_and_as_json() {
    let bytes = postcard::to_allocvec(model()).unwrap();
    assert_eq!(&postcard::from_bytes::<Model>(&bytes).unwrap(), model());
    let text = serde_json::to_string(model()).unwrap();
    assert_eq!(&serde_json::from_str::<Model>(&text).unwrap(), model());
    for words in [&check().zh, &check().en] {
        let bytes = postcard::to_allocvec(words).unwrap();
        assert_eq!(&postcard::from_bytes::<Words>(&bytes).unwrap(), words);
    }
}
