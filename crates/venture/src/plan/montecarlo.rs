//! A seeded simulation over the founder's own ranges: how likely the cash is
//! out, by month.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::bounded::List;
use super::computed::{Computed, Formula};
use super::finance::{FinanceError, MONTHS, Resolved};
use super::rng::Pcg;
use super::units::{BasisPoints, whole};

const RUIN: Formula = Formula {
    id: "probability_of_ruin",
    text: "share of runs with cash < 0 in any month up to t; drivers drawn from triangular ranges",
    source: "Metropolis and Ulam, The Monte Carlo Method, 1949",
};

/// The most runs of a simulation.
pub const MOST_RUNS: u32 = 20_000;

/// A driver that a range varies, in every stream, cost and so on at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// New customers, as a multiple of the plan's.
    #[default]
    NewCustomers,
    /// Revenue per customer, as a multiple.
    Price,
    /// Churn after the first month, as a multiple; at most all.
    Churn,
    /// Direct cost per customer, as a multiple.
    Cogs,
    /// All costs besides salaries, as a multiple.
    Costs,
    /// Salaries, as a multiple.
    Salaries,
    /// Months by which sales start late: 10,000 basis points are one month.
    SalesDelay,
    /// Months by which investors' money comes late.
    TrancheDelay,
    /// Months by which grants pay late.
    GrantDelay,
    /// Investors' money, as a multiple.
    Tranches,
}

/// A range of a driver: triangular from `low` over `likely` to `high`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    fn check(&self) -> Result<(), SimulationError> {
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
                vary(&mut drawn, range.driver, value)?;
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

fn vary(drawn: &mut Resolved, driver: Driver, value: f64) -> Result<(), FinanceError> {
    let scale = |amount: &mut i64, field: &str| {
        *amount = whole(*amount as f64 * value).ok_or_else(|| FinanceError::TooLarge {
            field: field.to_owned(),
            month: 0,
        })?;
        Ok(())
    };
    let delay = value.round() as usize;
    match driver {
        Driver::NewCustomers => {
            for stream in &mut drawn.streams {
                stream.new_customers *= value;
            }
        }
        Driver::Churn => {
            for stream in &mut drawn.streams {
                stream.churn = (stream.churn * value).min(1.0);
            }
        }
        Driver::Price => {
            let streams = drawn.streams.iter_mut();
            streams
                .map(|stream| &mut stream.arpa)
                .try_for_each(|arpa| scale(arpa, "finance.streams"))?;
        }
        Driver::Cogs => {
            let streams = drawn.streams.iter_mut();
            streams
                .map(|stream| &mut stream.cogs)
                .try_for_each(|cogs| scale(cogs, "finance.streams"))?;
        }
        Driver::Costs => {
            let costs = drawn.costs.iter_mut();
            costs
                .map(|cost| &mut cost.amount)
                .try_for_each(|amount| scale(amount, "finance.costs"))?;
        }
        Driver::Salaries => {
            let roles = drawn.roles.iter_mut();
            roles
                .map(|role| &mut role.monthly)
                .try_for_each(|monthly| scale(monthly, "team.roles"))?;
        }
        Driver::Tranches => {
            let tranches = drawn.tranches.iter_mut();
            tranches
                .map(|(_, amount)| amount)
                .try_for_each(|amount| scale(amount, "funding.tranches"))?;
        }
        Driver::SalesDelay => {
            for stream in &mut drawn.streams {
                stream.start += delay;
            }
        }
        Driver::TrancheDelay => {
            for (month, _) in &mut drawn.tranches {
                *month += delay;
            }
        }
        Driver::GrantDelay => {
            for grant in &mut drawn.grants {
                grant.lag += delay;
            }
        }
    }
    Ok(())
}
