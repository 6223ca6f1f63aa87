//! Counting, and the report.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::process;

/// What came of a step.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub passed: usize,
    pub failed: usize,
    /// What there is to say: of a failure why, of a pass a table, perhaps.
    pub text: String,
}

impl Verdict {
    /// One check that passed.
    pub fn passed() -> Self {
        Self {
            passed: 1,
            ..Self::default()
        }
    }

    /// One check that failed, and why.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            failed: 1,
            text: text.into(),
            ..Self::default()
        }
    }

    /// One check: its result.
    pub fn of(result: Result<()>) -> Self {
        match result {
            Ok(()) => Self::passed(),
            Err(error) => Self::failed(format!("{error:#}")),
        }
    }

    /// One check that found these faults.
    pub fn of_faults(faults: &[String]) -> Self {
        if faults.is_empty() {
            Self::passed()
        } else {
            Self::failed(faults.join("\n"))
        }
    }
}

/// All steps so far.
#[derive(Debug, Default)]
pub struct Tally {
    steps: Vec<(String, Verdict, Duration)>,
}

impl Tally {
    /// Runs a step, says how it went, and counts it.
    pub fn time(&mut self, name: &str, step: impl FnOnce() -> Verdict) {
        println!("▸ {name}");
        let started = Instant::now();
        let verdict = step();
        self.record(name, verdict, started.elapsed());
    }

    /// Counts a step that took no time of its own.
    pub fn add(&mut self, name: &str, verdict: Verdict) {
        self.record(name, verdict, Duration::ZERO);
    }

    fn record(&mut self, name: &str, verdict: Verdict, time: Duration) {
        if !verdict.text.is_empty() {
            println!("{}", verdict.text.trim_end());
        }
        println!("  {}", line(&verdict, time));
        self.steps.push((name.to_owned(), verdict, time));
    }

    /// Prints every step and the sum; `true` if nothing failed.
    pub fn report(&self) -> bool {
        println!();
        for (name, verdict, time) in &self.steps {
            println!("{name:<32} {}", line(verdict, *time));
        }
        let (passed, failed) = self.sum();
        println!("{passed} passed, {failed} failed");
        failed == 0
    }

    fn sum(&self) -> (usize, usize) {
        self.steps
            .iter()
            .fold((0, 0), |(passed, failed), (_, verdict, _)| {
                (passed + verdict.passed, failed + verdict.failed)
            })
    }
}

fn line(verdict: &Verdict, time: Duration) -> String {
    let word = if verdict.failed == 0 { "ok" } else { "FAILED" };
    format!(
        "{word:<7} {:>4} passed {:>3} failed  {:>12}",
        verdict.passed,
        verdict.failed,
        process::elapsed(time)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up() {
        let mut tally = Tally::default();
        tally.add(
            "a",
            Verdict {
                passed: 5,
                failed: 0,
                text: String::new(),
            },
        );
        assert!(tally.report());
        tally.add("b", Verdict::of(Err(anyhow::anyhow!("no"))));
        tally.add("c", Verdict::of_faults(&[]));
        assert_eq!(tally.sum(), (6, 1));
        assert!(!tally.report());
    }
}
