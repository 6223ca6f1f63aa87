//! The bits of a run, which no platform, compiler or change may move unnoticed.
#![allow(clippy::unwrap_used)]

use neural::activation::Activation;
use neural::data::Shape;
use neural::optimiser::Optimiser;
use neural::session::*;

/// FNV-1a over the bits of every weight and bias.
fn digest(frame: &Frame) -> u64 {
    let values = frame
        .layers
        .iter()
        .flat_map(|l| l.weights.iter().chain(&l.biases));
    values
        .flat_map(|v| v.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

fn trained(config: RunConfig) -> u64 {
    let mut session = Session::new();
    session.handle(Command::Load {
        run: 1,
        config,
        data: Data::Keep,
    });
    for _ in 0..20 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    digest(&session.frame().unwrap())
}

#[test]
fn golden_bits() {
    let golden = [
        (
            Shape::Circle,
            Activation::Tanh,
            Optimiser::Sgd,
            0xd2ae_1c83_11e0_f4fb,
        ),
        (
            Shape::Gauss,
            Activation::Gelu,
            Optimiser::Adam,
            0x2be8_d7f3_5480_6b52,
        ),
        (
            Shape::Spiral,
            Activation::Elu,
            Optimiser::RmsProp,
            0xd0bf_7b2e_3f64_2f73,
        ),
        (
            Shape::Hills,
            Activation::Softplus,
            Optimiser::Nesterov,
            0x6bab_cb7d_3b6c_1a42,
        ),
    ];
    let found = golden.map(|(shape, activation, optimiser, _)| {
        let config = RunConfig {
            source: Source::Shape(shape),
            optimiser,
            noise: 10.0,
            learning_rate: 0.01,
            ..RunConfig::default()
        };
        trained(config.with_hidden(&[8, 5], activation))
    });
    assert_eq!(found, golden.map(|(.., bits)| bits), "{found:#x?}");
}
