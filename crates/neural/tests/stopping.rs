//! Runs that stop by themselves, weights that come back, and the measures of a
//! snapshot.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::activation::Activation;
use neural::data::Shape;
use neural::metrics::Confusion;
use neural::network::Norm;
use neural::session::*;
use std::fmt::Write;
use support::{load, play, started, steps};

mod support;

fn stopping(rule: StopRule, config: RunConfig) -> Session {
    let mut session = Session::new();
    session.handle(Command::StopAt(rule));
    load(&mut session, config);
    session
}

fn quick() -> RunConfig {
    RunConfig {
        learning_rate: 0.1,
        ..RunConfig::default()
    }
}

#[test]
fn it_stops_after_the_epochs_and_goes_on_when_told() {
    let rule = StopRule {
        epochs: Some(7),
        ..StopRule::default()
    };
    let mut session = stopping(rule, quick());
    let done = play(&mut session, usize::MAX);
    let frame = session.frame().unwrap();
    assert_eq!((done.next, frame.epoch, frame.batch), (Next::Idle, 7, 0));
    assert_eq!(frame.stopped, Some(StopReason::Epochs));
    play(&mut session, 50);
    let on = session.frame().unwrap();
    assert!(on.epoch > 7 && on.stopped.is_none());
    // Another run, and a rewound one, are stopped again.
    session.handle(Command::Rewind);
    play(&mut session, usize::MAX);
    assert_eq!(session.frame().unwrap().epoch, 7);
    load(&mut session, RunConfig { seed: 3, ..quick() });
    play(&mut session, usize::MAX);
    assert_eq!(session.frame().unwrap().epoch, 7);
}

#[test]
fn it_stops_at_the_first_epoch_whose_loss_is_low_enough() {
    let rule = StopRule {
        loss: Some(0.3),
        watch: Watch::Train,
        ..StopRule::default()
    };
    let mut session = stopping(rule, quick());
    play(&mut session, usize::MAX);
    let frame = session.frame().unwrap();
    assert_eq!(frame.stopped, Some(StopReason::Loss));
    assert!(frame.train.loss <= 0.3);
    let before = &frame.curve.points[frame.epoch as usize - 1];
    assert!(before.train.loss > 0.3, "it stopped late");
}

#[test]
fn patience_ends_where_the_test_loss_rises_and_names_the_best_epoch() {
    let rule = StopRule {
        patience: Some(15),
        ..StopRule::default()
    };
    let overfitting = RunConfig {
        samples: 60,
        noise: 45.0,
        ..quick()
    };
    let overfitting = overfitting.with_hidden(&[16, 16], Activation::Tanh);
    let mut session = stopping(rule, overfitting);
    play(&mut session, usize::MAX);
    let frame = session.frame().unwrap();
    let Some(StopReason::Patience { loss, epoch, step }) = frame.stopped else {
        panic!("{:?}", frame.stopped)
    };
    assert_eq!(frame.epoch, epoch + 15);
    let least = (frame.curve.points.iter().skip(1))
        .map(|p| p.test.loss)
        .fold(f32::MAX, f32::min);
    assert_eq!(least, loss);
    session.handle(Command::Seek { step });
    session.advance(0.0, &mut || true);
    let best = session.frame().unwrap();
    assert_eq!((best.epoch, best.test.loss), (epoch, loss));
    assert_eq!(best.stopped, None);
}

#[test]
fn without_a_rule_nothing_stops_it() {
    let mut session = started(quick());
    assert_eq!(play(&mut session, 200).next, Next::Now);
    assert_eq!(session.frame().unwrap().stopped, None);
}

fn weights(frame: &Frame) -> (Vec<f32>, Vec<f32>) {
    let layers = frame.layers.iter();
    let parameters = layers.clone().flat_map(|l| {
        let parts = [&l.weights, &l.biases, &l.norm];
        parts.into_iter().flatten().copied()
    });
    let running = layers.flat_map(|l| l.running.iter().copied());
    (parameters.collect(), running.collect())
}

#[test]
fn weights_that_are_put_back_give_the_same_answers() {
    let mut config = quick().with_hidden(&[6, 3], Activation::Silu);
    config.hidden[0].norm = Norm::Batch;
    config.hidden[1].norm = Norm::Layer;
    let mut session = started(config.clone());
    play(&mut session, 300);
    session.handle(Command::Pause);
    let trained = session.frame().unwrap();
    let (parameters, running) = weights(&trained);
    let mut other = started(config);
    let start = other.frame().unwrap();
    let restore = Command::Restore {
        parameters: parameters.clone(),
        running: running.clone(),
    };
    assert_eq!(other.handle(restore), []);
    let frame = other.frame().unwrap();
    assert_eq!(frame.layers, trained.layers);
    assert_eq!((frame.train, frame.test), (trained.train, trained.test));
    assert_eq!(frame.output_maps, trained.output_maps);
    assert_eq!((frame.step, frame.curve.points.len()), (0, 1));
    assert_eq!(frame.curve.points[0].test, trained.test);

    let refused = [
        (parameters[1..].to_vec(), running.clone()),
        (parameters.clone(), Vec::new()),
        (vec![f32::NAN; parameters.len()], running),
    ];
    for (parameters, running) in refused {
        let events = other.handle(Command::Restore {
            parameters,
            running,
        });
        assert_eq!(events, [Event::Refused(CommandError::WrongWeights)]);
        assert_eq!(other.frame().unwrap().layers, trained.layers);
    }
    other.handle(Command::Rewind);
    assert_eq!(other.frame().unwrap().layers, start.layers);
}

fn share(counted: &Confusion) -> Option<f32> {
    counted.accuracy().map(|share| share as f32)
}

#[test]
fn both_parts_are_counted() {
    let mut session = started(quick());
    steps(&mut session, 100);
    let frame = session.frame().unwrap();
    let counted = frame.train_confusion.unwrap();
    assert_eq!(
        (counted.total(), share(&counted)),
        (250, frame.train.accuracy)
    );
    assert_eq!(share(&frame.confusion.unwrap()), frame.test.accuracy);
    assert_eq!(frame.errors, None);
}

/// From the predictions of single samples, in double precision.
#[test]
fn a_regressions_errors_follow_from_its_predictions() {
    let mut table = String::new();
    for i in 0..40 {
        writeln!(table, "{i},{},{}", (i * 7) % 11, 1000 + 3 * i * i).unwrap();
    }
    let bytes = format!("a,b,y\n{table}").into_bytes();
    let mut session = Session::new();
    let loaded = session.handle(Command::Load {
        run: 1,
        config: RunConfig {
            source: Source::Table,
            split: 75.0,
            ..quick()
        },
        data: Data::Table {
            bytes,
            options: neural::table::Options::default(),
        },
    });
    let Event::Loaded(info) = &loaded[0] else {
        panic!("{loaded:?}")
    };
    play(&mut session, 300);
    session.handle(Command::Pause);
    let frame = session.frame().unwrap();
    let errors = frame.errors.unwrap()[1];
    let pairs: Vec<(f64, f64)> = (info.examples.iter().zip(&frame.examples))
        .map(|(e, p)| (f64::from(e.target), f64::from(p.outputs[0])))
        .collect();
    assert_eq!(
        pairs.len(),
        info.test as usize,
        "every test row is an example"
    );
    let n = pairs.len() as f64;
    let mean = pairs.iter().map(|(t, _)| t).sum::<f64>() / n;
    let sse: f64 = pairs.iter().map(|(t, y)| (t - y) * (t - y)).sum();
    let sst: f64 = pairs.iter().map(|(t, _)| (t - mean) * (t - mean)).sum();
    let mae = pairs.iter().map(|(t, y)| (t - y).abs()).sum::<f64>() / n;
    let close = |found: f32, expected: f64| {
        assert!(
            (f64::from(found) / expected - 1.0).abs() < 1e-3,
            "{found} {expected}"
        );
    };
    close(errors.mae, mae);
    close(errors.rmse, (sse / n).sqrt());
    close(errors.r2.unwrap(), 1.0 - sse / sst);
}

#[test]
fn a_plane_is_fitted_nearly_wholly() {
    let config = RunConfig {
        source: Source::Shape(Shape::Plane),
        ..quick()
    };
    let mut session = started(config);
    play(&mut session, 2000);
    let [_, test] = session.frame().unwrap().errors.unwrap();
    assert!(test.r2.unwrap() > 0.95, "{test:?}");
}
