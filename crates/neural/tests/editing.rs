//! Going back in a run, and changing it by hand.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

use neural::activation::Activation;
use neural::data::Shape;
use neural::network::Norm;
use neural::optimiser::Optimiser;
use neural::rules::{Decay, Schedule};
use neural::session::*;
use support::{play, started, steps};

mod support;

/// The parameters of a frame and the losses: what a replay must give again.
fn state(session: &mut Session) -> (u64, Vec<Layer>, f32, f32) {
    let frame = session.frame().unwrap();
    (frame.step, frame.layers, frame.train.loss, frame.test.loss)
}

fn seek(session: &mut Session, step: u64) -> Vec<Event> {
    let events = session.handle(Command::Seek { step });
    session.advance(0.0, &mut || true);
    events
}

fn with_everything() -> RunConfig {
    let mut config = RunConfig {
        optimiser: Optimiser::AdamW,
        learning_rate: 0.01,
        weight_decay: 0.1,
        clip: 1.0,
        schedule: Schedule {
            warm_up: 30,
            decay: Decay::Step {
                every: 3,
                factor: 0.9,
            },
        },
        ..RunConfig::default()
    };
    config.hidden = [Norm::Batch, Norm::Layer, Norm::None]
        .map(|norm| Hidden {
            norm,
            dropout: 20.0,
            ..Hidden::new(6, Activation::Silu)
        })
        .into();
    config
}

#[test]
fn a_run_is_scrubbed_back_and_forth_bit_for_bit() {
    let mut session = started(with_everything());
    let mut seen = Vec::new();
    for _ in 0..300 {
        seen.push(state(&mut session));
        steps(&mut session, 11);
    }
    assert_eq!(session.frame().unwrap().reach, (0, 3300));
    for at in [299, 0, 150, 7, 8, 200, 201] {
        assert_eq!(seek(&mut session, seen[at].0), []);
        assert_eq!(state(&mut session), seen[at], "frame {at}");
    }
    // Going on from the past leads to the same future.
    steps(&mut session, 11);
    assert_eq!(state(&mut session), seen[202]);
    let refused = CommandError::OutOfReach {
        least: 0,
        most: 3300,
    };
    assert_eq!(seek(&mut session, 3301), [Event::Refused(refused)]);
}

#[test]
fn a_weight_set_by_hand_changes_the_future_and_not_the_past() {
    let mut session = started(RunConfig::default());
    steps(&mut session, 60);
    let before = state(&mut session);
    steps(&mut session, 10);
    seek(&mut session, 60);
    let part = Part::Weight {
        layer: 1,
        unit: 1,
        input: 3,
    };
    assert_eq!(session.handle(Command::Set { part, value: -2.5 }), []);
    let frame = session.frame().unwrap();
    assert_eq!(
        (frame.layers[1].weights[4 + 3], frame.reach),
        (-2.5, (0, 60))
    );
    steps(&mut session, 25);
    let after = state(&mut session);
    seek(&mut session, 59);
    seek(&mut session, 85);
    assert_eq!(state(&mut session), after);
    // A checkpoint holds the state after the change; before it, the old weights.
    seek(&mut session, 59);
    assert_ne!(session.frame().unwrap().layers[1].weights[7], -2.5);
    assert_eq!(before.0, 60);
    for (part, value, error) in [
        (part, f32::NAN, CommandError::WrongValue),
        (
            Part::Bias { layer: 3, unit: 0 },
            0.0,
            CommandError::NoSuchPart,
        ),
        (
            Part::Bias { layer: 0, unit: 4 },
            0.0,
            CommandError::NoSuchPart,
        ),
        (Part::Layer { layer: 0 }, 0.0, CommandError::NoSuchPart),
        (
            Part::Weight {
                layer: 0,
                unit: 0,
                input: 2,
            },
            0.0,
            CommandError::NoSuchPart,
        ),
    ] {
        assert_eq!(
            session.handle(Command::Set { part, value }),
            [Event::Refused(error)]
        );
    }
}

#[test]
fn frozen_parts_stay_while_the_rest_learns() {
    let mut session = started(RunConfig {
        weight_decay: 0.1,
        l1: 0.01,
        ..RunConfig::default()
    });
    let before = session.frame().unwrap().layers;
    session.handle(Command::Freeze {
        part: Part::Layer { layer: 1 },
        frozen: true,
    });
    session.handle(Command::Freeze {
        part: Part::Neuron { layer: 0, unit: 2 },
        frozen: true,
    });
    session.handle(Command::Freeze {
        part: Part::Weight {
            layer: 2,
            unit: 0,
            input: 1,
        },
        frozen: true,
    });
    steps(&mut session, 50);
    let frozen = session.frame().unwrap().layers;
    assert_eq!(
        (&frozen[1].weights, &frozen[1].biases),
        (&before[1].weights, &before[1].biases)
    );
    assert_eq!(frozen[0].weights[4..6], before[0].weights[4..6]);
    assert_ne!(frozen[0].weights[..4], before[0].weights[..4]);
    assert_eq!(frozen[2].weights[1], before[2].weights[1]);
    assert_ne!(frozen[2].weights[0], before[2].weights[0]);
    assert_eq!(frozen[2].frozen, [false, true, false]);
    session.handle(Command::Freeze {
        part: Part::Layer { layer: 1 },
        frozen: false,
    });
    steps(&mut session, 1);
    let thawed = session.frame().unwrap().layers;
    assert!(thawed[1].frozen.is_empty() && thawed[1].weights != before[1].weights);
}

#[test]
fn layers_and_neurons_come_and_go_while_training() {
    let mut session = started(with_everything());
    steps(&mut session, 40);
    let before = session.frame().unwrap();
    let mut reshape = |change| match session.handle(Command::Reshape(change)).remove(0) {
        Event::Reshaped(info) => info.layers.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        reshape(Change::RemoveNeuron { layer: 0, unit: 1 }),
        [5, 6, 6, 1]
    );
    assert_eq!(reshape(Change::AddNeuron { layer: 2 }), [5, 6, 7, 1]);
    let hidden = Hidden::new(3, Activation::Relu);
    assert_eq!(reshape(Change::AddLayer { at: 3, hidden }), [5, 6, 7, 3, 1]);
    assert_eq!(reshape(Change::RemoveLayer { layer: 1 }), [5, 7, 3, 1]);
    let frame = session.frame().unwrap();
    assert_eq!(frame.neuron_maps.len(), 2 + 5 + 7 + 3);
    let (old, new) = (&before.layers[0], &frame.layers[0]);
    assert_eq!(
        (&new.weights[..2], &new.weights[2..]),
        (&old.weights[..2], &old.weights[4..])
    );
    // Its inputs come from another layer than before, so it starts anew, but for
    // its biases.
    assert_eq!(frame.layers[1].weights.len(), 35);
    assert_eq!(frame.layers[1].biases[..6], before.layers[2].biases[..]);
    steps(&mut session, 40);
    let later = state(&mut session);

    // Back before the changes, and forward to after them.
    let events = seek(&mut session, 39);
    assert!(
        matches!(&events[..], [Event::Reshaped(info)] if info.layers == [6, 6, 6, 1]),
        "{events:?}"
    );
    let events = seek(&mut session, 80);
    assert!(matches!(&events[..], [Event::Reshaped(info)] if info.layers == [5, 7, 3, 1]));
    assert_eq!(state(&mut session), later);

    let too_many = Change::AddLayer {
        at: 0,
        hidden: Hidden::new(1000, Activation::Tanh),
    };
    let events = session.handle(Command::Reshape(too_many));
    assert!(matches!(&events[..], [Event::Refused(CommandError::Config(p))] if p.len() == 1));
    let nothing = session.handle(Command::Reshape(Change::RemoveLayer { layer: 3 }));
    assert_eq!(nothing, [Event::Refused(CommandError::NoSuchPart)]);
}

#[test]
fn a_diverged_run_goes_on_from_the_step_before_when_tuned() {
    let config = RunConfig {
        learning_rate: 10.0,
        source: Source::Shape(Shape::Plane),
        ..RunConfig::default()
    }
    .with_hidden(&[8, 8], Activation::Relu);
    let mut session = started(config.clone());
    play(&mut session, usize::MAX);
    let frame = session.frame().unwrap();
    assert_eq!(frame.state, RunState::Diverged);
    let step = frame.step;
    assert_eq!(seek(&mut session, step), []);
    let frame = session.frame().unwrap();
    assert_eq!((frame.state, frame.step), (RunState::Paused, step));
    seek(&mut session, step / 2);
    let tuning = Tuning {
        learning_rate: 1e-5,
        clip: 1.0,
        ..config.tuning()
    };
    assert_eq!(session.handle(Command::Tune(tuning)), []);
    steps(&mut session, 50);
    let frame = session.frame().unwrap();
    assert_eq!((frame.step, frame.learning_rate), (step / 2 + 50, 1e-5));
    let bad = Tuning { l1: -1.0, ..tuning };
    let events = session.handle(Command::Tune(bad));
    assert!(matches!(
        &events[..],
        [Event::Refused(CommandError::Config(_))]
    ));
}

#[test]
fn a_weight_pressed_to_zero_comes_back_when_the_press_ends() {
    let mut session = started(RunConfig {
        l1: 0.5,
        learning_rate: 0.1,
        ..RunConfig::default()
    });
    steps(&mut session, 400);
    let pressed = session.frame().unwrap();
    assert!(
        pressed
            .layers
            .iter()
            .all(|l| l.weights.iter().all(|w| *w == 0.0))
    );
    // A network of zeros has no gradient at its weights but the output's; one
    // weight set by hand lets the others follow.
    for layer in 0..2 {
        for (unit, input) in [(0, 0), (1, 1)] {
            let part = Part::Weight { layer, unit, input };
            session.handle(Command::Set { part, value: 0.3 });
        }
    }
    session.handle(Command::Tune(Tuning {
        l1: 0.0,
        ..RunConfig::default().tuning()
    }));
    steps(&mut session, 50);
    let freed = session.frame().unwrap();
    assert!(freed.layers[2].weights.iter().all(|w| *w != 0.0));
}
