//! A session as its host sees it.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::activation::Activation;
use neural::data::{DIGIT_BYTES, FeatureSet, Shape, Transform};
use neural::loss::Loss;
use neural::optimiser::Optimiser;
use neural::session::*;
use neural::table;
use std::fmt::Write;
use support::{load, play, started, steps};

mod support;

#[test]
fn the_default_run_learns_its_circle() {
    let mut session = started(RunConfig {
        learning_rate: 0.1,
        ..RunConfig::default()
    });
    for _ in 0..400 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert_eq!((frame.epoch, frame.batch, frame.step), (400, 0, 400 * 25));
    assert_eq!(frame.state, RunState::Paused);
    assert!(frame.test.accuracy.unwrap() > 0.95, "{:?}", frame.test);
    assert_eq!(frame.confusion.unwrap().total(), 250);
    assert_eq!(frame.curve.points.len(), 401);
    assert_eq!(frame.curve.points[400].train, frame.train);
}

#[test]
fn rewinding_gives_the_same_frames_bit_for_bit() {
    for optimiser in Optimiser::ALL {
        let config = RunConfig {
            optimiser,
            noise: 20.0,
            l1: 1e-3,
            ..RunConfig::default()
        };
        let mut session = started(config);
        let mut frames = Vec::new();
        for _ in 0..5 {
            frames.push(postcard::to_allocvec(&session.frame().unwrap()).unwrap());
            steps(&mut session, 13);
        }
        session.handle(Command::Rewind);
        for frame in frames {
            assert!(frame == postcard::to_allocvec(&session.frame().unwrap()).unwrap());
            steps(&mut session, 13);
        }
    }
}

#[test]
fn the_speed_changes_nothing_but_the_speed() {
    let mut fast = started(RunConfig::default());
    let done = play(&mut fast, 5);
    assert_eq!(done.next, Next::Now);
    fast.handle(Command::Pause);
    let mut slow = started(RunConfig::default());
    slow.handle(Command::Play {
        epochs_per_second: Some(2.0),
    });
    let mut made = 0;
    let mut now = 0.0;
    while made < done.steps {
        let advance = slow.advance(now, &mut || true);
        assert!(
            advance.steps <= 2,
            "50 steps a second, looked at every 16 ms"
        );
        assert!(matches!(advance.next, Next::After(s) if s > 0.0 && s <= 0.02));
        made += advance.steps;
        now += 0.016;
    }
    slow.handle(Command::Pause);
    assert!(
        (now - f64::from(made) / 50.0).abs() < 0.1,
        "{made} steps in {now} s"
    );
    steps(&mut fast, (made - done.steps) as usize);
    assert_eq!(fast.frame(), slow.frame());
}

#[test]
fn pause_stops_and_batches_never_cross_an_epoch() {
    // 90 rows to train on in batches of 40: 40, 40, 10.
    let config = RunConfig {
        samples: 100,
        split: 90.0,
        batch_size: 40,
        ..RunConfig::default()
    };
    let mut session = Session::new();
    assert_eq!(load(&mut session, config).batches_per_epoch, 3);
    let mut seen = Vec::new();
    for _ in 0..7 {
        let frame = session.frame().unwrap();
        seen.push((frame.epoch, frame.batch));
        steps(&mut session, 1);
    }
    assert_eq!(
        seen,
        [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0)]
    );
    play(&mut session, 3);
    session.handle(Command::Pause);
    let paused = session.frame();
    assert_eq!(session.advance(9.0, &mut || true).steps, 0);
    assert!(!session.frame_due());
    assert_eq!(session.frame().unwrap().step, paused.unwrap().step);
}

#[test]
fn divergence_is_told_and_the_step_before_is_kept() {
    let config = RunConfig {
        learning_rate: 10.0,
        loss: Some(Loss::Mse),
        source: Source::Shape(Shape::Plane),
        features: Transform::ALL.into_iter().collect::<FeatureSet>(),
        ..RunConfig::default()
    }
    .with_hidden(&[8, 8], Activation::Relu);
    let mut session = started(config);
    let before = session.frame().unwrap();
    let done = play(&mut session, usize::MAX);
    let [Event::Diverged { run: 7, step }] = done.events[..] else {
        panic!("{:?}", done.events);
    };
    assert_eq!(done.next, Next::Idle);
    let frame = session.frame().unwrap();
    assert_eq!((frame.state, frame.step), (RunState::Diverged, step));
    for layer in &frame.layers {
        assert!(
            layer
                .weights
                .iter()
                .chain(&layer.biases)
                .all(|w| w.is_finite())
        );
    }
    let refused = [Event::Refused(CommandError::Diverged)];
    assert_eq!(session.handle(Command::StepBatch), refused);
    assert_eq!(
        session.handle(Command::Play {
            epochs_per_second: None
        }),
        refused
    );
    session.handle(Command::Rewind);
    assert_eq!(session.frame().unwrap(), before);
}

#[test]
fn a_bad_configuration_leaves_the_run_alone() {
    let mut session = started(RunConfig::default());
    steps(&mut session, 3);
    session.frame();
    let config = RunConfig {
        batch_size: 0,
        ..RunConfig::default()
    };
    let events = session.handle(Command::Load {
        run: 8,
        config,
        data: Data::Keep,
    });
    assert!(
        matches!(&events[..], [Event::LoadFailed { run: 8, error: LoadError::Config(p) }] if p.len() == 1)
    );
    let config = RunConfig {
        source: Source::Table,
        ..RunConfig::default()
    };
    let events = session.handle(Command::Load {
        run: 9,
        config,
        data: Data::Keep,
    });
    assert_eq!(
        events,
        [Event::LoadFailed {
            run: 9,
            error: LoadError::NoData
        }]
    );
    let frame = session.frame().unwrap();
    assert_eq!((frame.run, frame.step), (7, 3));
    let mut empty = Session::new();
    assert_eq!(
        empty.handle(Command::StepBatch),
        [Event::Refused(CommandError::NoRun)]
    );
    assert_eq!(empty.frame(), None);
    assert_eq!(empty.advance(0.0, &mut || true).next, Next::Idle);
}

#[test]
fn maps_agree_with_predictions_and_are_small() {
    let mut session = started(RunConfig::default());
    steps(&mut session, 100);
    session.handle(Command::Maps(MapSize {
        output: 20,
        neurons: 10,
    }));
    let frame = session.frame().unwrap();
    assert_eq!(
        (frame.output_maps.len(), frame.neuron_maps.len()),
        (1, 2 + 6)
    );
    // The top left cell's centre.
    let rows = vec![-6.0 + 0.3, 6.0 - 0.3];
    let events = session.handle(Command::Predict { request: 3, rows });
    let [
        Event::Predicted {
            request: 3,
            predictions,
        },
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    let map = &frame.output_maps[0];
    assert!((map.value(0) - (2.0 * predictions[0].outputs[0] - 1.0)).abs() < 1.0 / 250.0);
    // The map of x₁ rises from left to right, that of x₂ from bottom to top.
    let (x1, x2) = (&frame.neuron_maps[0], &frame.neuron_maps[1]);
    assert!(x1.value(0) < -5.0 && x1.value(9) > 5.0 && x2.value(0) > 5.0 && x2.value(90) < -5.0);
    assert!((x1.value(0) + 5.4).abs() <= x1.scale / 254.0);
    let refused = session.handle(Command::Predict {
        request: 4,
        rows: vec![1.0],
    });
    assert_eq!(
        refused,
        [Event::Refused(CommandError::WrongColumns { columns: 2 })]
    );

    session.handle(Command::Maps(MapSize::default()));
    let bytes = postcard::to_allocvec(&session.frame().unwrap()).unwrap();
    assert!(bytes.len() < 20_000, "{}", bytes.len());
    session.handle(Command::Maps(MapSize {
        output: 0,
        neurons: u32::MAX,
    }));
    let frame = session.frame().unwrap();
    assert!(frame.output_maps.is_empty() && frame.neuron_maps[0].side == MAX_MAP_SIDE);
}

#[test]
fn digits_have_ten_classes_and_answer_a_drawing() {
    // Ten different pictures, thirty times each.
    let mut bytes = Vec::new();
    for image in 0..300_usize {
        let label = image % 10;
        bytes.extend((0..DIGIT_BYTES - 1).map(|p| {
            if p % 10 == label {
                16
            } else {
                (p * image % 3) as u8
            }
        }));
        bytes.push(label as u8);
    }
    let config = RunConfig {
        source: Source::Digits,
        learning_rate: 0.5,
        ..RunConfig::default()
    }
    .with_hidden(&[16], Activation::Relu);
    let mut session = Session::new();
    let events = session.handle(Command::Load {
        run: 1,
        config,
        data: Data::Digits(bytes),
    });
    let [Event::Loaded(info)] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(
        (info.layers.as_slice(), info.plane.as_ref()),
        (&[16, 10][..], None)
    );
    for _ in 0..20 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert_eq!(frame.test.accuracy, Some(1.0));
    assert!(frame.output_maps.is_empty() && frame.neuron_maps.is_empty());
    for (example, prediction) in info.examples.iter().zip(&frame.examples) {
        assert_eq!(example.target, prediction.class as f32);
        assert!((prediction.outputs.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
    let rows = info.examples[3].columns.clone();
    let events = session.handle(Command::Predict { request: 0, rows });
    assert_eq!(
        events,
        [Event::Predicted {
            request: 0,
            predictions: vec![frame.examples[3].clone()]
        }]
    );
}

#[test]
fn a_table_is_previewed_and_regressed_in_its_own_units() {
    let mut text = String::from("area,rooms,price\n");
    for i in 0..200 {
        let (area, rooms) = (40 + (i * 37) % 100, 1 + i % 5);
        writeln!(text, "{area},{rooms},{}", 1000 * area + 5000 * rooms).unwrap();
    }
    let mut session = Session::new();
    let (bytes, options) = (text.into_bytes(), table::Options::default());
    let events = session.handle(Command::Preview {
        request: 5,
        bytes: bytes.clone(),
        options: options.clone(),
    });
    let [
        Event::Previewed {
            request: 5,
            result: Ok(preview),
        },
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    let selection = preview.selection.as_ref().unwrap();
    assert_eq!(
        (selection.target, selection.task),
        (2, table::TaskKind::Regression)
    );

    let config = RunConfig {
        source: Source::Table,
        learning_rate: 0.05,
        ..RunConfig::default()
    };
    let data = Data::Table { bytes, options };
    let events = session.handle(Command::Load {
        run: 1,
        config: config.clone(),
        data,
    });
    let [Event::Loaded(info)] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(info.loss, Loss::Mse);
    assert!(info.plane.is_some());
    for _ in 0..200 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert!(
        frame.test.loss < 0.02 && frame.test.accuracy.is_none(),
        "{:?}",
        frame.test
    );
    let events = session.handle(Command::Predict {
        request: 1,
        rows: vec![100.0, 3.0],
    });
    let [Event::Predicted { predictions, .. }] = &events[..] else {
        panic!("{events:?}");
    };
    let price = predictions[0].outputs[0];
    assert!((price - 115_000.0).abs() < 8_000.0, "{price}");
    // The data stays for the next run.
    let config = RunConfig {
        loss: Some(Loss::CrossEntropy),
        ..config
    };
    let events = session.handle(Command::Load {
        run: 2,
        config,
        data: Data::Keep,
    });
    assert_eq!(
        events,
        [Event::LoadFailed {
            run: 2,
            error: LoadError::Config(vec![Problem::LossNeedsClasses])
        }]
    );
}

#[test]
fn everything_goes_through_postcard() {
    let mut session = Session::new();
    let config = RunConfig::default();
    let command = Command::Load {
        run: 1,
        config,
        data: Data::Digits(vec![1, 2, 3]),
    };
    let bytes = postcard::to_allocvec(&command).unwrap();
    assert_eq!(postcard::from_bytes::<Command>(&bytes).unwrap(), command);
    let json = serde_json::to_string(&command).unwrap();
    assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
    let info = load(&mut session, RunConfig::default());
    let bytes = postcard::to_allocvec(&info).unwrap();
    assert_eq!(postcard::from_bytes::<RunInfo>(&bytes).unwrap(), info);
    let frame = session.frame().unwrap();
    let bytes = postcard::to_allocvec(&frame).unwrap();
    assert_eq!(postcard::from_bytes::<Frame>(&bytes).unwrap(), frame);
}
