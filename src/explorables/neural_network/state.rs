//! The network's state: what the address carries, and the run it stands for.
//! Pure.

use super::advanced::{self, Advanced};
use super::choices::{
    ACTIVATION_NAMES, ACTIVATIONS, DATA_NAMES, Dataset, OPTIMISER_NAMES, OPTIMISERS, SPEED_NAMES,
    SPEEDS,
};
use super::per_layer::PerLayer;
use super::runs::{
    Arriving, EPOCHS_KEY, GOAL_KEY, PATIENCE_KEY, StopChoice, WATCH_KEY, WEIGHTS_KEY,
};
use crate::explorables::state::{Fault, Key, choice, write_number};
pub use crate::explorables::state::{index, real, whole};
use neural::data::{FeatureSet, Transform};
use neural::session::{
    BATCH_SIZE, Hidden, LEARNING_RATE, MAX_HIDDEN_LAYERS, NOISE, PENALTY, RunConfig, SPLIT, Source,
    UNITS,
};

/// Everything the reader can choose. Indices are into the tables of
/// [`super::choices`].
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which samples.
    pub data: Dataset,
    /// Neurons of each hidden layer.
    pub hidden: Vec<u32>,
    /// The hidden layers' activations.
    pub activation: PerLayer<usize>,
    /// η.
    pub rate: f64,
    /// Samples per step.
    pub batch: u32,
    /// Decides points, split, weights and order.
    pub seed: u32,
    /// Noise of synthetic points, in percent.
    pub noise: f64,
    /// Training share, in percent.
    pub split: f64,
    /// The rule of the step.
    pub optimiser: usize,
    /// λ of the L1 penalty.
    pub l1: f64,
    /// λ of the L2 penalty.
    pub l2: f64,
    /// Inputs made from a point of the plane.
    pub features: FeatureSet,
    /// How fast it plays.
    pub speed: usize,
    /// Whether the test points are shown.
    pub test_points: bool,
    /// What most readers leave as it is.
    pub advanced: Advanced,
    /// When training stops by itself.
    pub stop: StopChoice,
    /// Weights that came with the address, until training goes on from them.
    pub start: Option<Arriving>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            data: Dataset::Circle,
            hidden: vec![4, 2],
            activation: PerLayer::all(index(ACTIVATION_NAMES, "tanh")),
            rate: 0.03,
            batch: 10,
            seed: 42,
            noise: 0.0,
            split: 50.0,
            optimiser: index(OPTIMISER_NAMES, "sgd"),
            l1: 0.0,
            l2: 0.0,
            features: FeatureSet::default(),
            speed: index(SPEED_NAMES, "30"),
            test_points: false,
            advanced: Advanced::default(),
            stop: StopChoice::default(),
            start: None,
        }
    }
}

impl State {
    /// The run that the engine is asked for.
    pub fn config(&self) -> RunConfig {
        let hidden = (0..).zip(&self.hidden).map(|(layer, units)| Hidden {
            units: *units,
            activation: ACTIVATIONS[*self.activation.of(layer)].1,
            norm: advanced::NORMS[*self.advanced.norm.of(layer)],
            dropout: *self.advanced.dropout.of(layer) as f32,
        });
        let config = RunConfig {
            source: self.data.source(),
            hidden: hidden.collect(),
            noise: self.noise as f32,
            split: self.split as f32,
            features: self.features,
            optimiser: OPTIMISERS[self.optimiser].1,
            learning_rate: self.rate as f32,
            l1: self.l1 as f32,
            l2: self.l2 as f32,
            batch_size: self.batch,
            seed: self.seed,
            ..RunConfig::default()
        };
        self.advanced.apply(config)
    }

    /// The same choices on other samples. Between two sets of one kind the
    /// network stays, so that they can be compared; another kind gets a network
    /// that can learn it.
    #[must_use]
    pub fn on(&self, data: Dataset) -> Self {
        let mut next = Self {
            data,
            ..self.clone()
        };
        if self.data.kind() == data.kind() {
            return next;
        }
        let (hidden, activation, rate, optimiser) = match data.source() {
            Source::Shape(_) => (&[4, 2][..], "tanh", 0.03, "sgd"),
            Source::Digits => (&[32][..], "relu", 0.01, "adam"),
            Source::Table => (&[8][..], "tanh", 0.03, "sgd"),
        };
        next.hidden = hidden.to_vec();
        next.activation = PerLayer::all(index(ACTIVATION_NAMES, activation));
        next.rate = rate;
        next.optimiser = index(OPTIMISER_NAMES, optimiser);
        next
    }

    /// The inputs that the network has: a function of one number takes no x₂.
    pub fn inputs(&self) -> FeatureSet {
        match self.data.shape() {
            Some(shape) if shape.columns() == 1 => self.features.of_one_column(),
            _ => self.features,
        }
    }

    /// Epochs per second of play, `None` for as many as there can be.
    pub fn epochs_per_second(&self) -> Option<f32> {
        SPEEDS[self.speed]
    }

    /// The hidden layers as the address has them.
    pub fn hidden_text(&self) -> String {
        let sizes: Vec<_> = self.hidden.iter().map(u32::to_string).collect();
        sizes.join(",")
    }
}

fn read_hidden(text: &str) -> Result<Vec<u32>, Fault> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    if text.split(',').count() > MAX_HIDDEN_LAYERS {
        return Err(Fault::Unreadable);
    }
    text.split(',').map(|size| whole(size, UNITS)).collect()
}

fn read_features(text: &str) -> Result<FeatureSet, Fault> {
    let mut set: FeatureSet = [].into_iter().collect();
    for name in text.split(',').map(str::trim) {
        let known = Transform::ALL
            .into_iter()
            .find(|transform| transform.name() == name);
        set = set.with(known.ok_or(Fault::NotAChoice(FEATURE_NAMES))?, true);
    }
    Ok(set)
}

const FEATURE_NAMES: &[&str] = &["x1", "x2", "x1sq", "x2sq", "x1x2", "sinx1", "sinx2"];

/// Names by which an address hides what can be done with the figure.
pub const CONTROLS: &[&str] = &[
    "data", "play", "seed", "speed", "scrub", "hidden", "features", "act", "lr", "batch", "opt",
    "l1", "l2", "split", "noise", "more", "loss", "init", "wd", "clip", "sched", "every", "factor",
    "warmup", "samples", "norm", "dropout", "layers", "edit", "map", "test", "values", "errors",
    "log", "legend", "filters", "weights", "scores", "stop", "compare", "sweep", "keep", "export",
];

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "data",
        get: |state| state.data.name().to_owned(),
        set: |state, text| choice(text, DATA_NAMES).map(|index| state.data = Dataset::ALL[index]),
    },
    Key {
        name: "hidden",
        get: State::hidden_text,
        set: |state, text| read_hidden(text).map(|hidden| state.hidden = hidden),
    },
    Key {
        name: "act",
        get: |state| {
            state
                .activation
                .write(|index| ACTIVATION_NAMES[*index].to_owned())
        },
        set: |state, text| {
            PerLayer::read(text, |name| choice(name, ACTIVATION_NAMES))
                .map(|activation| state.activation = activation)
        },
    },
    Key {
        name: "lr",
        get: |state| write_number(state.rate),
        set: |state, text| real(text, &LEARNING_RATE).map(|value| state.rate = value),
    },
    Key {
        name: "batch",
        get: |state| state.batch.to_string(),
        set: |state, text| whole(text, BATCH_SIZE).map(|value| state.batch = value),
    },
    Key {
        name: "seed",
        get: |state| state.seed.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.seed = value),
    },
    Key {
        name: "noise",
        get: |state| write_number(state.noise),
        set: |state, text| real(text, &NOISE).map(|value| state.noise = value),
    },
    Key {
        name: "split",
        get: |state| write_number(state.split),
        set: |state, text| real(text, &SPLIT).map(|value| state.split = value),
    },
    Key {
        name: "opt",
        get: |state| OPTIMISER_NAMES[state.optimiser].to_owned(),
        set: |state, text| choice(text, OPTIMISER_NAMES).map(|index| state.optimiser = index),
    },
    Key {
        name: "l1",
        get: |state| write_number(state.l1),
        set: |state, text| real(text, &PENALTY).map(|value| state.l1 = value),
    },
    Key {
        name: "l2",
        get: |state| write_number(state.l2),
        set: |state, text| real(text, &PENALTY).map(|value| state.l2 = value),
    },
    Key {
        name: "features",
        get: |state| {
            let names: Vec<_> = state.features.iter().map(Transform::name).collect();
            names.join(",")
        },
        set: |state, text| read_features(text).map(|features| state.features = features),
    },
    Key {
        name: "speed",
        get: |state| SPEED_NAMES[state.speed].to_owned(),
        set: |state, text| choice(text, SPEED_NAMES).map(|index| state.speed = index),
    },
    Key {
        name: "test",
        get: |state| u8::from(state.test_points).to_string(),
        set: |state, text| choice(text, &["0", "1"]).map(|index| state.test_points = index == 1),
    },
    advanced::SAMPLES_KEY,
    advanced::LOSS_KEY,
    advanced::INIT_KEY,
    advanced::NORM_KEY,
    advanced::DROPOUT_KEY,
    advanced::SCHEDULE_KEY,
    advanced::EVERY_KEY,
    advanced::FACTOR_KEY,
    advanced::WARM_UP_KEY,
    advanced::CLIP_KEY,
    advanced::WEIGHT_DECAY_KEY,
    advanced::MAP_KEY,
    advanced::VALUES_KEY,
    advanced::ERRORS_KEY,
    advanced::LOG_KEY,
    EPOCHS_KEY,
    GOAL_KEY,
    PATIENCE_KEY,
    WATCH_KEY,
    WEIGHTS_KEY,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{decode, encode};

    #[test]
    fn every_key_keeps_its_name() {
        // Addresses are written into books and slides.
        let names: Vec<_> = KEYS.iter().map(|key| key.name).collect();
        let mut apart = names.clone();
        apart.sort_unstable();
        apart.dedup();
        assert_eq!(apart.len(), names.len());
        for host in crate::explorables::state::HOST_KEYS {
            assert!(!names.contains(host), "{host}");
        }
    }

    #[test]
    fn the_default_is_the_engines() {
        assert_eq!(State::default().config(), RunConfig::default());
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
    }

    #[test]
    fn the_address_carries_every_choice() {
        let query = "data=spiral&hidden=8,8&act=relu&lr=0.1&batch=20&seed=7&noise=25&split=80&opt=adam\
                     &l1=0.001&l2=0.01&features=x1,sinx2&speed=full&test=1&samples=900&loss=huber&init=he\
                     &norm=batch,layer&dropout=10,0&sched=step&every=20&factor=0.25&warmup=50&clip=1.5\
                     &wd=0.01&map=entropy&values=1&errors=0&log=1";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert_eq!(state.config().hidden.len(), 2);
        let (none, problems) = decode(KEYS, &State::default(), "hidden=&lr=1e-6&noise=50");
        assert_eq!((none.hidden.len(), problems.len()), (0, 0));
        assert_eq!(none.config().validate(), []);
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "hidden=1000000000",
            "hidden=0",
            "hidden=4,,2",
            "hidden=1,1,1,1,1,1,1,1,1",
            "act=step",
            "lr=NaN",
            "lr=11",
            "batch=2.5",
            "seed=-1",
            "noise=51",
            "split=100",
            "features=",
            "features=x3",
            "speed=0",
            "data=moons",
            "hidden=4,NaN",
            "act=tanh,relu,",
            "act=tanh,tanh,tanh,tanh,tanh,tanh,tanh,tanh,tanh",
            "dropout=95",
            "dropout=5,inf",
            "norm=group",
            "loss=hinge",
            "init=orthogonal",
            "sched=linear",
            "every=0",
            "every=1e9",
            "factor=2",
            "warmup=-1",
            "clip=NaN",
            "wd=1e9",
            "samples=1e9",
            "map=3d",
            "values=yes",
            "log=2",
        ] {
            let (state, problems) = decode(KEYS, &State::default(), &format!("{bad}&opt=adam"));
            assert_eq!(problems.len(), 1, "{bad}");
            assert_eq!(OPTIMISER_NAMES[state.optimiser], "adam");
            assert_eq!(state.config().validate(), [], "{bad}");
        }
    }

    #[test]
    fn another_kind_of_data_brings_a_network_that_can_learn_it() {
        let shapes = State {
            hidden: vec![8],
            seed: 9,
            ..State::default()
        };
        assert_eq!(shapes.on(Dataset::Spiral).hidden, [8]);
        let digits = shapes.on(Dataset::Digits);
        assert_eq!(
            (digits.hidden_text().as_str(), digits.rate, digits.seed),
            ("32", 0.01, 9)
        );
        assert_eq!(digits.on(Dataset::Circle).hidden, [4, 2]);
        for data in Dataset::ALL {
            assert_eq!(shapes.on(data).config().validate(), []);
        }
    }
}
