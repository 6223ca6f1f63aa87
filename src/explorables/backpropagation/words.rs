//! The figure's parts in words.

use super::numbers::lowered;
use super::present::Present;
use super::scene::Scene;
use crate::i18n::{Locale, td_string};
use neural::backprop::{Parameter, Slot, Stage};

/// A sub-step, in a few words.
pub fn stage_name(stage: Stage, layers: usize, locale: Locale) -> String {
    let output = |layer: usize| layer + 1 == layers;
    let of = |layer: usize| layer_name(layer, layers, locale);
    match stage {
        Stage::Batch => td_string!(locale, backprop.at_batch).to_owned(),
        Stage::Sum(layer) => td_string!(locale, backprop.at_sum, layer = of(layer)),
        Stage::Activation(layer) if output(layer) => {
            td_string!(locale, backprop.at_prediction).to_owned()
        }
        Stage::Activation(layer) => td_string!(locale, backprop.at_activation, layer = of(layer)),
        Stage::Loss => td_string!(locale, backprop.at_loss).to_owned(),
        Stage::Delta(layer) => td_string!(locale, backprop.at_delta, layer = of(layer)),
        Stage::Gradient(layer) => td_string!(locale, backprop.at_gradient, layer = of(layer)),
        Stage::Back(layer) => td_string!(locale, backprop.at_back, layer = of(layer)),
        Stage::Update(layer) => td_string!(locale, backprop.at_update, layer = of(layer)),
    }
}

/// What a sub-step does, in a sentence.
pub fn stage_told(stage: Stage, layers: usize, locale: Locale) -> &'static str {
    let output = |layer: usize| layer + 1 == layers;
    match stage {
        Stage::Batch => td_string!(locale, backprop.told_batch),
        Stage::Sum(_) => td_string!(locale, backprop.told_sum),
        Stage::Activation(layer) if output(layer) => td_string!(locale, backprop.told_prediction),
        Stage::Activation(_) => td_string!(locale, backprop.told_activation),
        Stage::Loss => td_string!(locale, backprop.told_loss),
        Stage::Delta(layer) if output(layer) => td_string!(locale, backprop.told_delta_output),
        Stage::Delta(_) => td_string!(locale, backprop.told_delta),
        Stage::Gradient(_) => td_string!(locale, backprop.told_gradient),
        Stage::Back(_) => td_string!(locale, backprop.told_back),
        Stage::Update(_) => td_string!(locale, backprop.told_update),
    }
}

/// A layer by its number, the last one as the output.
pub fn layer_name(layer: usize, layers: usize, locale: Locale) -> String {
    if layer + 1 == layers {
        td_string!(locale, backprop.output_layer).to_owned()
    } else {
        td_string!(locale, backprop.layer, number = layer + 1)
    }
}

/// A neuron of a layer with weights.
pub fn neuron_name(layer: usize, unit: usize, scene: &Scene, locale: Locale) -> String {
    if !scene.is_output(layer) {
        return td_string!(
            locale,
            backprop.neuron,
            layer = layer + 1,
            number = unit + 1
        );
    }
    let class = scene.class(unit as f64);
    match class.filter(|_| {
        scene
            .step
            .layers
            .last()
            .is_some_and(|last| last.units() > 1)
    }) {
        Some(class) => td_string!(locale, backprop.output_class, class = class.to_owned()),
        None => td_string!(locale, backprop.output).to_owned(),
    }
}

/// What goes into a layer, by its place.
pub fn input_name(layer: usize, index: usize) -> String {
    match layer {
        0 => format!("x{}", lowered(index + 1)),
        layer => format!("a {layer}.{}", index + 1),
    }
}

/// A parameter's short name.
pub fn parameter_name(at: Parameter) -> String {
    match at.slot {
        Slot::Weight(input) => format!("w {}.{}.{}", at.layer + 1, at.unit + 1, input + 1),
        Slot::Bias => format!("b {}.{}", at.layer + 1, at.unit + 1),
    }
}

/// A parameter's name with what it connects.
pub fn parameter_told(at: Parameter, scene: &Scene, locale: Locale) -> String {
    let neuron = neuron_name(at.layer, at.unit, scene, locale);
    let name = parameter_name(at);
    match at.slot {
        Slot::Weight(input) => td_string!(
            locale,
            backprop.weight_told,
            name = name,
            input = input_name(at.layer, input),
            neuron = neuron
        ),
        Slot::Bias => td_string!(locale, backprop.bias_told, name = name, neuron = neuron),
    }
}

/// What a target says.
pub fn target(scene: &Scene, target: f64) -> String {
    let class = scene.class(target).map(str::to_owned);
    class.unwrap_or_else(|| super::numbers::short(target))
}

/// The present sub-step with its place among all, as it is announced.
pub fn announced(present: &Present, locale: Locale) -> String {
    let scene = &present.scene;
    td_string!(
        locale,
        backprop.announce,
        batch = scene.step.number + 1,
        number = present.position + 1,
        count = scene.stages.len(),
        name = stage_name(present.stage(), scene.layers(), locale)
    )
}
