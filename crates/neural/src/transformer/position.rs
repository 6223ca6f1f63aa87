//! Positions as numbers.

use super::{Config, Positions};

/// The longest wavelength is this many times 2π (Vaswani et al. 2017, §3.5).
const BASE: f64 = 10_000.0;

/// The angle of pair `pair` of `size / 2` at a position, in radians:
/// position·10000^(−2·pair/size).
fn angle(position: usize, pair: usize, size: usize) -> f64 {
    position as f64 * libm::pow(BASE, -2.0 * pair as f64 / size as f64)
}

/// The sinusoidal vector of a position: sine and cosine of each angle in turn.
pub fn sinusoid(position: usize, vector: &mut [f32]) {
    let size = vector.len();
    for (at, value) in vector.iter_mut().enumerate() {
        let angle = angle(position, at / 2, size);
        *value = (if at % 2 == 0 {
            libm::sin(angle)
        } else {
            libm::cos(angle)
        }) as f32;
    }
}

/// The sines and cosines that a model needs, computed once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// For rotary positions: cosine and sine of each pair of a head, position
    /// by position.
    turns: Vec<(f32, f32)>,
    /// For sinusoidal ones: the vectors, position by position.
    waves: Vec<f32>,
}

impl Tables {
    pub fn new(config: &Config) -> Self {
        let mut tables = Self::default();
        match config.positions {
            Positions::Rotary => {
                let size = config.head_size();
                for position in 0..config.context {
                    tables.turns.extend((0..size / 2).map(|pair| {
                        let angle = angle(position, pair, size);
                        (libm::cos(angle) as f32, libm::sin(angle) as f32)
                    }));
                }
            }
            Positions::Sinusoidal => {
                tables.waves = vec![0.0; config.context * config.width];
                for (position, row) in tables.waves.chunks_exact_mut(config.width).enumerate() {
                    sinusoid(position, row);
                }
            }
            Positions::None | Positions::Learned => {}
        }
        tables
    }

    /// The vectors added to the tokens', if they are.
    pub fn waves(&self) -> Option<&[f32]> {
        (!self.waves.is_empty()).then_some(&self.waves)
    }

    /// Turns every head of every row, the first of which stands at position
    /// `first`; backwards, for gradients, where `back` says so. Does nothing for
    /// other positions than rotary ones.
    pub fn turn(&self, rows: &mut [f32], width: usize, size: usize, first: usize, back: bool) {
        if self.turns.is_empty() {
            return;
        }
        let sign = if back { -1.0 } else { 1.0 };
        let turns = self.turns.chunks_exact(size / 2).skip(first);
        for (row, turns) in rows.chunks_exact_mut(width).zip(turns) {
            for head in row.chunks_exact_mut(size) {
                for (pair, &(cos, sin)) in head.as_chunks_mut::<2>().0.iter_mut().zip(turns) {
                    let [x, y] = *pair;
                    let sin = sign * sin;
                    *pair = [x * cos - y * sin, x * sin + y * cos];
                }
            }
        }
    }
}
