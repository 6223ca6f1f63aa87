//! The check from `content/`, and answers made to measure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use venture::readiness::{Answer, Answers, Date, Files, Loaded, Model, Question, load};

macro_rules! content {
    ($file:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../content/",
            $file
        ))
    };
}

/// The files as they are.
pub const FILES: Files<'static> = Files {
    structure: content!("readiness.toml"),
    sources: content!("sources.toml"),
    zh: content!("zh/readiness.toml"),
    en: content!("en/readiness.toml"),
};

static CHECK: LazyLock<Loaded> = LazyLock::new(|| load(&FILES).unwrap());

pub fn check() -> &'static Loaded {
    &CHECK
}

pub fn model() -> &'static Model {
    &CHECK.model
}

pub fn today() -> Date {
    "2026-11-25".parse().unwrap()
}

/// An answer with evidence of yesterday.
pub fn shown(option: &str) -> Answer {
    Answer::evidenced(option, "on file", today().plus(-1))
}

/// A route that leaves no question and no gate out.
pub fn widest() -> Answers {
    Answers::default()
        .with_route("build-mode", ["api", "fine-tune", "pretrain", "edge"])
        .with_route("markets", ["cn", "eu", "us", "other"])
        .with_route("audience", ["public"])
        .with_route("customers", ["business", "consumer"])
        .with_route("stage", ["live"])
        .with_route("eu-use", ["high-risk"])
        .with_route("training-scale", ["up-to-1e25"])
}

/// The widest route with the strongest evidence everywhere.
pub fn perfect() -> Answers {
    let questions = model().question.iter();
    questions.fold(widest(), |answers, question| {
        let (option, _) = *model().options(question).last().unwrap();
        answers.with(&question.id, shown(option))
    })
}

/// The option of a question with just this strength.
pub fn option_of(question: &Question, strength: u8) -> Option<&str> {
    let options = model().options(question);
    let mut options = options.into_iter();
    options
        .find(|(_, own)| *own == strength)
        .map(|(option, _)| option)
}

/// The answers with the evidence of one question of just this strength.
pub fn weakened(answers: Answers, question: &str, strength: u8) -> Answers {
    let option = option_of(model().question(question).unwrap(), strength).unwrap();
    answers.with(question, shown(option))
}

/// Perfect answers but for one dimension, which is at just this level.
pub fn at_level(dimension: &str, level: u8) -> Answers {
    if level == 5 {
        return perfect();
    }
    // From the last, so that what a gate asks for by itself stays shown.
    let criteria = model().criterion.iter().rev();
    let above = criteria
        .filter(|criterion| criterion.dimension == dimension && criterion.level == level + 1);
    // Every way to meet the criterion is spoilt, each by one of its questions.
    let spoilt = above.flat_map(|criterion| {
        let most = criterion.needs.iter().map(BTreeMap::len).max();
        (0..most.unwrap_or(0)).filter_map(move |pick| {
            criterion.needs.iter().try_fold(perfect(), |answers, way| {
                let (question, needs) = way.iter().nth(pick)?;
                let option = option_of(model().question(question)?, needs - 1)?;
                Some(answers.with(question, shown(option)))
            })
        })
    });
    let mut fitting = spoilt.filter(|answers| {
        let report = model().report(answers, None, today());
        report.level(dimension) == Some(level)
    });
    fitting
        .next()
        .unwrap_or_else(|| panic!("{dimension} cannot be put at level {level}"))
}
