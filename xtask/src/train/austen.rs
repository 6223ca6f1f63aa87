//! Jane Austen's six novels out of the R package `janeaustenr`.
//!
//! R keeps a package's data as blocks of zlib, each after its unpacked size in
//! four bytes, big-endian. A block is an R value in XDR; a novel is a vector of
//! strings, one a line: R Internals, §1.8 and *Serialization Formats*.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use flate2::read::ZlibDecoder;

/// The type codes of a vector of strings, and of a string in UTF-8 or ASCII.
const STRINGS: u8 = 16;
const STRING: u8 = 9;

/// The chapters of all novels: a paragraph a line.
pub fn chapters(database: &[u8]) -> Result<Vec<String>> {
    let mut rest = database;
    let mut chapters = Vec::new();
    while !rest.is_empty() {
        let (_, packed) = rest
            .split_at_checked(4)
            .context("the novels end too early")?;
        let mut decoder = ZlibDecoder::new(packed);
        let mut block = Vec::new();
        decoder
            .read_to_end(&mut block)
            .context("unpacking a novel")?;
        rest = packed
            .get(decoder.total_in() as usize..)
            .unwrap_or_default();
        if let Some(lines) = strings(&block) {
            chapters.extend(split(&lines));
        }
    }
    ensure!(!chapters.is_empty(), "the package holds no novel");
    Ok(chapters)
}

/// The strings of a serialised vector of strings; none if it is something else.
fn strings(block: &[u8]) -> Option<Vec<String>> {
    fn number(bytes: &mut &[u8]) -> Option<usize> {
        let (number, rest) = bytes.split_first_chunk::<4>()?;
        *bytes = rest;
        usize::try_from(i32::from_be_bytes(*number)).ok()
    }
    let mut rest = block.strip_prefix(b"X\n")?;
    let version = number(&mut rest)?;
    // The versions of R that wrote it and that can read it.
    number(&mut rest)?;
    number(&mut rest)?;
    if version == 3 {
        let encoding = number(&mut rest)?;
        rest = rest.get(encoding..)?;
    }
    let kind = number(&mut rest)?;
    if kind as u8 != STRINGS {
        return None;
    }
    let count = number(&mut rest)?;
    let mut strings = Vec::new();
    for _ in 0..count {
        if number(&mut rest)? as u8 != STRING {
            return None;
        }
        let length = number(&mut rest)?;
        let text;
        (text, rest) = rest.split_at_checked(length)?;
        strings.push(String::from_utf8_lossy(text).into_owned());
    }
    Some(strings)
}

/// Chapters of a novel's lines, without their headings and what stands before
/// the first.
fn split(lines: &[String]) -> Vec<String> {
    let mut chapters: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    for line in lines {
        let line = line.trim();
        if is_heading(line) {
            chapters.push(Vec::new());
            open = false;
        } else if line.is_empty() {
            open = false;
        } else if let Some(paragraphs) = chapters.last_mut() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            match paragraphs.last_mut() {
                Some(paragraph) if open => {
                    paragraph.push(' ');
                    paragraph.push_str(&line);
                }
                _ => paragraphs.push(line),
            }
            open = true;
        }
    }
    chapters.retain(|paragraphs| paragraphs.len() > 3);
    chapters
        .iter()
        .map(|paragraphs| paragraphs.join("\n"))
        .collect()
}

/// Whether a line is the number of a chapter or of a volume.
fn is_heading(line: &str) -> bool {
    let mut words = line.split(' ');
    let first = words.next().unwrap_or_default().to_uppercase();
    matches!(first.as_str(), "CHAPTER" | "VOLUME") && words.count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serialised(lines: &[&str]) -> Vec<u8> {
        let mut bytes =
            b"X\n\0\0\0\x03\0\x04\x02\x01\0\x03\x05\0\0\0\0\x05UTF-8\0\0\0\x10".to_vec();
        bytes.extend((lines.len() as u32).to_be_bytes());
        for line in lines {
            bytes.extend([0, 4, 0, 9]);
            bytes.extend((line.len() as u32).to_be_bytes());
            bytes.extend(line.as_bytes());
        }
        bytes
    }

    #[test]
    fn a_vector_of_strings_is_read() {
        let lines = ["EMMA", "", "Chapter 1"];
        assert_eq!(strings(&serialised(&lines)).unwrap(), lines);
        let bytes = serialised(&lines);
        assert_eq!(strings(&bytes[..bytes.len() - 1]), None);
        assert_eq!(strings(b"RDX3"), None);
    }

    #[test]
    fn chapters_are_split_and_paragraphs_joined() {
        let lines = [
            "EMMA",
            "VOLUME I",
            "",
            "CHAPTER I",
            "",
            "Emma  Woodhouse,",
            "handsome.",
            "",
            "She was",
            "",
            "b",
            "",
            "c",
        ];
        let lines: Vec<String> = lines.iter().map(|&line| line.into()).collect();
        assert_eq!(split(&lines), ["Emma Woodhouse, handsome.\nShe was\nb\nc"]);
    }
}
