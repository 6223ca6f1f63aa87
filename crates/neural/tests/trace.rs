//! What a page computes again from frames, against the engine's own answers.
#![allow(clippy::unwrap_used)]

use neural::activation::Activation;
use neural::data::{FeatureSet, Shape, Transform};
use neural::network::Norm;
use neural::session::trace::{inputs_of, trace};
use neural::session::*;
use support::{load, steps};

#[allow(dead_code, reason = "each test uses its own part")]
mod support;

#[test]
fn a_traced_output_is_the_engines_prediction() {
    for norm in [Norm::None, Norm::Batch, Norm::Layer] {
        for activation in Activation::TRAINABLE {
            for shape in [Shape::Hills, Shape::Wave, Shape::Xor] {
                let mut config = RunConfig {
                    source: Source::Shape(shape),
                    features: FeatureSet::default().with(Transform::SinX1, true),
                    learning_rate: 0.001,
                    ..RunConfig::default()
                }
                .with_hidden(&[5, 3], activation);
                config.hidden[0].norm = norm;
                config.hidden[1].dropout = 20.0;
                let mut session = Session::new();
                let info = load(&mut session, config.clone());
                steps(&mut session, 30);
                let frame = session.frame().unwrap();
                for (example, answer) in info.examples.iter().zip(&frame.examples) {
                    let inputs = inputs_of(&info, &example.columns);
                    let found = trace(&frame.layers, &config.hidden, &inputs, (2, 0)).unwrap();
                    let value = match shape {
                        Shape::Xor => 1.0 / (1.0 + (-found.output).exp()),
                        _ => found.output,
                    };
                    let expected = f64::from(answer.outputs[0]);
                    assert!(
                        (value - expected).abs() < 2e-4,
                        "{norm:?} {activation:?} {shape:?}: {value} {expected}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_trace_has_every_step_and_no_other_neuron() {
    let mut session = Session::new();
    let info = load(&mut session, RunConfig::default());
    let frame = session.frame().unwrap();
    let inputs = inputs_of(&info, &[0.5, -2.0]);
    let found = trace(&frame.layers, &info.config.hidden, &inputs, (0, 3)).unwrap();
    assert_eq!(found.inputs, [0.5, -2.0]);
    let by_hand = found.weights[0] * 0.5 - found.weights[1] * 2.0 + found.bias;
    assert!((found.sum - by_hand).abs() < 1e-12);
    assert!((found.output - found.sum.tanh()).abs() < 1e-12);
    for nobody in [(0, 4), (3, 0)] {
        assert_eq!(
            trace(&frame.layers, &info.config.hidden, &inputs, nobody),
            None
        );
    }
}

#[test]
fn a_function_of_one_column_is_fitted_and_shown_as_a_curve() {
    let mut session = Session::new();
    session.handle(Command::Maps(MapSize {
        output: 200,
        neurons: 30,
    }));
    let config = RunConfig {
        source: Source::Shape(Shape::Wave),
        features: FeatureSet::default().with(Transform::SinX1, true),
        optimiser: neural::optimiser::Optimiser::Adam,
        ..RunConfig::default()
    }
    .with_hidden(&[8, 8], Activation::Tanh);
    let info = load(&mut session, config);
    // x₂ is no input of a function of x₁.
    assert_eq!(
        (&info.columns[..], &info.inputs[..]),
        (
            &["x1".to_owned()][..],
            &["x1".to_owned(), "sinx1".to_owned()][..]
        )
    );
    let start = session.frame().unwrap();
    for _ in 0..300 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert!(
        frame.test.loss < 0.2 * start.test.loss,
        "{:?} {:?}",
        start.test,
        frame.test
    );
    assert_eq!(
        (
            frame.output_maps[0].cells.len(),
            frame.neuron_maps[0].cells.len()
        ),
        (200, 30)
    );
    assert_eq!(frame.neuron_maps.len(), 2 + 16);
    let plane = info.plane.unwrap();
    assert_eq!(plane.extent[..2], [-6.0, 6.0]);
    // Points lie at (x, target); the map beneath each is the fitted value.
    assert_eq!(plane.test.len(), frame.fitted.test.len());
    for ((point, fitted), target) in plane
        .test
        .iter()
        .zip(&frame.fitted.test)
        .zip(&info.targets.test)
    {
        assert_eq!(point.x2.to_bits(), target.to_bits());
        let cell = ((point.x1 + 6.0) / 12.0 * 200.0) as usize;
        assert!((frame.output_maps[0].value(cell) - fitted).abs() < 0.05);
    }
    let squares: f32 = frame
        .fitted
        .test
        .iter()
        .zip(&info.targets.test)
        .map(|(f, t)| (f - t) * (f - t))
        .sum();
    assert!((squares / 250.0 - frame.test.loss).abs() < 1e-5);
}

#[test]
fn three_arms_have_a_map_a_class() {
    let mut session = Session::new();
    let config = RunConfig {
        source: Source::Shape(Shape::Arms),
        learning_rate: 0.1,
        ..RunConfig::default()
    }
    .with_hidden(&[8, 8], Activation::Tanh);
    let info = load(&mut session, config);
    assert_eq!((info.task.classes(), info.layers.last()), (3, Some(&3)));
    for _ in 0..200 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert!(frame.test.accuracy.unwrap() > 0.9, "{:?}", frame.test);
    assert_eq!(frame.output_maps.len(), 3);
    assert_eq!(frame.fitted, Parts::default());
}

#[test]
fn going_back_before_a_change_tells_the_configuration() {
    let mut session = Session::new();
    load(&mut session, RunConfig::default());
    steps(&mut session, 40);
    let tuned = RunConfig {
        learning_rate: 1.0,
        ..RunConfig::default()
    };
    session.handle(Command::Tune(tuned.tuning()));
    steps(&mut session, 10);
    let events = session.handle(Command::Seek { step: 30 });
    let [Event::Reshaped(info)] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(info.config, RunConfig::default());
    session.advance(0.0, &mut || true);
    assert!(session.handle(Command::Seek { step: 28 }).is_empty());
}
