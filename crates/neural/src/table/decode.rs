//! From bytes to text, or a guess at what the bytes are.

use super::TableError;
use serde::{Deserialize, Serialize};

/// What bytes that are not UTF-8 seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-16, low byte first: 'Unicode text' of spreadsheets.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GBK or GB 18030: spreadsheets in Chinese.
    Gbk,
    /// A Western single-byte set, such as Windows-1252.
    Western,
    /// A spreadsheet file (a zip archive, or an old binary workbook).
    Spreadsheet,
    /// No text at all.
    Binary,
}

/// The text of UTF-8 bytes, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, TableError> {
    let wrong = |looks_like, at: usize| {
        Err(TableError::Encoding {
            looks_like,
            at: at as u32,
        })
    };
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match bytes {
        [0xFF, 0xFE, ..] => return wrong(Encoding::Utf16Le, 0),
        [0xFE, 0xFF, ..] => return wrong(Encoding::Utf16Be, 0),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            return wrong(Encoding::Spreadsheet, 0);
        }
        _ => {}
    }
    if let Some(zero) = body.iter().position(|&b| b == 0) {
        // ASCII in UTF-16 has a zero in every other byte.
        let zeros = |parity| {
            body.iter()
                .skip(parity)
                .step_by(2)
                .filter(|&&b| b == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        let looks_like = if odd > body.len() / 4 && even == 0 {
            Encoding::Utf16Le
        } else if even > body.len() / 4 && odd == 0 {
            Encoding::Utf16Be
        } else {
            Encoding::Binary
        };
        return wrong(looks_like, zero);
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text),
        Err(error) => wrong(guess(body), error.valid_up_to()),
    }
}

/// Binary if there are control characters; GBK if every byte above ASCII begins
/// a valid pair and most pairs end above ASCII too, as common characters do, where
/// a Western accented letter is followed by a plain one; else Western.
fn guess(bytes: &[u8]) -> Encoding {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x0C);
    if bytes.iter().any(control) {
        return Encoding::Binary;
    }
    let (mut rest, mut high, mut low) = (bytes, 0, 0);
    loop {
        rest = match rest {
            [] if high > low => return Encoding::Gbk,
            [0x81..=0xFE, 0x80..=0xFE, rest @ ..] => {
                high += 1;
                rest
            }
            [0x81..=0xFE, 0x40..=0x7E, rest @ ..] => {
                low += 1;
                rest
            }
            // ASCII, or GB 18030's four bytes.
            [0..=0x7F, rest @ ..]
            | [
                0x81..=0xFE,
                0x30..=0x39,
                0x81..=0xFE,
                0x30..=0x39,
                rest @ ..,
            ] => rest,
            _ => return Encoding::Western,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_like(bytes: &[u8]) -> Encoding {
        match decode(bytes) {
            Err(TableError::Encoding { looks_like, .. }) => looks_like,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn utf8_is_taken_with_and_without_a_mark() {
        assert_eq!(decode("\u{feff}高,重".as_bytes()), Ok("高,重"));
        assert_eq!(decode("高,重".as_bytes()), Ok("高,重"));
        assert_eq!(decode(b""), Ok(""));
    }

    #[test]
    fn other_encodings_are_told_apart() {
        let utf16 = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        assert_eq!(looks_like(&utf16("\u{feff}a,b")), Encoding::Utf16Le);
        assert_eq!(
            looks_like(&utf16("height,weight\n1,2\n")),
            Encoding::Utf16Le
        );
        let swapped: Vec<u8> = "a,b\n1,2"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(looks_like(&swapped), Encoding::Utf16Be);
        // 身高,体重 in GBK.
        assert_eq!(
            looks_like(b"\xC9\xED\xB8\xDF,\xCC\xE5\xD6\xD8\n1,2"),
            Encoding::Gbk
        );
        assert_eq!(looks_like(b"pr\xE9nom,\xE2ge\n1,2"), Encoding::Western);
        assert_eq!(looks_like(b"PK\x03\x04zip"), Encoding::Spreadsheet);
        assert_eq!(looks_like(b"\x7fELF\x02\x01\x00\x00"), Encoding::Binary);
        assert_eq!(looks_like(b"\x01\x02\xFF\xFF"), Encoding::Binary);
    }
}
