//! The state: what the address carries. Pure.

use super::pins;
use crate::explorables::state::{Fault, Key, choice, whole, within, write_number};
use neural::tuning::bias_variance::TakingApart;
use neural::tuning::descent::Descending;
use std::ops::RangeInclusive;

/// Data sets, by name in the address.
pub const DATA_NAMES: &[&str] = &["digits", "penguins", "circle", "spiral"];
/// Ways to make new examples, by name in the address.
pub const AUGMENT_NAMES: &[&str] = &["shift", "rotate", "noise"];
/// The sections that fold.
pub const SECTION_NAMES: &[&str] = &["none", "parts", "descent", "search"];

/// What is trained on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Data {
    /// Handwritten digits.
    #[default]
    Digits,
    /// Penguins by two measurements of the bill, so that they lie in a plane.
    Penguins,
    /// Points in and round a circle.
    Circle,
    /// Two spirals.
    Spiral,
}

impl Data {
    /// All of them, in the order of [`DATA_NAMES`].
    pub const ALL: [Self; 4] = [Self::Digits, Self::Penguins, Self::Circle, Self::Spiral];

    /// Whether new examples can be made of its own.
    pub fn pictures(self) -> bool {
        self == Self::Digits
    }
}

/// What is done against overfitting; 0 where it is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cures {
    /// λ of the L1 penalty.
    pub l1: f64,
    /// λ of the L2 penalty.
    pub l2: f64,
    /// Dropout, in percent.
    pub dropout: f64,
    /// Epochs without a new least validation loss before it stops.
    pub patience: u32,
    /// The training examples are so many times as many.
    pub more: u32,
    /// Which of [`AUGMENT_NAMES`] are used.
    pub augment: [bool; 3],
}

/// A run: what is trained, how, and against what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The data set.
    pub data: Data,
    /// Training examples, before there are more.
    pub examples: u32,
    /// Percent of them with a wrong class.
    pub wrong: f64,
    /// Neurons of the hidden layer.
    pub hidden: u32,
    /// Epochs.
    pub epochs: u32,
    /// Decides the split, the weights, the order and all else.
    pub seed: u32,
    /// What is done against overfitting.
    pub cures: Cures,
}

/// A search for settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Searching {
    /// Settings that are searched.
    pub dimensions: u32,
    /// Values of each on the grid.
    pub levels: u32,
    /// Epochs of a trial on the grid.
    pub epochs: u32,
}

/// Everything the reader can choose.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The run.
    pub run: Setting,
    /// The runs that stand side by side.
    pub pins: Vec<Setting>,
    /// The parts of an error.
    pub parts: TakingApart,
    /// The sweep of the width.
    pub descent: Descending,
    /// The search.
    pub search: Searching,
    /// Index into [`SECTION_NAMES`]: the section opened last.
    pub open: usize,
}

/// Training examples.
pub const EXAMPLES: RangeInclusive<u32> = 10..=200;
/// Percent with a wrong class.
pub const WRONG: RangeInclusive<f64> = 0.0..=50.0;
/// Neurons.
pub const HIDDEN: RangeInclusive<u32> = 1..=128;
/// Epochs.
pub const EPOCHS: RangeInclusive<u32> = 10..=500;
/// λ.
pub const PENALTY: RangeInclusive<f64> = 0.0..=1.0;
/// Dropout, in percent.
pub const DROPOUT: RangeInclusive<f64> = 0.0..=90.0;
/// Patience, in epochs.
pub const PATIENCE: RangeInclusive<u32> = 0..=200;
/// Times as many examples.
pub const MORE: RangeInclusive<u32> = 1..=8;
/// Cosines that a curve is fitted with.
pub const COSINES: RangeInclusive<u32> = 1..=30;
/// Points of each training set of the parts.
pub const POINTS: RangeInclusive<u32> = 5..=60;
/// Training examples of the sweep.
pub const SWEPT: RangeInclusive<u32> = 10..=60;
/// Settings that are searched.
pub const DIMENSIONS: RangeInclusive<u32> = 2..=4;
/// Values of each on the grid.
pub const LEVELS: RangeInclusive<u32> = 2..=5;
/// Epochs of a trial.
pub const TRIAL: RangeInclusive<u32> = 5..=100;

impl Default for Setting {
    fn default() -> Self {
        Self {
            data: Data::Digits,
            examples: 100,
            wrong: 20.0,
            hidden: 64,
            epochs: 200,
            seed: 42,
            cures: Cures {
                more: 1,
                ..Cures::default()
            },
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            run: Setting::default(),
            pins: Vec::new(),
            parts: TakingApart::default(),
            descent: Descending::default(),
            search: Searching {
                dimensions: 2,
                levels: 4,
                epochs: 30,
            },
            open: 0,
        }
    }
}

fn write_augment(used: [bool; 3]) -> String {
    let names = AUGMENT_NAMES.iter().zip(used).filter(|(_, used)| *used);
    let names: Vec<_> = names.map(|(name, _)| *name).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(",")
    }
}

fn read_augment(text: &str) -> Result<[bool; 3], Fault> {
    let mut used = [false; 3];
    for name in text.split(',').filter(|name| !matches!(*name, "" | "none")) {
        used[choice(name, AUGMENT_NAMES)?] = true;
    }
    Ok(used)
}

/// Names by which an address hides what can be done with the figure.
pub const CONTROLS: &[&str] = &[
    "data", "n", "wrong", "hidden", "epochs", "seed", "l1", "l2", "drop", "patience", "more",
    "aug", "run", "pins", "parts", "width", "points", "noise", "descent", "dn", "dwrong", "ridge",
    "search", "dims", "levels", "trial",
];

/// The keys of a run, which a pinned one has too: those of [`KEYS`] up to the pins.
pub const RUN_KEYS: usize = 12;

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "data",
        get: |state| DATA_NAMES[state.run.data as usize].to_owned(),
        set: |state, text| choice(text, DATA_NAMES).map(|index| state.run.data = Data::ALL[index]),
    },
    Key {
        name: "n",
        get: |state| state.run.examples.to_string(),
        set: |state, text| whole(text, EXAMPLES).map(|value| state.run.examples = value),
    },
    Key {
        name: "wrong",
        get: |state| write_number(state.run.wrong),
        set: |state, text| within(text, WRONG).map(|value| state.run.wrong = value),
    },
    Key {
        name: "hidden",
        get: |state| state.run.hidden.to_string(),
        set: |state, text| whole(text, HIDDEN).map(|value| state.run.hidden = value),
    },
    Key {
        name: "epochs",
        get: |state| state.run.epochs.to_string(),
        set: |state, text| whole(text, EPOCHS).map(|value| state.run.epochs = value),
    },
    Key {
        name: "seed",
        get: |state| state.run.seed.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.run.seed = value),
    },
    Key {
        name: "l1",
        get: |state| write_number(state.run.cures.l1),
        set: |state, text| within(text, PENALTY).map(|value| state.run.cures.l1 = value),
    },
    Key {
        name: "l2",
        get: |state| write_number(state.run.cures.l2),
        set: |state, text| within(text, PENALTY).map(|value| state.run.cures.l2 = value),
    },
    Key {
        name: "drop",
        get: |state| write_number(state.run.cures.dropout),
        set: |state, text| within(text, DROPOUT).map(|value| state.run.cures.dropout = value),
    },
    Key {
        name: "patience",
        get: |state| state.run.cures.patience.to_string(),
        set: |state, text| whole(text, PATIENCE).map(|value| state.run.cures.patience = value),
    },
    Key {
        name: "more",
        get: |state| state.run.cures.more.to_string(),
        set: |state, text| whole(text, MORE).map(|value| state.run.cures.more = value),
    },
    Key {
        name: "aug",
        get: |state| write_augment(state.run.cures.augment),
        set: |state, text| read_augment(text).map(|used| state.run.cures.augment = used),
    },
    Key {
        name: "pins",
        get: |state| pins::write(&state.pins),
        set: |state, text| pins::read(text).map(|pins| state.pins = pins),
    },
    Key {
        name: "width",
        get: |state| state.parts.width.to_string(),
        set: |state, text| whole(text, COSINES).map(|value| state.parts.width = value),
    },
    Key {
        name: "points",
        get: |state| state.parts.examples.to_string(),
        set: |state, text| whole(text, POINTS).map(|value| state.parts.examples = value),
    },
    Key {
        name: "noise",
        get: |state| write_number(state.parts.noise),
        set: |state, text| within(text, 0.0..=1.0).map(|value| state.parts.noise = value),
    },
    Key {
        name: "dn",
        get: |state| state.descent.examples.to_string(),
        set: |state, text| whole(text, SWEPT).map(|value| state.descent.examples = value),
    },
    Key {
        name: "dwrong",
        get: |state| write_number(f64::from(state.descent.wrong)),
        set: |state, text| within(text, WRONG).map(|value| state.descent.wrong = value as f32),
    },
    Key {
        name: "ridge",
        get: |state| write_number(state.descent.penalty),
        set: |state, text| within(text, PENALTY).map(|value| state.descent.penalty = value),
    },
    Key {
        name: "dims",
        get: |state| state.search.dimensions.to_string(),
        set: |state, text| whole(text, DIMENSIONS).map(|value| state.search.dimensions = value),
    },
    Key {
        name: "levels",
        get: |state| state.search.levels.to_string(),
        set: |state, text| whole(text, LEVELS).map(|value| state.search.levels = value),
    },
    Key {
        name: "trial",
        get: |state| state.search.epochs.to_string(),
        set: |state, text| whole(text, TRIAL).map(|value| state.search.epochs = value),
    },
    Key {
        name: "open",
        get: |state| SECTION_NAMES[state.open].to_owned(),
        set: |state, text| choice(text, SECTION_NAMES).map(|index| state.open = index),
    },
];

impl Setting {
    /// Examples that it is trained on.
    pub fn trained_on(&self) -> u32 {
        self.examples * self.cures.more.max(1)
    }

    /// The run without any cure.
    #[must_use]
    pub fn uncured(self) -> Self {
        Self {
            cures: Self::default().cures,
            ..self
        }
    }
}

impl Searching {
    /// Combinations on the grid.
    pub fn trials(&self) -> u32 {
        self.levels.pow(self.dimensions)
    }

    /// Whether the grid is small enough for the engine.
    pub fn fits(&self) -> bool {
        self.trials() as usize <= neural::job::MAX_TRIALS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{HOST_KEYS, decode, encode};
    use proptest::prelude::*;

    #[test]
    fn the_address_carries_every_choice() {
        let query = "data=penguins&n=30&wrong=10&hidden=32&epochs=100&seed=7&l1=0.001&l2=0.01&drop=50\
                     &patience=20&more=4&aug=shift,noise&pins=l2:0.01*drop:50,aug:shift.noise\
                     &width=9&points=30&noise=0.5&dn=60&dwrong=20&ridge=0.1&dims=3&levels=3\
                     &trial=20&open=search";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
        for key in KEYS {
            assert!(!HOST_KEYS.contains(&key.name));
            assert!(query.contains(&format!("{}=", key.name)), "{}", key.name);
        }
        assert_eq!(KEYS[RUN_KEYS].name, "pins");
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "data=cats",
            "n=9",
            "n=20.5",
            "wrong=51",
            "hidden=0",
            "epochs=1000",
            "l1=2",
            "l2=NaN",
            "drop=95",
            "patience=-1",
            "more=0",
            "aug=flip",
            "pins=l2:9",
            "width=31",
            "points=4",
            "noise=2",
            "dn=5",
            "dwrong=-1",
            "ridge=x",
            "dims=5",
            "levels=1",
            "trial=500",
            "open=all",
        ] {
            let (state, problems) = decode(KEYS, &State::default(), &format!("{bad}&seed=9"));
            assert_eq!(problems.len(), 1, "{bad}");
            let mut expected = State::default();
            expected.run.seed = 9;
            assert_eq!(state, expected, "{bad}");
        }
    }

    #[test]
    fn more_examples_are_a_multiple() {
        let mut setting = Setting::default();
        assert_eq!(setting.trained_on(), 100);
        setting.cures.more = 4;
        assert_eq!(setting.trained_on(), 400);
        assert_eq!(setting.uncured().trained_on(), 100);
    }

    proptest! {
        #[test]
        fn no_query_breaks_it(query in ".{0,40}", key in 0..KEYS.len()) {
            let query = format!("{}={query}", KEYS[key].name);
            let (state, _) = decode(KEYS, &State::default(), &query);
            prop_assert!(state.pins.len() <= pins::MOST);
        }
    }
}
