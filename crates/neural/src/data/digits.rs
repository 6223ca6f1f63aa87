//! Handwritten digits of 8 × 8 pixels (Alpaydin and Kaynak 1998, the UCI
//! *Optical Recognition of Handwritten Digits* set).

use super::{Dataset, Scaling, Task};
use serde::{Deserialize, Serialize};

/// Pixels of a digit: 8 rows of 8.
pub const DIGIT_PIXELS: usize = 64;
/// Bytes of a digit in a file: its pixels, 0 to 16, row by row, then 0 to 9.
pub const DIGIT_BYTES: usize = DIGIT_PIXELS + 1;

/// Why bytes are not a file of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum DigitsError {
    /// The length is not a multiple of [`DIGIT_BYTES`], or nothing is there.
    #[error("{bytes} bytes are no whole number of digits")]
    Length {
        /// The length.
        bytes: u32,
    },
    /// A pixel above 16 or a label above 9.
    #[error("digit {digit} has a byte out of range")]
    Range {
        /// The digit's number, from 0.
        digit: u32,
    },
}

/// Reads digits; the inputs are scaled to 0…1.
pub fn digits(bytes: &[u8]) -> Result<Dataset, DigitsError> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(DIGIT_BYTES) {
        return Err(DigitsError::Length {
            bytes: bytes.len() as u32,
        });
    }
    let count = bytes.len() / DIGIT_BYTES;
    let mut rows = Vec::with_capacity(count * DIGIT_PIXELS);
    let mut targets = Vec::with_capacity(count);
    for (digit, bytes) in bytes.chunks_exact(DIGIT_BYTES).enumerate() {
        let (pixels, label) = bytes.split_at(DIGIT_PIXELS);
        if label[0] > 9 || pixels.iter().any(|&p| p > 16) {
            return Err(DigitsError::Range {
                digit: digit as u32,
            });
        }
        rows.extend(pixels.iter().map(|&p| f32::from(p) / 16.0));
        targets.push(f32::from(label[0]));
    }
    Ok(Dataset {
        names: (0..DIGIT_PIXELS)
            .map(|p| format!("{},{}", p / 8, p % 8))
            .collect(),
        rows,
        targets,
        task: Task::Classification {
            classes: (0..10).map(|d: u8| d.to_string()).collect(),
        },
        scaling: Scaling::None,
    })
}

/// Each cell of a drawing is the mean of this many points each way.
const POINTS: usize = 6;

/// A drawing made into a digit as the set's own were made: cut to its ink,
/// fitted to the full height (or width, if it is wider than high), centred, and
/// averaged over 8 × 8 cells. `ink` is `side` rows of `side` values, 0 to 1.
/// A drawing without ink gives zeros.
pub fn digits_of_drawing(ink: &[f32], side: usize) -> [f32; DIGIT_PIXELS] {
    let mut digit = [0.0; DIGIT_PIXELS];
    let (mut low, mut high) = ([usize::MAX; 2], [0; 2]);
    for (at, &v) in ink.iter().enumerate().take(side * side) {
        if v > 0.1 {
            for (axis, place) in [at % side, at / side].into_iter().enumerate() {
                low[axis] = low[axis].min(place);
                high[axis] = high[axis].max(place + 1);
            }
        }
    }
    if high[0] == 0 {
        return digit;
    }
    let extent = [high[0] - low[0], high[1] - low[1]];
    let square = extent[0].max(extent[1]) as f32;
    let corner = [0, 1].map(|a| low[a] as f32 - (square - extent[a] as f32) / 2.0);
    let step = square / (8 * POINTS) as f32;
    for (cell, value) in digit.iter_mut().enumerate() {
        let mut sum = 0.0;
        for point in 0..POINTS * POINTS {
            let x = corner[0] + step * ((cell % 8 * POINTS + point % POINTS) as f32 + 0.5);
            let y = corner[1] + step * ((cell / 8 * POINTS + point / POINTS) as f32 + 0.5);
            if x >= 0.0 && y >= 0.0 && (x as usize) < side && (y as usize) < side {
                sum += ink[y as usize * side + x as usize];
            }
        }
        *value = (sum / (POINTS * POINTS) as f32).clamp(0.0, 1.0);
    }
    digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_and_scaled() {
        let mut bytes = vec![0; 2 * DIGIT_BYTES];
        bytes[3] = 16;
        bytes[64] = 7;
        bytes[65 + 63] = 4;
        let set = digits(&bytes).unwrap();
        assert_eq!((set.len(), set.rows[3], set.rows[127]), (2, 1.0, 0.25));
        assert_eq!(set.targets, [7.0, 0.0]);
        bytes[64] = 10;
        assert_eq!(digits(&bytes), Err(DigitsError::Range { digit: 0 }));
        assert_eq!(digits(&[0; 66]), Err(DigitsError::Length { bytes: 66 }));
        assert!(digits(&[]).is_err());
    }

    #[test]
    fn a_stroke_fills_the_height_wherever_it_was_drawn() {
        for (left, top, height) in [(3, 3, 40), (30, 10, 16)] {
            let mut ink = vec![0.0; 64 * 64];
            for y in top..top + height {
                for x in left..left + height / 8 {
                    ink[y * 64 + x] = 1.0;
                }
            }
            let digit = digits_of_drawing(&ink, 64);
            for row in digit.chunks(8) {
                assert!(row[3] + row[4] > 0.8 && row[0] + row[7] < 0.1, "{row:?}");
            }
        }
        assert_eq!(digits_of_drawing(&[0.0; 64], 8), [0.0; 64]);
    }
}
