//! The engine as `cargo xtask bench` measures it in a browser: the crate that
//! the site's worker runs, compiled with the same settings, and the data that
//! another engine needs to do the same work. No part of the site.

#![cfg_attr(test, allow(clippy::unwrap_used))]

/// The site's own reader of the file of digits.
#[path = "../../../src/explorables/shipped/digits.rs"]
mod digits;
mod session;

use neural::activation::Activation;
use neural::bench::{Bench, COMPARED, Case, Matmul, WIDTHS, samples};
use wasm_bindgen::prelude::wasm_bindgen;

pub use session::{Maps, Playing};

/// The digits as the site ships them.
const DIGITS: &[u8] = include_bytes!("../../../public/data/digits.bin");

/// How many networks are compared with other engines.
#[wasm_bindgen]
pub fn compared() -> usize {
    COMPARED.len()
}

/// How many more there are, to see how cost grows with width.
#[wasm_bindgen]
pub fn widths() -> usize {
    WIDTHS.len()
}

/// The [`COMPARED`] networks, then the [`WIDTHS`].
fn case(number: usize) -> Case {
    let found = COMPARED.iter().chain(&WIDTHS).nth(number);
    // Reaches the page as an error with these words.
    found.map_or_else(
        || wasm_bindgen::throw_str("there is no such network"),
        |case| *case,
    )
}

/// One network, its samples, and the two that train it.
#[wasm_bindgen]
pub struct Subject {
    case: Case,
    bench: Bench,
}

#[wasm_bindgen]
impl Subject {
    /// The network of this number, untrained. `batch` replaces its own.
    #[wasm_bindgen(constructor)]
    pub fn new(number: usize, batch: Option<usize>) -> Self {
        let case = case(number);
        let batch = batch.unwrap_or(case.batch);
        let digits = digits::unpack(DIGITS).unwrap_or_default();
        let Ok(set) = samples(case.set, &digits) else {
            wasm_bindgen::throw_str("the digits are not to be read")
        };
        Self {
            bench: Bench::new(case.units, Activation::Tanh, batch, set),
            case,
        }
    }

    /// How it is printed.
    pub fn name(&self) -> String {
        self.case.name.to_owned()
    }

    /// Inputs, hidden layers, outputs.
    pub fn units(&self) -> Vec<usize> {
        self.case.units.to_vec()
    }

    /// Samples per step.
    pub fn batch(&self) -> usize {
        self.case.batch
    }

    /// Multiplications and additions of one sample.
    pub fn flops(&self) -> f64 {
        self.bench.flops_per_sample()
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

/// What the machine can do: products of matrices in the same instructions.
#[wasm_bindgen]
#[derive(Default)]
pub struct Peak(Matmul);

#[wasm_bindgen]
impl Peak {
    /// The matrices.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// One product; multiplications and additions done.
    pub fn run(&mut self) -> f64 {
        self.0.run()
    }
}
