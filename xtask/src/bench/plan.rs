//! How long a key typed into a large plan takes to the repainted result, and how
//! long a plan of 2 MB takes to open, in the built site. What it finds it also
//! writes to `tests/bench/plan.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::page::{self, quantile};
use crate::setup::Tools;
use crate::workspace::Workspace;

/// The targets of the specification, in milliseconds: a key at the median and at
/// the 99th percentile, and an opening.
const KEY: f64 = 16.0;
const SLOW_KEY: f64 = 50.0;
const OPENING: f64 = 300.0;

/// What the page gives.
#[derive(Deserialize)]
struct Measured {
    /// Size of the plan that is typed into, as stored.
    bytes: usize,
    /// By the path of the field.
    keys: BTreeMap<String, Keys>,
    /// Size of the plan that is opened.
    large_bytes: usize,
    /// Milliseconds from the press to the painted page.
    opened: Vec<f64>,
}

/// Milliseconds from each key.
#[derive(Deserialize)]
struct Keys {
    /// To the end of the work.
    work: Vec<f64>,
    /// To the painted frame.
    frame: Vec<f64>,
}

/// Measures, prints and keeps.
pub fn run(workspace: &Workspace, tools: &Tools) -> Result<()> {
    let found = page::measure(workspace, tools, "plan_typing", "measuring the plan")?;
    page::keep(workspace, "plan.md", &markdown(&found)?)
}

fn sorted(times: &[f64]) -> Result<Vec<f64>> {
    ensure!(!times.is_empty(), "nothing was measured");
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    Ok(times)
}

fn markdown(found: &Measured) -> Result<String> {
    let mut report = format!(
        "# The plan: from a key to the repainted result\n\n\
         Written by `cargo xtask bench`. A digit is typed and taken back in a plan of 36 months, 30 hires,\n\
         6 rounds and 100 risks ({} kB as stored), at moments that know nothing of the screen's clock. *Work*\n\
         is from the key to the end of what it sets off; *painted* to the frame that shows the result, which\n\
         at 60 frames a second is half a frame later at the mean, were the work nothing.\n\n\
         | field | keys | work, median | painted, median | target | painted, 99 % | target |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
        found.bytes / 1000
    );
    for (field, keys) in &found.keys {
        let (work, frame) = (sorted(&keys.work)?, sorted(&keys.frame)?);
        writeln!(
            report,
            "| `{field}` | {} | {:.1} ms | {:.1} ms | {KEY} ms | {:.1} ms | {SLOW_KEY} ms |",
            frame.len(),
            quantile(&work, 0.5),
            quantile(&frame, 0.5),
            quantile(&frame, 0.99),
        )?;
    }
    let opened = sorted(&found.opened)?;
    write!(
        report,
        "\n# The plan: opening\n\n\
         A plan of {:.2} MB is opened from the list {} times: from the press to the frame that shows its first page.\n\n\
         | median | longest | target |\n\
         |--:|--:|--:|\n\
         | {:.0} ms | {:.0} ms | {OPENING} ms |\n",
        found.large_bytes as f64 / 1e6,
        opened.len(),
        quantile(&opened, 0.5),
        quantile(&opened, 1.0),
    )?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_tells_medians_and_the_slowest_against_the_targets() {
        let times = |most: i32| (1..=most).rev().map(f64::from).collect::<Vec<_>>();
        let keys = Keys {
            work: times(3),
            frame: times(101),
        };
        let found = Measured {
            bytes: 123_456,
            keys: [("team.roles.0.salary".to_owned(), keys)].into(),
            large_bytes: 2_000_000,
            opened: times(5),
        };
        let report = markdown(&found).unwrap();
        let row = "| `team.roles.0.salary` | 101 | 2.0 ms | 51.0 ms | 16 ms | 100.0 ms | 50 ms |";
        assert!(report.contains(row), "{report}");
        assert!(report.contains("| 3 ms | 5 ms | 300 ms |"), "{report}");
        let nothing = Measured {
            opened: Vec::new(),
            ..found
        };
        assert!(markdown(&nothing).is_err());
    }
}
