//! What is wrong with a configuration, in words.

use crate::explorables::state::write_number;
use crate::i18n::{Locale, td_string};
use neural::session::{Field, Problem};

/// One problem.
pub fn problem(problem: &Problem, locale: Locale) -> String {
    match problem {
        Problem::OutOfRange {
            field,
            value,
            least,
            most,
        } => td_string!(
            locale,
            controls.problem_range,
            name = name(*field, locale),
            value = write_number(*value),
            least = write_number(*least),
            most = write_number(*most)
        ),
        Problem::TooManyLayers { given, most } => {
            td_string!(locale, controls.problem_layers, given = given, most = most)
        }
        Problem::LayerSize { layer, given, most } => td_string!(
            locale,
            controls.problem_size,
            layer = layer + 1,
            given = given,
            most = most
        ),
        Problem::StepInLayer { layer } => {
            td_string!(locale, controls.problem_step, layer = layer + 1)
        }
        Problem::NoFeatures => td_string!(locale, controls.problem_features).to_owned(),
        Problem::LossNeedsClasses => td_string!(locale, controls.problem_loss).to_owned(),
    }
}

fn name(field: Field, locale: Locale) -> &'static str {
    match field {
        Field::Source => td_string!(locale, network.data),
        Field::Samples => td_string!(locale, controls.samples),
        Field::Noise => td_string!(locale, network.noise),
        Field::Split => td_string!(locale, network.split),
        Field::Features => td_string!(locale, network.features),
        Field::Hidden => td_string!(locale, network.hidden),
        Field::Loss => td_string!(locale, controls.loss),
        Field::LearningRate => td_string!(locale, network.rate),
        Field::L1 => td_string!(locale, network.l1),
        Field::L2 => td_string!(locale, network.l2),
        Field::WeightDecay => td_string!(locale, controls.weight_decay),
        Field::BatchSize => td_string!(locale, network.batch),
        Field::Schedule => td_string!(locale, controls.schedule),
        Field::WarmUp => td_string!(locale, controls.warm_up),
        Field::Clip => td_string!(locale, controls.clip),
        Field::Dropout => td_string!(locale, controls.dropout),
    }
}
