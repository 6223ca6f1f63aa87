//! The engine as `cargo xtask bench` measures it in a browser: the crate that
//! the site's worker runs, compiled with the same settings, and the data that
//! another engine needs to do the same work. No part of the site.

use neural::activation::Activation;
use neural::bench::{Bench, CASES, COMPARED};
use neural::session::{Command, Data, RunConfig, Session};
use wasm_bindgen::prelude::wasm_bindgen;

/// Questions whether to go on that fill a worker's turn of 8 ms, at 20 µs each.
const QUESTIONS: u32 = 400;

/// How many networks there are.
#[wasm_bindgen]
pub fn compared() -> usize {
    COMPARED
}

/// One network, its samples, and the two that train it.
#[wasm_bindgen]
pub struct Subject {
    case: usize,
    bench: Bench,
}

#[wasm_bindgen]
impl Subject {
    /// The network of this number, untrained. `batch` replaces its own.
    #[wasm_bindgen(constructor)]
    pub fn new(case: usize, batch: Option<usize>) -> Self {
        let Some(wanted) = CASES.get(case) else {
            // Reaches the page as an error with these words.
            wasm_bindgen::throw_str("there is no such network")
        };
        let batch = batch.unwrap_or(wanted.batch);
        Self {
            case,
            bench: Bench::new(wanted.units, Activation::Tanh, batch),
        }
    }

    /// How it is printed.
    pub fn name(&self) -> String {
        CASES[self.case].name.to_owned()
    }

    /// Inputs, hidden layers, outputs.
    pub fn units(&self) -> Vec<usize> {
        CASES[self.case].units.to_vec()
    }

    /// Samples per step.
    pub fn batch(&self) -> usize {
        CASES[self.case].batch
    }

    /// The samples, a row of inputs each.
    pub fn rows(&self) -> Vec<f32> {
        self.bench.samples().rows.to_vec()
    }

    /// The number of each sample's class.
    pub fn targets(&self) -> Vec<f32> {
        self.bench.samples().targets.to_vec()
    }

    /// A layer's weights as the engine has trained them, a row per neuron.
    pub fn weights(&self, layer: usize) -> Vec<f32> {
        let network = self.bench.network();
        network.parameters[network.places()[layer].weights.clone()].to_vec()
    }

    /// A layer's biases as the engine has trained them.
    pub fn biases(&self, layer: usize) -> Vec<f32> {
        let network = self.bench.network();
        network.parameters[network.places()[layer].biases.clone()].to_vec()
    }

    /// An epoch of the engine; samples trained on.
    pub fn engine(&mut self) -> usize {
        self.bench.engine()
    }

    /// An epoch of the scalar reference; samples trained on.
    pub fn reference(&mut self) -> usize {
        self.bench.reference()
    }
}

/// A session at the app's defaults, which are the first network: it trains, and
/// evaluates for the curve of losses, keeps checkpoints and minds its pace.
#[wasm_bindgen]
pub struct Playing {
    session: Session,
    batch: u32,
}

#[wasm_bindgen]
impl Playing {
    /// A session that plays as fast as it can.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "called by the page alone")]
    pub fn new() -> Self {
        let config = RunConfig::default();
        let batch = config.batch_size;
        let mut session = Session::new();
        session.handle(Command::Load {
            run: 1,
            config,
            data: Data::Keep,
        });
        session.handle(Command::Play {
            epochs_per_second: None,
        });
        Self { session, batch }
    }

    /// A turn of work; samples trained on.
    pub fn turn(&mut self) -> u32 {
        let mut asked = 0;
        let advance = self.session.advance(0.0, &mut || {
            asked += 1;
            asked < QUESTIONS
        });
        advance.steps * self.batch
    }
}
