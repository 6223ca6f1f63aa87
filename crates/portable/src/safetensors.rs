//! Weights in the safetensors format (github.com/huggingface/safetensors): eight
//! bytes of the header's length, the header in JSON, the arrays' bytes, all
//! little-endian.

use crate::Model;
use crate::model::Values;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Entry {
    dtype: &'static str,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

/// The file's bytes. The arrays have the names that the exported `PyTorch` code
/// gives them.
pub fn safetensors(model: &Model<'_>) -> Vec<u8> {
    let mut data = Vec::new();
    let mut header = BTreeMap::new();
    for tensor in model.tensors() {
        let from = data.len();
        let dtype = match tensor.values {
            Values::Floats(values) => {
                data.extend(values.iter().flat_map(|v| v.to_le_bytes()));
                "F32"
            }
            Values::Whole(value) => {
                data.extend(value.to_le_bytes());
                "I64"
            }
        };
        let entry = Entry {
            dtype,
            shape: tensor.shape,
            data_offsets: [from, data.len()],
        };
        header.insert(tensor.name, entry);
    }
    // A map of plain fields always serialises.
    let mut header = serde_json::to_string(&header).unwrap_or_default();
    // The data begins at a multiple of eight, as the format advises.
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let length = (header.len() as u64).to_le_bytes();
    [&length[..], header.as_bytes(), &data].concat()
}
