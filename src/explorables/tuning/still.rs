//! What a page shows before any program has come: the numbers of the default run
//! and the default sweep, computed while the page is made.

use super::readings::{Found, readings};
use super::samples::at_hand;
use super::state::State;
use super::{jobs, state::Data};
use crate::explorables::Readings;
use crate::explorables::shipped::File;
use neural::job::{CureRun, Finding, Widened};
use std::sync::OnceLock;

/// The default run and the default sweep.
fn found() -> &'static (Option<CureRun>, Option<Widened>) {
    static FOUND: OnceLock<(Option<CureRun>, Option<Widened>)> = OnceLock::new();
    FOUND.get_or_init(|| {
        let state = State::default();
        let samples = at_hand(Data::Digits);
        let run = samples.and_then(|samples| jobs::cure(&state.run, samples).run().ok());
        let sweep = File::Digits
            .at_hand()
            .and_then(|digits| jobs::descent(&state, digits).run().ok());
        (
            match run {
                Some(Finding::Cure(run)) => Some(run),
                _ => None,
            },
            match sweep {
                Some(Finding::Widened(sweep)) => Some(sweep),
                _ => None,
            },
        )
    })
}

/// The readings of a state: with what was found, where it is the default's.
pub fn still(state: &State) -> Readings {
    let default = State::default();
    let (run, sweep) = found();
    let same = state.run == default.run;
    let found = Found {
        run: run.as_ref().filter(|_| same),
        descent: sweep
            .as_ref()
            .filter(|_| same && state.descent == default.descent),
        search: None,
    };
    readings(state, &found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_has_its_numbers_and_other_states_wait() {
        let plain = still(&State::default());
        let gap: f64 = plain["tuning.gap"].parse().expect("a number");
        assert!(gap > 30.0);
        assert_eq!(plain["tuning.peak"], plain["tuning.threshold"]);
        // 64·64 + 64 and 64·10 + 10.
        assert_eq!(plain["tuning.parameters"], "4810");
        let mut other = State::default();
        other.run.seed = 7;
        assert_eq!(still(&other)["tuning.gap"], "–");
    }
}
