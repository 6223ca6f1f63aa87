//! The neuron's state: what the address carries, and what follows from it.

use crate::explorables::Readings;
use crate::explorables::state::{Fault, Key, choice, number, write_number};
use crate::i18n;
use neural::activation::Activation;
use neural::neuron::{Evaluation, Neuron};

/// Inputs, weights and bias lie within ± this.
pub const EXTENT: f64 = 3.0;

/// The activations on offer, by their name in the address.
pub const ACTIVATIONS: [(&str, Activation); 5] = [
    ("linear", Activation::Linear),
    ("relu", Activation::Relu),
    ("tanh", Activation::Tanh),
    ("sigmoid", Activation::Sigmoid),
    ("step", Activation::Step),
];
const ACTIVATION_NAMES: &[&str] = &["linear", "relu", "tanh", "sigmoid", "step"];

/// The logic tasks on offer: four points at (±1, ±1), each wanted above or
/// below the line.
pub const TASKS: &[&str] = &["none", "and", "or", "xor"];

/// A neuron with two inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// The two inputs.
    pub x: [f64; 2],
    /// A weight per input.
    pub w: [f64; 2],
    /// The bias.
    pub b: f64,
    /// Index into [`ACTIVATIONS`].
    pub activation: usize,
    /// Index into [`TASKS`].
    pub task: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            x: [1.0, -0.5],
            w: [1.2, 0.8],
            b: -0.4,
            activation: 2,
            task: 0,
        }
    }
}

impl State {
    /// The activation function.
    pub fn activation(&self) -> Activation {
        ACTIVATIONS[self.activation].1
    }

    /// Every step of the neuron's arithmetic at the present input.
    pub fn evaluate(&self) -> Evaluation {
        self.evaluate_at(self.x)
    }

    /// The same at another input.
    pub fn evaluate_at(&self, x: [f64; 2]) -> Evaluation {
        Neuron {
            weights: self.w.to_vec(),
            bias: self.b,
            activation: self.activation(),
        }
        .evaluate(&x)
    }

    /// An output on the signed colour scale: −1 and 1 are the ends of a bounded
    /// activation's range, or an output of ±[`EXTENT`] of an unbounded one.
    pub fn signed(&self, output: f64) -> f64 {
        match self.activation() {
            Activation::Sigmoid | Activation::Step => 2.0 * output - 1.0,
            Activation::Tanh => output,
            _ => output / EXTENT,
        }
    }

    /// The task's points, with the side each should be on.
    pub fn points(&self) -> Vec<([f64; 2], bool)> {
        let wanted: fn(bool, bool) -> bool = match TASKS[self.task] {
            "and" => |a, b| a && b,
            "or" => |a, b| a || b,
            "xor" => |a, b| a != b,
            _ => return Vec::new(),
        };
        [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]
            .into_iter()
            .map(|(x1, x2)| ([x1, x2], wanted(x1 > 0.0, x2 > 0.0)))
            .collect()
    }

    /// How many of the task's points are strictly on their side of the line.
    pub fn right(&self) -> usize {
        self.points()
            .into_iter()
            .filter(|(x, wanted)| {
                let z = self.evaluate_at(*x).z;
                if *wanted { z > 0.0 } else { z < 0.0 }
            })
            .count()
    }
}

fn bounded(text: &str) -> Result<f64, Fault> {
    number(text, -EXTENT, EXTENT)
}

/// Names by which an address hides the figure's controls.
pub const CONTROLS: &[&str] = &["w1", "w2", "b", "x1", "x2", "activation", "task"];

/// The query keys.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "x1",
        get: |state| write_number(state.x[0]),
        set: |state, text| bounded(text).map(|value| state.x[0] = value),
    },
    Key {
        name: "x2",
        get: |state| write_number(state.x[1]),
        set: |state, text| bounded(text).map(|value| state.x[1] = value),
    },
    Key {
        name: "w1",
        get: |state| write_number(state.w[0]),
        set: |state, text| bounded(text).map(|value| state.w[0] = value),
    },
    Key {
        name: "w2",
        get: |state| write_number(state.w[1]),
        set: |state, text| bounded(text).map(|value| state.w[1] = value),
    },
    Key {
        name: "b",
        get: |state| write_number(state.b),
        set: |state, text| bounded(text).map(|value| state.b = value),
    },
    Key {
        name: "act",
        get: |state| ACTIVATIONS[state.activation].0.to_owned(),
        set: |state, text| choice(text, ACTIVATION_NAMES).map(|index| state.activation = index),
    },
    Key {
        name: "task",
        get: |state| TASKS[state.task].to_owned(),
        set: |state, text| choice(text, TASKS).map(|index| state.task = index),
    },
];

/// What prose may show.
pub fn readings(state: &State) -> Readings {
    let neuron = state.evaluate();
    let slope = if state.w[1] == 0.0 {
        f64::NAN
    } else {
        -state.w[0] / state.w[1]
    };
    let short = |value: f64| i18n::number(value, 2);
    [
        ("x1", short(state.x[0])),
        ("x2", short(state.x[1])),
        ("w1", short(state.w[0])),
        ("w2", short(state.w[1])),
        ("b", short(state.b)),
        ("z", short(neuron.z)),
        ("output", short(neuron.output)),
        ("derivative", short(neuron.derivative)),
        ("slope", short(slope)),
        ("activation", ACTIVATIONS[state.activation].0.to_owned()),
        ("right", state.right().to_string()),
    ]
    .into_iter()
    .map(|(name, value)| (format!("neuron.{name}"), value))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorables::state::{decode, encode};

    #[test]
    fn the_default_is_worked_out() {
        // 1.2·1 + 0.8·(−0.5) − 0.4 = 0.4; tanh 0.4 = 0.37994896…
        let neuron = State::default().evaluate();
        assert!((neuron.z - 0.4).abs() < 1e-12);
        assert!((neuron.output - 0.379_948_962_255).abs() < 1e-9);
        assert_eq!(readings(&State::default())["neuron.output"], "0.38");
        assert_eq!(readings(&State::default())["neuron.slope"], "−1.50");
    }

    #[test]
    fn the_address_carries_the_state() {
        let state = State {
            b: -2.0,
            activation: 1,
            task: 3,
            ..State::default()
        };
        let query = encode(KEYS, &State::default(), &state);
        assert_eq!(query, "b=-2&act=relu&task=xor");
        assert_eq!(decode(KEYS, &State::default(), &query).0, state);
    }

    #[test]
    fn one_line_solves_or_and_and_but_never_xor() {
        let solved = |task: &str, w: [f64; 2], b: f64| {
            let task = TASKS.iter().position(|name| *name == task).unwrap();
            State {
                w,
                b,
                task,
                ..State::default()
            }
            .right()
        };
        assert_eq!(solved("or", [1.0, 1.0], 1.0), 4);
        assert_eq!(solved("and", [1.0, 1.0], -1.0), 4);
        // Minsky and Papert 1969: no w, b gets all four; a sweep finds none.
        let steps = || (-6..=6).map(|step| f64::from(step) * 0.5);
        for w1 in steps() {
            for w2 in steps() {
                for b in steps() {
                    assert!(solved("xor", [w1, w2], b) < 4);
                }
            }
        }
    }
}
