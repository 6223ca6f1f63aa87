//! Samples per second of the engine and of the plain reference trainer on this
//! machine, without a browser, for the networks that learn the circle:
//! `cargo run --release -p neural --example throughput`.

use neural::activation::Activation;
use neural::bench::{Bench, COMPARED, WIDTHS, samples};
use std::time::Instant;

fn main() {
    println!("network              engine   reference   ratio   GFLOP/s");
    for case in COMPARED.iter().chain(&WIDTHS) {
        // The digits come with the site.
        let Ok(set) = samples(case.set, &[]) else {
            continue;
        };
        let mut bench = Bench::new(case.units, Activation::Tanh, case.batch, set);
        let engine = rate(|| bench.engine());
        let reference = rate(|| bench.reference());
        println!(
            "{:<18} {:>7.2} M {:>9.3} M {:>7.1} {:>9.2}",
            case.name,
            engine / 1e6,
            reference / 1e6,
            engine / reference,
            engine * bench.flops_per_sample() / 1e9,
        );
    }
}

/// Samples per second, the best of several spells.
fn rate(mut epoch: impl FnMut() -> usize) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let (start, mut samples) = (Instant::now(), 0);
        while start.elapsed().as_secs_f64() < 0.1 {
            samples += epoch();
        }
        best = best.max(samples as f64 / start.elapsed().as_secs_f64());
    }
    best
}
