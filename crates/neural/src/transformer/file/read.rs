//! Reads a model file, trusting nothing in it.

use super::{
    Contents, FileError, Header, LONGEST_HEADER, MAGIC, Manifest, Type, VERSION, aligned, plan,
    restore,
};
use crate::tokenizer::Tokenizer;
use crate::transformer::Model;

/// Reads a file after comparing it with its manifest.
pub fn read_checked(bytes: &[u8], manifest: &Manifest) -> Result<Contents, FileError> {
    manifest.check(bytes)?;
    read(bytes)
}

/// Reads a file. Memory for the model is asked for only after the file's length
/// has been found to be that of such a model.
pub fn read(bytes: &[u8]) -> Result<Contents, FileError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(FileError::Magic)?;
    let truncated = |expected| FileError::Length {
        found: bytes.len(),
        expected,
    };
    let (version, rest) = rest.split_first_chunk().ok_or(truncated(16))?;
    let version = u32::from_le_bytes(*version);
    if version != VERSION {
        return Err(FileError::Version(version));
    }
    let (length, rest) = rest.split_first_chunk().ok_or(truncated(16))?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST_HEADER {
        return Err(FileError::Header("it is too long".into()));
    }
    let json = rest.get(..length).ok_or(truncated(16 + length))?;
    let header: Header =
        serde_json::from_slice(json).map_err(|error| FileError::Header(error.to_string()))?;
    header.config.check()?;

    if header.length != bytes.len() {
        return Err(truncated(header.length));
    }
    // A model has at least as many bytes as parameters.
    let layout = crate::transformer::Layout::new(&header.config);
    if layout.len() > bytes.len() || header.tokenizer.1 > bytes.len() {
        return Err(FileError::Header("its sizes do not fit the file".into()));
    }
    let expected = plan(&layout, 16 + length, header.tokenizer.1);
    if expected != (header.tokenizer.0, header.tensors.clone(), bytes.len()) {
        return Err(FileError::Header("its offsets do not fit the model".into()));
    }

    let tokens = &bytes[header.tokenizer.0..][..header.tokenizer.1];
    let tokenizer = Tokenizer::from_bytes(tokens)?;
    if tokenizer.len() != header.config.vocabulary {
        return Err(FileError::Header("the tokenizer is another model's".into()));
    }
    let mut model = Model::zeros(header.config)?;
    for (entry, (name, place)) in header.tensors.iter().zip(layout.tensors()) {
        let data = &bytes[entry.offset..];
        let to = &mut model.parameters[place.range()];
        let sound = match entry.kind {
            Type::F32 => {
                for (w, bytes) in to.iter_mut().zip(data.as_chunks().0) {
                    *w = f32::from_le_bytes(*bytes);
                }
                to.iter().all(|w| w.is_finite())
            }
            Type::Q8Rows => rows(data, place.columns, &data[aligned(place.len())..], to),
        };
        if !sound {
            return Err(FileError::Tensor(name.clone()));
        }
    }
    Ok(Contents {
        about: header.about,
        model,
        tokenizer,
    })
}

/// Restores a matrix row by row; `false` if a number is none that is written.
fn rows(data: &[u8], columns: usize, scales: &[u8], to: &mut [f32]) -> bool {
    let mut row = vec![0; columns];
    let rows = data.chunks_exact(columns).zip(scales.as_chunks().0);
    for ((bytes, scale), to) in rows.zip(to.chunks_exact_mut(columns)) {
        let scale = f32::from_le_bytes(*scale);
        if !scale.is_finite() || scale < 0.0 {
            return false;
        }
        for (q, byte) in row.iter_mut().zip(bytes) {
            *q = i8::from_le_bytes([*byte]);
        }
        restore(&row, scale, to);
    }
    true
}
