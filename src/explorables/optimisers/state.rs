//! The race's state: what the address carries, and the race it stands for. Pure.

use super::choices::{
    RULE_NAMES, RULES, SCHEDULE_NAMES, SPEED_NAMES, SURFACE_NAMES, VIEW_NAMES, default_rate,
    own_noise, surface,
};
use super::race::{Entrant, Plan};
use crate::explorables::state::{Fault, Key, choice, number, whole, write_number};
use crate::ui::terrain::relief::{Camera, TILT, wrapped};
use crate::ui::terrain::sight::Look;
use neural::rules::{Decay, Schedule};
use neural::surface::{Point, Surface};

/// Starts lie within ± this.
pub const REACH: f64 = 10.0;
/// Learning rates that can be typed.
pub const RATE: (f64, f64) = (0.000_001, 100.0);
/// Condition numbers on offer.
pub const CONDITION: (f64, f64) = (1.0, 1000.0);
/// Standard deviations of the gradient's noise on offer.
pub const NOISE: (f64, f64) = (0.0, 10.0);
/// Weight decays on offer.
pub const DECAY: (f64, f64) = (0.0, 1.0);
/// The longest race, in steps.
pub const LONGEST: u32 = 5000;
/// Everything the reader can choose. Indices are into the tables of
/// [`super::choices`]; what is `None` is the surface's own.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which surface.
    pub surface: usize,
    /// κ of the bowl.
    pub condition: f64,
    /// Standard deviation of the noise on each part of a batch's gradient.
    pub noise: Option<f64>,
    /// Where the rules start: x and y.
    pub start: [Option<f64>; 2],
    /// Which rules run.
    pub runs: [bool; RULES.len()],
    /// η of each rule.
    pub rates: [Option<f64>; RULES.len()],
    /// How η falls.
    pub schedule: usize,
    /// Steps from one fall to the next, or to the cosine's zero.
    pub every: u32,
    /// What η is multiplied by at each fall.
    pub factor: f64,
    /// Steps over which η rises.
    pub warm_up: u32,
    /// λ of the weight decay.
    pub decay: f64,
    /// Decides the noise.
    pub seed: u32,
    /// Steps of the race.
    pub length: u32,
    /// How fast it plays.
    pub speed: usize,
    /// Whether the surface is seen as a relief.
    pub relief: bool,
    /// From where.
    pub camera: Camera,
    /// The rule that is written out with its numbers.
    pub shown: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            surface: 0,
            condition: 20.0,
            noise: None,
            start: [None; 2],
            runs: RULES.map(|rule| ["gd", "momentum", "rmsprop", "adam"].contains(&rule.key)),
            rates: [None; RULES.len()],
            schedule: 0,
            every: 100,
            factor: 0.5,
            warm_up: 0,
            decay: 0.0,
            seed: 1,
            length: 500,
            speed: 2,
            relief: false,
            camera: Camera {
                turn: 30.0,
                tilt: 35.0,
            },
            shown: 2,
        }
    }
}

impl State {
    /// The surface.
    pub fn surface(&self) -> Surface {
        surface(self.surface, self.condition, self.noise())
    }

    /// The same choices on another surface, from its own start at its own rates.
    #[must_use]
    pub fn on(&self, surface: usize) -> Self {
        Self {
            surface,
            noise: None,
            start: [None; 2],
            rates: [None; RULES.len()],
            ..self.clone()
        }
    }

    /// The noise on a batch's gradient.
    pub fn noise(&self) -> f64 {
        self.noise.unwrap_or_else(|| own_noise(self.surface))
    }

    /// Where the rules start.
    pub fn start(&self) -> Point {
        let own = surface(self.surface, self.condition, 0.0).view().start;
        [0, 1].map(|axis| self.start[axis].unwrap_or(own[axis]))
    }

    /// η of a rule.
    pub fn rate(&self, rule: usize) -> f64 {
        self.rates[rule].unwrap_or_else(|| default_rate(self.surface, rule))
    }

    /// How the surface is looked at.
    pub fn look(&self) -> Look {
        if self.relief {
            Look::Relief(self.camera)
        } else {
            Look::Map
        }
    }

    /// The race.
    pub fn plan(&self) -> Plan {
        let decay = match self.schedule {
            1 => Decay::Step {
                every: self.every,
                factor: self.factor as f32,
            },
            2 => Decay::Cosine { epochs: self.every },
            _ => Decay::Constant,
        };
        Plan {
            surface: self.surface(),
            noise: self.noise(),
            start: self.start(),
            entrants: (0..RULES.len())
                .filter(|rule| self.runs[*rule])
                .map(|rule| Entrant {
                    rule,
                    rate: self.rate(rule) as f32,
                })
                .collect(),
            schedule: Schedule {
                warm_up: self.warm_up,
                decay,
            },
            decay: self.decay as f32,
            seed: self.seed,
            length: self.length,
        }
    }
}

/// Names by which an address hides the figure's controls.
pub const CONTROLS: &[&str] = &[
    "surface", "kappa", "noise", "play", "speed", "time", "start", "view", "rules", "lr", "chart",
    "formula", "sched", "every", "factor", "warmup", "wd", "seed", "steps", "more",
];

/// A number, or `auto` for the surface's own.
fn own_or(text: &str, min: f64, max: f64) -> Result<Option<f64>, Fault> {
    if text == "auto" {
        Ok(None)
    } else {
        number(text, min, max).map(Some)
    }
}

fn write_own(value: Option<f64>) -> String {
    value.map_or_else(|| "auto".to_owned(), write_number)
}

fn read_rules(text: &str) -> Result<[bool; RULES.len()], Fault> {
    let mut runs = [false; RULES.len()];
    for name in text.split(',').filter(|name| !name.is_empty()) {
        runs[choice(name, RULE_NAMES)?] = true;
    }
    Ok(runs)
}

fn write_rules(state: &State) -> String {
    let names: Vec<_> = (RULE_NAMES.iter().zip(state.runs))
        .filter_map(|(name, runs)| runs.then_some(*name))
        .collect();
    names.join(",")
}

/// `adam:0.1,gd:0.02`; a rule that is not named has the surface's own rate.
fn read_rates(text: &str) -> Result<[Option<f64>; RULES.len()], Fault> {
    let mut rates = [None; RULES.len()];
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (name, rate) = part.split_once(':').ok_or(Fault::Unreadable)?;
        rates[choice(name, RULE_NAMES)?] = Some(number(rate, RATE.0, RATE.1)?);
    }
    Ok(rates)
}

fn write_rates(state: &State) -> String {
    let parts: Vec<_> = (RULE_NAMES.iter().zip(state.rates))
        .filter_map(|(name, rate)| Some(format!("{name}:{}", write_number(rate?))))
        .collect();
    parts.join(",")
}

/// The query keys. The surface comes first: another one brings its own start and
/// rates, which the keys after it may change.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "surface",
        get: |state| SURFACE_NAMES[state.surface].to_owned(),
        set: |state, text| choice(text, SURFACE_NAMES).map(|index| *state = state.on(index)),
    },
    Key {
        name: "kappa",
        get: |state| write_number(state.condition),
        set: |state, text| {
            number(text, CONDITION.0, CONDITION.1).map(|value| state.condition = value)
        },
    },
    Key {
        name: "noise",
        get: |state| write_own(state.noise),
        set: |state, text| own_or(text, NOISE.0, NOISE.1).map(|value| state.noise = value),
    },
    Key {
        name: "x",
        get: |state| write_own(state.start[0]),
        set: |state, text| own_or(text, -REACH, REACH).map(|value| state.start[0] = value),
    },
    Key {
        name: "y",
        get: |state| write_own(state.start[1]),
        set: |state, text| own_or(text, -REACH, REACH).map(|value| state.start[1] = value),
    },
    Key {
        name: "rules",
        get: write_rules,
        set: |state, text| read_rules(text).map(|runs| state.runs = runs),
    },
    Key {
        name: "lr",
        get: write_rates,
        set: |state, text| read_rates(text).map(|rates| state.rates = rates),
    },
    Key {
        name: "sched",
        get: |state| SCHEDULE_NAMES[state.schedule].to_owned(),
        set: |state, text| choice(text, SCHEDULE_NAMES).map(|index| state.schedule = index),
    },
    Key {
        name: "every",
        get: |state| state.every.to_string(),
        set: |state, text| whole(text, 1..=LONGEST).map(|value| state.every = value),
    },
    Key {
        name: "factor",
        get: |state| write_number(state.factor),
        set: |state, text| number(text, 0.0, 1.0).map(|value| state.factor = value),
    },
    Key {
        name: "warmup",
        get: |state| state.warm_up.to_string(),
        set: |state, text| whole(text, 0..=LONGEST).map(|value| state.warm_up = value),
    },
    Key {
        name: "wd",
        get: |state| write_number(state.decay),
        set: |state, text| number(text, DECAY.0, DECAY.1).map(|value| state.decay = value),
    },
    Key {
        name: "seed",
        get: |state| state.seed.to_string(),
        set: |state, text| whole(text, 0..=u32::MAX).map(|value| state.seed = value),
    },
    Key {
        name: "steps",
        get: |state| state.length.to_string(),
        set: |state, text| whole(text, 10..=LONGEST).map(|value| state.length = value),
    },
    Key {
        name: "speed",
        get: |state| SPEED_NAMES[state.speed].to_owned(),
        set: |state, text| choice(text, SPEED_NAMES).map(|index| state.speed = index),
    },
    Key {
        name: "view",
        get: |state| VIEW_NAMES[usize::from(state.relief)].to_owned(),
        set: |state, text| choice(text, VIEW_NAMES).map(|index| state.relief = index == 1),
    },
    Key {
        name: "turn",
        get: |state| write_number(state.camera.turn),
        set: |state, text| {
            number(text, -180.0, 180.0).map(|value| state.camera.turn = wrapped(value))
        },
    },
    Key {
        name: "tilt",
        get: |state| write_number(state.camera.tilt),
        set: |state, text| number(text, TILT.0, TILT.1).map(|value| state.camera.tilt = value),
    },
    Key {
        name: "rule",
        get: |state| RULE_NAMES[state.shown].to_owned(),
        set: |state, text| choice(text, RULE_NAMES).map(|index| state.shown = index),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{HOST_KEYS, decode, encode};

    #[test]
    fn the_address_carries_every_choice() {
        let query = "surface=rosenbrock&kappa=50&noise=0.5&x=-1&y=2&rules=sgd,nesterov,adamw\
                     &lr=sgd:0.002,adamw:0.03&sched=cosine&every=300&factor=0.25&warmup=20&wd=0.01\
                     &seed=7&steps=1000&speed=60&view=relief&turn=-45&tilt=60&rule=adamw";
        let (state, problems) = decode(KEYS, &State::default(), query);
        assert_eq!(problems, []);
        assert_eq!(encode(KEYS, &State::default(), &state), query);
        assert_eq!(encode(KEYS, &State::default(), &State::default()), "");
        let plan = state.plan();
        assert_eq!(plan.entrants.len(), 3);
        assert_eq!(plan.start, [-1.0, 2.0]);
        assert!((plan.entrants[0].rate - 0.002).abs() < 1e-9);
        // Nesterov has the surface's own rate.
        assert!((plan.entrants[1].rate - 0.001).abs() < 1e-9);
    }

    #[test]
    fn keys_are_apart_from_each_other_and_from_the_hosts() {
        for (index, key) in KEYS.iter().enumerate() {
            assert!(KEYS[..index].iter().all(|other| other.name != key.name));
            assert!(!HOST_KEYS.contains(&key.name));
        }
    }

    #[test]
    fn another_surface_brings_its_own_start_and_rates() {
        let (state, _) = decode(KEYS, &State::default(), "x=1&lr=gd:1&noise=2");
        let (saddle, _) = decode(KEYS, &state, "surface=saddle");
        assert_eq!(saddle.start(), Surface::Saddle.view().start);
        assert_eq!((saddle.noise(), saddle.rates), (0.0, [None; RULES.len()]));
        let (noisy, _) = decode(KEYS, &state, "surface=noisy");
        assert!((noisy.noise() - 1.0).abs() < 1e-12);
        assert_eq!(noisy.plan().surface, Surface::NoisyBowl { noise: 1.0 });
    }

    #[test]
    fn bad_values_are_told_and_the_rest_is_kept() {
        for bad in [
            "surface=hill",
            "kappa=0",
            "noise=-1",
            "x=11",
            "y=NaN",
            "rules=gd,foo",
            "lr=gd",
            "lr=gd:0",
            "lr=gd:x",
            "lr=lion:1",
            "sched=linear",
            "every=0",
            "factor=2",
            "warmup=-1",
            "wd=2",
            "seed=1.5",
            "steps=9",
            "steps=1e9",
            "speed=7",
            "view=3d",
            "turn=181",
            "tilt=0",
            "rule=",
        ] {
            let query = format!("{bad}&seed=9");
            let (state, problems) = decode(KEYS, &State::default(), &query);
            assert_eq!(problems.len(), 1, "{bad}");
            let kept = State {
                seed: 9,
                ..State::default()
            };
            assert_eq!(state, kept, "{bad}");
        }
    }

    #[test]
    fn no_rule_at_all_is_a_race_without_entrants() {
        let (state, problems) = decode(KEYS, &State::default(), "rules=");
        assert_eq!((problems.len(), state.plan().entrants.len()), (0, 0));
        assert_eq!(encode(KEYS, &State::default(), &state), "rules=");
    }
}
