//! The exported code and weights against `PyTorch` and the safetensors library,
//! which ran them; see `fixtures/torch_forward.py`.
#![allow(clippy::unwrap_used)]

#[path = "support/cases.rs"]
mod cases;

use portable::safetensors::safetensors;
use portable::{Model, torch_code, weights_json};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Recorded>,
}

#[derive(Deserialize)]
struct Recorded {
    name: String,
    code: String,
    names: Option<Vec<String>>,
    tensors: BTreeMap<String, Vec<usize>>,
    outputs: Vec<Vec<f32>>,
}

fn recorded() -> Vec<Recorded> {
    let text = include_str!("fixtures/torch_forward.json");
    serde_json::from_str::<Fixture>(text).unwrap().cases
}

#[test]
fn pytorch_ran_this_very_code_and_answers_as_the_engine_does() {
    let (cases, recorded) = (cases::all(), recorded());
    assert_eq!(cases.len(), recorded.len());
    for (case, there) in cases.iter().zip(recorded) {
        let name = &case.name;
        assert_eq!(*name, there.name);
        let model = Model::of(&case.info, &case.frame).unwrap();
        assert_eq!(torch_code(&model), there.code, "{name}");
        assert_eq!(case.outputs.len(), there.outputs.len());
        let all = |rows: &[Vec<f32>]| rows.concat();
        let (here, there) = (all(&case.outputs), all(&there.outputs));
        assert_eq!(here.len(), there.len());
        // In units of the largest answer: probabilities are near 1, values may be
        // thousands.
        let scale = there.iter().fold(1.0_f32, |most, v| most.max(v.abs()));
        for (here, there) in here.iter().zip(&there) {
            let apart = (here - there).abs() / scale;
            assert!(apart < 3e-6, "{name}: {here} is not {there}");
        }
    }
}

#[test]
fn names_come_through_python_unharmed() {
    let cases = cases::all();
    for (case, there) in cases.iter().zip(recorded()) {
        let classes = match &case.info.task {
            neural::data::Task::Classification { classes } => Some(classes.clone()),
            neural::data::Task::Regression => None,
        };
        assert_eq!(classes, there.names, "{}", case.name);
    }
    let classes = recorded()
        .into_iter()
        .find(|c| c.name == "classes")
        .unwrap();
    let names = classes.names.unwrap();
    assert!(names.contains(&"启模\\".to_owned()) && names.contains(&"o'brien".to_owned()));
}

#[test]
fn the_safetensors_library_finds_every_array() {
    for (case, there) in cases::all().iter().zip(recorded()) {
        let bytes = safetensors(&Model::of(&case.info, &case.frame).unwrap());
        let (length, rest) = bytes.split_first_chunk::<8>().unwrap();
        let length = u64::from_le_bytes(*length) as usize;
        assert_eq!(length % 8, 0);
        let header: BTreeMap<String, Value> = serde_json::from_slice(&rest[..length]).unwrap();
        let shapes: BTreeMap<_, Vec<usize>> = header
            .into_iter()
            .map(|(name, entry)| {
                (
                    name,
                    serde_json::from_value(entry["shape"].clone()).unwrap(),
                )
            })
            .collect();
        assert_eq!(shapes, there.tensors, "{}", case.name);
    }
}

/// The forward pass once more, from the JSON alone and in double precision.
#[test]
fn the_json_alone_is_enough_to_compute_an_answer() {
    let cases = cases::all();
    let case = cases.iter().find(|case| case.name == "numbers").unwrap();
    let text = weights_json(&Model::of(&case.info, &case.frame).unwrap());
    let file: Value = serde_json::from_str(&text).unwrap();
    let floats = |value: &Value| -> Vec<f64> {
        let list = value.as_array().unwrap().iter();
        list.map(|v| v.as_f64().unwrap()).collect()
    };
    let scaler = &file["scaler"];
    let mut x: Vec<f64> = (case.rows[0].iter())
        .zip(
            floats(&scaler["mean"])
                .iter()
                .zip(floats(&scaler["deviation"])),
        )
        .map(|(x, (mean, deviation))| (f64::from(*x) - mean) / deviation)
        .collect();
    for layer in file["layers"].as_array().unwrap() {
        match layer["type"].as_str().unwrap() {
            "linear" => {
                let rows = layer["weight"].as_array().unwrap().iter();
                x = rows
                    .zip(floats(&layer["bias"]))
                    .map(|(row, bias)| {
                        bias + floats(row).iter().zip(&x).map(|(w, x)| w * x).sum::<f64>()
                    })
                    .collect();
            }
            "activation" => {
                assert_eq!(layer["function"], "Elu");
                for x in &mut x {
                    *x = if *x < 0.0 { x.exp_m1() } else { *x };
                }
            }
            other => assert_eq!(other, "dropout"),
        }
    }
    let target = &file["target_scaler"];
    let value = x[0] * floats(&target["deviation"])[0] + floats(&target["mean"])[0];
    let engine = f64::from(case.outputs[0][0]);
    assert!((value - engine).abs() < 0.01, "{value} {engine}");
}
