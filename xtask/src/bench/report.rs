//! What was measured, as tables.

use std::fmt::Write as _;

use anyhow::Result;

use super::aims;
use super::measured::{Case, Measured, Quartiles};

/// Where it was measured.
pub struct Machine {
    /// Processors that the system has.
    pub processors: usize,
    /// The browser's name and version.
    pub browser: String,
}

/// The report that is printed and kept; `notes` are put at its end.
pub fn markdown(found: &Measured, machine: &Machine, notes: &str) -> Result<String> {
    let mut text = String::new();
    head(&mut text, found, machine)?;
    networks(&mut text, &found.cases)?;
    targets(&mut text, found)?;
    widths(&mut text, &found.widths)?;
    everything(&mut text, &found.cases)?;
    write!(text, "\n{}", notes.trim_end())?;
    text.push('\n');
    Ok(text)
}

fn head(text: &mut String, found: &Measured, machine: &Machine) -> Result<()> {
    let Measured {
        date,
        spell,
        tensorflow,
        cases,
        ..
    } = found;
    let rounds = cases
        .first()
        .map_or(0, |case| case.named("engine").map_or(0, |c| c.rates.len()));
    let simd = if tensorflow.simd { "with" } else { "without" };
    let [low, middle, high] = found.peak()?.map(|flops| flops / 1e9);
    write!(
        text,
        "# Training speed in a browser\n\n\
         Written by `cargo xtask bench`.\n\n\
         - {date}, {} processors, {}\n\
         - TensorFlow.js {}, its WebAssembly {simd} SIMD, threads: {}\n\
         - everything in one page's one thread, in turns: {rounds} rounds of {spell} ms each\n\
         - the machine: {middle:.0} ({low:.0}–{high:.0}) GFLOP/s in a product of matrices, f32, in\n  \
         WebAssembly SIMD, measured in every round. It is the same work throughout, so that\n  \
         its spread is the machine's own unrest: what else ran while this was measured\n\n\
         Samples per second of training, forward, backward and step: medians of the\n\
         rounds. Ratios are taken within a round: their median, and between which values\n\
         the middle half lies. Beforehand, TensorFlow.js and the engine were seen to come\n\
         from the same parameters to the same ones.\n\n",
        machine.processors, machine.browser, tensorflow.version, tensorflow.threads
    )?;
    Ok(())
}

fn networks(text: &mut String, cases: &[Case]) -> Result<()> {
    text.push_str(
        "| network | batch | engine | GFLOP/s | of the machine | TensorFlow.js, its fastest | ratio | scalar reference | ratio |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for case in cases {
        let (engine, peer) = (case.named("engine")?, case.fastest_peer()?);
        let reference = case.named("reference")?;
        writeln!(
            text,
            "| {} tanh | {} | {} | {:.1} | {} | {} | {} | {} | {} |",
            case.name,
            case.batch,
            rate(engine.median()),
            engine.median() * case.flops / 1e9,
            percent(case.share_of_peak()?),
            rate(peer.median()),
            ratio(engine.times(peer)),
            rate(reference.median()),
            ratio(engine.times(reference)),
        )?;
    }
    text.push_str(
        "\nThe first two learn the circle (250 points), the third the digits. GFLOP/s count the\n\
         multiplications and additions of the layers' products alone. The scalar reference\n\
         is `neural::reference`: one sample after another, f64, in the same program.\n",
    );
    Ok(())
}

fn targets(text: &mut String, found: &Measured) -> Result<()> {
    text.push_str("\n## Aims\n\n| what | asked | found | |\n|---|--:|--:|---|\n");
    for aim in aims::all(found)? {
        let verdict = if aim.reached >= 1.0 {
            "reached".to_owned()
        } else {
            format!("**missed**: {:.0} % of it", 100.0 * aim.reached)
        };
        writeln!(
            text,
            "| {} | {} | {} | {verdict} |",
            aim.what, aim.asked, aim.found
        )?;
    }
    text.push_str(
        "\nA frame is everything that the page gets at a repaint: the maps, and the losses\n\
         over all samples, the weights and the examples. New numbers: the epoch or the\n\
         loss that the page shows is another one than in the frame before.\n",
    );
    Ok(())
}

fn widths(text: &mut String, cases: &[Case]) -> Result<()> {
    text.push_str(
        "\n## How cost grows with width\n\n\
         Two inputs, two hidden layers of this width, one output, batches of 10.\n\n\
         | width | samples/s | µs a sample | GFLOP/s | of the machine |\n|--:|--:|--:|--:|--:|\n",
    );
    for case in cases {
        let engine = case.named("engine")?.median();
        writeln!(
            text,
            "| {} | {} | {} | {:.1} | {} |",
            case.name,
            rate(engine),
            number(1e6 / engine),
            engine * case.flops / 1e9,
            percent(case.share_of_peak()?),
        )?;
    }
    Ok(())
}

fn everything(text: &mut String, cases: &[Case]) -> Result<()> {
    text.push_str(
        "\n## Everything that trained\n\n\
         | network | what trains it | samples/s | the engine is faster by |\n|---|---|--:|--:|\n",
    );
    for case in cases {
        let engine = case.named("engine")?;
        for contender in case.trainers() {
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
    Ok(())
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
pub fn rate(samples: f64) -> String {
    match samples {
        1e6.. => format!("{:.2} M", samples / 1e6),
        1e5.. => format!("{:.0} k", samples / 1e3),
        _ => format!("{:.1} k", samples / 1e3),
    }
}

/// Two or three digits that count.
pub fn number(value: f64) -> String {
    match value {
        10.0.. => format!("{value:.0}"),
        1.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// `35 (30–41)`.
fn ratio([low, middle, high]: Quartiles) -> String {
    let digits = usize::from(middle < 10.0);
    format!("{middle:.digits$} ({low:.digits$}–{high:.digits$})")
}

/// `12 % (10–13)`.
fn percent(shares: Quartiles) -> String {
    let [low, middle, high] = shares.map(|share| 100.0 * share);
    format!("{middle:.0} % ({low:.0}–{high:.0})")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURED: &str = r#"{
        "date": "2026-01-02", "spell": 400,
        "tensorflow": { "version": "4.0.0", "simd": true, "threads": 1 },
        "cases": [{ "name": "1-2-3", "batch": 10, "flops": 500, "contenders": [
            { "key": "engine", "rates": [1000000, 3000000, 2000000] },
            { "key": "peak", "rates": [2e9, 2e9, 2e9] },
            { "key": "reference", "rates": [500000, 500000, 500000] },
            { "key": "TensorFlow.js cpu, own loop", "rates": [10000, 20000, 40000] },
            { "key": "TensorFlow.js wasm, own loop", "rates": [1000, 2000, 4000] }
        ]}],
        "widths": [{ "name": "64", "batch": 10, "flops": 1000, "contenders": [
            { "key": "engine", "rates": [1000000] }, { "key": "peak", "rates": [4e9] }
        ]}],
        "maps": [{ "cells": 90000, "rates": [1000, 4000, 2000] }],
        "pages": [
            { "name": "1-2-3", "speed": "full", "idle": 60,
              "motion": { "frames": 60, "longest": 17.4, "shown": 59.9, "epochs": 3000, "work": 4.25, "task": 0 } },
            { "name": "1-2-3", "speed": "0.2", "idle": 59.7,
              "motion": { "frames": 30, "longest": 50, "shown": 5, "epochs": 0.2, "work": 2, "task": 61 } }
        ]
    }"#;

    fn report(measured: &str) -> Result<String> {
        let machine = Machine {
            processors: 2,
            browser: "Browser 1.2".to_owned(),
        };
        markdown(
            &serde_json::from_str(measured).unwrap(),
            &machine,
            "## Notes\n\nOne.\n",
        )
    }

    #[test]
    fn the_fastest_peer_is_compared_round_by_round() {
        let report = report(MEASURED).unwrap();
        for part in [
            "2026-01-02, 2 processors, Browser 1.2",
            "the machine: 2 (2–2) GFLOP/s",
            "| 1-2-3 tanh | 10 | 2.00 M | 1.0 | 50 % (38–62) | 20.0 k | 100 (75–125) | 500 k | 4.0 (3.0–5.0) |",
            "| 1-2-3 | TensorFlow.js wasm, own loop | 2.0 k | 1000 (750–1250) |",
            "| 64 | 1.00 M | 1.0 | 1.0 | 25 % (25–25) |",
        ] {
            assert!(report.contains(part), "{part} is not in {report}");
        }
        assert!(report.ends_with("\n\n## Notes\n\nOne.\n"));
    }

    #[test]
    fn an_aim_is_reached_or_missed_by_what_was_found() {
        let report = report(MEASURED).unwrap();
        for part in [
            "| 1-2-3, against TensorFlow.js at its fastest | 10 × | 100 × | reached |",
            // 2 M against 0.82 M; 4 times the scalar trainer, which was 2.9 M.
            "| 20 × | 2.4 ×; 14 × by way of the scalar trainers (2.90 M/s there) | **missed**: 12 % of it |",
            "| 0.5 ms | 0.50 ms | reached |",
            "| 60 frames/s, 200 epochs/s | 60 frames/s (60 while it stands), 60 of them with new numbers, at most 17 ms apart; 3000 epochs/s; the page's thread works 4.2 ms a frame, never 50 ms at a time | reached |",
            "| 30 frames/s (60 while it stands), 5 of them with new numbers, at most 50 ms apart; 0.20 epochs/s; the page's thread works 2.0 ms a frame, at the longest 61 ms at a time | **missed**: 51 % of it |",
        ] {
            assert!(report.contains(part), "{part} is not in {report}");
        }
    }

    #[test]
    fn a_missing_contender_is_named() {
        let found = MEASURED.replace("\"reference\"", "\"other\"");
        let error = report(&found).unwrap_err();
        assert_eq!(error.to_string(), "1-2-3 lacks the reference");
    }
}
