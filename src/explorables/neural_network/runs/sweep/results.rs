//! A sweep's runs and what came of them. Pure.

use super::super::super::state::State;
use super::variable::Variable;

/// Where a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// With these losses.
    Losses {
        /// Over the training part.
        train: f64,
        /// Over the test part.
        test: f64,
    },
    /// It diverged.
    Diverged,
}

/// How a sweep stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Runs are left.
    Running,
    /// All are done.
    Done,
    /// The reader stopped it.
    Cancelled,
    /// The engine failed.
    Failed,
}

/// A sweep: a run for each value and seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// What is swept.
    pub variable: Variable,
    /// All other settings.
    pub base: State,
    /// Its values.
    pub values: Vec<f64>,
    /// Seeds per value.
    pub seeds: u32,
    /// Epochs of each run.
    pub epochs: u32,
    /// What came of the runs so far, value by value for the first seed, then for
    /// the next: the curve is there early, the spread comes later.
    pub outcomes: Vec<Outcome>,
    /// How it stands.
    pub standing: Standing,
}

/// Least, mean and greatest of several seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub least: f64,
    /// The mean.
    pub mean: f64,
    /// The greatest.
    pub most: f64,
}

/// What a value came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Losses over the training part, where a run ended with any.
    pub train: Option<Spread>,
    /// Losses over the test part.
    pub test: Option<Spread>,
    /// Runs that diverged.
    pub diverged: usize,
    /// Runs done.
    pub done: usize,
}

impl Results {
    /// A sweep before its first run.
    pub fn new(variable: Variable, base: &State, epochs: u32, seeds: u32) -> Self {
        Self {
            variable,
            values: variable.values(base),
            base: base.clone(),
            // Over seeds, several seeds each would be the same runs again.
            seeds: if variable == Variable::Seed { 1 } else { seeds },
            epochs,
            outcomes: Vec::new(),
            standing: Standing::Running,
        }
    }

    /// Runs altogether.
    pub fn total(&self) -> usize {
        self.values.len() * self.seeds as usize
    }

    /// The next run's state; `None` if all are done.
    pub fn next(&self) -> Option<State> {
        let at = self.outcomes.len();
        let round = (at / self.values.len().max(1)) as u32;
        let value = self.values.get(at % self.values.len().max(1))?;
        (round < self.seeds).then(|| {
            let state = self.variable.at(&self.base, *value);
            let seed = state.seed.wrapping_add(round);
            State { seed, ..state }
        })
    }

    /// What the value at a place came to.
    pub fn summary(&self, at: usize) -> Summary {
        let of_value = || {
            self.outcomes
                .iter()
                .skip(at)
                .step_by(self.values.len().max(1))
        };
        let losses = |of: fn(&Outcome) -> Option<f64>| {
            let values: Vec<f64> = of_value().filter_map(of).collect();
            (!values.is_empty()).then(|| Spread {
                least: values.iter().copied().fold(f64::INFINITY, f64::min),
                mean: values.iter().sum::<f64>() / values.len() as f64,
                most: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            })
        };
        Summary {
            train: losses(|outcome| match outcome {
                Outcome::Losses { train, .. } => Some(*train),
                Outcome::Diverged => None,
            }),
            test: losses(|outcome| match outcome {
                Outcome::Losses { test, .. } => Some(*test),
                Outcome::Diverged => None,
            }),
            diverged: of_value().filter(|o| **o == Outcome::Diverged).count(),
            done: of_value().count(),
        }
    }

    /// The place of the value with the least mean test loss.
    pub fn best(&self) -> Option<usize> {
        let summaries = (0..self.values.len()).map(|at| (at, self.summary(at)));
        summaries
            .filter(|(_, summary)| summary.diverged == 0)
            .filter_map(|(at, summary)| Some((at, summary.test?.mean)))
            .min_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_value_by_value_and_seed_by_seed() {
        let mut sweep = Results::new(Variable::Layers, &State::default(), 100, 2);
        let mut seen = Vec::new();
        while let Some(state) = sweep.next() {
            seen.push((state.hidden.len(), state.seed));
            let loss = seen.len() as f64;
            sweep.outcomes.push(if seen.len() == 2 {
                Outcome::Diverged
            } else {
                Outcome::Losses {
                    train: loss,
                    test: 20.0 - loss,
                }
            });
        }
        assert_eq!(seen.len(), sweep.total());
        assert_eq!(seen[..2], [(0, 42), (1, 42)]);
        assert_eq!(seen[7..9], [(0, 43), (1, 43)]);
        let first = sweep.summary(0);
        let spread = Spread {
            least: 1.0,
            mean: 4.5,
            most: 8.0,
        };
        assert_eq!((first.train, first.done), (Some(spread), 2));
        let second = sweep.summary(1);
        assert_eq!((second.diverged, second.train.unwrap().mean), (1, 9.0));
        // The last value's runs have the least test losses.
        assert_eq!(sweep.best(), Some(6));
    }

    #[test]
    fn seeds_are_swept_once_each() {
        let sweep = Results::new(Variable::Seed, &State::default(), 10, 5);
        assert_eq!(sweep.total(), 10);
        assert_eq!(sweep.next().unwrap().seed, 42);
    }
}
