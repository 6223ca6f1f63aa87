//! A learning-rate range test.

use super::network::Bench;
use super::{Finding, JobError, Step, Work};
use crate::landscape::{Entrant, MAX_STEPS, RangePoint, RangeTest, suggestion};
use crate::rules::Schedule;
use crate::session::{Data, RunConfig};
use serde::{Deserialize, Serialize};

/// A test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// The network, its start and its samples.
    pub config: RunConfig,
    /// The samples, where they are not drawn.
    pub data: Data,
    /// The rule; its rate is the test's.
    pub entrant: Entrant,
    /// The first rate.
    pub low: f32,
    /// The last rate.
    pub high: f32,
    /// Steps from the first to the last.
    pub steps: u32,
}

/// What a test found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranged {
    /// Its steps.
    pub points: Vec<RangePoint>,
    /// The rate at which the loss fell most steeply, if it fell.
    pub suggestion: Option<f32>,
}

struct Testing {
    bench: Bench,
    test: RangeTest,
}

pub(super) fn begin(mut job: Rates) -> Result<Box<dyn Work>, JobError> {
    // The test is the schedule.
    job.config.schedule = Schedule::default();
    let bench = Bench::new(&job.config, &job.data)?;
    let sound = Bench::takes(&job.entrant)
        && job.low > 0.0
        && job.low < job.high
        && job.high <= 1000.0
        && (10..=MAX_STEPS).contains(&job.steps);
    if !sound {
        return Err(JobError::OutOfRange);
    }
    let test = RangeTest::new(bench.trainer(&job.entrant), job.low, job.high, job.steps);
    Ok(Box::new(Testing { bench, test }))
}

impl Work for Testing {
    fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Result<Step, JobError> {
        while self.test.step(self.bench.samples()) {
            if !keep_going() {
                return Ok(Step::More);
            }
        }
        let points = self.test.points().to_vec();
        Ok(Step::Done(Finding::Ranged(Ranged {
            suggestion: suggestion(&points),
            points,
        })))
    }

    fn share(&self) -> f32 {
        self.test.share()
    }
}
