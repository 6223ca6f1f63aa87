//! The numbers that the prose shows. Pure.

use super::numbers::short;
use super::present::Present;
use super::state::State;
use crate::explorables::Readings;
use crate::i18n::number;
use neural::backprop::Slot;

/// Everything the prose may show.
pub fn readings(state: &State, present: Option<&Present>) -> Readings {
    let scene = present.map(|present| &present.scene);
    let pass = scene.map(|scene| &scene.step.pass);
    let real = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), short);
    let count = |value: Option<usize>| number(value.map_or(f64::NAN, |value| value as f64), 0);
    let step = |of: fn(&Present) -> Option<f64>| real(present.and_then(of));
    let hidden = scene.map_or(0, |scene| scene.layers().saturating_sub(1));
    let signal = |layer: Option<usize>| pass.zip(layer).map(|(pass, layer)| pass.signal(layer));
    let (first, last) = (signal(Some(0)), signal(hidden.checked_sub(1)));
    let ratio = last.zip(first).filter(|(_, first)| *first > 0.0);
    [
        ("loss", real(pass.map(|pass| pass.loss))),
        ("loss_after", real(scene.map(|scene| scene.step.loss_after))),
        (
            "gradient",
            step(|present| present.scene.step.pass.slope(present.focus)),
        ),
        (
            "weight",
            step(|present| present.scene.step.value(present.focus)),
        ),
        (
            "weight_after",
            step(|present| present.scene.step.updated_value(present.focus)),
        ),
        (
            "difference",
            real(present.and_then(|present| {
                let found = present.scene.step.difference(present.focus, state.h())?;
                Some(found.slope)
            })),
        ),
        ("signal_first", real(first)),
        ("signal_last", real(last)),
        (
            "signal_ratio",
            real(ratio.map(|(last, first)| last / first)),
        ),
        ("silent", count(pass.map(|pass| pass.silent(0)))),
        ("parameters", count(scene.map(|scene| scene.parameters()))),
        ("sub_steps", count(scene.map(|scene| scene.stages.len()))),
        ("batch", count(scene.map(|scene| scene.step.number + 1))),
        ("rate", short(state.rate)),
        ("h", format!("1e−{}", state.digits_of_h)),
        (
            "paths",
            count(present.map(|present| {
                let layers = &present.scene.step.layers;
                let after = layers.iter().skip(present.focus.layer + 1);
                after.map(neural::backprop::Dense::units).product()
            })),
        ),
        ("focus", present.map_or_else(|| "–".to_owned(), name)),
    ]
    .into_iter()
    .map(|(name, value)| (format!("backpropagation.{name}"), value))
    .collect()
}

/// The parameter in focus as the list of weights has it.
fn name(present: &Present) -> String {
    let at = present.focus;
    match at.slot {
        Slot::Bias => format!("b {}.{}", at.layer + 1, at.unit + 1),
        Slot::Weight(input) => format!("w {}.{}.{}", at.layer + 1, at.unit + 1, input + 1),
    }
}

/// The registry's readings of a query.
#[cfg(feature = "ssr")]
pub fn of_query(state: &State) -> Readings {
    let outcome = super::scene::Walker::default().go(state);
    let present = outcome.scene.map(|scene| Present::new(scene, state));
    readings(state, present.as_ref())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::explorables::backpropagation::state::KEYS;
    use crate::explorables::state::decode;

    fn of(query: &str) -> Readings {
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, [], "{query}");
        of_query(&state)
    }

    fn value(readings: &Readings, name: &str) -> f64 {
        let text = readings[&format!("backpropagation.{name}")].replace('−', "-");
        text.parse().unwrap_or_else(|_| panic!("{name}: {text}"))
    }

    #[test]
    fn the_first_batch_of_the_default() {
        let readings = of("");
        assert!(value(&readings, "loss_after") < value(&readings, "loss"));
        assert_eq!(readings["backpropagation.parameters"], "20");
        // 1 + 2·3 + 1 + 3·3 − 1 + 3.
        assert_eq!(readings["backpropagation.sub_steps"], "19");
        // Two neurons, then one output.
        assert_eq!(readings["backpropagation.paths"], "2");
        assert_eq!(readings["backpropagation.focus"], "w 1.1.1");
        let gap = value(&readings, "gradient") - value(&readings, "difference");
        assert!(gap.abs() < 1e-4);
    }

    #[test]
    fn what_the_lesson_says_of_its_states_is_so() {
        // The numbers in its sentences that are not live.
        let deep = |f: &str| value(&of(&format!("hidden=4,4,4&act={f}")), "signal_ratio");
        assert!((63.5..64.5).contains(&deep("sigmoid")));
        assert!((5.5..6.5).contains(&deep("tanh")) && (5.0..6.5).contains(&deep("relu")));
        let after = |rate: &str| value(&of(&format!("lr={rate}")), "loss_after");
        assert!((after("1") - 0.52).abs() < 0.005);
        assert!(after("3") > after("1"));
        assert!(after("10") > value(&of("lr=10"), "loss"));
        let line = of("data=plane&hidden=&loss=mse&lr=0.3");
        assert_eq!(line["backpropagation.loss"], "3.20");
        assert_eq!(line["backpropagation.loss_after"], "10.9");
        let silent = of("hidden=4&act=relu&lr=3&n=200");
        assert_eq!(silent["backpropagation.silent"], "4");
        assert_eq!(silent["backpropagation.gradient"], "0");
        assert_eq!(silent["backpropagation.difference"], "0");
        assert_eq!(of("hidden=4,4,4")["backpropagation.paths"], "16");
    }

    #[test]
    fn data_that_is_not_at_hand_has_no_numbers() {
        assert_eq!(of("data=digits")["backpropagation.loss"], "–");
    }
}
