//! The search for hyperparameters: which settings are tried, and for how long.
//!
//! Three methods with the same budget of epochs. A grid takes every combination of
//! a few values; random search draws as many combinations (Bergstra and Bengio
//! 2012); successive halving starts more of them and drops the worse half again
//! and again (Jamieson and Talwalkar 2016, algorithm 1).

mod halving;
mod space;

pub use halving::{Halving, Rung, rungs};
pub use space::{Dimension, Scale, Setting, Space};

use crate::rng::Rng;
use serde::{Deserialize, Serialize};

/// How settings are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Method {
    /// Every combination of a few values of each setting.
    Grid,
    /// Combinations drawn at random.
    Random,
    /// Many drawn at random, of which the better half goes on, again and again.
    Halving,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Grid, Self::Random, Self::Halving];
}

/// A trial, and how much longer it is to be trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The trial's number.
    pub trial: usize,
    /// Epochs more.
    pub epochs: u32,
}

/// One method's search: asks for trainings, and hears what came of them.
#[derive(Clone, Debug)]
pub struct Search {
    settings: Vec<Vec<f64>>,
    course: Course,
    spent: u32,
}

#[derive(Clone, Debug)]
enum Course {
    /// Each trial once, for so many epochs.
    Each {
        epochs: u32,
        losses: Vec<f64>,
    },
    Halving(Halving),
}

impl Search {
    /// A search with the budget of a grid of `levels` values per setting, each
    /// combination trained for `epochs`.
    pub fn new(method: Method, space: &Space, levels: u32, epochs: u32, rng: &mut Rng) -> Self {
        let trials = space.combinations(levels);
        let mut draw = |count: usize| (0..count).map(|_| space.draw(rng)).collect();
        let each = Course::Each {
            epochs,
            losses: Vec::new(),
        };
        let (settings, course): (Vec<Vec<f64>>, _) = match method {
            Method::Grid => (space.grid(levels), each),
            Method::Random => (draw(trials), each),
            Method::Halving => {
                let budget = trials as u32 * epochs;
                let count = 2 * trials;
                (draw(count), Course::Halving(Halving::new(count, budget)))
            }
        };
        Self {
            settings,
            course,
            spent: 0,
        }
    }

    /// Each trial's settings, in the order of the space's dimensions.
    pub fn settings(&self) -> &[Vec<f64>] {
        &self.settings
    }

    /// Epochs that all trials together have been trained for.
    pub fn spent(&self) -> u32 {
        self.spent
    }

    /// What is to be trained next; `None` when the search is over.
    pub fn next(&self) -> Option<Assignment> {
        match &self.course {
            Course::Each { epochs, losses } => {
                (losses.len() < self.settings.len()).then_some(Assignment {
                    trial: losses.len(),
                    epochs: *epochs,
                })
            }
            Course::Halving(halving) => halving.next(),
        }
    }

    /// Takes the loss that the assignment asked for last came to, on the
    /// validation part; one that is not a number counts as worst.
    pub fn report(&mut self, loss: f64) {
        let Some(next) = self.next() else { return };
        self.spent += next.epochs;
        let loss = if loss.is_nan() { f64::INFINITY } else { loss };
        match &mut self.course {
            Course::Each { losses, .. } => losses.push(loss),
            Course::Halving(halving) => halving.report(loss),
        }
    }

    /// The trial that the method chooses: that with the least loss, and with
    /// halving the least of those trained longest. `None` before the first.
    pub fn best(&self) -> Option<usize> {
        match &self.course {
            Course::Each { losses, .. } => least(losses.iter().copied().enumerate()),
            Course::Halving(halving) => halving.best(),
        }
    }
}

/// The number with the least finite loss, the first of several.
fn least(losses: impl Iterator<Item = (usize, f64)>) -> Option<usize> {
    losses
        .filter(|(_, loss)| loss.is_finite())
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a search whose losses a formula gives; returns each trial's epochs.
    fn run(search: &mut Search, loss: impl Fn(&[f64], u32) -> f64) -> Vec<u32> {
        let mut epochs = vec![0; search.settings().len()];
        while let Some(next) = search.next() {
            epochs[next.trial] += next.epochs;
            let settings = search.settings()[next.trial].clone();
            search.report(loss(&settings, epochs[next.trial]));
        }
        epochs
    }

    #[test]
    fn all_methods_spend_the_same_budget() {
        for (dimensions, levels, epochs) in [(2, 4, 27), (3, 3, 20), (4, 2, 40), (2, 2, 5)] {
            let space = Space::of(dimensions);
            let budget = levels_to(levels, dimensions) * epochs;
            for method in Method::ALL {
                let mut rng = Rng::new(1, 1);
                let mut search = Search::new(method, &space, levels, epochs, &mut rng);
                let each = run(&mut search, |_, _| 1.0);
                assert_eq!(search.spent(), each.iter().sum::<u32>());
                assert!(search.spent() <= budget, "{method:?}");
                // What halving's whole epochs leave over is little.
                assert!(
                    search.spent() * 10 >= budget * 8,
                    "{method:?} {dimensions} {}",
                    search.spent()
                );
                assert_eq!(search.next(), None);
            }
        }
    }

    fn levels_to(levels: u32, dimensions: usize) -> u32 {
        levels.pow(dimensions as u32)
    }

    #[test]
    fn the_least_loss_wins_and_a_diverged_trial_never_does() {
        for method in Method::ALL {
            let space = Space::of(2);
            let mut search = Search::new(method, &space, 4, 30, &mut Rng::new(5, 1));
            assert_eq!(search.best(), None);
            let ideal = 0.1;
            let loss = |settings: &[f64], _: u32| {
                if settings[0] > 0.3 {
                    f64::NAN
                } else {
                    (settings[0] / ideal).ln().abs()
                }
            };
            run(&mut search, loss);
            let best = search.best().unwrap();
            let all = search.settings().iter().map(|settings| loss(settings, 0));
            let least = all.fold(f64::INFINITY, f64::min);
            assert_eq!(loss(&search.settings()[best], 0), least, "{method:?}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_trials() {
        let draw = |seed| {
            let space = Space::of(3);
            let search = Search::new(Method::Random, &space, 3, 5, &mut Rng::new(seed, 9));
            search.settings().to_vec()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
