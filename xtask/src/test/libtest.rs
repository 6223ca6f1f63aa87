//! Reading what Rust's test programs print.

use super::tally::Verdict;

/// Sums the `test result:` lines. A program that crashed printed none, and a
/// compiler error none at all: the exit status tells.
pub fn verdict(text: &str, success: bool) -> Verdict {
    let mut verdict = Verdict::default();
    for line in text.lines() {
        if let Some((passed, failed)) = counts(line) {
            verdict.passed += passed;
            verdict.failed += failed;
        }
    }
    if !success {
        // One for what went wrong outside a test: a crash, a compiler error.
        let crashed = text.lines().filter(|line| is_crash(line)).count();
        verdict.failed += crashed;
        verdict.failed = verdict.failed.max(1);
        verdict.text = without_noise(text);
    }
    verdict
}

/// `test result: FAILED. 3 passed; 1 failed; …` → (3, 1).
fn counts(line: &str) -> Option<(usize, usize)> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let (_, rest) = rest.split_once(". ")?;
    let mut numbers = rest
        .split("; ")
        .filter_map(|part| part.split_once(' ')?.0.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// Cargo's word for a test program that ended by a signal.
fn is_crash(line: &str) -> bool {
    line.contains("process didn't exit successfully") && line.contains("(signal:")
}

/// Without the lines that say that all is well.
pub fn without_noise(text: &str) -> String {
    text.lines()
        .filter(|line| {
            let word = line.trim();
            let passed = word.starts_with("test ") && word.ends_with("... ok");
            let progress = [
                "Compiling ",
                "Checking ",
                "Running ",
                "Downloaded ",
                "Fresh ",
                "Locking ",
            ];
            !passed && !progress.iter().any(|start| word.starts_with(start))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "running 2 tests\ntest a ... ok\ntest b ... ok\n\n\
        test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";

    #[test]
    fn programs_add_up() {
        let text = format!("{GOOD}{}", GOOD.replace("2 passed", "40 passed"));
        assert_eq!(
            verdict(&text, true),
            Verdict {
                passed: 42,
                failed: 0,
                text: String::new()
            }
        );
    }

    #[test]
    fn failures_are_counted_and_shown() {
        let text = GOOD.replace("ok. 2 passed; 0 failed", "FAILED. 1 passed; 1 failed")
            + "   Compiling a v1\nerror: test failed, to rerun pass `-p a`\n";
        let verdict = verdict(&text, false);
        assert_eq!((verdict.passed, verdict.failed), (1, 1));
        assert!(verdict.text.contains("to rerun") && !verdict.text.contains("Compiling"));
        assert!(!verdict.text.contains("test a ... ok"));
    }

    #[test]
    fn a_crash_or_a_compiler_error_is_a_failure() {
        let crash = format!(
            "{GOOD}error: test failed, to rerun pass `-p b`\nCaused by:\n  \
             process didn't exit successfully: `b` (signal: 6, SIGABRT: process abort signal)\n"
        );
        let crashed = verdict(&crash, false);
        assert_eq!((crashed.passed, crashed.failed), (2, 1));
        let broken = verdict("error[E0308]: mismatched types\n", false);
        assert_eq!((broken.passed, broken.failed), (0, 1));
    }
}
