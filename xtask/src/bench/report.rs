//! What was measured, as a table.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Where it was measured.
pub struct Machine {
    /// Processors that the system has.
    pub processors: usize,
    /// The browser's name and version.
    pub browser: String,
}

/// What the page gives.
#[derive(Debug, Deserialize)]
pub struct Measured {
    date: String,
    /// Milliseconds of a contender in a round.
    spell: u32,
    tensorflow: Peer,
    cases: Vec<Case>,
}

/// TensorFlow.js as the page found it.
#[derive(Debug, Deserialize)]
struct Peer {
    version: String,
    simd: bool,
    threads: u32,
}

/// One network.
#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    batch: usize,
    contenders: Vec<Contender>,
}

/// What trained it, and its samples per second in each round.
#[derive(Debug, Deserialize)]
struct Contender {
    key: String,
    rates: Vec<f64>,
}

/// What the contenders of TensorFlow.js begin with.
const PEER: &str = "TensorFlow.js ";

impl Case {
    fn named(&self, key: &str) -> Result<&Contender> {
        self.contenders
            .iter()
            .find(|contender| contender.key == key)
            .with_context(|| format!("{} lacks the {key}", self.name))
    }

    fn fastest_peer(&self) -> Result<&Contender> {
        self.contenders
            .iter()
            .filter(|contender| contender.key.starts_with(PEER))
            .max_by(|a, b| a.median().total_cmp(&b.median()))
            .with_context(|| format!("{} lacks TensorFlow.js", self.name))
    }
}

impl Contender {
    fn median(&self) -> f64 {
        quantile(&self.rates, 0.5)
    }

    /// How often it is as fast as another, by the rounds, each of which had
    /// both: the quartiles.
    fn times(&self, other: &Self) -> [f64; 3] {
        let ratios: Vec<f64> = self
            .rates
            .iter()
            .zip(&other.rates)
            .map(|(own, other)| own / other)
            .collect();
        [0.25, 0.5, 0.75].map(|share| quantile(&ratios, share))
    }
}

/// The report that is printed and kept.
pub fn markdown(found: &Measured, machine: &Machine) -> Result<String> {
    let Measured {
        date,
        spell,
        tensorflow,
        cases,
    } = found;
    let rounds = cases
        .first()
        .map_or(0, |case| case.named("engine").map_or(0, |c| c.rates.len()));
    let simd = if tensorflow.simd { "with" } else { "without" };
    let mut text = format!(
        "# Training speed in a browser\n\n\
         Written by `cargo xtask bench`.\n\n\
         - {date}, {} processors, {}\n\
         - TensorFlow.js {}, its WebAssembly {simd} SIMD, threads: {}\n\
         - everything in one page's one thread, in turns: {rounds} rounds of {spell} ms each\n\n\
         Samples per second of training, forward, backward and step: medians of the\n\
         rounds. Ratios are taken within a round: their median, and between which values\n\
         the middle half lies. Beforehand, TensorFlow.js and the engine were seen to come\n\
         from the same parameters to the same ones.\n\n\
         | network | batch | engine | TensorFlow.js, its fastest | ratio | scalar reference | ratio |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
        machine.processors, machine.browser, tensorflow.version, tensorflow.threads
    );
    for case in cases {
        let (engine, peer) = (case.named("engine")?, case.fastest_peer()?);
        let reference = case.named("reference")?;
        writeln!(
            text,
            "| {} tanh | {} | {} | {} | {} | {} | {} |",
            case.name,
            case.batch,
            rate(engine.median()),
            rate(peer.median()),
            ratio(engine.times(peer)),
            rate(reference.median()),
            ratio(engine.times(reference)),
        )?;
    }
    text.push_str(
        "\nThe scalar reference is `neural::reference`, compiled with the engine. Everything\n\
         that was measured:\n\n\
         | network | what trains it | samples/s | the engine is faster by |\n|---|---|--:|--:|\n",
    );
    for case in cases {
        let engine = case.named("engine")?;
        for contender in &case.contenders {
            let faster = if contender.key == engine.key {
                String::new()
            } else {
                ratio(engine.times(contender))
            };
            writeln!(
                text,
                "| {} | {} | {} | {faster} |",
                case.name,
                described(&contender.key),
                rate(contender.median()),
            )?;
        }
    }
    Ok(text)
}

fn described(key: &str) -> &str {
    match key {
        "engine" => "engine (`neural::trainer`)",
        "session" => "engine, as the app's session runs it",
        "reference" => "scalar reference",
        other => other,
    }
}

/// `12.3 M`, `456 k`.
fn rate(samples: f64) -> String {
    match samples {
        1e6.. => format!("{:.2} M", samples / 1e6),
        1e5.. => format!("{:.0} k", samples / 1e3),
        _ => format!("{:.1} k", samples / 1e3),
    }
}

/// `35 (30–41)`.
fn ratio([low, middle, high]: [f64; 3]) -> String {
    let digits = usize::from(middle < 10.0);
    format!("{middle:.digits$} ({low:.digits$}–{high:.digits$})")
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

    const MEASURED: &str = r#"{
        "date": "2026-01-02", "spell": 400,
        "tensorflow": { "version": "4.0.0", "simd": true, "threads": 1 },
        "cases": [{ "name": "1-2-3", "batch": 10, "contenders": [
            { "key": "engine", "rates": [1000000, 3000000, 2000000] },
            { "key": "reference", "rates": [500000, 500000, 500000] },
            { "key": "TensorFlow.js cpu, own loop", "rates": [10000, 20000, 40000] },
            { "key": "TensorFlow.js wasm, own loop", "rates": [1000, 2000, 4000] }
        ]}]
    }"#;

    #[test]
    fn the_fastest_peer_is_compared_round_by_round() {
        let machine = Machine {
            processors: 2,
            browser: "Browser 1.2".to_owned(),
        };
        let found = serde_json::from_str(MEASURED).unwrap();
        let report = markdown(&found, &machine).unwrap();
        assert!(report.contains("2026-01-02, 2 processors, Browser 1.2"));
        assert!(report.contains(
            "| 1-2-3 tanh | 10 | 2.00 M | 20.0 k | 100 (75–125) | 500 k | 4.0 (3.0–5.0) |"
        ));
        assert!(
            report.contains("| 1-2-3 | TensorFlow.js wasm, own loop | 2.0 k | 1000 (750–1250) |")
        );
    }

    #[test]
    fn a_missing_contender_is_named() {
        let machine = Machine {
            processors: 1,
            browser: String::new(),
        };
        let found = MEASURED.replace("\"reference\"", "\"other\"");
        let error = markdown(&serde_json::from_str(&found).unwrap(), &machine).unwrap_err();
        assert_eq!(error.to_string(), "1-2-3 lacks the reference");
    }

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
