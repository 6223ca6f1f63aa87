//! Writes a model file.

use super::{About, FileError, Header, MAGIC, Type, VERSION, aligned, plan, quantise};
use crate::tokenizer::Tokenizer;
use crate::transformer::Model;

/// The file of a model, and nothing else than these decides its bytes. Fails only
/// if the description makes no JSON.
pub fn write(model: &Model, tokenizer: &Tokenizer, about: &About) -> Result<Vec<u8>, FileError> {
    let tokens = tokenizer.to_bytes();
    let header = fitted(model, tokens.len(), about)?;
    let json = to_json(&header)?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((json.len() as u32).to_le_bytes());
    bytes.extend(json.as_bytes());
    bytes.resize(header.tokenizer.0, 0);
    bytes.extend(&tokens);
    for (entry, (_, place)) in header.tensors.iter().zip(model.layout().tensors()) {
        bytes.resize(entry.offset, 0);
        let values = model.tensor(*place);
        match entry.kind {
            Type::F32 => bytes.extend(values.iter().flat_map(|w| w.to_le_bytes())),
            Type::Q8Rows => {
                let mut row = vec![0; place.columns];
                let mut scales = Vec::with_capacity(place.rows);
                for values in values.chunks_exact(place.columns) {
                    scales.push(quantise(values, &mut row));
                    bytes.extend(row.iter().map(|q| q.to_le_bytes()[0]));
                }
                bytes.resize(entry.offset + aligned(place.len()), 0);
                bytes.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
            }
        }
    }
    Ok(bytes)
}

fn to_json(header: &Header) -> Result<String, FileError> {
    serde_json::to_string(header).map_err(|error| FileError::Header(error.to_string()))
}

/// The header, whose length moves what follows it, which it names: written
/// again until it no longer grows.
fn fitted(model: &Model, tokens: usize, about: &About) -> Result<Header, FileError> {
    let mut start = 0;
    loop {
        let (first, tensors, length) = plan(model.layout(), start, tokens);
        let header = Header {
            about: about.clone(),
            config: *model.config(),
            tokenizer: (first, tokens),
            tensors,
            length,
        };
        let end = 16 + to_json(&header)?.len();
        if aligned(end) == first {
            return Ok(header);
        }
        start = end.max(start + 1);
    }
}
