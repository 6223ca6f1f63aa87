//! The training loop works in buffers made before it: it asks for no memory.
#![allow(clippy::unwrap_used)]

use allocation_counter::measure;
use neural::activation::Activation;
use neural::init::Init;
use neural::loss::{Head, Loss, Objective};
use neural::network::{LayerSpec, Norm, Spec};
use neural::optimiser::Optimiser;
use neural::rng::Rng;
use neural::rules::Rules;
use neural::trainer::{Samples, Trainer};
use std::hint::black_box;

const SAMPLES: usize = 37;

fn trainer(layer: LayerSpec, rules: Rules, outputs: usize) -> Trainer {
    let spec = Spec {
        inputs: 3,
        layers: vec![
            layer,
            LayerSpec { units: 5, ..layer },
            LayerSpec::dense(outputs, Activation::Linear),
        ],
    };
    Trainer::new(spec, Init::Xavier, rules, SAMPLES, 1)
}

/// Three epochs of batches of ten, the last of which is smaller.
fn allocations(mut trainer: Trainer, classes: u32) -> u64 {
    let mut rng = Rng::new(2, 0);
    let rows: Vec<f32> = (0..3 * SAMPLES).map(|_| rng.uniform(-1.0, 1.0)).collect();
    let targets: Vec<f32> = (0..SAMPLES).map(|_| rng.below(classes) as f32).collect();
    let samples = Samples {
        rows: &rows,
        targets: &targets,
    };
    let counted = measure(|| {
        while trainer.epoch() < 3 {
            trainer.step(samples).unwrap();
        }
    });
    assert_eq!(trainer.step_number(), 12);
    counted.count_total
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(black_box(vec![1_u8; 100]))).count_total, 1);
}

#[test]
fn training_allocates_nothing() {
    let binary = Objective {
        head: Head::Binary,
        loss: Loss::CrossEntropy,
    };
    let plain = Rules::sgd(binary, 0.03, 10);
    let dense = LayerSpec::dense(8, Activation::Tanh);
    for activation in Activation::TRAINABLE {
        let trainer = trainer(LayerSpec::dense(8, activation), plain, 1);
        assert_eq!(allocations(trainer, 2), 0, "{activation:?}");
    }
    for optimiser in Optimiser::ALL {
        let rules = Rules {
            optimiser,
            l1: 0.001,
            l2: 0.001,
            weight_decay: 0.01,
            clip: 1.0,
            ..plain
        };
        assert_eq!(allocations(trainer(dense, rules, 1), 2), 0, "{optimiser:?}");
    }
    for (norm, dropout) in [(Norm::Batch, 0.0), (Norm::Layer, 0.0), (Norm::None, 0.3)] {
        let layer = LayerSpec {
            norm,
            dropout,
            ..dense
        };
        assert_eq!(
            allocations(trainer(layer, plain, 1), 2),
            0,
            "{norm:?} {dropout}"
        );
    }
    for loss in Loss::ALL {
        let head = Head::Multiclass;
        let rules = Rules {
            objective: Objective { head, loss },
            ..plain
        };
        assert_eq!(allocations(trainer(dense, rules, 4), 4), 0, "{loss:?}");
    }
}
