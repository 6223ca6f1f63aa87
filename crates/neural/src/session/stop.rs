//! When a run stops by itself, and why it did.

use serde::{Deserialize, Serialize};

/// Which loss a rule watches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Watch {
    /// That of the test part.
    #[default]
    Test,
    /// That of the training part.
    Train,
}

/// Conditions under which playing stops at the end of an epoch; the first that is
/// met counts. None is set by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StopRule {
    /// When this many epochs are completed.
    pub epochs: Option<u32>,
    /// When the watched loss is no greater.
    pub loss: Option<f32>,
    /// When the watched loss has not fallen below its least for this many epochs
    /// (early stopping; Prechelt 1998).
    pub patience: Option<u32>,
    /// Which loss the last two watch.
    pub watch: Watch,
}

/// Why playing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum StopReason {
    /// The epochs are completed.
    Epochs,
    /// The watched loss is reached.
    Loss,
    /// The watched loss has fallen no further.
    Patience {
        /// The watched loss at its least.
        loss: f32,
        /// The epoch after which it was so.
        epoch: u32,
        /// That epoch's last step, for [`Command::Seek`](super::Command).
        step: u64,
    },
}

/// Watches a run for its rule. A rule stops a run once: who plays on after that
/// is not stopped again before the run is rewound or gone back in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watcher {
    pub rule: StopRule,
    best: Option<(f32, u32, u64)>,
    reason: Option<StopReason>,
    met: bool,
}

impl Watcher {
    pub fn new(rule: StopRule) -> Self {
        Self {
            rule,
            ..Self::default()
        }
    }

    /// Why the run stands, if a rule stopped it.
    pub fn reason(&self) -> Option<StopReason> {
        self.reason
    }

    /// Takes note that the run goes on.
    pub fn goes_on(&mut self) {
        self.reason = None;
    }

    /// Whether the loss has to be measured after an epoch.
    pub fn wants_loss(&self) -> bool {
        !self.met && (self.rule.loss.is_some() || self.rule.patience.is_some())
    }

    /// After an epoch; the loss is the watched one, if it was wanted. Whether the
    /// run stops.
    pub fn passed(&mut self, epoch: u32, step: u64, loss: Option<f32>) -> bool {
        if self.met {
            return false;
        }
        if let Some(loss) = loss
            && self.best.is_none_or(|(least, ..)| loss < least)
        {
            self.best = Some((loss, epoch, step));
        }
        let reached = |goal: f32| loss.is_some_and(|loss| loss <= goal);
        self.reason = if self.rule.epochs == Some(epoch) {
            Some(StopReason::Epochs)
        } else if self.rule.loss.is_some_and(reached) {
            Some(StopReason::Loss)
        } else if let (Some(patience), Some((loss, best, step))) = (self.rule.patience, self.best)
            && epoch - best >= patience
        {
            Some(StopReason::Patience {
                loss,
                epoch: best,
                step,
            })
        } else {
            None
        };
        self.met = self.reason.is_some();
        self.met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_stops_a_run_once() {
        let mut watcher = Watcher::new(StopRule {
            epochs: Some(3),
            ..StopRule::default()
        });
        assert!(!watcher.wants_loss());
        let stops: Vec<_> = (1..6)
            .filter(|e| watcher.passed(*e, u64::from(*e), None))
            .collect();
        assert_eq!(stops, [3]);
        assert_eq!(watcher.reason(), Some(StopReason::Epochs));
        watcher.goes_on();
        assert_eq!(watcher.reason(), None);
    }

    #[test]
    fn patience_counts_from_the_least_loss() {
        let mut watcher = Watcher::new(StopRule {
            loss: Some(0.1),
            patience: Some(2),
            ..StopRule::default()
        });
        let losses = [0.9, 0.5, 0.6, 0.4, 0.4, 0.5, 0.05];
        let stop = (1..)
            .zip(losses)
            .find(|(e, loss)| watcher.passed(*e, 10 * u64::from(*e), Some(*loss)));
        assert_eq!(stop, Some((6, 0.5)));
        let best = StopReason::Patience {
            loss: 0.4,
            epoch: 4,
            step: 40,
        };
        assert_eq!(watcher.reason(), Some(best));
        let mut watcher = Watcher::new(watcher.rule);
        assert!(watcher.passed(1, 10, Some(0.1)));
        assert_eq!(watcher.reason(), Some(StopReason::Loss));
    }
}
