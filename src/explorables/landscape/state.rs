//! The figure's state: the playground's network, who trains it, and the plane. Pure.

use crate::explorables::choices::{Dataset, OPTIMISER_NAMES};
use crate::explorables::neural_network::state as playground;
use crate::explorables::optimisers::choices::{RULE_NAMES, RULES, VIEW_NAMES};
use crate::explorables::state::{Fault, Key, Problem, choice, decode, number, whole, write_number};
use crate::ui::terrain::relief::{Camera, TILT};
use crate::ui::terrain::sight::Look;
use neural::job::{Directions, MAX_RACE, Racing, Rates};
use neural::landscape::Entrant;
use neural::optimiser::Optimiser;
use neural::session::{Data, RunConfig};

/// Learning rates that can be typed.
pub const RATE: (f64, f64) = (0.000_001, 10.0);
/// Points of the plane each way.
const SIDE: u32 = 45;
/// The range test's rates and steps.
const RANGE: (f32, f32, u32) = (1e-5, 10.0, 240);

/// Everything the reader can choose.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The network, as the playground has it; its rule and rate are not used.
    pub network: playground::State,
    /// Which rules train it.
    pub runs: [bool; RULES.len()],
    /// η of each rule, where the reader chose it.
    pub rates: [Option<f64>; RULES.len()],
    /// How far, in epochs.
    pub epochs: u32,
    /// Whether the plane's directions are random; else the ways' own.
    pub random: bool,
    /// Decides random directions.
    pub draw: u32,
    /// The rule whose end is in the middle.
    pub middle: usize,
    /// Whether the plane is seen as a relief.
    pub relief: bool,
    /// From where.
    pub camera: Camera,
    /// The rule that the range test tests.
    pub tested: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            network: playground::State::default(),
            runs: RULES.map(|rule| ["sgd", "momentum", "adam"].contains(&rule.key)),
            rates: [None; RULES.len()],
            epochs: 60,
            random: false,
            draw: 1,
            middle: playground::index(RULE_NAMES, "adam"),
            relief: false,
            camera: Camera {
                turn: 30.0,
                tilt: 40.0,
            },
            tested: playground::index(RULE_NAMES, "sgd"),
        }
    }
}

/// Learning rates with which the rules train the playground's networks.
const RATES: [f64; RULES.len()] = [0.5, 0.03, 0.01, 0.01, 0.03, 0.003, 0.01, 0.01];

impl State {
    /// η of a rule.
    pub fn rate(&self, rule: usize) -> f64 {
        self.rates[rule].unwrap_or(RATES[rule])
    }

    /// How the plane is looked at.
    pub fn look(&self) -> Look {
        if self.relief {
            Look::Relief(self.camera)
        } else {
            Look::Map
        }
    }

    /// The rules that run, in their order.
    pub fn runners(&self) -> Vec<usize> {
        (0..RULES.len()).filter(|rule| self.runs[*rule]).collect()
    }

    fn entrant(&self, rule: usize, config: &RunConfig) -> Entrant {
        // As `PyTorch` has it: AdamW's decay is apart, every other rule's goes
        // through the gradient.
        let decay = config.l2 + config.weight_decay;
        let apart = RULES[rule].optimiser == Optimiser::AdamW;
        Entrant {
            optimiser: RULES[rule].optimiser,
            rate: self.rate(rule) as f32,
            l2: if apart { 0.0 } else { decay },
            weight_decay: if apart { decay } else { 0.0 },
            whole: RULES[rule].whole,
        }
    }

    /// The race, if anyone runs.
    pub fn racing(&self, data: Data) -> Option<Racing> {
        let runners = self.runners();
        let config = self.network.config();
        let middle = runners.iter().position(|rule| *rule == self.middle);
        (!runners.is_empty()).then(|| Racing {
            entrants: runners
                .iter()
                .map(|rule| self.entrant(*rule, &config))
                .collect(),
            epochs: self.epochs,
            directions: if self.random {
                Directions::Random { seed: self.draw }
            } else {
                Directions::Principal
            },
            middle: middle.unwrap_or(0) as u32,
            side: SIDE,
            config,
            data,
        })
    }

    /// The range test.
    pub fn testing(&self, data: Data) -> Rates {
        let config = self.network.config();
        let (low, high, steps) = RANGE;
        Rates {
            entrant: self.entrant(self.tested, &config),
            config,
            data,
            low,
            high,
            steps,
        }
    }

    /// Takes the network of a link from the playground, or of its query alone; the
    /// link's rule runs at its rate. What is not the playground's is told.
    pub fn take_link(&mut self, link: &str) -> Vec<Problem> {
        let query = link.split_once('?').map_or(link, |(_, query)| query);
        let query = query.split_once('#').map_or(query, |(query, _)| query);
        let start = playground::State::default();
        let (network, mut problems) = decode(playground::KEYS, &start, query.trim());
        // Trained weights lie in the link too, and are no part of a start.
        problems.retain(|problem| problem.key != "w");
        let rule = OPTIMISER_NAMES[network.optimiser];
        let rule = playground::index(RULE_NAMES, rule);
        self.runs[rule] = true;
        self.rates[rule] = Some(network.rate);
        self.network = playground::State {
            start: None,
            optimiser: start.optimiser,
            rate: start.rate,
            ..network
        };
        problems
    }

    /// The samples.
    pub fn data(&self) -> Dataset {
        self.network.data
    }
}

/// Names by which an address hides the figure's controls.
pub const CONTROLS: &[&str] = &[
    "data",
    "hidden",
    "act",
    "batch",
    "seed",
    "noise",
    "link",
    "rules",
    "rates",
    "epochs",
    "directions",
    "middle",
    "view",
    "run",
    "range",
    "chart",
];

/// The playground's key of this name.
fn playgrounds(name: &str) -> Option<&'static Key<playground::State>> {
    playground::KEYS.iter().find(|key| key.name == name)
}

/// A key of the playground's, for the network in this state.
macro_rules! network_key {
    ($name:literal) => {
        Key {
            name: $name,
            get: |state: &State| {
                playgrounds($name).map_or_else(String::new, |key| (key.get)(&state.network))
            },
            set: |state: &mut State, text: &str| match playgrounds($name) {
                Some(key) => (key.set)(&mut state.network, text),
                None => Err(Fault::Unknown),
            },
        }
    };
}

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    network_key!("data"),
    network_key!("hidden"),
    network_key!("act"),
    network_key!("batch"),
    network_key!("seed"),
    network_key!("noise"),
    network_key!("split"),
    network_key!("features"),
    network_key!("samples"),
    network_key!("loss"),
    network_key!("init"),
    network_key!("norm"),
    network_key!("dropout"),
    network_key!("l1"),
    network_key!("l2"),
    network_key!("wd"),
    network_key!("sched"),
    network_key!("every"),
    network_key!("factor"),
    network_key!("warmup"),
    network_key!("clip"),
    Key {
        name: "rules",
        get: |state| {
            let runners = state.runners();
            let names: Vec<_> = runners.iter().map(|rule| RULE_NAMES[*rule]).collect();
            names.join(",")
        },
        set: |state, text| {
            let mut runs = [false; RULES.len()];
            for name in text.split(',').filter(|name| !name.is_empty()) {
                runs[choice(name, RULE_NAMES)?] = true;
            }
            state.runs = runs;
            Ok(())
        },
    },
    Key {
        name: "rates",
        get: |state| {
            let parts: Vec<_> = (RULE_NAMES.iter().zip(state.rates))
                .filter_map(|(name, rate)| Some(format!("{name}:{}", write_number(rate?))))
                .collect();
            parts.join(",")
        },
        set: |state, text| {
            let mut rates = [None; RULES.len()];
            for part in text.split(',').filter(|part| !part.is_empty()) {
                let (name, rate) = part.split_once(':').ok_or(Fault::Unreadable)?;
                rates[choice(name, RULE_NAMES)?] = Some(number(rate, RATE.0, RATE.1)?);
            }
            state.rates = rates;
            Ok(())
        },
    },
    Key {
        name: "epochs",
        get: |state| state.epochs.to_string(),
        set: |state, text| whole(text, 1..=MAX_RACE).map(|value| state.epochs = value),
    },
    Key {
        name: "directions",
        get: |state| DIRECTION_NAMES[usize::from(state.random)].to_owned(),
        set: |state, text| choice(text, DIRECTION_NAMES).map(|index| state.random = index == 1),
    },
    Key {
        name: "draw",
        get: |state| state.draw.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.draw = value),
    },
    Key {
        name: "middle",
        get: |state| RULE_NAMES[state.middle].to_owned(),
        set: |state, text| choice(text, RULE_NAMES).map(|index| state.middle = index),
    },
    Key {
        name: "view",
        get: |state| VIEW_NAMES[usize::from(state.relief)].to_owned(),
        set: |state, text| choice(text, VIEW_NAMES).map(|index| state.relief = index == 1),
    },
    Key {
        name: "turn",
        get: |state| write_number(state.camera.turn),
        set: |state, text| number(text, -180.0, 180.0).map(|value| state.camera.turn = value),
    },
    Key {
        name: "tilt",
        get: |state| write_number(state.camera.tilt),
        set: |state, text| number(text, TILT.0, TILT.1).map(|value| state.camera.tilt = value),
    },
    Key {
        name: "tested",
        get: |state| RULE_NAMES[state.tested].to_owned(),
        set: |state, text| choice(text, RULE_NAMES).map(|index| state.tested = index),
    },
];

/// Names of the plane's directions in the address.
pub const DIRECTION_NAMES: &[&str] = &["ways", "random"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{HOST_KEYS, encode};

    #[test]
    fn the_address_carries_the_network_and_the_race() {
        let query = "data=spiral&hidden=8,8&act=relu&batch=20&seed=7&noise=10&split=80&features=x1,sinx2\
                     &wd=0.01&rules=gd,adamw&rates=adamw:0.03&epochs=100&directions=random&draw=3\
                     &middle=gd&view=relief&turn=-20&tilt=60&tested=rmsprop";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
        let race = state.racing(Data::Keep).unwrap();
        assert_eq!((race.entrants.len(), race.middle), (2, 0));
        // AdamW's decay is apart, the other's is in the gradient.
        assert_eq!(
            (race.entrants[0].l2, race.entrants[0].weight_decay),
            (0.01, 0.0)
        );
        assert_eq!(
            (race.entrants[1].l2, race.entrants[1].weight_decay),
            (0.0, 0.01)
        );
        assert!(race.entrants[0].whole && !race.entrants[1].whole);
        assert_eq!(race.directions, Directions::Random { seed: 3 });
    }

    #[test]
    fn every_key_of_the_network_is_one_of_the_playgrounds() {
        let own = [
            "rules",
            "rates",
            "directions",
            "draw",
            "middle",
            "view",
            "turn",
            "tilt",
            "tested",
        ];
        for (index, key) in KEYS.iter().enumerate() {
            assert!(KEYS[..index].iter().all(|other| other.name != key.name));
            assert!(!HOST_KEYS.contains(&key.name));
            assert!(
                own.contains(&key.name) != playgrounds(key.name).is_some(),
                "{}",
                key.name
            );
        }
    }

    #[test]
    fn a_link_of_the_playground_brings_its_network_and_its_rule() {
        let mut state = State::default();
        let link = "https://example.org/en/learn/neural-network/?data=xor&hidden=3&opt=rmsprop&lr=0.1&seed=9#neural-network";
        assert_eq!(state.take_link(link), []);
        assert_eq!(state.data(), Dataset::Xor);
        assert_eq!(state.network.hidden, [3]);
        let rule = playground::index(RULE_NAMES, "rmsprop");
        assert!(state.runs[rule] && (state.rate(rule) - 0.1).abs() < 1e-12);
        // The address carries it on.
        let query = encode(KEYS, &State::default(), &state);
        assert_eq!(decode(KEYS, &State::default(), &query).0, state);
        // What is not a link is told.
        let problems = State::default().take_link("data=moons&foo=1");
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "data=moons",
            "hidden=0",
            "rules=lion",
            "rates=sgd",
            "rates=sgd:0",
            "epochs=0",
            "epochs=1e9",
            "directions=up",
            "draw=-1",
            "middle=",
            "view=3d",
            "turn=999",
            "tilt=1",
            "tested=x",
            "lr=0.1",
        ] {
            let query = format!("{bad}&seed=9");
            let (state, problems) = decode(KEYS, &State::default(), &query);
            assert_eq!(problems.len(), 1, "{bad}");
            assert_eq!(state.network.seed, 9);
        }
        let (nobody, _) = decode(KEYS, &State::default(), "rules=");
        assert_eq!(nobody.racing(Data::Keep), None);
    }
}
