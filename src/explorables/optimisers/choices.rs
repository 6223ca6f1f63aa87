//! What can be chosen by name: surfaces, rules, speeds. The names are those of the
//! address; their words are the reader's language's.

use crate::i18n::{Locale, td_string};
use neural::optimiser::Optimiser;
use neural::surface::Surface;

/// A rule of learning in the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in the address.
    pub key: &'static str,
    /// The name that both languages use.
    pub name: &'static str,
    /// Its formula.
    pub optimiser: Optimiser,
    /// Whether it sees the slope of all the data, without a batch's noise.
    pub whole: bool,
}

const fn rule(key: &'static str, name: &'static str, optimiser: Optimiser) -> Rule {
    Rule {
        key,
        name,
        optimiser,
        whole: false,
    }
}

/// Every rule.
pub const RULES: [Rule; 8] = [
    Rule {
        whole: true,
        ..rule("gd", "GD", Optimiser::Sgd)
    },
    rule("sgd", "SGD", Optimiser::Sgd),
    rule("momentum", "Momentum", Optimiser::Momentum),
    rule("nesterov", "Nesterov", Optimiser::Nesterov),
    rule("adagrad", "AdaGrad", Optimiser::AdaGrad),
    rule("rmsprop", "RMSProp", Optimiser::RmsProp),
    rule("adam", "Adam", Optimiser::Adam),
    rule("adamw", "AdamW", Optimiser::AdamW),
];
/// Names of [`RULES`] in the address.
pub const RULE_NAMES: &[&str] = &[
    "gd", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw",
];

/// Names of the surfaces in the address.
pub const SURFACE_NAMES: &[&str] = &[
    "bowl",
    "ravine",
    "rosenbrock",
    "beale",
    "himmelblau",
    "saddle",
    "noisy",
];

/// The surface of this number, with what the reader chose for it.
pub fn surface(index: usize, condition: f64, noise: f64) -> Surface {
    match index {
        1 => Surface::Ravine,
        2 => Surface::Rosenbrock,
        3 => Surface::Beale,
        4 => Surface::Himmelblau,
        5 => Surface::Saddle,
        6 => Surface::NoisyBowl { noise },
        _ => Surface::Quadratic { condition },
    }
}

/// The surfaces' own noise: a batch's, on the one that is there to show it.
pub fn own_noise(surface: usize) -> f64 {
    if surface == 6 { 1.0 } else { 0.0 }
}

/// A surface's name for the reader.
pub fn surface_name(index: usize, locale: Locale) -> &'static str {
    match index {
        1 => td_string!(locale, optimisers.ravine),
        2 => td_string!(locale, optimisers.rosenbrock),
        3 => td_string!(locale, optimisers.beale),
        4 => td_string!(locale, optimisers.himmelblau),
        5 => td_string!(locale, optimisers.saddle),
        6 => td_string!(locale, optimisers.noisy),
        _ => td_string!(locale, optimisers.bowl),
    }
}

/// Learning rates with which the rules get somewhere and differ, a row for each
/// surface and a column for each of [`RULES`]. Plain descent, momentum and Nesterov
/// have the same one wherever all three bear it.
const RATES: [[f64; RULES.len()]; SURFACE_NAMES.len()] = [
    [0.02, 0.02, 0.02, 0.02, 0.2, 0.05, 0.1, 0.1],
    [0.01, 0.01, 0.01, 0.01, 0.5, 0.05, 0.1, 0.1],
    [0.001, 0.001, 0.001, 0.001, 0.5, 0.01, 0.1, 0.1],
    [0.005, 0.005, 0.005, 0.005, 0.5, 0.05, 0.1, 0.1],
    [0.005, 0.005, 0.005, 0.005, 0.2, 0.02, 0.1, 0.1],
    [0.05, 0.05, 0.05, 0.05, 0.1, 0.02, 0.05, 0.05],
    [0.05, 0.05, 0.05, 0.05, 0.2, 0.05, 0.1, 0.1],
];

/// The learning rate with which a rule starts on a surface.
pub fn default_rate(surface: usize, rule: usize) -> f64 {
    RATES[surface % RATES.len()][rule % RULES.len()]
}

/// Steps per second.
pub const SPEEDS: [f64; 6] = [2.0, 5.0, 20.0, 60.0, 200.0, 1000.0];
/// Names of [`SPEEDS`] in the address.
pub const SPEED_NAMES: &[&str] = &["2", "5", "20", "60", "200", "1000"];

/// Names of the schedules in the address.
pub const SCHEDULE_NAMES: &[&str] = &["none", "step", "cosine"];

/// Names of the two pictures in the address.
pub const VIEW_NAMES: &[&str] = &["map", "relief"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tables_agree() {
        let keys: Vec<_> = RULES.iter().map(|rule| rule.key).collect();
        assert_eq!(keys, RULE_NAMES);
        for (speed, name) in SPEEDS.iter().zip(SPEED_NAMES) {
            assert_eq!(speed.to_string(), **name);
        }
        let kinds: Vec<_> = (0..SURFACE_NAMES.len())
            .map(|index| std::mem::discriminant(&surface(index, 1.0, 1.0)))
            .collect();
        for (index, kind) in kinds.iter().enumerate() {
            assert!(!kinds[..index].contains(kind));
        }
    }
}
