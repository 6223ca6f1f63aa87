//! Writes what `tests/fixtures/torch_forward.py` reads: for each network its
//! code, its safetensors file and rows to ask it about.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/cases.rs"]
mod cases;

use portable::safetensors::safetensors;
use portable::{Model, torch_code};
use serde_json::{Value, json};

fn main() {
    let list: Vec<Value> = cases::all()
        .iter()
        .map(|case| {
            let model = Model::of(&case.info, &case.frame).unwrap();
            // JSON has no NaN: a missing value is null.
            json!({
                "name": case.name,
                "code": torch_code(&model),
                "safetensors": safetensors(&model),
                "rows": case.rows,
            })
        })
        .collect();
    println!("{}", json!(list));
}
