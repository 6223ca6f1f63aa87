//! Backpropagation against central differences, through whole networks.
#![allow(clippy::unwrap_used)]

use neural::activation::Activation;
use neural::batch::Batch;
use neural::init::Init;
use neural::loss::{Head, Loss, Objective};
use neural::network::{LayerSpec, Network, Norm, Spec, Workspace};
use neural::rng::Rng;

struct Case {
    network: Network,
    work: Workspace,
    batch: Batch,
    objective: Objective,
}

impl Case {
    fn new(
        units: &[usize],
        activation: Activation,
        head: Head,
        loss: Loss,
        samples: usize,
    ) -> Self {
        Self::with(LayerSpec::dense(0, activation), units, head, loss, samples)
    }

    /// Hidden layers like `like`, of other sizes.
    fn with(like: LayerSpec, units: &[usize], head: Head, loss: Loss, samples: usize) -> Self {
        let outputs = if head == Head::Multiclass { 3 } else { 1 };
        let mut layers: Vec<_> = units
            .iter()
            .map(|&units| LayerSpec { units, ..like })
            .collect();
        layers.push(LayerSpec::dense(outputs, Activation::Linear));
        let mut network = Network::new(Spec { inputs: 3, layers });
        let mut rng = Rng::new(11, 0);
        network.initialise(Init::Xavier, &mut rng);
        for p in &mut network.parameters {
            *p += rng.uniform(-0.1, 0.1);
        }
        let rows: Vec<f32> = (0..samples * 3).map(|_| rng.uniform(-1.0, 1.0)).collect();
        let targets: Vec<f32> = (0..samples)
            .map(|_| match head {
                Head::Regression => rng.uniform(-2.0, 2.0),
                Head::Binary => rng.below(2) as f32,
                Head::Multiclass => rng.below(3) as f32,
            })
            .collect();
        let mut batch = Batch::with_capacity(3, samples);
        batch.fill(&rows, &targets, &(0..samples as u32).collect::<Vec<_>>());
        let work = Workspace::new(network.spec(), samples);
        Self {
            network,
            work,
            batch,
            objective: Objective { head, loss },
        }
    }

    fn value(&mut self) -> f64 {
        let (batch, tiling) = (&self.batch, self.batch.tiling);
        // The same generator each time, so that dropout drops the same outputs.
        let mut dropout = Rng::new(5, 5);
        self.network
            .forward_training(batch, &mut self.work, &mut dropout);
        let mut sum = 0.0;
        for tile in 0..tiling.tiles {
            let (targets, count) = batch.tile_targets(tile);
            let (z, _) = self.work.output_delta(self.network.outputs(), tiling, tile);
            sum += self.objective.value(z, tiling.width(), count, targets);
        }
        sum / batch.count as f64
    }

    fn gradient(&mut self) -> Vec<f32> {
        let (batch, tiling) = (&self.batch, self.batch.tiling);
        // The same generator each time, so that dropout drops the same outputs.
        let mut dropout = Rng::new(5, 5);
        self.network
            .forward_training(batch, &mut self.work, &mut dropout);
        for tile in 0..tiling.tiles {
            let (targets, count) = batch.tile_targets(tile);
            let (z, delta) = self.work.output_delta(self.network.outputs(), tiling, tile);
            let scale = 1.0 / batch.count as f32;
            self.objective
                .gradient(z, tiling.width(), count, targets, scale, delta);
        }
        let mut gradient = vec![0.0; self.network.parameters.len()];
        self.network.backward(batch, &mut self.work, &mut gradient);
        gradient
    }

    /// The gradient against differences of the loss. At a kink of the function a
    /// difference and a derivative may rightly disagree, so a few may.
    fn check(&mut self, name: &str) {
        let gradient = self.gradient();
        let size = gradient
            .iter()
            .fold(0.0_f32, |m, g| m.max(g.abs()))
            .max(0.05);
        let mut wrong = 0;
        for (p, &computed) in gradient.iter().enumerate() {
            let kept = self.network.parameters[p];
            let h = 4e-3;
            self.network.parameters[p] = kept + h;
            let up = self.value();
            self.network.parameters[p] = kept - h;
            let down = self.value();
            self.network.parameters[p] = kept;
            let numeric = (up - down) / (2.0 * f64::from(h));
            let error = (numeric - f64::from(computed)).abs();
            assert!(
                error < 0.1 * f64::from(size),
                "{name}: {p}: {numeric} {computed}"
            );
            wrong += usize::from(error > 4e-3 * f64::from(size));
        }
        assert!(
            wrong <= gradient.len() / 8,
            "{name}: {wrong} of {}",
            gradient.len()
        );
    }
}

const HEADS: [Head; 3] = [Head::Regression, Head::Binary, Head::Multiclass];

#[test]
fn every_activation_with_every_loss_and_head() {
    for activation in Activation::TRAINABLE {
        for head in HEADS {
            for loss in Loss::ALL {
                if head == Head::Regression && loss == Loss::CrossEntropy {
                    continue;
                }
                let name = format!("{activation:?} {head:?} {loss:?}");
                Case::new(&[5, 4], activation, head, loss, 10).check(&name);
            }
        }
    }
}

#[test]
fn a_deep_network_and_batches_of_several_tiles() {
    for samples in [1, 4, 15, 17, 40] {
        let units = [8, 7, 6, 5, 8, 4];
        Case::new(
            &units,
            Activation::Tanh,
            Head::Multiclass,
            Loss::CrossEntropy,
            samples,
        )
        .check(&format!("deep, {samples} samples"));
    }
    Case::new(&[], Activation::Tanh, Head::Binary, Loss::CrossEntropy, 7).check("no hidden layer");
}

#[test]
fn normalisation_and_dropout() {
    for norm in [Norm::None, Norm::Batch, Norm::Layer] {
        for dropout in [0.0, 0.3] {
            for samples in [5, 12, 30] {
                let layer = LayerSpec {
                    norm,
                    dropout,
                    ..LayerSpec::dense(0, Activation::Tanh)
                };
                let mut case = Case::with(
                    layer,
                    &[6, 5],
                    Head::Multiclass,
                    Loss::CrossEntropy,
                    samples,
                );
                case.check(&format!("{norm:?}, dropout {dropout}, {samples} samples"));
            }
        }
    }
}
