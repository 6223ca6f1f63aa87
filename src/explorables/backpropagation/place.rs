//! Places as the address has them: a sub-step (`z1`, `loss`, `delta2`) and a
//! parameter (`1.2.1`, `1.2.b`). Layers, neurons and inputs are counted from 1
//! there, and from 0 in the engine. Pure.

use crate::explorables::state::Fault;
use neural::backprop::{Parameter, Slot, Stage};

/// The most layers with weights: three hidden ones and the output.
const MOST_LAYERS: usize = 4;
/// The most inputs of a neuron, a digit's pixels, and of neurons in a layer.
const MOST: usize = 64;

/// A sub-step's name in the address.
pub fn write_stage(stage: Stage) -> String {
    let of = |name: &str, layer: usize| format!("{name}{}", layer + 1);
    match stage {
        Stage::Batch => "batch".to_owned(),
        Stage::Sum(layer) => of("z", layer),
        Stage::Activation(layer) => of("a", layer),
        Stage::Loss => "loss".to_owned(),
        Stage::Delta(layer) => of("delta", layer),
        Stage::Gradient(layer) => of("grad", layer),
        Stage::Back(layer) => of("back", layer),
        Stage::Update(layer) => of("update", layer),
    }
}

/// The sub-step of this name.
pub fn read_stage(text: &str) -> Result<Stage, Fault> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &text[name.len()..];
    match (name, digits) {
        ("batch", "") => return Ok(Stage::Batch),
        ("loss", "") => return Ok(Stage::Loss),
        _ => {}
    }
    let layer = counted(digits, MOST_LAYERS)?;
    Ok(match name {
        "z" => Stage::Sum(layer),
        "a" => Stage::Activation(layer),
        "delta" => Stage::Delta(layer),
        "grad" => Stage::Gradient(layer),
        "back" => Stage::Back(layer),
        "update" => Stage::Update(layer),
        _ => return Err(Fault::Unreadable),
    })
}

/// A parameter's name in the address: layer, neuron, and the input or `b`.
pub fn write_parameter(at: Parameter) -> String {
    let slot = match at.slot {
        Slot::Weight(input) => (input + 1).to_string(),
        Slot::Bias => "b".to_owned(),
    };
    format!("{}.{}.{slot}", at.layer + 1, at.unit + 1)
}

/// The parameter of this name.
pub fn read_parameter(text: &str) -> Result<Parameter, Fault> {
    let mut parts = text.split('.');
    let (Some(layer), Some(unit), Some(slot), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Fault::Unreadable);
    };
    Ok(Parameter {
        layer: counted(layer, MOST_LAYERS)?,
        unit: counted(unit, MOST)?,
        slot: if slot == "b" {
            Slot::Bias
        } else {
            Slot::Weight(counted(slot, MOST)?)
        },
    })
}

/// A number counted from 1, as one counted from 0.
fn counted(text: &str, most: usize) -> Result<usize, Fault> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse::<usize>().ok()).flatten();
    let number = number.filter(|number| (1..=most).contains(number));
    number.map(|number| number - 1).ok_or(Fault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use neural::backprop::stages;

    #[test]
    fn every_sub_step_comes_back() {
        for stage in stages(MOST_LAYERS) {
            assert_eq!(read_stage(&write_stage(stage)), Ok(stage));
        }
        assert_eq!(write_stage(Stage::Delta(2)), "delta3");
    }

    #[test]
    fn every_parameter_comes_back() {
        for text in ["1.1.1", "4.16.64", "2.3.b"] {
            assert_eq!(write_parameter(read_parameter(text).unwrap()), text);
        }
        let bias = Parameter {
            layer: 1,
            unit: 2,
            slot: Slot::Bias,
        };
        assert_eq!(read_parameter("2.3.b"), Ok(bias));
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "z",
            "z0",
            "z5",
            "z-1",
            "batch1",
            "loss2",
            "Δ1",
            "z１",
            "grad99999999999999999999",
        ] {
            assert_eq!(read_stage(text), Err(Fault::Unreadable), "{text}");
        }
        for text in [
            "", "1", "1.1", "1.1.1.1", "0.1.1", "1.1.65", "1.1.B", "5.1.1", "1.+1.1", "1..1",
        ] {
            assert_eq!(read_parameter(text), Err(Fault::Unreadable), "{text}");
        }
    }
}
