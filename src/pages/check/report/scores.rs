//! What stands first: the stage, the gate that stops the next one, the
//! bottleneck, the numbers, the radar. It reads scores alone, so that a shared
//! link shows the same.

use super::radar::Radar;
use crate::i18n::{td_string, use_locale};
use crate::pages::check::data::{dimension_name, gate_name, model, words};
use leptos::prelude::*;
use venture::readiness::{Effect, Gate, Model, Passage, Scores};

/// Whether the scores are of this check, so that their places can be named.
pub fn fits(model: &Model, scores: &Scores) -> bool {
    scores.revision == model.revision
        && scores.levels.len() == model.dimension.len()
        && scores.gates.len() == model.gate.len()
}

/// The gate of the next stage that is shut; one that stops the venture first.
fn stopping<'a>(model: &'a Model, scores: &Scores) -> Option<&'a Gate> {
    let shut = || {
        let gates = model.gate.iter().zip(&scores.gates);
        gates
            .filter(|(_, passage)| **passage == Passage::Failed)
            .map(|(gate, _)| gate)
    };
    let stop = shut().find(|gate| gate.effect == Effect::Stop);
    stop.or_else(|| {
        shut()
            .filter(|gate| gate.rank.is_some())
            .min_by_key(|gate| gate.rank)
    })
}

/// The summary.
#[component]
pub fn Summary(scores: Scores) -> impl IntoView {
    let locale = use_locale();
    let model = model();
    let stage = scores
        .stage
        .and_then(|place| model.gate.get(place))
        .map_or_else(
            || td_string!(locale, check.stage_none).to_owned(),
            |gate| {
                td_string!(
                    locale,
                    check.stage_passed,
                    gate = gate_name(locale, &gate.id)
                )
            },
        );
    let next = match stopping(model, &scores) {
        Some(gate) => {
            let failed = words(locale)
                .gate
                .get(&gate.id)
                .map(|words| words.failed.clone());
            let class = if gate.effect == Effect::Stop {
                "notice notice-problem"
            } else {
                "notice"
            };
            let name = td_string!(locale, check.gate_stops, gate = gate_name(locale, &gate.id));
            view! { <p class=class><span><strong>{name}</strong> " " {failed}</span></p> }
                .into_any()
        }
        None => view! { <p>{td_string!(locale, check.gate_none)}</p> }.into_any(),
    };
    let bottleneck = model
        .dimension
        .get(scores.bottleneck)
        .map_or_else(String::new, |dimension| {
            dimension_name(locale, &dimension.id)
        });
    view! {
        <section class="report-summary" aria-labelledby="report-stage">
            <h2 id="report-stage">{td_string!(locale, check.stage)}</h2>
            <p class="report-stage">{stage}</p>
            {next}
            <dl class="readings report-readings">
                <div>
                    <dt>{td_string!(locale, check.bottleneck)}</dt>
                    <dd>{bottleneck}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, check.index)}</dt>
                    <dd class="number">{format!("{} / 100", scores.index)}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, check.confidence)}</dt>
                    <dd class="number">{format!("{} %", scores.confidence)}</dd>
                </div>
            </dl>
            <p class="check-small">{td_string!(locale, check.index_hint)}</p>
            <Radar levels=scores.levels bottleneck=scores.bottleneck/>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use venture::readiness::Answers;

    #[test]
    fn the_lowest_rung_that_is_shut_stops_and_a_prohibition_before_it() {
        let today = "2026-11-25".parse().unwrap();
        let answers = Answers::default();
        let scores = Scores::of(&model().report(&answers, None, today));
        assert!(fits(model(), &scores));
        assert_eq!(
            stopping(model(), &scores).map(|gate| gate.id.as_str()),
            Some("seed")
        );
        let answers = answers
            .with_route("markets", ["eu"])
            .with_route("eu-use", ["prohibited"]);
        let scores = Scores::of(&model().report(&answers, None, today));
        assert_eq!(
            stopping(model(), &scores).map(|gate| gate.id.as_str()),
            Some("eu-prohibited")
        );
    }
}
