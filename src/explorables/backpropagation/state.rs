//! What the address carries: the data, the network, how it is trained, and the
//! place in the walk that is looked at. Pure.

use super::place::{read_parameter, read_stage, write_parameter, write_stage};
use crate::explorables::choices::{
    ACTIVATION_NAMES, ACTIVATIONS, DATA_NAMES, Dataset, LOSS_NAMES, LOSSES,
};
use crate::explorables::state::{Fault, Key, choice, index, number, real, whole, write_number};
use neural::backprop::{Parameter, Slot, Stage};
use neural::loss::Loss;
use neural::session::{LEARNING_RATE, RunConfig, Source};
use std::ops::RangeInclusive;

/// Data sets on offer, of [`Dataset::ALL`]: those drawn from a formula, and the digits.
pub const DATA: &[&str] = DATA_NAMES.split_at(9).0;
/// Samples of a batch.
pub const BATCH: RangeInclusive<u32> = 1..=8;
/// Batches that can be walked to.
pub const NUMBER: RangeInclusive<u32> = 1..=200;
/// h of the finite difference is 10 to the minus this.
pub const DIGITS_OF_H: RangeInclusive<u32> = 1..=8;
/// The share of the samples that is trained on, in percent.
const SPLIT: f32 = 50.0;

/// How large a network may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Hidden layers.
    pub layers: usize,
    /// Neurons of each.
    pub units: u32,
}

impl Limits {
    /// Drawn neuron by neuron for points, folded for digits.
    pub fn of(data: Dataset) -> Self {
        if data == Dataset::Digits {
            Self {
                layers: 2,
                units: 16,
            }
        } else {
            Self {
                layers: 3,
                units: 4,
            }
        }
    }

    const WIDEST: Self = Self {
        layers: 3,
        units: 16,
    };
}

/// Everything the reader can choose.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which samples.
    pub data: Dataset,
    /// Neurons of each hidden layer; see [`State::hidden`].
    pub hidden: Vec<u32>,
    /// Index into [`ACTIVATIONS`].
    pub activation: usize,
    /// Index into [`LOSSES`].
    pub loss: usize,
    /// η.
    pub rate: f64,
    /// Samples per batch.
    pub batch: u32,
    /// Decides points, weights and order.
    pub seed: u32,
    /// The batch, from 1.
    pub number: u32,
    /// The sub-step.
    pub at: Stage,
    /// The sample that is looked at, from 0; `None` for the batch's mean.
    pub sample: Option<u32>,
    /// The parameter that is looked at.
    pub focus: Parameter,
    /// h is 10 to the minus this.
    pub digits_of_h: u32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            data: Dataset::Circle,
            hidden: vec![3, 2],
            activation: index(ACTIVATION_NAMES, "tanh"),
            loss: index(LOSS_NAMES, "auto"),
            rate: 0.3,
            batch: 4,
            seed: 42,
            number: 1,
            at: Stage::Batch,
            sample: Some(0),
            focus: Parameter {
                layer: 0,
                unit: 0,
                slot: Slot::Weight(0),
            },
            digits_of_h: 4,
        }
    }
}

impl State {
    /// The hidden layers, as far as a network on these data may have them.
    pub fn hidden(&self) -> Vec<u32> {
        let limits = Limits::of(self.data);
        let sizes = self.hidden.iter().take(limits.layers);
        sizes.map(|&units| units.min(limits.units)).collect()
    }

    /// The run that the walk goes through.
    pub fn config(&self) -> RunConfig {
        let source = self.data.source();
        let numbers = matches!(source, Source::Shape(shape) if shape.classes() == 0);
        RunConfig {
            source,
            split: SPLIT,
            // Where numbers are predicted there are no classes for cross-entropy.
            loss: LOSSES[self.loss].filter(|loss| !numbers || *loss != Loss::CrossEntropy),
            learning_rate: self.rate as f32,
            batch_size: self.batch,
            seed: self.seed,
            ..RunConfig::default()
        }
        .with_hidden(&self.hidden(), ACTIVATIONS[self.activation].1)
    }

    /// The choices that decide the numbers, with the place that is looked at
    /// left as at first.
    #[must_use]
    pub fn without_place(&self) -> Self {
        let place = Self::default();
        Self {
            at: place.at,
            sample: place.sample,
            focus: place.focus,
            digits_of_h: place.digits_of_h,
            ..self.clone()
        }
    }

    /// The same choices on other data, from the first batch on.
    #[must_use]
    pub fn on(&self, data: Dataset) -> Self {
        let mut next = Self {
            data,
            number: 1,
            ..self.clone()
        };
        if self.data.kind() != data.kind() {
            let (hidden, activation) = match data.source() {
                Source::Digits => (&[8][..], "relu"),
                _ => (&[3, 2][..], "tanh"),
            };
            next.hidden = hidden.to_vec();
            next.activation = index(ACTIVATION_NAMES, activation);
        }
        next
    }

    /// h of the finite difference.
    pub fn h(&self) -> f64 {
        0.1_f64.powi(self.digits_of_h as i32)
    }
}

fn read_hidden(text: &str) -> Result<Vec<u32>, Fault> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let widest = Limits::WIDEST;
    if text.split(',').count() > widest.layers {
        return Err(Fault::Unreadable);
    }
    text.split(',')
        .map(|size| whole(size, 1..=widest.units))
        .collect()
}

fn read_h(text: &str) -> Result<u32, Fault> {
    let (least, most) = (DIGITS_OF_H.end(), DIGITS_OF_H.start());
    let h = number(
        text,
        0.1_f64.powi(*least as i32) * 0.999,
        0.1_f64.powi(*most as i32),
    )?;
    Ok((-h.log10()).round() as u32)
}

/// Names by which an address hides the figure's controls and panels.
pub const CONTROLS: &[&str] = &[
    "data", "play", "scrub", "sample", "weight", "hidden", "act", "loss", "lr", "batch", "seed",
    "chain", "check", "matrices", "values",
];

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "data",
        get: |state| state.data.name().to_owned(),
        set: |state, text| choice(text, DATA).map(|index| state.data = Dataset::ALL[index]),
    },
    Key {
        name: "hidden",
        get: |state| {
            let sizes: Vec<_> = state.hidden.iter().map(u32::to_string).collect();
            sizes.join(",")
        },
        set: |state, text| read_hidden(text).map(|hidden| state.hidden = hidden),
    },
    Key {
        name: "act",
        get: |state| ACTIVATION_NAMES[state.activation].to_owned(),
        set: |state, text| choice(text, ACTIVATION_NAMES).map(|index| state.activation = index),
    },
    Key {
        name: "loss",
        get: |state| LOSS_NAMES[state.loss].to_owned(),
        set: |state, text| choice(text, LOSS_NAMES).map(|index| state.loss = index),
    },
    Key {
        name: "lr",
        get: |state| write_number(state.rate),
        set: |state, text| real(text, &LEARNING_RATE).map(|value| state.rate = value),
    },
    Key {
        name: "batch",
        get: |state| state.batch.to_string(),
        set: |state, text| whole(text, BATCH).map(|value| state.batch = value),
    },
    Key {
        name: "seed",
        get: |state| state.seed.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.seed = value),
    },
    Key {
        name: "n",
        get: |state| state.number.to_string(),
        set: |state, text| whole(text, NUMBER).map(|value| state.number = value),
    },
    Key {
        name: "at",
        get: |state| write_stage(state.at),
        set: |state, text| read_stage(text).map(|at| state.at = at),
    },
    Key {
        name: "sample",
        get: |state| {
            let number = |at: u32| (at + 1).to_string();
            state.sample.map_or_else(|| "mean".to_owned(), number)
        },
        set: |state, text| {
            state.sample = match text {
                "mean" => None,
                _ => Some(whole(text, BATCH)? - 1),
            };
            Ok(())
        },
    },
    Key {
        name: "weight",
        get: |state| write_parameter(state.focus),
        set: |state, text| read_parameter(text).map(|focus| state.focus = focus),
    },
    Key {
        name: "h",
        get: |state| format!("1e-{}", state.digits_of_h),
        set: |state, text| read_h(text).map(|digits| state.digits_of_h = digits),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{HOST_KEYS, decode, encode};

    #[test]
    fn the_default_has_an_empty_address_and_a_sound_run() {
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
        assert_eq!(State::default().config().validate(), []);
        assert!(KEYS.iter().all(|key| !HOST_KEYS.contains(&key.name)));
    }

    #[test]
    fn the_data_on_offer_are_shapes_and_digits() {
        for (index, name) in DATA.iter().enumerate() {
            let data = Dataset::ALL[index];
            assert_eq!(data.name(), *name);
            assert!(data.is_shape() || data == Dataset::Digits, "{name}");
        }
        assert!(DATA.contains(&"digits") && DATA.contains(&"wave"));
    }

    #[test]
    fn the_address_carries_every_choice() {
        let query = "data=arms&hidden=4,4,4&act=sigmoid&loss=mse&lr=1.5&batch=8&seed=7&n=12\
                     &at=delta2&sample=mean&weight=3.4.b&h=1e-6";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert!((state.h() - 1e-6).abs() < 1e-18);
        let query = "hidden=&sample=3";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!((problems.len(), state.sample), (0, Some(2)));
        assert_eq!(encode(KEYS, &State::default(), &state), query);
    }

    #[test]
    fn h_is_read_as_a_power_of_ten() {
        for digits in DIGITS_OF_H {
            assert_eq!(read_h(&format!("1e-{digits}")), Ok(digits));
        }
        assert_eq!(read_h("0.001"), Ok(3));
        assert!(read_h("1").is_err() && read_h("1e-9").is_err() && read_h("0").is_err());
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "data=penguins",
            "data=moons",
            "hidden=17",
            "hidden=1,1,1,1",
            "hidden=0",
            "act=step",
            "loss=hinge",
            "lr=NaN",
            "batch=9",
            "batch=0",
            "n=0",
            "n=201",
            "at=z9",
            "sample=9",
            "sample=0",
            "sample=all",
            "weight=1.1",
            "h=1e-9",
            "h=x",
        ] {
            let (state, problems) = decode(KEYS, &State::default(), &format!("{bad}&seed=5"));
            assert_eq!(problems.len(), 1, "{bad}");
            assert_eq!(state.seed, 5);
            assert_eq!(state.config().validate(), [], "{bad}");
        }
    }

    #[test]
    fn a_network_fits_its_data() {
        let digits = State {
            hidden: vec![16, 16, 16],
            ..State::default().on(Dataset::Digits)
        };
        assert_eq!(digits.hidden(), [16, 16]);
        let shapes = State {
            data: Dataset::Xor,
            ..digits
        };
        assert_eq!(shapes.hidden(), [4, 4, 4]);
        assert_eq!(State::default().on(Dataset::Digits).hidden(), [8]);
        assert_eq!(State::default().on(Dataset::Wave).hidden(), [3, 2]);
    }

    #[test]
    fn numbers_have_no_cross_entropy() {
        let state = State {
            data: Dataset::Plane,
            loss: index(LOSS_NAMES, "ce"),
            ..State::default()
        };
        assert_eq!(state.config().validate(), []);
        assert_eq!(state.config().loss, None);
    }
}
