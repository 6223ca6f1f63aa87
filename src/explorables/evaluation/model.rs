//! What the figure calls the questions, their classes and the sets of several
//! classes.

use super::samples::{Origin, Target};
use super::state::Question;
use crate::i18n::{Locale, td_string};

impl Question {
    /// What is asked.
    pub fn label(self, locale: Locale) -> &'static str {
        match self {
            Self::Eights => td_string!(locale, evaluation.eights),
            Self::Penguins => td_string!(locale, evaluation.penguins),
            Self::Clouds => td_string!(locale, evaluation.clouds),
        }
    }

    /// The names of the classes: no, then yes.
    pub fn classes(self, locale: Locale) -> [&'static str; 2] {
        match self {
            Self::Eights => [
                td_string!(locale, evaluation.not_eight),
                td_string!(locale, evaluation.eight),
            ],
            Self::Penguins => [
                td_string!(locale, evaluation.female),
                td_string!(locale, evaluation.male),
            ],
            Self::Clouds => [
                td_string!(locale, evaluation.cloud_b),
                td_string!(locale, evaluation.cloud_a),
            ],
        }
    }
}

/// A set of several classes.
#[derive(Clone, Copy)]
pub struct Several {
    /// Where its samples come from.
    pub origin: Origin,
    /// What it is called.
    pub label: fn(Locale) -> &'static str,
}

/// The set of several classes with this index.
pub fn several(index: usize) -> Several {
    if index == 0 {
        Several {
            origin: Origin::Digits,
            label: |locale| td_string!(locale, evaluation.digits),
        }
    } else {
        Several {
            origin: Origin::Penguins(Target::Species),
            label: |locale| td_string!(locale, evaluation.species),
        }
    }
}
