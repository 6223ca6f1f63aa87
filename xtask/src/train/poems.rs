//! Regular poems of Tang and Song out of the npm package `chinese-poetry`.
//!
//! Kept are poems of four or eight lines, all of five or all of seven
//! characters, in the punctuation of the package, converted to simplified
//! characters.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use neural::tokenizer::split::is_han;
use serde::Deserialize;

use super::packages;

#[derive(Deserialize)]
struct Entry {
    paragraphs: Vec<String>,
}

/// Converts a file of lines to simplified characters.
const SIMPLIFY: &str = "
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [packages, from, to] = process.argv.slice(1);
const { Converter } = await import(pathToFileURL(`${packages}/opencc-js/dist/esm/t2cn.js`));
const convert = Converter({ from: 't', to: 'cn' });
writeFileSync(to, readFileSync(from, 'utf8').split('\\n').map(convert).join('\\n'));
";

/// The poems of both dynasties, a sentence a line.
pub fn read(modules: &Path, folder: &Path) -> Result<Vec<String>> {
    let from = modules.join("chinese-poetry/dist/quantangshi");
    let mut files: Vec<_> = fs::read_dir(&from)
        .with_context(|| format!("reading {}", from.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("poet.tang.") || name.starts_with("poet.song.")
        })
        .collect();
    files.sort();
    let mut poems = BTreeSet::new();
    for file in files {
        let entries: Vec<Entry> = serde_json::from_slice(&fs::read(&file)?)
            .with_context(|| format!("reading {}", file.display()))?;
        let regular = entries
            .iter()
            .filter_map(|entry| regular(&entry.paragraphs.concat()));
        poems.extend(regular);
    }
    ensure!(
        !poems.is_empty(),
        "{} holds no regular poem",
        from.display()
    );
    let (raw, simple) = (
        folder.join("poems.raw.txt"),
        folder.join("poems.simple.txt"),
    );
    let lines: Vec<String> = poems.iter().map(|poem| poem.replace('\n', "")).collect();
    fs::write(&raw, lines.join("\n"))?;
    packages::node(modules, SIMPLIFY, &raw, &simple)?;
    // Two spellings may have become one.
    let simple: BTreeSet<String> = fs::read_to_string(simple)?
        .lines()
        .filter_map(regular)
        .collect();
    Ok(simple.into_iter().collect())
}

/// A poem with a line break after each sentence, if it is regular.
pub fn regular(poem: &str) -> Option<String> {
    let poem: String = poem.chars().filter(|c| !c.is_whitespace()).collect();
    let form = Form::of(&poem)?;
    if !matches!(form.lines, 4 | 8) || !poem.ends_with(['。', '！', '？']) {
        return None;
    }
    let sentences: Vec<&str> = poem.split_inclusive(['。', '！', '？']).collect();
    Some(sentences.join("\n"))
}

/// How a poem is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Characters in each line, 5 or 7.
    pub characters: usize,
    /// Lines, from 2.
    pub lines: usize,
}

impl Form {
    /// The form of a poem whose lines are all of five or all of seven Chinese
    /// characters, parted by punctuation alone.
    pub fn of(poem: &str) -> Option<Self> {
        let marks = ['，', '。', '！', '？', '；', '、', '：'];
        let mut lines = Vec::new();
        for line in poem.trim().split_inclusive(marks) {
            let line = line.trim_start_matches('\n').strip_suffix(marks)?;
            if !line.chars().all(is_han) {
                return None;
            }
            lines.push(line.chars().count());
        }
        let characters = *lines.first()?;
        (matches!(characters, 5 | 7) && lines.len() >= 2 && lines.iter().all(|&n| n == characters))
            .then_some(Self {
                characters,
                lines: lines.len(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poem_keeps_its_form_or_has_none() {
        let form = |characters, lines| Some(Form { characters, lines });
        assert_eq!(
            Form::of("白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。"),
            form(5, 4)
        );
        assert_eq!(Form::of("两个黄鹂鸣翠柳，一行白鹭上青天。"), form(7, 2));
        for bad in [
            "",
            "白日依山尽",
            "白日依山尽，黄河入海。",
            "白日依山尽，黄河入海流。欲穷千里",
            "白日依山ab，黄河入海流。",
            "白日依\n山尽，黄河入海流。",
        ] {
            assert_eq!(Form::of(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_quatrains_and_regulated_verse_are_kept() {
        let poem = "白日依山尽，黄河入海流。欲穷千里目，更上一层楼。";
        assert_eq!(regular(poem).unwrap().lines().count(), 2);
        assert_eq!(regular("白日依山尽，黄河入海流。"), None);
        assert_eq!(regular(&poem.replace('楼', "□")), None);
    }
}
