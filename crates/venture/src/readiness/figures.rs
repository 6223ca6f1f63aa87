//! What the plan computes, offered to the check as evidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Date;

/// A figure that the plan can compute, with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Months until the cash first turns negative.
    RunwayMonths,
    /// 1 where break-even comes before the cash runs out, else 0.
    DefaultAlive,
    /// The founders' share after the rounds modelled, 0 to 1.
    FoundersShare,
    /// Gross margin that the plan projects, as a fraction.
    PlannedGrossMargin,
    /// Gross margin of paid months, from actual figures, as a fraction.
    PaidGrossMargin,
    /// Cost of one request in minor units of money.
    RequestCost,
    /// Gross margin at a token price 50 % higher, as a fraction.
    StressedGrossMargin,
    /// Training compute in FLOPs.
    TrainingFlops,
    /// Share of training tokens whose licence the register knows, 0 to 1.
    LicensedShare,
}

/// The plan's figures on a day. A figure that is not a finite number does not
/// count as computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// When the plan was last changed: the date of the evidence.
    pub as_of: Date,
    /// The figures that the plan has.
    pub values: BTreeMap<Metric, f64>,
}

impl Figures {
    /// No figure yet, as of a day.
    pub const fn new(as_of: Date) -> Self {
        Self {
            as_of,
            values: BTreeMap::new(),
        }
    }

    /// The same with one figure more, unless it is not a finite number.
    #[must_use]
    pub fn with(mut self, metric: Metric, value: f64) -> Self {
        if value.is_finite() {
            self.values.insert(metric, value);
        }
        self
    }

    /// A figure, where it is a finite number.
    pub fn get(&self, metric: Metric) -> Option<f64> {
        let value = self.values.get(&metric).copied();
        value.filter(|value| value.is_finite())
    }
}
