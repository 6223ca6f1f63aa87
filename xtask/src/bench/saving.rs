//! How long a change of the readiness check takes to its saved state, in the
//! built site. What it finds it also writes to `tests/bench/saving.md`.

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::page::{self, quantile};
use crate::setup::Tools;
use crate::workspace::Workspace;

/// The target of the specification, in milliseconds.
const TARGET: f64 = 16.0;

/// What the page gives.
#[derive(Deserialize)]
struct Measured {
    /// Milliseconds from each change to its saved state.
    times: Vec<f64>,
    /// Characters that are saved at once.
    bytes: usize,
}

/// Measures, prints and keeps.
pub fn run(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let found = page::measure(
        workspace,
        tools,
        "check_saving",
        "measuring how fast the check saves",
    )?;
    page::keep(workspace, "saving.md", &markdown(&found)?)
}

fn markdown(found: &Measured) -> Result<String> {
    let mut times = found.times.clone();
    ensure!(!times.is_empty(), "nothing was measured");
    times.sort_by(f64::total_cmp);
    let at = |share| quantile(&times, share);
    let within = times.iter().filter(|time| **time <= TARGET).count();
    Ok(format!(
        "# The readiness check: from a change to its saved state\n\n\
         Written by `cargo xtask bench`. An answer is changed {} times on a question's page of the built\n\
         site, in a venture with every question answered with evidence and a year of runs ({} kB as stored).\n\
         Measured from the press to the value that reads back from the storage, with what a save does\n\
         besides: the copy of the value before, the list of documents, the step of undo.\n\n\
         | median | 95 % | 99 % | longest | target | within it |\n\
         |--:|--:|--:|--:|--:|--:|\n\
         | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {TARGET} ms | {within} of {} |\n",
        times.len(),
        found.bytes / 1000,
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        times.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_tells_the_spread_and_what_keeps_to_the_target() {
        let found = Measured {
            times: (1..=21).rev().map(f64::from).collect(),
            bytes: 123_456,
        };
        let report = markdown(&found).unwrap();
        assert!(
            report.contains("| 11.0 ms | 20.0 ms | 21.0 ms | 21.0 ms | 16 ms | 16 of 21 |"),
            "{report}"
        );
        assert!(report.contains("123 kB"), "{report}");
        let nothing = Measured {
            times: Vec::new(),
            bytes: 0,
        };
        assert!(markdown(&nothing).is_err());
    }
}
