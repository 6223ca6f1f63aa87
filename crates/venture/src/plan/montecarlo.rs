//! A seeded simulation over the founder's own ranges: how likely the cash is
//! out, by month.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::bounded::List;
use super::computed::{Computed, Formula};
use super::finance::{Driver, FinanceError, MONTHS, Resolved};
use super::rng::Pcg;
use super::units::BasisPoints;

const RUIN: Formula = Formula {
    id: "probability_of_ruin",
    text: "share of runs with cash < 0 in any month up to t; drivers drawn from triangular ranges",
    source: "Metropolis and Ulam, The Monte Carlo Method, 1949",
};

/// The most runs of a simulation.
pub const MOST_RUNS: u32 = 20_000;

/// A range of a driver: triangular from `low` over `likely` to `high`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Range {
    /// What varies.
    pub driver: Driver,
    /// The lowest value.
    pub low: BasisPoints,
    /// The likeliest value.
    pub likely: BasisPoints,
    /// The highest value.
    pub high: BasisPoints,
}

/// The ranges, and the seed that makes a run repeatable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Uncertainty {
    /// The ranges.
    pub ranges: List<Range, 20>,
    /// The seed.
    pub seed: u64,
}

/// The simulation cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SimulationError {
    /// A range is not in order.
    #[error("uncertainty.ranges.{index}: enter 0 ≤ low ≤ likely ≤ high")]
    Disordered {
        /// The range's place in the list.
        index: usize,
    },
    /// No runs, or too many.
    #[error("choose between 1 and {MOST_RUNS} runs")]
    Runs,
    /// The forecast of a run failed.
    #[error(transparent)]
    Finance(#[from] FinanceError),
}

/// What the runs came to, month by month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Simulation {
    /// Probability that the cash has been out in this month or before.
    pub ruin: Vec<f64>,
    /// Closing cash that a tenth of the runs stay below, in minor units.
    pub p10: Vec<i64>,
    /// Closing cash of the middle run.
    pub p50: Vec<i64>,
    /// Closing cash that nine tenths of the runs stay below.
    pub p90: Vec<i64>,
}

impl Uncertainty {
    /// Whether every range is in order.
    pub fn check(&self) -> Result<(), SimulationError> {
        let disordered = |range: &Range| {
            !(0 <= range.low.0 && range.low <= range.likely && range.likely <= range.high)
        };
        match self.ranges.iter().position(disordered) {
            Some(index) => Err(SimulationError::Disordered { index }),
            None => Ok(()),
        }
    }

    /// Runs the forecast `runs` times, each with every range drawn once.
    pub fn simulate(
        &self,
        base: &Resolved,
        runs: u32,
    ) -> Result<Computed<Simulation>, SimulationError> {
        self.check()?;
        if !(1..=MOST_RUNS).contains(&runs) {
            return Err(SimulationError::Runs);
        }
        let mut pcg = Pcg::new(self.seed);
        let mut ruined = [0_u32; MONTHS];
        let mut cash: Vec<Vec<i64>> = vec![Vec::new(); MONTHS];
        for _ in 0..runs {
            let mut drawn = base.clone();
            for range in &self.ranges {
                let value = pcg.triangular(
                    range.low.fraction(),
                    range.likely.fraction(),
                    range.high.fraction(),
                );
                drawn.vary(range.driver, value)?;
            }
            let mut out = false;
            for (at, month) in drawn.forecast()?.months.iter().enumerate() {
                out |= month.closing_cash < 0;
                ruined[at] += u32::from(out);
                cash[at].push(month.closing_cash);
            }
        }
        for month in &mut cash {
            month.sort_unstable();
        }
        let simulation = Simulation {
            ruin: ruined
                .iter()
                .map(|count| f64::from(*count) / f64::from(runs))
                .collect(),
            p10: quantile(&cash, 1),
            p50: quantile(&cash, 5),
            p90: quantile(&cash, 9),
        };
        Ok(Computed::new(simulation, RUIN)
            .with("runs", runs)
            .with("seed", self.seed)
            .with("ranges", self.ranges.len()))
    }
}

/// The value at so many tenths of each sorted month.
fn quantile(sorted: &[Vec<i64>], tenths: usize) -> Vec<i64> {
    let at = |month: &Vec<i64>| month[(month.len() - 1) * tenths / 10];
    sorted.iter().map(at).collect()
}
