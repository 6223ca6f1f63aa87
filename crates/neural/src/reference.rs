//! A trainer as plain as can be: one sample after another, scalar, in double
//! precision. Benchmarks and tests hold the engine against it.

use crate::loss::{Head, Loss, Objective};
use crate::network::Network;

/// A network trained by SGD, sample by sample within a batch.
#[derive(Clone, Debug)]
pub struct Reference {
    network: Network,
    objective: Objective,
    /// As [`Network::parameters`], in double precision.
    pub parameters: Vec<f64>,
    gradient: Vec<f64>,
    input: Vec<f64>,
    a: Vec<Vec<f64>>,
    slope: Vec<Vec<f64>>,
    delta: Vec<Vec<f64>>,
}

impl Reference {
    /// Takes over a network's shape and parameters.
    pub fn new(network: &Network, objective: Objective) -> Self {
        let per_layer: Vec<Vec<f64>> = network
            .places()
            .iter()
            .map(|p| vec![0.0; p.units])
            .collect();
        Self {
            parameters: network.parameters.iter().map(|&p| f64::from(p)).collect(),
            gradient: vec![0.0; network.parameters.len()],
            input: vec![0.0; network.spec().inputs],
            a: per_layer.clone(),
            slope: per_layer.clone(),
            delta: per_layer,
            network: network.clone(),
            objective,
        }
    }

    /// One step of SGD on the samples named by `order`.
    pub fn step(&mut self, rows: &[f32], targets: &[f32], order: &[u32], rate: f64) {
        self.gradient.fill(0.0);
        let inputs = self.input.len();
        for &sample in order {
            let row = &rows[sample as usize * inputs..][..inputs];
            for (input, &x) in self.input.iter_mut().zip(row) {
                *input = f64::from(x);
            }
            self.forward();
            self.output_delta(f64::from(targets[sample as usize]));
            self.backward();
        }
        let scale = rate / order.len() as f64;
        for (p, g) in self.parameters.iter_mut().zip(&self.gradient) {
            *p -= scale * g;
        }
    }

    fn forward(&mut self) {
        for (l, (place, spec)) in self
            .network
            .places()
            .iter()
            .zip(&self.network.spec().layers)
            .enumerate()
        {
            for unit in 0..place.units {
                let x = if l == 0 { &self.input } else { &self.a[l - 1] };
                let w =
                    &self.parameters[place.weights.start + unit * place.inputs..][..place.inputs];
                let bias = self.parameters[place.biases.start + unit];
                let z = bias + w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
                (self.a[l][unit], self.slope[l][unit]) = spec.activation.value_and_derivative(z);
            }
        }
    }

    /// Cross-entropy, or the squared error of numbers.
    fn output_delta(&mut self, target: f64) {
        let last = self.a.len() - 1;
        let (a, delta) = (&self.a[last], &mut self.delta[last]);
        match (self.objective.head, self.objective.loss) {
            (Head::Regression, _) => delta[0] = 2.0 * (a[0] - target),
            (Head::Binary, Loss::CrossEntropy) => delta[0] = 1.0 / (1.0 + (-a[0]).exp()) - target,
            (Head::Binary, _) => {
                let o = a[0].tanh();
                delta[0] = 2.0 * (o - (2.0 * target - 1.0)) * (1.0 - o * o);
            }
            (Head::Multiclass, _) => {
                let peak = a.iter().copied().fold(f64::MIN, f64::max);
                let sum: f64 = a.iter().map(|z| (z - peak).exp()).sum();
                for (k, (d, z)) in delta.iter_mut().zip(a).enumerate() {
                    *d = (z - peak).exp() / sum - f64::from(u8::from(k == target as usize));
                }
            }
        }
    }

    fn backward(&mut self) {
        for (l, place) in self.network.places().iter().enumerate().rev() {
            let (before, rest) = self.delta.split_at_mut(l);
            let mut before = before.last_mut();
            if let Some(before) = &mut before {
                before.fill(0.0);
            }
            for (unit, delta) in rest[0].iter().enumerate() {
                let delta = delta * self.slope[l][unit];
                let x = if l == 0 { &self.input } else { &self.a[l - 1] };
                let at = place.weights.start + unit * place.inputs;
                for (i, x) in x.iter().enumerate() {
                    self.gradient[at + i] += delta * x;
                    if let Some(before) = &mut before {
                        before[i] += delta * self.parameters[at + i];
                    }
                }
                self.gradient[place.biases.start + unit] += delta;
            }
        }
    }
}
