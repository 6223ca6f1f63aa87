//! Training curves against `PyTorch` in double precision; see
//! `fixtures/torch_curves.py`.
#![allow(clippy::unwrap_used)]

use neural::activation::Activation;
use neural::batch::Batch;
use neural::evaluate::evaluate;
use neural::init::Init;
use neural::loss::{Head, Loss, Objective};
use neural::network::{LayerSpec, Norm, Spec, Workspace};
use neural::optimiser::Optimiser;
use neural::rules::{Rules, Schedule};
use neural::trainer::{Samples, Trainer};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    seed: u32,
    batch: usize,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    hidden: Vec<usize>,
    activation: Activation,
    head: Head,
    loss: Loss,
    optimiser: Optimiser,
    rate: f32,
    l1: f32,
    l2: f32,
    decay: f32,
    norm: Norm,
    clip: f32,
    schedule: Schedule,
    rows: Vec<f32>,
    targets: Vec<f32>,
    parameters: Vec<f32>,
    curve: Vec<f64>,
}

#[test]
fn curves_agree_to_a_ten_thousandth() {
    let text = include_str!("fixtures/torch_curves.json");
    let fixture: Fixture = serde_json::from_str(text).unwrap();
    for case in fixture.cases {
        let name = format!(
            "{:?} {:?} {:?} {:?} {:?}",
            case.activation, case.head, case.loss, case.optimiser, case.schedule
        );
        let mut layers: Vec<_> = (case.hidden.iter())
            .map(|&units| LayerSpec {
                norm: case.norm,
                ..LayerSpec::dense(units, case.activation)
            })
            .collect();
        let outputs = if case.head == Head::Multiclass { 3 } else { 1 };
        layers.push(LayerSpec::dense(outputs, Activation::Linear));
        let spec = Spec { inputs: 3, layers };
        let objective = Objective {
            head: case.head,
            loss: case.loss,
        };
        let rules = Rules {
            optimiser: case.optimiser,
            schedule: case.schedule,
            l1: case.l1,
            l2: case.l2,
            weight_decay: case.decay,
            clip: case.clip,
            ..Rules::sgd(objective, case.rate, fixture.batch)
        };
        let mut work = Workspace::new(&spec, 16);
        let whole = Batch::whole(&case.rows, 3, &case.targets);
        let mut trainer = Trainer::new(spec, Init::Zeros, rules, case.targets.len(), fixture.seed);
        // Gains and shifts start as they are; the fixture has weights and biases.
        let mut given = case.parameters.iter();
        for place in trainer.network().places().to_vec() {
            for p in place.weights.start..place.biases.end {
                trainer.parameters_mut()[p] = *given.next().unwrap();
            }
        }
        let samples = Samples {
            rows: &case.rows,
            targets: &case.targets,
        };
        for (epoch, &expected) in case.curve.iter().enumerate() {
            let found = evaluate(trainer.network(), objective, &whole, &mut work, None).loss;
            let error = (f64::from(found) / expected - 1.0).abs();
            assert!(error < 1e-4, "{name}, epoch {epoch}: {found} {expected}");
            while !trainer.step(samples).unwrap() {}
        }
    }
}
