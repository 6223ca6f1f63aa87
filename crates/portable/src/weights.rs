//! A network's parameters as a text for a link.
//!
//! Version 1, before base64 (URL-safe, without padding), all little-endian:
//! version (1 byte), bytes per value (1: 4 for single, 2 for half precision),
//! epochs trained (4), number of parameters (4), number of running statistics
//! (4), the values, and the Adler-32 checksum of all that (4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use half::f16;
use neural::session::{Frame, Layer};
use thiserror::Error;

const VERSION: u8 = 1;
const HEADER: usize = 14;
const CHECKSUM: usize = 4;
/// The longest text that [`Weights::for_link`] makes: with the rest of an address
/// it stays below the 8 kB at which servers and messengers begin to cut.
pub const LONGEST_LINK: usize = 7200;
/// The longest text that is read at all; the greatest network takes less.
pub const LONGEST: usize = 1_000_000;

/// The trained numbers of a network. Which network they belong to is told by the
/// settings beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Epochs that they were trained for.
    pub epoch: u32,
    /// Layer by layer weights, biases, gains and shifts.
    pub parameters: Vec<f32>,
    /// Layer by layer batch normalisation's running means and variances.
    pub running: Vec<f32>,
}

/// How exactly a text carries the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Bit for bit.
    Single,
    /// To eleven significant bits.
    Half,
}

/// Weights cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// They come from a newer version.
    #[error("the weights come from a newer version (format {0}); reload the page")]
    Newer(u8),
    /// The text was cut, mistyped or made up.
    #[error("the weights are damaged; copy the link again, whole")]
    Damaged,
    /// Something in them is no finite number.
    #[error("weight {0} is not a number")]
    NotFinite(usize),
}

impl Weights {
    /// Those of a snapshot.
    pub fn of(frame: &Frame) -> Self {
        let layers = || frame.layers.iter();
        let parameters = |layer: &Layer| [&layer.weights[..], &layer.biases, &layer.norm].concat();
        Self {
            epoch: frame.epoch,
            parameters: layers().flat_map(parameters).collect(),
            running: layers().flat_map(|l| l.running.iter().copied()).collect(),
        }
    }

    /// As a text that a link can carry as it is.
    pub fn encode(&self, precision: Precision) -> String {
        let values = self.parameters.iter().chain(&self.running);
        let width = match precision {
            Precision::Single => 4,
            Precision::Half => 2,
        };
        let mut bytes = vec![VERSION, width];
        bytes.extend(self.epoch.to_le_bytes());
        bytes.extend((self.parameters.len() as u32).to_le_bytes());
        bytes.extend((self.running.len() as u32).to_le_bytes());
        for value in values {
            match precision {
                Precision::Single => bytes.extend(value.to_le_bytes()),
                Precision::Half => bytes.extend(f16::from_f32(*value).to_le_bytes()),
            }
        }
        let sum = adler2::adler32_slice(&bytes);
        bytes.extend(sum.to_le_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// As exactly as a link has room for; `None` if the network is too large for
    /// one, or has weights beyond what half precision holds.
    pub fn for_link(&self) -> Option<(String, Precision)> {
        let values = self.parameters.len() + self.running.len();
        let length = |width: usize| ((HEADER + width * values + CHECKSUM) * 4).div_ceil(3);
        let all = || self.parameters.iter().chain(&self.running);
        let precision = if length(4) <= LONGEST_LINK {
            Precision::Single
        } else if length(2) <= LONGEST_LINK && all().all(|v| f16::from_f32(*v).is_finite()) {
            Precision::Half
        } else {
            return None;
        };
        Some((self.encode(precision), precision))
    }

    /// Reads what [`Weights::encode`] has written, and nothing else.
    pub fn decode(text: &str) -> Result<Self, WeightsError> {
        const DAMAGED: WeightsError = WeightsError::Damaged;
        if text.len() > LONGEST {
            return Err(DAMAGED);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| DAMAGED)?;
        match bytes.first() {
            Some(&VERSION) => {}
            Some(&version) if version > VERSION && sound(&bytes) => {
                return Err(WeightsError::Newer(version));
            }
            _ => return Err(DAMAGED),
        }
        if bytes.len() < HEADER + CHECKSUM || !sound(&bytes) {
            return Err(DAMAGED);
        }
        let (header, rest) = bytes.split_at(HEADER);
        let values = &rest[..rest.len() - CHECKSUM];
        let number = |at: usize| u32::from_le_bytes([0, 1, 2, 3].map(|i| header[at + i]));
        let values: Vec<f32> = match header[1] {
            4 => (values.chunks_exact(4))
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect(),
            2 => (values.chunks_exact(2))
                .map(|b| f16::from_le_bytes([b[0], b[1]]).to_f32())
                .collect(),
            _ => return Err(DAMAGED),
        };
        let (parameters, running) = (number(6) as usize, number(10) as usize);
        if parameters.checked_add(running) != Some(values.len())
            || bytes.len() != HEADER + usize::from(header[1]) * values.len() + CHECKSUM
        {
            return Err(DAMAGED);
        }
        if let Some(at) = values.iter().position(|v| !v.is_finite()) {
            return Err(WeightsError::NotFinite(at));
        }
        Ok(Self {
            epoch: number(2),
            running: values[parameters..].to_vec(),
            parameters: values[..parameters].to_vec(),
        })
    }
}

/// Whether the checksum at the end is that of what stands before it.
fn sound(bytes: &[u8]) -> bool {
    let Some((before, sum)) = bytes.split_last_chunk::<CHECKSUM>() else {
        return false;
    };
    adler2::adler32_slice(before) == u32::from_le_bytes(*sum)
}
