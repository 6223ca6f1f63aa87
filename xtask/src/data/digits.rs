//! The 8×8 handwritten digits: from scikit-learn's `digits.csv.gz` to the
//! packed `digits.bin`.
//!
//! Layout, integers little-endian:
//!
//! | offset | bytes | content |
//! |---|---|---|
//! | 0 | 4 | magic `QDIG` |
//! | 4 | 1 | version, 1 |
//! | 5 | 1 | image side, 8 |
//! | 6 | 1 | classes, 10 |
//! | 7 | 1 | highest grey level, 16 |
//! | 8 | 4 | `n`, the number of images |
//! | 12 | n | labels, one byte each |
//! | 12 + n | 32 n | pixels, row by row, two to a byte, the earlier in the low four bits; a value of 15 stands for 15 or 16 |
//! | 12 + 33 n | rest | for each pixel stored as 15, in order, one bit, lowest bit first: 1 means 16 |
//!
//! Seventeen levels do not fit four bits, and clipping the highest would alter
//! one pixel in eleven; the bit plane keeps every image as it was, for 1.8 KB.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

const MAGIC: &[u8; 4] = b"QDIG";
const VERSION: u8 = 1;
const SIDE: usize = 8;
const PIXELS: usize = SIDE * SIDE;
const CLASSES: u8 = 10;
const WHITE: u8 = 16;
/// The nibble that stands for two levels, told apart by the bit plane.
const SHARED: u8 = 15;

/// One image: 64 grey levels of 0 to 16, row by row, and the digit it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digit {
    /// Grey levels, 0 (paper) to 16 (ink).
    pub pixels: [u8; PIXELS],
    /// The digit, 0 to 9.
    pub label: u8,
}

/// Reads the gzipped table of 65 columns (64 pixels, label), no header.
pub fn read(gzipped: &[u8]) -> Result<Vec<Digit>> {
    let mut text = String::new();
    GzDecoder::new(gzipped)
        .read_to_string(&mut text)
        .context("unpacking digits.csv.gz")?;
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    rows.records()
        .enumerate()
        .map(|(index, record)| {
            let values = record?
                .iter()
                .map(str::parse)
                .collect::<Result<Vec<u8>, _>>()
                .with_context(|| format!("digits.csv, row {}", index + 1))?;
            digit(&values).with_context(|| format!("digits.csv, row {}", index + 1))
        })
        .collect()
}

fn digit(values: &[u8]) -> Result<Digit> {
    let (&label, pixels) = values.split_last().context("the row is empty")?;
    let pixels: [u8; PIXELS] = pixels
        .try_into()
        .with_context(|| format!("{} pixels, not {PIXELS}", pixels.len()))?;
    ensure!(label < CLASSES, "label {label} is no digit");
    ensure!(
        pixels.iter().all(|&level| level <= WHITE),
        "a level above {WHITE}"
    );
    Ok(Digit { pixels, label })
}

/// Packs the images, lossless.
pub fn pack(digits: &[Digit]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(12 + digits.len() * (1 + PIXELS / 2) + digits.len() * 2);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[VERSION, SIDE as u8, CLASSES, WHITE]);
    bytes.extend_from_slice(&(digits.len() as u32).to_le_bytes());
    bytes.extend(digits.iter().map(|digit| digit.label));

    let levels: Vec<u8> = digits.iter().flat_map(|digit| digit.pixels).collect();
    bytes.extend(
        levels
            .chunks_exact(2)
            .map(|pair| pair[0].min(SHARED) | (pair[1].min(SHARED) << 4)),
    );
    let full: Vec<bool> = levels
        .iter()
        .filter(|&&level| level >= SHARED)
        .map(|&level| level == WHITE)
        .collect();
    bytes.extend(full.chunks(8).map(|bits| {
        bits.iter()
            .enumerate()
            .fold(0, |byte, (bit, &full)| byte | (u8::from(full) << bit))
    }));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reader's side of the format, written from the table above.
    fn unpack(bytes: &[u8]) -> Vec<Digit> {
        assert_eq!(&bytes[..8], b"QDIG\x01\x08\x0a\x10");
        let n = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
        let (labels, rest) = bytes[12..].split_at(n);
        let (nibbles, plane) = rest.split_at(32 * n);
        let mut shared = 0;
        let levels: Vec<u8> = nibbles
            .iter()
            .flat_map(|byte| [byte & 15, byte >> 4])
            .map(|level| {
                if level < 15 {
                    return level;
                }
                let bit = (plane[shared / 8] >> (shared % 8)) & 1;
                shared += 1;
                15 + bit
            })
            .collect();
        assert_eq!(plane.len(), shared.div_ceil(8));
        labels
            .iter()
            .zip(levels.chunks_exact(64))
            .map(|(&label, pixels)| Digit {
                pixels: pixels.try_into().unwrap(),
                label,
            })
            .collect()
    }

    #[test]
    fn packing_keeps_every_level() {
        let digits: Vec<Digit> = (0..20)
            .map(|image: usize| Digit {
                pixels: std::array::from_fn(|pixel| ((image * 7 + pixel * 5) % 17) as u8),
                label: (image % 10) as u8,
            })
            .collect();
        assert_eq!(unpack(&pack(&digits)), digits);
    }

    #[test]
    fn the_shipped_file_has_the_published_counts() {
        let digits = unpack(include_bytes!("../../../public/data/digits.bin"));
        assert_eq!(digits.len(), 1797);
        let mut counts = [0; 10];
        for digit in &digits {
            counts[usize::from(digit.label)] += 1;
        }
        // UCI's class distribution of the test set.
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        let mut levels = [0; 17];
        for level in digits.iter().flat_map(|digit| digit.pixels) {
            levels[usize::from(level)] += 1;
        }
        assert_eq!((levels[0], levels[15], levels[16]), (56272, 4304, 10456));
    }

    #[test]
    fn a_wrong_row_is_refused() {
        assert!(digit(&[0; 64]).is_err());
        assert!(digit(&[10; 65]).is_err());
        let mut row = [0; 65];
        row[3] = 17;
        assert!(digit(&row).is_err());
    }
}
