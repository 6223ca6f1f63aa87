//! The evaluation's state: what the address carries. Pure.

use crate::explorables::state::{Fault, Key, choice, whole, within, write_number};
use std::ops::RangeInclusive;

/// The two-class questions on offer, by their name in the address.
pub const DATA_NAMES: &[&str] = &["eights", "penguins", "clouds"];
/// The leaks on offer.
pub const LEAK_NAMES: &[&str] = &["duplicates", "selection", "answer"];
/// The data sets of several classes on offer.
pub const SEVERAL_NAMES: &[&str] = &["digits", "species"];
/// The sections that fold; none is open at first.
pub const SECTION_NAMES: &[&str] = &["none", "calibration", "costs", "classes", "folds", "leak"];

/// A two-class question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Question {
    /// Is the handwritten digit an 8? One in ten is.
    #[default]
    Eights,
    /// Is the penguin male? Half of them are.
    Penguins,
    /// Of which of two clouds is the point? They overlap.
    Clouds,
}

impl Question {
    /// All of them, in the order of [`DATA_NAMES`].
    pub const ALL: [Self; 3] = [Self::Eights, Self::Penguins, Self::Clouds];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        DATA_NAMES[self as usize]
    }
}

/// What decides the model and its answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    /// What is asked of which samples.
    pub question: Question,
    /// Neurons of the one hidden layer; 0 for none.
    pub hidden: u32,
    /// Epochs that it is trained for.
    pub epochs: u32,
    /// Percent of the rows that it is trained on.
    pub split: f64,
    /// Percent of the rows that are positive; 0 leaves them as they are.
    pub share: f64,
    /// Decides the split, the weights and the order.
    pub seed: u32,
}

/// Everything the reader can choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// What is trained.
    pub model: Model,
    /// The probability from which on an answer is taken for yes.
    pub threshold: f64,
    /// Whether probabilities are those after temperature scaling.
    pub scaled: bool,
    /// What a false positive and a false negative cost.
    pub costs: [f64; 2],
    /// Folds of the cross-validation.
    pub folds: u32,
    /// Whether each fold has its share of both classes.
    pub stratified: bool,
    /// Index into [`LEAK_NAMES`].
    pub leak: usize,
    /// Index into [`SEVERAL_NAMES`].
    pub several: usize,
    /// Index into [`SECTION_NAMES`]: the section opened last.
    pub open: usize,
}

/// Neurons.
pub const HIDDEN: RangeInclusive<u32> = 0..=64;
/// Epochs.
pub const EPOCHS: RangeInclusive<u32> = 1..=500;
/// Percent to train on.
pub const SPLIT: RangeInclusive<f64> = 10.0..=80.0;
/// Percent that are positive.
pub const SHARE: RangeInclusive<f64> = 0.0..=90.0;
/// Folds.
pub const FOLDS: RangeInclusive<u32> = 2..=10;
/// What a mistake may cost.
pub const COST: RangeInclusive<f64> = 0.0..=1_000_000.0;

impl Default for State {
    fn default() -> Self {
        Self {
            model: Model {
                question: Question::Eights,
                hidden: 0,
                epochs: 40,
                split: 30.0,
                share: 0.0,
                seed: 42,
            },
            threshold: 0.5,
            scaled: false,
            costs: [5.0, 200.0],
            folds: 5,
            stratified: true,
            leak: 0,
            several: 0,
            open: 0,
        }
    }
}

fn switch(text: &str) -> Result<bool, Fault> {
    choice(text, &["0", "1"]).map(|index| index == 1)
}

/// Names by which an address hides what can be done with the figure.
pub const CONTROLS: &[&str] = &[
    "data",
    "train",
    "model",
    "threshold",
    "scaled",
    "curves",
    "calibration",
    "costs",
    "classes",
    "folds",
    "leak",
];

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "data",
        get: |state| state.model.question.name().to_owned(),
        set: |state, text| {
            choice(text, DATA_NAMES).map(|index| state.model.question = Question::ALL[index])
        },
    },
    Key {
        name: "hidden",
        get: |state| state.model.hidden.to_string(),
        set: |state, text| whole(text, HIDDEN).map(|value| state.model.hidden = value),
    },
    Key {
        name: "epochs",
        get: |state| state.model.epochs.to_string(),
        set: |state, text| whole(text, EPOCHS).map(|value| state.model.epochs = value),
    },
    Key {
        name: "split",
        get: |state| write_number(state.model.split),
        set: |state, text| within(text, SPLIT).map(|value| state.model.split = value),
    },
    Key {
        name: "share",
        get: |state| write_number(state.model.share),
        set: |state, text| match within(text, SHARE)? {
            value if value > 0.0 && value < 1.0 => Err(Fault::OutOfRange {
                min: 1.0,
                max: *SHARE.end(),
            }),
            value => {
                state.model.share = value;
                Ok(())
            }
        },
    },
    Key {
        name: "seed",
        get: |state| state.model.seed.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.model.seed = value),
    },
    Key {
        name: "t",
        // A threshold lies between two scores, however near they are.
        get: |state| state.threshold.to_string(),
        set: |state, text| within(text, 0.0..=1.0).map(|value| state.threshold = value),
    },
    Key {
        name: "scaled",
        get: |state| u8::from(state.scaled).to_string(),
        set: |state, text| switch(text).map(|value| state.scaled = value),
    },
    Key {
        name: "fp",
        get: |state| write_number(state.costs[0]),
        set: |state, text| within(text, COST).map(|value| state.costs[0] = value),
    },
    Key {
        name: "fn",
        get: |state| write_number(state.costs[1]),
        set: |state, text| within(text, COST).map(|value| state.costs[1] = value),
    },
    Key {
        name: "folds",
        get: |state| state.folds.to_string(),
        set: |state, text| whole(text, FOLDS).map(|value| state.folds = value),
    },
    Key {
        name: "strat",
        get: |state| u8::from(state.stratified).to_string(),
        set: |state, text| switch(text).map(|value| state.stratified = value),
    },
    Key {
        name: "leak",
        get: |state| LEAK_NAMES[state.leak].to_owned(),
        set: |state, text| choice(text, LEAK_NAMES).map(|index| state.leak = index),
    },
    Key {
        name: "classes",
        get: |state| SEVERAL_NAMES[state.several].to_owned(),
        set: |state, text| choice(text, SEVERAL_NAMES).map(|index| state.several = index),
    },
    Key {
        name: "open",
        get: |state| SECTION_NAMES[state.open].to_owned(),
        set: |state, text| choice(text, SECTION_NAMES).map(|index| state.open = index),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{HOST_KEYS, decode, encode};
    use proptest::prelude::*;

    #[test]
    fn the_address_carries_every_choice() {
        let query = "data=clouds&hidden=8&epochs=30&split=50&share=5&seed=7&t=0.024&scaled=1&fp=1&fn=30\
                     &folds=8&strat=0&leak=answer&classes=species&open=costs";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
        for key in KEYS {
            assert!(!HOST_KEYS.contains(&key.name));
            assert!(query.contains(&format!("{}=", key.name)), "{}", key.name);
        }
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "data=cats",
            "hidden=65",
            "hidden=1.5",
            "epochs=0",
            "split=5",
            "share=0.5",
            "share=NaN",
            "t=1.1",
            "t=-0.1",
            "scaled=yes",
            "fp=-1",
            "fn=1e9",
            "folds=1",
            "folds=1000",
            "strat=2",
            "leak=none",
            "classes=10",
            "open=all",
            "seed=-1",
        ] {
            let (state, problems) = decode(KEYS, &State::default(), &format!("{bad}&t=0.25"));
            assert_eq!(problems.len(), 1, "{bad}");
            let expected = State {
                threshold: 0.25,
                ..State::default()
            };
            assert_eq!(state, expected, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_threshold_is_read_as_it_was_written(threshold in 0.0_f64..=1.0) {
            let state = State { threshold, ..State::default() };
            let query = encode(KEYS, &State::default(), &state);
            prop_assert_eq!(decode(KEYS, &State::default(), &query).0, state);
        }

        #[test]
        fn no_query_breaks_it(query in ".{0,40}", key in 0..KEYS.len()) {
            let query = format!("{}={query}", KEYS[key].name);
            let (state, _) = decode(KEYS, &State::default(), &query);
            prop_assert!((0.0..=1.0).contains(&state.threshold));
        }
    }
}
