//! Successive halving (Jamieson and Talwalkar 2016, *Non-stochastic Best Arm
//! Identification and Hyperparameter Optimization*, algorithm 1).

use super::{Assignment, least};

/// A round: so many trials are each trained so much longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Trials still in.
    pub trials: usize,
    /// Epochs more for each.
    pub epochs: u32,
}

/// The rounds of `trials` trials with a budget of epochs: each of the ⌈log₂ n⌉
/// rounds has the same share of it, which the trials still in divide among them,
/// ⌊B/(|S|·⌈log₂ n⌉)⌋ each. A round too poor for one epoch each gives one all the
/// same, and takes fewer trials in, so that the budget holds.
pub fn rungs(trials: usize, budget: u32) -> Vec<Rung> {
    let rounds = trials.max(2).next_power_of_two().ilog2();
    let share = budget / rounds;
    let mut left = trials;
    (0..rounds)
        .map_while(|_| {
            let trials = left.min(share as usize);
            left = left.div_ceil(2);
            (trials > 0).then(|| Rung {
                trials,
                epochs: share / trials as u32,
            })
        })
        .collect()
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Halving {
    rungs: Vec<Rung>,
    /// The round under way.
    round: usize,
    /// The trials in it, the better of the round before first.
    alive: Vec<usize>,
    /// What those that are done in it came to.
    losses: Vec<f64>,
    /// The best of the last round that is done, or of the one under way.
    best: Option<usize>,
}

impl Halving {
    /// A search among `trials` trials.
    pub fn new(trials: usize, budget: u32) -> Self {
        let rungs = rungs(trials, budget);
        let first = rungs.first().map_or(0, |rung| rung.trials);
        Self {
            rungs,
            round: 0,
            alive: (0..first).collect(),
            losses: Vec::new(),
            best: None,
        }
    }

    /// What is to be trained next.
    pub fn next(&self) -> Option<Assignment> {
        let rung = self.rungs.get(self.round)?;
        Some(Assignment {
            trial: *self.alive.get(self.losses.len())?,
            epochs: rung.epochs,
        })
    }

    /// Takes the loss of the trial that was asked for last.
    pub fn report(&mut self, loss: f64) {
        self.losses.push(loss);
        if self.losses.len() < self.alive.len() {
            return;
        }
        let scored = self.alive.iter().copied().zip(self.losses.drain(..));
        let mut scored: Vec<_> = scored.collect();
        // Stable, so that of equal trials the earlier stays.
        scored.sort_by(|a, b| a.1.total_cmp(&b.1));
        self.best = least(scored.iter().copied());
        self.round += 1;
        let next = self.rungs.get(self.round).map_or(0, |rung| rung.trials);
        scored.truncate(next);
        self.alive = scored.into_iter().map(|(trial, _)| trial).collect();
    }

    /// The best of the last round that is done.
    pub fn best(&self) -> Option<usize> {
        self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_round_has_the_same_share_of_the_budget() {
        // Worked by hand: 16 trials, 4 rounds, 400 epochs: 100 a round.
        let expected = [(16, 6), (8, 12), (4, 25), (2, 50)];
        let rungs: Vec<_> = rungs(16, 400)
            .iter()
            .map(|r| (r.trials, r.epochs))
            .collect();
        assert_eq!(rungs, expected);
        // Of 5 trials 3, then 2 go on.
        let trials: Vec<_> = super::rungs(5, 300).iter().map(|r| r.trials).collect();
        assert_eq!(trials, [5, 3, 2]);
    }

    #[test]
    fn a_budget_is_never_exceeded() {
        for trials in 1..40 {
            for budget in 0..200 {
                let spent: u32 = rungs(trials, budget)
                    .iter()
                    .map(|rung| rung.trials as u32 * rung.epochs)
                    .sum();
                assert!(spent <= budget, "{trials} {budget}");
            }
        }
    }

    #[test]
    fn the_better_half_goes_on() {
        let mut halving = Halving::new(4, 16);
        let mut asked = Vec::new();
        while let Some(next) = halving.next() {
            asked.push((next.trial, next.epochs));
            // Trial 2 is best, then 0; a diverged one goes.
            halving.report([0.3, 0.9, 0.1, f64::INFINITY][next.trial]);
        }
        assert_eq!(asked, [(0, 2), (1, 2), (2, 2), (3, 2), (2, 4), (0, 4)]);
        assert_eq!(halving.best(), Some(2));
    }

    #[test]
    fn a_late_starter_may_win_the_last_round() {
        let mut halving = Halving::new(4, 16);
        let mut seen = [0; 4];
        while let Some(next) = halving.next() {
            seen[next.trial] += next.epochs;
            let early = [0.4, 0.5, 0.6, 0.7][next.trial];
            // Trial 1 falls fast once it has had more than the first round.
            halving.report(if next.trial == 1 && seen[1] > 2 {
                0.1
            } else {
                early
            });
        }
        assert_eq!(halving.best(), Some(1));
        assert_eq!(seen, [6, 6, 2, 2]);
    }
}
