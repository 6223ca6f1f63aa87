//! A report's scores as a short text for a link. Notes, answers and figures
//! are not in it, and cannot be: it has no place for them.
//!
//! Version 1, before base64: version, revision (2 bytes, big-endian), day
//! since 1970 (2), index, confidence, number of dimensions, levels (4 bits
//! each), bottleneck, number of gates, passages (2 bits each), stage (0 for
//! none, else the gate's place from 1). Unused bits are 0.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use thiserror::Error;

use super::gates::Passage;
use super::model::HIGHEST;
use super::{Date, Report};

const VERSION: u8 = 1;
/// The most dimensions, or gates, that a code has place for.
pub(crate) const MOST: usize = 40;
/// No code is longer; what is longer is not even decoded.
const LONGEST: usize = 64;

/// The scores of a report, as a link carries them. Dimensions and gates are in
/// the order of the check of the same revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// The revision of the check.
    pub revision: u16,
    /// The day of the report.
    pub on: Date,
    /// The index, 0 to 100.
    pub index: u8,
    /// The confidence in per cent.
    pub confidence: u8,
    /// The level of each dimension.
    pub levels: Vec<u8>,
    /// The place of the bottleneck among the dimensions.
    pub bottleneck: usize,
    /// Where the venture stands with each gate.
    pub gates: Vec<Passage>,
    /// The place of the highest gate passed.
    pub stage: Option<usize>,
}

/// A code cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// It comes from a newer version.
    #[error("the link comes from a newer version of the check (format {0}); reload the page")]
    Newer(u8),
    /// It was cut, mistyped or made up.
    #[error("the link is damaged; copy it again, whole")]
    Damaged,
}

impl Scores {
    /// The scores of a report.
    pub fn of(report: &Report) -> Self {
        let place = |gate: &String| report.gates.iter().position(|state| state.gate == *gate);
        let mut dimensions = report.dimensions.iter();
        Self {
            revision: report.revision,
            on: report.on,
            index: report.index,
            confidence: report.confidence,
            bottleneck: dimensions
                .position(|state| state.dimension == report.bottleneck)
                .unwrap_or(0),
            levels: report.dimensions.iter().map(|state| state.level).collect(),
            gates: report.gates.iter().map(|state| state.passage).collect(),
            stage: report.stage.as_ref().and_then(place),
        }
    }

    /// The scores as a text that a link can carry as it is.
    pub fn encode(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.revision.to_be_bytes());
        let day = self.on.days().clamp(0, i32::from(u16::MAX)) as u16;
        bytes.extend(day.to_be_bytes());
        bytes.extend([self.index, self.confidence, self.levels.len() as u8]);
        let level = |pair: &[u8]| pair[0] << 4 | pair.get(1).unwrap_or(&0);
        bytes.extend(self.levels.chunks(2).map(level));
        bytes.extend([self.bottleneck as u8, self.gates.len() as u8]);
        let pack = |four: &[Passage]| {
            let bits = four.iter().enumerate();
            bits.fold(0, |byte, (at, passage)| byte | code(*passage) << (2 * at))
        };
        bytes.extend(self.gates.chunks(4).map(pack));
        bytes.push(self.stage.map_or(0, |stage| stage as u8 + 1));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Scores::encode`] has written, and nothing else.
    pub fn decode(text: &str) -> Result<Self, ShareError> {
        if text.len() > LONGEST {
            return Err(ShareError::Damaged);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text);
        let bytes = bytes.map_err(|_| ShareError::Damaged)?;
        match bytes.split_first() {
            Some((&VERSION, rest)) => {
                let scores = read(&mut Bytes(rest)).ok_or(ShareError::Damaged)?;
                // A text that would not be written so, longer or with stray bits, is
                // not ours.
                let ours = scores.encode() == text;
                ours.then_some(scores).ok_or(ShareError::Damaged)
            }
            Some((&version, _)) if version > VERSION => Err(ShareError::Newer(version)),
            _ => Err(ShareError::Damaged),
        }
    }
}

/// The bytes that are left to read.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }

    fn at_most(&mut self, most: u8) -> Option<u8> {
        self.byte().filter(|byte| *byte <= most)
    }

    fn count(&mut self) -> Option<usize> {
        self.at_most(MOST as u8).map(usize::from)
    }
}

fn read(bytes: &mut Bytes<'_>) -> Option<Scores> {
    let revision = bytes.number()?;
    let on = Date::from_days(i32::from(bytes.number()?));
    let (index, confidence) = (bytes.at_most(100)?, bytes.at_most(100)?);
    let count = bytes.count()?;
    let mut levels = Vec::with_capacity(count + 1);
    for _ in 0..count.div_ceil(2) {
        let pair = bytes.byte()?;
        levels.extend([pair >> 4, pair & 0xf]);
    }
    levels.truncate(count);
    let bottleneck = usize::from(bytes.byte()?);
    let count = bytes.count()?;
    let mut gates = Vec::with_capacity(count + 3);
    for _ in 0..count.div_ceil(4) {
        let four = bytes.byte()?;
        gates.extend([0, 2, 4, 6].map(|shift| passage(four >> shift & 3)));
    }
    gates.truncate(count);
    let stage = usize::from(bytes.byte()?).checked_sub(1);
    let sound = levels.iter().all(|level| *level <= HIGHEST)
        && bottleneck < levels.len()
        && stage.is_none_or(|stage| gates.get(stage) == Some(&Passage::Passed));
    sound.then_some(Scores {
        revision,
        on,
        index,
        confidence,
        levels,
        bottleneck,
        gates,
        stage,
    })
}

const fn code(passage: Passage) -> u8 {
    match passage {
        Passage::OffRoute => 0,
        Passage::Passed => 1,
        Passage::Failed => 2,
        Passage::Raised => 3,
    }
}

const fn passage(code: u8) -> Passage {
    match code {
        0 => Passage::OffRoute,
        1 => Passage::Passed,
        2 => Passage::Failed,
        _ => Passage::Raised,
    }
}
