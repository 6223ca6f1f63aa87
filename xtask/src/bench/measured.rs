//! What the page gives, and what follows from it.

use anyhow::{Context, Result};
use serde::Deserialize;

/// Everything that was measured.
#[derive(Debug, Deserialize)]
pub struct Measured {
    pub date: String,
    /// Milliseconds of a contender in a round.
    pub spell: u32,
    pub tensorflow: Peer,
    /// The networks that were compared.
    pub cases: Vec<Case>,
    /// Networks of growing width, trained by the engine alone.
    pub widths: Vec<Case>,
    /// Frames with a decision map of every node, for the first two networks.
    pub maps: Vec<Maps>,
    /// The site's own page, while networks train.
    pub pages: Vec<Page>,
}

/// TensorFlow.js as the page found it.
#[derive(Debug, Deserialize)]
pub struct Peer {
    pub version: String,
    pub simd: bool,
    pub threads: u32,
}

/// One network.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub name: String,
    pub batch: usize,
    /// Multiplications and additions of one sample.
    pub flops: f64,
    pub contenders: Vec<Contender>,
}

/// What worked, and how much it did per second in each round: samples trained
/// on, or multiplications and additions.
#[derive(Debug, Deserialize)]
pub struct Contender {
    pub key: String,
    pub rates: Vec<f64>,
}

/// A network's decision maps: frames per second in each round.
#[derive(Debug, Deserialize)]
pub struct Maps {
    /// In all the maps of a frame.
    pub cells: usize,
    pub rates: Vec<f64>,
}

/// The site's own page.
#[derive(Debug, Deserialize)]
pub struct Page {
    pub name: String,
    /// As its address has it.
    pub speed: String,
    /// Frames per second while nothing trained.
    pub idle: f64,
    pub motion: Motion,
}

/// What its reader saw.
#[derive(Debug, Deserialize)]
pub struct Motion {
    /// Frames per second.
    pub frames: f64,
    /// Milliseconds between two frames at most.
    pub longest: f64,
    /// Frames per second with new numbers.
    pub shown: f64,
    /// Epochs per second.
    pub epochs: f64,
    /// Milliseconds that the page's main thread works for a frame.
    pub work: f64,
    /// The longest of its tasks in milliseconds; 0 if none took 50.
    pub task: f64,
}

/// Lower quartile, median, upper quartile.
pub type Quartiles = [f64; 3];

/// What the contenders of TensorFlow.js begin with.
const PEER: &str = "TensorFlow.js ";

impl Case {
    pub fn named(&self, key: &str) -> Result<&Contender> {
        self.contenders
            .iter()
            .find(|contender| contender.key == key)
            .with_context(|| format!("{} lacks the {key}", self.name))
    }

    /// What trained the network.
    pub fn trainers(&self) -> impl Iterator<Item = &Contender> {
        self.contenders
            .iter()
            .filter(|contender| contender.key != "peak")
    }

    pub fn fastest_peer(&self) -> Result<&Contender> {
        self.contenders
            .iter()
            .filter(|contender| contender.key.starts_with(PEER))
            .max_by(|a, b| a.median().total_cmp(&b.median()))
            .with_context(|| format!("{} lacks TensorFlow.js", self.name))
    }

    /// The engine's share of what the machine did in the same round.
    pub fn share_of_peak(&self) -> Result<Quartiles> {
        let shares = self.named("engine")?.times(self.named("peak")?);
        Ok(shares.map(|samples| samples * self.flops))
    }
}

impl Contender {
    pub fn median(&self) -> f64 {
        quantile(&self.rates, 0.5)
    }

    /// How often it is as fast as another, by the rounds, each of which had both.
    pub fn times(&self, other: &Self) -> Quartiles {
        let ratios: Vec<f64> = (self.rates.iter())
            .zip(&other.rates)
            .map(|(own, other)| own / other)
            .collect();
        quartiles(&ratios)
    }
}

impl Maps {
    /// Milliseconds of a frame.
    pub fn milliseconds(&self) -> Quartiles {
        let times: Vec<f64> = self.rates.iter().map(|rate| 1000.0 / rate).collect();
        quartiles(&times)
    }
}

impl Measured {
    /// The machine's multiplications and additions per second over the whole run.
    pub fn peak(&self) -> Result<Quartiles> {
        let mut rates = Vec::new();
        for case in self.cases.iter().chain(&self.widths) {
            rates.extend_from_slice(&case.named("peak")?.rates);
        }
        Ok(quartiles(&rates))
    }
}

fn quartiles(values: &[f64]) -> Quartiles {
    [0.25, 0.5, 0.75].map(|share| quantile(values, share))
}

/// The value below which this share of the values lies, between two of them in
/// proportion; NaN of nothing.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    let (below, above) = (sorted[place as usize], sorted[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_in_proportion() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(quantile(&[3.0, 1.0, 2.0], 0.5), 2.0));
        assert!(close(quantile(&[4.0, 1.0], 0.5), 2.5));
        assert!(close(quantile(&[5.0, 1.0, 2.0, 3.0, 4.0], 0.25), 2.0));
        assert!(close(quantile(&[7.0], 0.75), 7.0));
        assert!(quantile(&[], 0.5).is_nan());
    }
}
