//! Whether a Transformer learns, from what it should and the same way each time.
#![allow(clippy::unwrap_used)]

use neural::rng::Rng;
use neural::transformer::objective::Objective;
use neural::transformer::{Config, Learner, Mask, Model, Plan, Shard};

const VOCABULARY: u32 = 12;
const LENGTH: usize = 16;
/// Not a token of the texts.
const HIDDEN: u32 = 11;

/// Tokens one after the other in a cycle of five from a random place, or one of
/// them again and again: from a neighbour each can be told for certain.
fn text(step: u32, rng: &mut Rng) -> Vec<u32> {
    let first = rng.below(5);
    let tokens = (0..=LENGTH as u32).map(|at| 3 + (first + step * at) % 5);
    tokens.collect()
}

/// Trains on two shards of two texts a step; the loss per token of each step.
fn losses(objective: Objective, mask: Mask, steps: u32) -> Vec<f64> {
    let along = u32::from(objective == Objective::Causal);
    let config = Config {
        vocabulary: VOCABULARY as usize,
        context: 32,
        width: 16,
        layers: 1,
        heads: 2,
        kv_heads: 1,
        hidden: 32,
        mask,
        ..Config::default()
    };
    let plan = Plan {
        steps,
        warm_up: 5,
        rate: 0.02,
        weight_decay: 0.01,
        clip: 1.0,
    };
    let mut rng = Rng::new(3, 0);
    let mut learner = Learner::new(Model::initial(config, &mut rng).unwrap());
    let mut shards = vec![Shard::default(); 2];
    (0..steps)
        .map(|_| {
            for shard in &mut shards {
                let (mut inputs, mut targets) = (Vec::new(), Vec::new());
                for _ in 0..2 {
                    let example =
                        objective.example(&text(along, &mut rng), HIDDEN, VOCABULARY, &mut rng);
                    inputs.extend(example.inputs);
                    targets.extend(example.targets);
                }
                let scale = 1.0 / inputs.len() as f32;
                shard
                    .work(&learner.model, &inputs, &targets, 2, scale / 2.0)
                    .unwrap();
            }
            let loss: f64 = shards.iter().map(|shard| shard.loss).sum();
            let count: u32 = shards.iter().map(|shard| shard.count).sum();
            let gradient = Shard::gather(&mut shards).unwrap();
            learner.update(&plan, gradient).unwrap();
            loss / f64::from(count.max(1))
        })
        .collect()
}

#[test]
fn the_loss_falls_from_chance_to_nearly_nothing() {
    let masked = Objective::Masked { share: 0.3 };
    // A masked text teaches only by its hidden tokens, and so more slowly.
    for (objective, mask, steps) in [
        (Objective::Causal, Mask::Causal, 150),
        (masked, Mask::Bidirectional, 300),
    ] {
        let losses = losses(objective, mask, steps);
        let chance = f64::from(VOCABULARY).ln();
        assert!(
            (losses[0] - chance).abs() < 0.2,
            "{objective:?} {}",
            losses[0]
        );
        let end = losses[losses.len() - 20..].iter().sum::<f64>() / 20.0;
        // Where in the cycle a causal text begins cannot be known.
        assert!(end < 0.25, "{objective:?} {end}");
    }
}

#[test]
fn a_seed_gives_the_same_run() {
    let run = || losses(Objective::Causal, Mask::Window(3), 8);
    assert_eq!(run(), run());
}

#[test]
fn the_rate_rises_in_a_line_and_falls_along_a_cosine() {
    let plan = Plan {
        steps: 100,
        warm_up: 10,
        rate: 0.5,
        weight_decay: 0.0,
        clip: 0.0,
    };
    assert!((plan.rate_at(0) - 0.05).abs() < 1e-6);
    assert!((plan.rate_at(50) - 0.25).abs() < 1e-6);
    assert!(plan.rate_at(99) < 1e-3);
    let rates: Vec<f32> = (10..100).map(|step| plan.rate_at(step)).collect();
    assert!(rates.windows(2).all(|pair| pair[0] > pair[1]));
}
