//! Reading a file that the reader chose or dropped, and re-reading it in
//! another encoding with the browser's decoder.

use crate::ui::file::{self, NotRead};
use neural::table::{Encoding, MAX_BYTES, TableError};
use web_sys::{TextDecoder, TextDecoderOptions};

/// Why a table is not there to be trained on.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The table itself.
    Table(TableError),
    /// The browser couldn't read the file.
    Unreadable,
    /// It is not in the encoding that it was to be read in.
    NotDecoded(Encoding),
}

/// The file's bytes. One that is too large isn't read at all.
pub async fn read(file: &web_sys::File) -> Result<Vec<u8>, Problem> {
    let read = file::bytes(file, MAX_BYTES).await;
    read.map_err(|why| match why {
        NotRead::TooLarge(bytes) => Problem::Table(TableError::TooManyBytes {
            bytes: bytes as u32,
            most: MAX_BYTES as u32,
        }),
        NotRead::Unreadable => Problem::Unreadable,
    })
}

/// The name of an encoding that the browser can decode, for the decoder and
/// for people.
pub fn decodable(encoding: Encoding) -> Option<(&'static str, &'static str)> {
    match encoding {
        Encoding::Utf16Le => Some(("utf-16le", "UTF-16")),
        Encoding::Utf16Be => Some(("utf-16be", "UTF-16")),
        // GB 18030 is GBK with the characters that came later.
        Encoding::Gbk => Some(("gb18030", "GBK")),
        Encoding::Western => Some(("windows-1252", "Windows-1252")),
        Encoding::Spreadsheet | Encoding::Binary => None,
    }
}

/// The text of bytes in this encoding; what doesn't decode is refused, not
/// replaced by signs that stand for nothing.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, Problem> {
    let refused = Problem::NotDecoded(encoding);
    let Some((label, _)) = decodable(encoding) else {
        return Err(refused);
    };
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options(label, &options)
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .map_err(|_| refused)
}
