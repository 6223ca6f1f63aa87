//! The networks of the `PyTorch` fixture: together they have every activation,
//! both norms, dropout, every head, transforms, scaling and missing values.
#![allow(clippy::unwrap_used, missing_docs, dead_code)]

use neural::activation::Activation;
use neural::data::{FeatureSet, Shape, Transform};
use neural::loss::Loss;
use neural::network::Norm;
use neural::session::{Command, Data, Event, Frame, Hidden, RunConfig, RunInfo, Session, Source};
use neural::table::{Options, TaskKind};
use std::fmt::Write;

/// A trained network, and rows to ask it about in the data's own units.
pub struct Case {
    pub name: String,
    pub info: RunInfo,
    pub frame: Frame,
    pub rows: Vec<Vec<f32>>,
    pub outputs: Vec<Vec<f32>>,
}

/// A hidden layer: neurons, activation, norm, dropout in percent.
type Hid = (u32, Activation, Norm, f32);

fn case(name: &str, config: RunConfig, hidden: &[Hid], data: Data) -> Case {
    let hidden = hidden
        .iter()
        .map(|&(units, activation, norm, dropout)| Hidden {
            units,
            activation,
            norm,
            dropout,
        });
    let config = RunConfig {
        hidden: hidden.collect(),
        ..config
    };
    let mut session = Session::new();
    let loaded = session
        .handle(Command::Load {
            run: 1,
            config,
            data,
        })
        .remove(0);
    let Event::Loaded(info) = loaded else {
        panic!("{name}: {loaded:?}")
    };
    for _ in 0..12 {
        session.handle(Command::StepEpoch);
        session.advance(0.0, &mut || true);
    }
    let frame = session.frame().unwrap();
    assert_eq!(frame.epoch, 12, "{name}");
    let columns = info.columns.len();
    // Far from the samples, too, and with a value missing.
    let mut rows: Vec<Vec<f32>> = info.examples.iter().map(|e| e.columns.clone()).collect();
    rows.push(vec![9.5; columns]);
    rows.push(vec![-7.25; columns]);
    let mut gap = rows[0].clone();
    gap[0] = f32::NAN;
    rows.push(gap);
    let events = session.handle(Command::Predict {
        request: 1,
        rows: rows.concat(),
    });
    let [Event::Predicted { predictions, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    Case {
        name: name.to_owned(),
        outputs: predictions.iter().map(|p| p.outputs.clone()).collect(),
        info: *info,
        frame,
        rows,
    }
}

fn shape(shape: Shape) -> RunConfig {
    RunConfig {
        source: Source::Shape(shape),
        samples: 80,
        noise: 5.0,
        ..RunConfig::default()
    }
}

fn table(regression: bool) -> Data {
    let mut text = "width,\"length, \"\"mm\"\"\",depth,kind\n".to_owned();
    for i in 0_u32..60 {
        let (a, b, c) = (i % 13, (7 * i) % 17, 100 + (5 * i) % 23);
        let kind = match (regression, (a + b) % 3) {
            (true, _) => format!("{}", 2000 + 30 * a + 11 * b),
            (false, 0) => "\"o'brien\"".to_owned(),
            (false, 1) => "启模\\".to_owned(),
            (false, _) => "\"a \"\"b\"\"\"".to_owned(),
        };
        writeln!(text, "{a},{b}.5,{c},{kind}").unwrap();
    }
    Data::Table {
        bytes: text.into_bytes(),
        options: Options {
            target: Some(3),
            task: Some(if regression {
                TaskKind::Regression
            } else {
                TaskKind::Classification
            }),
            ..Options::default()
        },
    }
}

pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for activation in Activation::TRAINABLE {
        let hidden = [
            (3, activation, Norm::None, 0.0),
            (2, activation, Norm::None, 0.0),
        ];
        let name = format!("{activation:?}").to_lowercase();
        cases.push(case(&name, shape(Shape::Circle), &hidden, Data::Keep));
    }
    let mut features = FeatureSet::default();
    for transform in Transform::ALL {
        features = features.with(transform, true);
    }
    let transformed = RunConfig {
        features,
        loss: Some(Loss::Mse),
        ..shape(Shape::Spiral)
    };
    let layers = [(4, Activation::Tanh, Norm::Layer, 20.0)];
    cases.push(case("transforms", transformed, &layers, Data::Keep));
    let layers = [
        (4, Activation::Gelu, Norm::Batch, 30.0),
        (3, Activation::Silu, Norm::Layer, 0.0),
    ];
    cases.push(case("norms", shape(Shape::Xor), &layers, Data::Keep));
    cases.push(case("no_hidden", shape(Shape::Hills), &[], Data::Keep));
    let of_table = RunConfig {
        source: Source::Table,
        ..RunConfig::default()
    };
    let layers = [(5, Activation::Relu, Norm::Batch, 0.0)];
    cases.push(case("classes", of_table.clone(), &layers, table(false)));
    let layers = [(4, Activation::Elu, Norm::None, 10.0)];
    cases.push(case("numbers", of_table, &layers, table(true)));
    cases
}
