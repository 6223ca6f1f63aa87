//! Unpacks `data/digits.bin` into the engine's format. Pure.
//!
//! The file: magic `QDIG`, version 1, side 8, 10 classes, highest level 16; the
//! number of images, little-endian in four bytes; a label per image; 32 bytes
//! per image, two levels to a byte, the earlier in the low bits; then a bit per
//! level stored as 15, in order, which is set where the level is 16.

const HEADER: &[u8] = b"QDIG\x01\x08\x0a\x10";
/// Bytes of an image's packed levels.
const PACKED: usize = 32;
/// Levels of an image.
const LEVELS: usize = 64;

/// 65 bytes per image: 64 levels row by row, then the label. `None` if the
/// bytes are not such a file.
pub fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let rest = bytes.strip_prefix(HEADER)?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let count = u32::from_le_bytes(*count) as usize;
    let (labels, rest) = rest.split_at_checked(count)?;
    let (packed, high) = rest.split_at_checked(count.checked_mul(PACKED)?)?;
    let mut shared = 0_usize;
    let mut out = Vec::with_capacity(count * (LEVELS + 1));
    for (label, image) in labels.iter().zip(packed.chunks_exact(PACKED)) {
        for level in image.iter().flat_map(|byte| [byte & 15, byte >> 4]) {
            out.push(if level < 15 {
                level
            } else {
                let bit = (high.get(shared / 8)? >> (shared % 8)) & 1;
                shared += 1;
                15 + bit
            });
        }
        out.push(*label);
    }
    (high.len() == shared.div_ceil(8)).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../../../public/data/digits.bin");

    #[test]
    fn the_shipped_file_is_the_whole_set() {
        let bytes = unpack(FILE).unwrap();
        let set = neural::data::digits(&bytes).unwrap();
        assert_eq!(set.len(), 1797);
        let mut counts = [0; 10];
        for target in &set.targets {
            counts[*target as usize] += 1;
        }
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        // The set's first image is a 0; its first row is 0 0 5 13 9 1 0 0.
        assert_eq!(&bytes[..8], [0, 0, 5, 13, 9, 1, 0, 0]);
        assert!(bytes.contains(&16));
    }

    #[test]
    fn what_is_cut_or_foreign_is_refused() {
        assert_eq!(unpack(b""), None);
        assert_eq!(unpack(b"<!doctype html>"), None);
        for end in [4, 8, 11, 12, 500, FILE.len() - 1] {
            assert_eq!(unpack(&FILE[..end]), None, "{end}");
        }
        let mut many = FILE.to_vec();
        many[8..12].fill(255);
        assert_eq!(unpack(&many), None);
    }
}
