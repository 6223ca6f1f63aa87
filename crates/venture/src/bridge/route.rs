//! From the check's route to the plan's.

use crate::plan::bounded::List;
use crate::plan::route::{BuildMode, Market, Route};
use crate::readiness::Answers;

/// The plan's route. Where the check lets several things be true and the plan
/// asks for one, the one with more duties is taken: a duty that is too many is
/// struck out, one that is missing is missed.
///
/// | field | from |
/// |---|---|
/// | markets | `markets` |
/// | build | the furthest of `build-mode`: pretrain, fine-tune, edge, api |
/// | public | `audience` |
/// | generates | anything but a model at the edge alone, or an EU use that must be transparent |
/// | personal data | unless consent 'does not apply' for a reason |
/// | high risk | `eu-use` high-risk or unclear |
///
/// What the check does not ask (exports of data, the day of launch) stays empty.
pub fn route(answers: &Answers) -> Route {
    let chosen = |key: &str, option: &str| {
        let options = answers.route.get(key);
        options.is_some_and(|options| options.contains(option))
    };
    let furthest = [
        ("pretrain", BuildMode::Pretrain),
        ("fine-tune", BuildMode::FineTune),
        ("edge", BuildMode::Edge),
        ("api", BuildMode::Api),
    ];
    let mut build = furthest
        .iter()
        .filter(|(option, _)| chosen("build-mode", option));
    let build = build
        .next()
        .map_or(BuildMode::default(), |(_, build)| *build);
    let mut markets = List::default();
    for (option, market) in [
        ("cn", Market::China),
        ("eu", Market::Eu),
        ("us", Market::Us),
        ("other", Market::Other),
    ] {
        if chosen("markets", option) {
            // Four markets fit.
            let _ = markets.push(market);
        }
    }
    let consent = answers.questions.get("consent");
    let no_people = consent.is_some_and(|consent| consent.reason().is_some());
    Route {
        markets,
        build,
        public: chosen("audience", "public"),
        generates: build != BuildMode::Edge || chosen("eu-use", "transparency"),
        personal_data: !no_people,
        high_risk: chosen("eu-use", "high-risk") || chosen("eu-use", "unclear"),
        ..Route::default()
    }
}
